#include "scheduler/calendar.hpp"

#include "rules/check.hpp"
#include "scheduler/geo/dusk.hpp"
#include "scheduler/hebrew.hpp"
#include "scheduler/sun.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr seconds day_s{86400};
constexpr seconds noon_s{12 * 3600};
constexpr seconds rest_begins_before_sunset{40 * 60};
constexpr seconds rest_ends_after_sunset{60 * 60};

/// The instant at which a zone's clock shows `since_midnight` on `date`, give or take a clock
/// change of that day.
Instant about(const Zone& zone, LocalDate date, seconds since_midnight) {
    const Instant as_utc{date.time_since_epoch() + since_midnight};
    return as_utc - zone.offset_at(as_utc);
}

/// When the sun sets on a date: the first and the last of the places that may be meant.
struct Dusk {
    Instant earliest;
    Instant latest;
};

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

bool in_israel(const Place& place) {
    return place.country == "IL" ||
           (place.country.empty() && place.zone->name() == "Asia/Jerusalem");
}

bool avoids_shabbat(const Opens& opens) {
    return opens.avoid && std::find(opens.avoid->begin(), opens.avoid->end(), Avoid::shabbat) !=
                              opens.avoid->end();
}

/// The first part of `opening` that touches no day of rest; nothing if rest covers it.
std::optional<Opening> outside_rest(Opening opening, const Place& place) {
    const bool israel = in_israel(place);
    // Rest reaches from the eve of its date into the night after it.
    const LocalDate first = place.zone->local_date(opening.from) - date::days{1};
    const LocalDate last = place.zone->local_date(opening.until) + date::days{1};
    for (LocalDate date = first; date <= last; date += date::days{1}) {
        if (!is_day_of_rest(date, israel)) continue;
        const Instant begins =
            dusk_on(date - date::days{1}, place).earliest - rest_begins_before_sunset;
        const Instant ends = dusk_on(date, place).latest + rest_ends_after_sunset;
        // Ascending, and two days of rest in a row overlap: one pass is enough.
        if (opening.from < begins) {
            opening.until = std::min(opening.until, begins);
        } else if (opening.from < ends) {
            opening.from = ends;
        }
    }
    if (opening.from >= opening.until) return std::nullopt;
    return opening;
}

/// The hours of one date; nothing if the window stays shut.
std::optional<Hours> hours_on(LocalDate date, const Opens& opens, const Place& place) {
    const date::weekday weekday{date};
    const auto bit = static_cast<Weekdays>(1U << (weekday.iso_encoding() - 1));
    if ((opens.days.value_or(every_day) & bit) == 0) return std::nullopt;

    VESPER_CHECK(opens.from && opens.until, "a window's widest table has both edges");
    Hours hours{.from = seconds{0}, .until = *opens.until, .days = bit};
    if (const auto* fixed = std::get_if<seconds>(&*opens.from)) {
        hours.from = *fixed;
    } else {
        const Instant iftar = dusk_on(date, place).latest + std::get<Iftar>(*opens.from).after;
        hours.from = place.zone->local(iftar) - LocalTime{date};
        const bool closes_next_morning = hours.until <= noon_s;
        if (hours.from >= day_s || hours.from < seconds{0} ||
            (!closes_next_morning && hours.from >= hours.until)) {
            return std::nullopt;
        }
    }
    if (hours.from == hours.until) return std::nullopt;
    return hours;
}

/// What the window says for a country, in and out of Ramadan.
struct Seasons {
    Opens usual;
    Opens ramadan;
    const Opens& on(LocalDate date) const { return is_ramadan(date) ? ramadan : usual; }
};

/// The first part of the opening that belongs to `date`, at or after `not_before`.
std::optional<Opening> opening_of(LocalDate date, const Seasons& seasons, const Place& place,
                                  Instant not_before) {
    const Opens& opens = seasons.on(date);
    const std::optional<Hours> hours = hours_on(date, opens, place);
    if (!hours) return std::nullopt;
    // A clock change or a rest may cut one date's opening into several parts.
    for (Instant from = not_before;;) {
        const std::optional<Opening> part = first_opening(*hours, *place.zone, from, date);
        if (!part || part->opened_on != date) return std::nullopt;
        if (!avoids_shabbat(opens)) return part;
        if (const std::optional<Opening> rest_free = outside_rest(*part, place)) return rest_free;
        from = part->until;
    }
}

/// Hours that are the same on every date need no calendar.
std::optional<Hours> plain_hours(const Opens& opens) {
    const auto* from = std::get_if<seconds>(&*opens.from);
    if (from == nullptr || avoids_shabbat(opens)) return std::nullopt;
    return Hours{.from = *from, .until = *opens.until, .days = opens.days.value_or(every_day)};
}

bool knows_ramadan(const Window& window, const std::string& country) {
    return !window.ramadan.empty() &&
           (window.ramadan.contains(country) || window.ramadan.contains(""));
}

}  // namespace

std::optional<Opening> first_opening(const Window& window, const Place& place, Instant not_before,
                                     std::optional<LocalDate> earliest_date) {
    VESPER_CHECK(place.zone != nullptr, "a place has a clock");
    Opens usual = opens_in(window, place.country, false);
    VESPER_CHECK(usual.from && usual.until, "a window's widest table has both edges");
    const bool seasonal = knows_ramadan(window, place.country);
    if (!seasonal) {
        if (const std::optional<Hours> hours = plain_hours(usual)) {
            return first_opening(*hours, *place.zone, not_before, earliest_date);
        }
    }
    Opens ramadan = seasonal ? opens_in(window, place.country, true) : usual;
    const Seasons seasons{std::move(usual), std::move(ramadan)};

    // A window across midnight belongs to the day before, and a clock set back over midnight shows
    // that day again.
    const LocalDate today = place.zone->local_date(not_before);
    const LocalDate first =
        std::max(today - date::days{2}, earliest_date.value_or(LocalDate::min()));
    const LocalDate last = std::max(today, first) + date::days{search_days_max};
    for (LocalDate date = first; date <= last; date += date::days{1}) {
        const std::optional<Opening> opening = opening_of(date, seasons, place, not_before);
        if (!opening) continue;
        // Where the seasons meet, the next date may open before this one's night is over.
        const std::optional<Opening> next =
            opening_of(date + date::days{1}, seasons, place, not_before);
        return next && next->from < opening->from ? next : opening;
    }
    return std::nullopt;
}

bool is_open(const Window& window, const Place& place, Instant instant) {
    const std::optional<Opening> opening = first_opening(window, place, instant);
    return opening && opening->from == instant;
}

}  // namespace vesper
