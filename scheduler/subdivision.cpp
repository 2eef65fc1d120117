#include "scheduler/subdivision.hpp"

#include "rules/calendar.hpp"
#include "scheduler/geo/regions.hpp"

namespace vesper {

std::string subdivision_of(const Address& address) {
    if (address.country.empty()) return "";
    const std::string prefix = address.country + '-';
    if (const auto clocks = clocks_of(address.country)) {
        if (!address.region.empty())
            if (const Region* region = region_named(*clocks, address.region))
                return prefix + std::string{region->code};
        if (!address.postal.empty())
            if (const Region* region = region_of_postal(*clocks, address.postal))
                return prefix + std::string{region->code};
    }
    // A code as ISO 3166-2 writes it says enough: "DE-BY", "BY".
    const std::string whole =
        address.region.starts_with(prefix) ? address.region : prefix + address.region;
    return whole.size() > prefix.size() && is_region_code(whole) ? whole : "";
}

}  // namespace vesper
