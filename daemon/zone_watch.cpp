#include "daemon/zone_watch.hpp"

#include <sys/stat.h>

namespace vesper {

std::optional<Instant> zones_written(const std::string& dir) {
    struct stat status {};
    if (::stat((dir + "/tzdata.zi").c_str(), &status) != 0) return std::nullopt;
    return from_unix(status.st_mtim.tv_sec);
}

ZoneWatch::Look ZoneWatch::look() {
    Look look;
    const std::string now = zoneinfo_fingerprint(dir_);
    if (now == taken_) {
        seen_ = now;
        return look;
    }
    look.restless = now != seen_;
    seen_ = now;
    if (look.restless) return look;
    auto zones = read_zoneinfo(dir_);
    if (zones) {
        look.zones = std::move(*zones);
    } else {
        look.problem = zones.error().message;
    }
    return look;
}

}  // namespace vesper
