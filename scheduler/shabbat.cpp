#include "scheduler/shabbat.hpp"

#include "scheduler/geo/dusk.hpp"
#include "scheduler/hebrew.hpp"
#include "scheduler/sun.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr seconds noon_s{12 * 3600};
constexpr seconds rest_begins_before_sunset{40 * 60};
constexpr seconds rest_ends_after_sunset{60 * 60};

/// The instant at which a zone's clock shows `since_midnight` on `date`, give or take a clock
/// change of that day.
Instant about(const Zone& zone, LocalDate date, seconds since_midnight) {
    const Instant as_utc{date.time_since_epoch() + since_midnight};
    return as_utc - zone.offset_at(as_utc);
}

bool in_israel(const Place& place) {
    return place.country == "IL" ||
           (place.country.empty() && place.zone->name() == "Asia/Jerusalem");
}

}  // namespace

Dusk dusk_on(LocalDate date, const Place& place) {
    const Zone& zone = *place.zone;
    if (!place.lat || !place.lon) {
        // Nothing is known of the sun there: bounds that hold for all but the far north.
        return Dusk{about(zone, date, std::chrono::hours{15}),
                    about(zone, date, std::chrono::minutes{22 * 60 + 30})};
    }
    const Instant noon = about(zone, date, noon_s);
    const Instant own = sunset(noon, *place.lat, *place.lon);
    Dusk dusk{own, own};
    if (place.located) return dusk;
    for (const Coordinates& end : ends_of_zone(zone.name())) {
        const Instant there = sunset(noon, end.lat, end.lon);
        dusk.earliest = std::min(dusk.earliest, there);
        dusk.latest = std::max(dusk.latest, there);
    }
    return dusk;
}

Verdict rest_at(Instant instant, const Place& place) {
    const bool israel = in_israel(place);
    const LocalDate today = place.zone->local_date(instant);
    // Rest reaches from the eve of its date into the night after it, and in the far north beyond
    // midnight. Beyond two days nothing is looked at; the answer is asked for again then.
    Verdict verdict{false, instant + date::days{1}};
    for (LocalDate date = today - date::days{2}; date <= today + date::days{3};
         date += date::days{1}) {
        if (!is_day_of_rest(date, israel)) continue;
        const Instant begins =
            dusk_on(date - date::days{1}, place).earliest - rest_begins_before_sunset;
        if (begins > verdict.until) break;
        const Instant ends = dusk_on(date, place).latest + rest_ends_after_sunset;
        if (instant >= begins && instant < ends) {
            verdict = {true, ends};
        } else if (!verdict.yes && begins > instant) {
            verdict.until = std::min(verdict.until, begins);
        }
    }
    return verdict;
}

}  // namespace vesper
