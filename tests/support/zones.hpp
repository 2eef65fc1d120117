// The machine's zones, read once for a whole test program, and civil times in short.
#pragma once

#include "daemon/zoneinfo.hpp"

#include <memory>
#include <stdexcept>
#include <string>

namespace vesper::test {

inline const std::shared_ptr<const ZoneSnapshot>& system_zones() {
    static const std::shared_ptr<const ZoneSnapshot> zones = [] {
        auto read = read_zoneinfo("/usr/share/zoneinfo");
        if (!read) throw std::runtime_error(read.error().message);
        return *read;
    }();
    return zones;
}

inline const Zone& zone(const std::string& name) {
    const Zone* found = system_zones()->find(name);
    if (!found) throw std::runtime_error("no zone " + name);
    return *found;
}

/// "2026-03-28T17:02:00Z"
inline Instant at(const std::string& text) {
    const auto instant = parse_instant(text);
    if (!instant) throw std::runtime_error(text + ": " + instant.error().message);
    return *instant;
}

/// "2026-03-28 18:02 +01" or "2026-03-28 18:02:07 +0530": the wall clock and its offset.
inline std::string wall(const Zone& zone, Instant instant) {
    const auto local = zone.local(instant);
    const auto offset = date::make_time(zone.offset_at(instant));
    const bool with_seconds =
        date::make_time(local - date::floor<date::days>(local)).seconds() != seconds{0};
    std::string text = date::format(with_seconds ? "%F %T " : "%F %H:%M ", local);
    const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    text += (offset.is_negative() ? "-" : "+") + two(offset.hours().count());
    if (offset.minutes().count() != 0) text += two(offset.minutes().count());
    return text;
}

}  // namespace vesper::test
