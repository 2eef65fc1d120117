// A buyer whose clock is in doubt: the clocks it may be besides the likeliest.
#pragma once

#include "scheduler/buyer_zone.hpp"
#include "scheduler/whereabouts.hpp"

#include <string>
#include <vector>

namespace vesper {

/// "America/New_York 60 %, Europe/Berlin 40 %".
std::string candidates_in_words(const ZoneAnswer& answer);

/// The clocks besides the heaviest that differ, from `from` on, from it and from one another.
std::vector<const Zone*> other_clocks(const ZoneAnswer& buyer, const Zone& heaviest,
                                      const ZoneSnapshot& zones, Instant from);

/// The place, if the buyer's clock is the other one.
Place at_clock(Place place, const Zone& zone, const ZoneSnapshot& zones);

}  // namespace vesper
