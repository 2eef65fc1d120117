#include "scheduler/other_clocks.hpp"

#include "scheduler/candidates.hpp"
#include "scheduler/opening.hpp"
#include "scheduler/subdivision.hpp"

#include <algorithm>

namespace vesper {

std::string candidates_in_words(const ZoneAnswer& answer) {
    std::vector<double> weights;
    for (const ZoneCandidate& candidate : answer.candidates) weights.push_back(candidate.weight);
    const std::vector<std::string> shares = in_per_cent(weights);
    std::string text;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (i > 0) text += ", ";
        text += answer.candidates[i].zone + ' ' + shares[i];
    }
    return text;
}

std::vector<const Zone*> other_clocks(const ZoneAnswer& buyer, const Zone& heaviest,
                                      const ZoneSnapshot& zones, Instant from) {
    const Instant until = from + date::days{search_days_max};
    std::vector<const Zone*> others;
    for (const ZoneCandidate& candidate : buyer.candidates) {
        const Zone* zone = zones.find(candidate.zone);
        if (!zone || same_clock(*zone, heaviest, from, until)) continue;
        const bool known = std::any_of(others.begin(), others.end(), [&](const Zone* other) {
            return same_clock(*zone, *other, from, until);
        });
        if (!known) others.push_back(zone);
    }
    return others;
}

Place at_clock(Place place, const Zone& zone, const ZoneSnapshot& zones) {
    place.zone = &zone;
    place.located = false;
    const ZonePlace* known = zones.place_of(zone.name());
    if (!known) return place;
    place.lat = known->lat;
    place.lon = known->lon;
    place.territory = territory_of(place.country, known);
    if (place.territory.empty() && known->country != place.country) {
        place.country = known->country;
        place.subdivision.clear();
    }
    return place;
}

}  // namespace vesper
