// Sets of zones a person may live in, and which of them are one clock.
#pragma once

#include "scheduler/buyer_zone.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

using Candidates = std::vector<ZoneCandidate>;

/// Whether one of them keeps the clock of `zone`.
bool has_clock(const Candidates& candidates, std::string_view zone, const ZoneSnapshot& zones);

/// Heaviest first, one entry for each clock, weights together 1.
Candidates distinct_clocks(Candidates all, const ZoneSnapshot& zones);

/// "America/New_York 94 America/Chicago 6", as scheduler/geo writes it. A zone that this release
/// of tzdata does not have is left out.
Candidates read_clocks(std::string_view text, const ZoneSnapshot& zones);

/// Those of `wide` whose clock is in `narrow`, too.
Candidates in_both(const Candidates& wide, const Candidates& narrow, const ZoneSnapshot& zones);

/// "America/New_York (94 %) or America/Chicago (6 %)".
std::string listing(const Candidates& candidates);

}  // namespace vesper
