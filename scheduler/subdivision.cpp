#include "scheduler/subdivision.hpp"

#include "rules/calendar.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"

namespace vesper {

std::string subdivision_of(const Address& address) {
    if (address.country.empty()) return "";
    const std::string prefix = address.country + '-';
    if (!address.region.empty())
        if (const auto region = geo::region_named(address.country, folded(address.region).view()))
            return prefix + std::string{region->code};
    if (!address.postal.empty()) {
        const auto known = geo::postal(address.country, folded_postal(address.postal).view());
        if (known && !known->region.empty()) return prefix + std::string{known->region};
    }
    // A code as ISO 3166-2 writes it says enough: "DE-BY", "BY".
    const std::string whole =
        address.region.starts_with(prefix) ? address.region : prefix + address.region;
    return whole.size() > prefix.size() && is_region_code(whole) ? whole : "";
}

std::string territory_of(std::string_view country, const ZonePlace* at) {
    const bool elsewhere = at && !country.empty() && at->country != country;
    return elsewhere && geo::is_territory(country, at->country) ? at->country : "";
}

}  // namespace vesper
