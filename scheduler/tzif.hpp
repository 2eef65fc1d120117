// The Time Zone Information Format, RFC 9636: the version 2+ block and the footer.
#pragma once

#include "scheduler/zones.hpp"

namespace vesper {

/// Reads one TZif file. The footer's POSIX TZ rule (with the version 3 hours from -167 to 167 and
/// all-year DST) is expanded to explicit transitions up to the year `tzif_expand_until`.
/// Before the first transition type 0 holds (RFC 9636 section 3.2). Error: what is malformed.
Result<Zone> read_tzif(std::string name, std::string_view bytes);

inline constexpr int tzif_expand_until =
    2438;  // 400 years of rules: after that the Gregorian calendar repeats

}  // namespace vesper
