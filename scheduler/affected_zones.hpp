// Whom a new release of the time zone database concerns.
#pragma once

#include "scheduler/zones.hpp"

#include <string>
#include <vector>

namespace vesper {

/// The zones that a letter due in [from, until) should be planned again for: those whose clock
/// differs between the releases, and those that were, or are, one clock with such a zone: a buyer
/// of whom only "one of these two" is known may be in doubt now, or in doubt no more. Zones that
/// only one of the releases has are among them. Sorted.
std::vector<std::string> affected_zones(const ZoneSnapshot& before, const ZoneSnapshot& after,
                                        Instant from, Instant until);

}  // namespace vesper
