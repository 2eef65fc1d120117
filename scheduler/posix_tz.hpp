// The footer of a TZif file: a POSIX TZ rule for all years after the last written transition.
//
// POSIX.1-2017 section 8.3 with the extensions of RFC 9636 section 3.3.2: hours from -167 to 167 in
// the time of a change, and daylight saving time that never ends.
#pragma once

#include "rules/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vesper {

/// The date of a yearly change and the wall clock time at which it happens.
struct PosixDate {
    enum class Kind { julian, day_of_year, month_week_day };
    Kind kind = Kind::julian;
    int day = 0;      // julian: 1..365, 29 February never counted; day_of_year: 0..365, counted
    int month = 0;    // month_week_day: 1..12
    int week = 0;     // 1..5; 5 is the last
    int weekday = 0;  // 0 = Sunday
    std::int32_t time = 7200;  // seconds after that day's midnight; may be negative or beyond a day
};

/// Offsets are seconds east of UTC, as everywhere in the house (POSIX counts west).
struct PosixTz {
    struct Saving {
        std::int32_t offset = 0;
        PosixDate begins;  // on the standard clock
        PosixDate ends;    // on the saving clock
    };
    std::int32_t standard = 0;
    std::optional<Saving> saving;
};

/// Error: what is malformed.
Result<PosixTz> parse_posix_tz(std::string_view text);

struct ClockChange {
    std::int64_t at;  // Unix seconds
    std::int32_t offset;
};

/// Every change of the rule's clock whose saving period begins in the years [from, until],
/// ascending; two changes are never at one instant. The first entry says what holds at the
/// beginning of the stretch. Empty without daylight saving time.
std::vector<ClockChange> changes(const PosixTz& rule, int from_year, int until_year);

}  // namespace vesper
