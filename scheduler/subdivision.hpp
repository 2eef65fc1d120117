// Which state, province or territory an address lies in, for calendars and laws.
#pragma once

#include "rules/order.hpp"
#include "scheduler/zones.hpp"

#include <string>

namespace vesper {

/// "US-CA" by the region's code or name, else by the postal code; empty where neither tells.
std::string subdivision_of(const Address& address);

/// "GP" where a clock at `at` is that of a territory of `country`, FR; else empty. Parcels go to
/// territories under their own names and under their mother country's.
std::string territory_of(std::string_view country, const ZonePlace* at);

}  // namespace vesper
