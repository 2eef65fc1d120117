#include "daemon/clock_trust.hpp"

#include <time.h>
#include <unistd.h>

namespace vesper {

namespace {

constexpr time_t patience_s = 600;

bool exists(const char* path) {
    return access(path, F_OK) == 0;
}

}  // namespace

std::string clock_distrust() {
    timespec since_boot{};
    clock_gettime(CLOCK_BOOTTIME, &since_boot);
    if (since_boot.tv_sec >= patience_s) return "";
    if (!exists("/run/systemd/timesync") || exists("/run/systemd/timesync/synchronized")) return "";
    return "the clock is not synchronised yet (systemd-timesyncd); sending begins with it, at the "
           "latest ten minutes after boot";
}

}  // namespace vesper
