#include "scheduler/calendar.hpp"

#include "rules/check.hpp"
#include "scheduler/shabbat.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr seconds day_s{86400};
constexpr seconds noon_s{12 * 3600};

/// What the tables of a window say for one region and season, laid over each other: views into the
/// window, so that asking costs no allocation.
struct Tables {
    const std::variant<seconds, Iftar>* from = nullptr;
    const seconds* until = nullptr;
    const std::vector<Hours>* hours = nullptr;
    Weekdays days = every_day;
    const std::vector<Occasion>* avoid = nullptr;
    const std::vector<Occasion>* only = nullptr;

    void lay(const Opens& narrower) {
        if (narrower.hours) {
            from = nullptr;
            until = nullptr;
            hours = &*narrower.hours;
        }
        if (narrower.from || narrower.until) hours = nullptr;
        if (narrower.from) from = &*narrower.from;
        if (narrower.until) until = &*narrower.until;
        if (narrower.days) days = *narrower.days;
        if (narrower.avoid) avoid = &*narrower.avoid;
        if (narrower.only) only = &*narrower.only;
    }

    void lay(const std::map<std::string, Opens>& tables, const std::string& region) {
        const auto found = tables.find(region);
        if (found != tables.end()) lay(found->second);
    }

    bool avoids_rest() const {
        if (!avoid) return false;
        for (const Occasion& occasion : *avoid)
            if (occasion.kind == Occasion::Kind::shabbat) return true;
        return false;
    }

    /// Whether the hours are the same on every date.
    bool is_plain() const { return hours || std::holds_alternative<seconds>(*from); }
    bool has_occasions() const { return (avoid && !avoid->empty()) || (only && !only->empty()); }

    std::size_t size() const { return hours ? hours->size() : 1; }

    /// One stretch of plain hours.
    Hours stretch(std::size_t index) const {
        if (!hours) return {std::get<seconds>(*from), *until, days};
        Hours one = (*hours)[index];
        one.days &= days;
        return one;
    }
};

/// The same order as opens_in.
Tables tables_of(const Window& window, const Place& place, bool ramadan) {
    Tables tables;
    tables.lay(window.everywhere);
    if (ramadan) tables.lay(window.ramadan, "");
    for (const std::string* region : {&place.country, &place.part()}) {
        if (region->empty()) continue;
        tables.lay(window.in, *region);
        if (ramadan) tables.lay(window.ramadan, *region);
    }
    VESPER_CHECK(tables.hours || (tables.from && tables.until), "a window has hours");
    return tables;
}

bool knows_ramadan(const Window& window, const Place& place) {
    return !window.ramadan.empty() &&
           (window.ramadan.contains(place.country) || window.ramadan.contains("") ||
            window.ramadan.contains(place.part()));
}

/// A window at a place, in and out of Ramadan.
struct Seasons {
    Tables usual;
    Tables ramadan;
    bool differ = false;

    Seasons(const Window& window, const Place& place) : usual{tables_of(window, place, false)} {
        differ = knows_ramadan(window, place);
        ramadan = differ ? tables_of(window, place, true) : usual;
    }
    const Tables& on(LocalDate date) const { return differ && is_ramadan(date) ? ramadan : usual; }
    bool is_plain() const { return !differ && usual.is_plain(); }
    bool has_occasions() const { return usual.has_occasions() || ramadan.has_occasions(); }
};

/// Iftar's hours of one date; nothing if the window stays shut.
std::optional<Hours> hours_from_iftar(LocalDate date, const Tables& tables, const Place& place) {
    Hours hours{seconds{0}, *tables.until, tables.days};
    const Instant iftar = dusk_on(date, place).latest + std::get<Iftar>(*tables.from).after;
    hours.from = place.zone->local(iftar) - LocalTime{date};
    const bool closes_next_morning = hours.until <= noon_s;
    const bool too_late = !closes_next_morning && hours.from >= hours.until;
    if (hours.from >= day_s || hours.from < seconds{0} || too_late) return std::nullopt;
    return hours;
}

std::optional<Opening> earlier(const std::optional<Opening>& a, const std::optional<Opening>& b) {
    if (!a || (b && b->from < a->from)) return b;
    return a;
}

/// The first part of the hours that belong to `date`, at or after `not_before`.
std::optional<Opening> hours_of_date(LocalDate date, const Seasons& seasons, const Place& place,
                                     Instant not_before) {
    const Tables& tables = seasons.on(date);
    const auto bit = static_cast<Weekdays>(1U << (date::weekday{date}.iso_encoding() - 1));
    std::optional<Opening> first;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        std::optional<Hours> hours =
            tables.is_plain() ? tables.stretch(i) : hours_from_iftar(date, tables, place);
        if (!hours || (hours->days & bit) == 0) continue;
        hours->days = bit;
        const auto part = first_opening(*hours, *place.zone, not_before, date);
        if (part && part->opened_on == date) first = earlier(first, part);
    }
    return first;
}

/// What the hours alone say, occasions and laws aside.
std::optional<Opening> first_hours(const Seasons& seasons, const Place& place, Instant not_before,
                                   std::optional<LocalDate> earliest_date) {
    if (seasons.is_plain()) {
        std::optional<Opening> first;
        for (std::size_t i = 0; i < seasons.usual.size(); ++i)
            first = earlier(first, first_opening(seasons.usual.stretch(i), *place.zone, not_before,
                                                 earliest_date));
        return first;
    }
    // A window across midnight belongs to the day before, and a clock set back over midnight shows
    // that day again.
    const LocalDate today = place.zone->local_date(not_before);
    const LocalDate first =
        std::max(today - date::days{2}, earliest_date.value_or(LocalDate::min()));
    const LocalDate last = std::max(today, first) + date::days{search_days_max};
    for (LocalDate date = first; date <= last; date += date::days{1}) {
        const auto opening = hours_of_date(date, seasons, place, not_before);
        if (!opening) continue;
        // Where the seasons meet, the next date may open before this one's night is over.
        return earlier(opening, hours_of_date(date + date::days{1}, seasons, place, not_before));
    }
    return std::nullopt;
}

const Holidays& holidays_of(const Place& place) {
    static const Holidays none;
    return place.holidays ? *place.holidays : none;
}

/// What a window subtracts: occasions by the local date, rest by the sun, hours by the law.
class Exclusions {
public:
    Exclusions(const Seasons& seasons, const Place& place)
        : seasons_{seasons}, place_{place}, clamp_{place} {}

    bool any() const { return clamp_.binds() || seasons_.has_occasions(); }

    Verdict allows(Instant instant, LocalDate opened_on) const {
        const Tables& tables = seasons_.on(opened_on);
        Verdict verdict{true, Instant::max()};
        if (tables.has_occasions()) {
            verdict = {is_allowed(tables, place_.zone->local_date(instant)),
                       end_of_day_at(instant, *place_.zone)};
            if (tables.avoids_rest()) narrow(verdict, negated(rest_at(instant, place_)));
        }
        if (clamp_.binds()) narrow(verdict, clamp_.allows(instant, place_));
        return verdict;
    }

    std::string why_not(Instant instant, LocalDate opened_on) const {
        const Tables& tables = seasons_.on(opened_on);
        const LocalDate date = place_.zone->local_date(instant);
        const Holidays& holidays = holidays_of(place_);
        if (tables.avoids_rest() && rest_at(instant, place_).yes) return "Shabbat or Yom Tov";
        if (tables.avoid)
            for (const Occasion& occasion : *tables.avoid)
                if (is_dated(occasion) && holidays.is_on(occasion, place_.locality(), date))
                    return holidays.why(occasion, place_.locality(), date);
        if (!is_allowed(tables, date)) return "it opens on other days only";
        for (const auto& law : clamp_.laws()) {
            const Clamp one = clamp_.alone(law);
            if (!one.allows(instant, place_).yes)
                return std::string{law.front().law} + ": " + in_words(law);
        }
        return "";
    }

private:
    static bool is_dated(const Occasion& occasion) {
        return occasion.kind != Occasion::Kind::shabbat;
    }

    bool is_allowed(const Tables& tables, LocalDate date) const {
        const Holidays& holidays = holidays_of(place_);
        const auto is_on = [&](const Occasion& occasion) {
            return is_dated(occasion) && holidays.is_on(occasion, place_.locality(), date);
        };
        if (tables.avoid && std::any_of(tables.avoid->begin(), tables.avoid->end(), is_on))
            return false;
        return !tables.only || tables.only->empty() ||
               std::any_of(tables.only->begin(), tables.only->end(), is_on);
    }

    static Verdict negated(Verdict verdict) { return {!verdict.yes, verdict.until}; }

    /// Both must say yes; a no lasts as long as the longer no.
    static void narrow(Verdict& verdict, const Verdict& other) {
        if (verdict.yes == other.yes) {
            verdict.until = verdict.yes ? std::min(verdict.until, other.until)
                                        : std::max(verdict.until, other.until);
        } else if (verdict.yes) {
            verdict = other;
        }
    }

    const Seasons& seasons_;
    const Place& place_;
    Clamp clamp_;
};

/// How far the opening that is allowed at its beginning stays allowed.
Instant end_of_allowed(const Opening& opening, const Exclusions& exclusions, Verdict verdict) {
    while (verdict.until < opening.until) {
        const Instant at = verdict.until;
        verdict = exclusions.allows(at, opening.opened_on);
        if (!verdict.yes) return at;
    }
    return opening.until;
}

}  // namespace

Instant end_of_day_at(Instant instant, const Zone& zone) {
    const Segment segment = zone.segment_at(instant);
    const LocalTime local{instant.time_since_epoch() + segment.offset};
    const LocalTime midnight{date::floor<date::days>(local) + date::days{1}};
    return std::min(Instant{midnight.time_since_epoch() - segment.offset}, segment.until);
}

std::optional<Opening> first_opening(const Window& window, const Place& place, Instant not_before,
                                     std::optional<LocalDate> earliest_date) {
    VESPER_CHECK(place.zone != nullptr, "a place has a clock");
    const Seasons seasons{window, place};
    const Exclusions exclusions{seasons, place};
    if (!exclusions.any()) return first_hours(seasons, place, not_before, earliest_date);

    const LocalDate today = place.zone->local_date(not_before);
    const LocalDate last =
        std::max(today, earliest_date.value_or(today)) + date::days{search_days_max};
    for (Instant at = not_before;;) {
        std::optional<Opening> opening = first_hours(seasons, place, at, earliest_date);
        if (!opening || opening->opened_on > last) return std::nullopt;
        const Verdict verdict = exclusions.allows(opening->from, opening->opened_on);
        if (verdict.yes) {
            opening->until = end_of_allowed(*opening, exclusions, verdict);
            return opening;
        }
        at = std::max(verdict.until, opening->from + seconds{1});
    }
}

std::vector<Opening> openings_on(const Window& window, const Place& place, LocalDate date) {
    constexpr std::size_t pieces_max = 48;
    const Instant utc_midnight{date.time_since_epoch()};
    Instant at = utc_midnight - place.zone->offset_at(utc_midnight);
    std::vector<Opening> pieces;
    while (pieces.size() < pieces_max) {
        const auto opening = first_opening(window, place, at, date);
        if (!opening || opening->opened_on != date) break;
        pieces.push_back(*opening);
        at = opening->until;
    }
    return pieces;
}

bool is_open(const Window& window, const Place& place, Instant instant) {
    const std::optional<Opening> opening = first_opening(window, place, instant);
    return opening && opening->from == instant;
}

std::optional<Opening> first_hours(const Window& window, const Place& place, Instant not_before,
                                   std::optional<LocalDate> earliest_date) {
    return first_hours(Seasons{window, place}, place, not_before, earliest_date);
}

bool is_restricted(const Window& window, const Place& place) {
    const Seasons seasons{window, place};
    return Exclusions{seasons, place}.any();
}

std::string why_shut(const Window& window, const Place& place, Instant instant) {
    const Seasons seasons{window, place};
    const auto opening = first_hours(seasons, place, instant, std::nullopt);
    if (!opening || opening->from != instant) return "";
    return Exclusions{seasons, place}.why_not(instant, opening->opened_on);
}

}  // namespace vesper
