// What the reader of zone files must survive: a file that is anything at all.
#pragma once

#include "scheduler/posix_tz.hpp"
#include "scheduler/tzif.hpp"
#include "tests/fuzz/promise.hpp"

#include <string>

namespace vesper::fuzz {

/// A zone that can be read has a clock at every instant, no further from UTC than 26 hours (RFC
/// 9636, section 3.2: from -25 to 26).
inline Broken feed_zone(const std::string& bytes) {
    const Result<Zone> zone = read_tzif("Test/Zone", bytes);
    if (zone) {
        for (std::int64_t at = -4'000'000'000; at < 20'000'000'000; at += 250'000'007) {
            const auto offset = zone->offset_at(from_unix(at)).count();
            if (offset < -26 * 3600 || offset > 26 * 3600)
                return "a clock " + std::to_string(offset) + " s from UTC";
        }
    } else if (zone.error().message.empty()) {
        return "refused without a word";
    }
    const auto rule = parse_posix_tz(bytes);
    if (!rule) return rule.error().message.empty() ? "refused without a word" : "";
    std::int64_t last = INT64_MIN;
    for (const ClockChange& change : changes(*rule, 2000, 2100)) {
        if (change.at <= last) return "two changes at one instant";
        last = change.at;
    }
    return {};
}

}  // namespace vesper::fuzz
