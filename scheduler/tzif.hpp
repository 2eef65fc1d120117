// The Time Zone Information Format, RFC 9636: the version 2+ block and the footer.
#pragma once

#include "scheduler/zones.hpp"

namespace vesper {

/// Reads one TZif file. The footer's POSIX TZ rule (with the version 3 hours from -167 to 167 and
/// all-year DST) is expanded to explicit transitions for at least 400 years, up to
/// `tzif_expand_until` or later; after that they repeat, as the calendar does. Before the first
/// transition type 0 holds; without any transition the footer holds for all time (RFC 9636
/// section 3.3). Files that count leap seconds are refused: an Instant is POSIX time. Error: what
/// is malformed.
Result<Zone> read_tzif(std::string name, std::string_view bytes);

/// 400 years of rules from the first release of this reader, so that a file with transitions up to
/// 2037 costs no repetition in anybody's lifetime.
inline constexpr int tzif_expand_until = 2438;

}  // namespace vesper
