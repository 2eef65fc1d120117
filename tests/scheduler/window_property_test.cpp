// Whole windows against a brute-force reading of their definition, over five years of every zone.
//
// The definition is written down again here, instant by instant; between two of its edges nothing
// changes, so trying every edge tries every second.
#include "scheduler/calendar.hpp"
#include "scheduler/hebrew.hpp"
#include "scheduler/sun.hpp"
#include "tests/support/zones.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <set>

using namespace vesper;
using vesper::test::at;
using vesper::test::system_zones;

namespace {

constexpr std::int64_t day_s = 86400;
const Instant first_day = at("2026-01-01T00:00:00Z");
const Instant last_day = at("2031-01-01T00:00:00Z");

// Instrumented code is ten times as slow: there every ninth zone stands for all.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t zone_step = 9;
#else
constexpr std::size_t zone_step = 1;
#endif

using Stretches = std::vector<std::pair<Instant, Instant>>;

struct Clock {
    std::int64_t day;  // of the wall clock, since 1970-01-01
    std::int64_t s;    // since its midnight
    unsigned weekday;  // 0 = Monday
};

Clock clock_at(const Zone& zone, Instant instant) {
    const std::int64_t wall = zone.local(instant).time_since_epoch().count();
    const std::int64_t day = wall / day_s;
    return {day, wall % day_s, static_cast<unsigned>((day + 3) % 7)};
}

/// A window, its place, and what the words of its definition say.
struct Kind {
    const char* name;
    Window window;
    std::function<void(Place&)> settle;
    std::vector<std::int64_t> edges;  // of a day, in seconds
    std::function<bool(const Clock&)> open;
    bool rests = false;
};

/// Holidays of no country: a date here and there, one at New Year, some in a row.
const std::set<std::int64_t>& holidays() {
    static const std::set<std::int64_t> days = [] {
        std::set<std::int64_t> some;
        const auto first = first_day.time_since_epoch().count() / day_s;
        for (std::int64_t day = 0; day < 1826; day += 11) some.insert(first + day);
        for (std::int64_t day = 400; day < 409; ++day) some.insert(first + day);
        return some;
    }();
    return days;
}

CalendarSet calendars_with(const std::set<std::int64_t>& days) {
    CalendarSet set;
    DayRule rule;
    rule.base = DayRule::Base::list;
    for (const std::int64_t day : days) {
        const LocalDate date{date::days{static_cast<int>(day)}};
        rule.dates.emplace_back(date, date);
    }
    set.regions["US"].holidays.push_back({"A day", true, {rule}, ""});
    return set;
}

const Holidays& some_holidays() {
    static const Holidays some{calendars_with(holidays())};
    return some;
}

Hours from_to(int from, int from_minute, int until, int until_minute, Weekdays days = every_day) {
    return {seconds{from * 3600 + from_minute * 60}, seconds{until * 3600 + until_minute * 60},
            days};
}

Kind plain_evening() {
    Kind kind{"an evening", {}, [](Place&) {}, {19 * 3600, 21 * 3600}, {}, false};
    kind.window.everywhere.from = seconds{19 * 3600};
    kind.window.everywhere.until = seconds{21 * 3600};
    kind.open = [](const Clock& clock) { return clock.s >= 19 * 3600 && clock.s < 21 * 3600; };
    return kind;
}

/// Lunch on weekdays, evenings, and late on Friday and Saturday into the next morning; never on a
/// public holiday.
Kind several_a_day() {
    constexpr Weekdays mon_to_fri = 0x1f;
    constexpr Weekdays fri_and_sat = 0x30;
    Kind kind{"several a day, some across midnight, not on holidays", {}, {}, {}, {}, false};
    kind.window.everywhere.hours =
        std::vector{from_to(12, 0, 13, 30, mon_to_fri), from_to(19, 0, 21, 0),
                    from_to(22, 30, 2, 15, fri_and_sat)};
    kind.window.everywhere.avoid =
        std::vector{Occasion{Occasion::Kind::public_holidays, "public-holidays", {}}};
    kind.settle = [](Place& place) {
        place.country = "US";
        place.holidays = &some_holidays();
    };
    kind.edges = {12 * 3600, 13 * 3600 + 1800, 19 * 3600,
                  21 * 3600, 22 * 3600 + 1800, 2 * 3600 + 900};
    kind.open = [](const Clock& clock) {
        if (holidays().contains(clock.day)) return false;
        if (clock.weekday < 5 && clock.s >= 12 * 3600 && clock.s < 13 * 3600 + 1800) return true;
        if (clock.s >= 19 * 3600 && clock.s < 21 * 3600) return true;
        const bool opens = clock.weekday == 4 || clock.weekday == 5;
        const bool opened = clock.weekday == 5 || clock.weekday == 6;
        return (opens && clock.s >= 22 * 3600 + 1800) || (opened && clock.s < 2 * 3600 + 900);
    };
    return kind;
}

/// A marketing SMS to Rhode Island, whatever its clock is, and not on Shabbat.
Kind by_law_and_sun() {
    Kind kind{"clamped by law, not on Shabbat", {}, {}, {}, {}, true};
    kind.window.everywhere.from = seconds{7 * 3600};
    kind.window.everywhere.until = seconds{23 * 3600};
    kind.window.everywhere.avoid = std::vector{Occasion{Occasion::Kind::shabbat, "shabbat", {}}};
    kind.settle = [](Place& place) {
        place.country = "US";
        place.subdivision = "US-RI";
        place.medium = Medium::sms;
        place.message_class = MessageClass::marketing;
        place.holidays = &some_holidays();
    };
    kind.edges = {7 * 3600, 9 * 3600, 10 * 3600, 17 * 3600, 18 * 3600, 23 * 3600};
    kind.open = [](const Clock& clock) {  // R.I. Gen. Laws 5-61-3.6
        if (holidays().contains(clock.day)) return false;
        if (clock.weekday < 5) return clock.s >= 9 * 3600 && clock.s < 18 * 3600;
        return clock.weekday == 5 && clock.s >= 10 * 3600 && clock.s < 17 * 3600;
    };
    return kind;
}

/// Shabbat and Yom Tov outside Israel, merged where they meet.
Stretches rests_at(const Place& place) {
    const auto sunset_of = [&](LocalDate date) {
        const Instant noon{date.time_since_epoch() + seconds{12 * 3600}};
        return sunset(noon - place.zone->offset_at(noon), *place.lat, *place.lon);
    };
    Stretches rests;
    for (LocalDate date{date::year{2025} / 12 / 28}; date < LocalDate{date::year{2031} / 1 / 5};
         date += date::days{1}) {
        if (!is_day_of_rest(date, false)) continue;
        const Instant begins = sunset_of(date - date::days{1}) - seconds{40 * 60};
        const Instant ends = sunset_of(date) + seconds{60 * 60};
        if (!rests.empty() && begins <= rests.back().second)
            rests.back().second = ends;
        else
            rests.emplace_back(begins, ends);
    }
    return rests;
}

/// All of it, by trying every edge.
Stretches by_definition(const Kind& kind, const Place& place) {
    const Zone& zone = *place.zone;
    const Stretches rests = kind.rests ? rests_at(place) : Stretches{};
    std::vector<Instant> edges{first_day};
    for (Instant from = first_day; from < last_day;) {
        const Segment segment = zone.segment_at(from);
        const Instant until = std::min(segment.until, last_day);
        edges.push_back(from);
        const std::int64_t first = clock_at(zone, from).day;
        for (std::int64_t day = first; day * day_s - segment.offset.count() <= unix_seconds(until);
             ++day) {
            const auto add = [&](std::int64_t s) {
                const Instant edge = from_unix(day * day_s + s - segment.offset.count());
                if (edge > from && edge < until) edges.push_back(edge);
            };
            add(0);
            for (const std::int64_t s : kind.edges) add(s);
        }
        from = until;
    }
    for (const auto& [begins, ends] : rests)
        for (const Instant edge : {begins, ends})
            if (edge > first_day && edge < last_day) edges.push_back(edge);
    std::sort(edges.begin(), edges.end());

    Stretches open;
    auto rest = rests.begin();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Instant from = edges[i];
        const Instant until = i + 1 < edges.size() ? edges[i + 1] : last_day;
        while (rest != rests.end() && rest->second <= from) ++rest;
        const bool resting = rest != rests.end() && rest->first <= from;
        if (from == until || resting || !kind.open(clock_at(zone, from))) continue;
        if (!open.empty() && open.back().second == from)
            open.back().second = until;
        else
            open.emplace_back(from, until);
    }
    return open;
}

/// All of it, as the search finds it.
Stretches by_search(const Kind& kind, const Place& place) {
    Stretches open;
    for (Instant from = first_day; from < last_day;) {
        const auto opening = first_opening(kind.window, place, from);
        if (!opening || opening->from >= last_day) break;
        from = opening->until;
        const Instant until = std::min(from, last_day);
        if (!open.empty() && open.back().second == opening->from)
            open.back().second = until;
        else
            open.emplace_back(opening->from, until);
    }
    return open;
}

Place place_in(const Zone& zone, const Kind& kind) {
    Place place;
    place.zone = &zone;
    const ZonePlace* known = system_zones()->place_of(zone.name());
    place.lat = known ? known->lat : 40.7;
    place.lon = known ? known->lon : -74.0;
    place.located = true;
    kind.settle(place);
    return place;
}

std::string words(const Stretches& stretches, std::size_t index) {
    if (index >= stretches.size()) return "nothing";
    return to_string(stretches[index].first) + " to " + to_string(stretches[index].second);
}

}  // namespace

TEST_CASE("every zone, every day of 2026 to 2030, three kinds of window: the definition") {
    std::size_t days = 0;
    std::size_t openings = 0;
    std::mt19937_64 dice(7);
    const auto& zones = system_zones()->zones();
    for (const Kind& kind : {plain_evening(), several_a_day(), by_law_and_sun()}) {
        for (std::size_t i = 0; i < zones.size(); i += zone_step) {
            const Place place = place_in(zones[i], kind);
            const Stretches expected = by_definition(kind, place);
            const Stretches found = by_search(kind, place);
            if (expected != found) {
                const auto [one, other] =
                    std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
                const auto at_index = static_cast<std::size_t>(one - expected.begin());
                FAIL(zones[i].name()
                     << ", " << kind.name << ": by the definition " << words(expected, at_index)
                     << ", found " << words(found, at_index));
            }
            openings += expected.size();
            // A question of each day, in or out of an opening.
            for (Instant day = first_day; day < last_day - date::days{30}; day += date::days{1}) {
                const Instant asked = day + seconds{static_cast<std::int64_t>(dice() % day_s)};
                const auto next = std::upper_bound(
                    expected.begin(), expected.end(), asked,
                    [](Instant t, const auto& stretch) { return t < stretch.second; });
                const auto opening = first_opening(kind.window, place, asked);
                if (!opening || next == expected.end() ||
                    opening->from != std::max(asked, next->first))
                    FAIL(zones[i].name() << ", " << kind.name << ", " << to_string(asked));
                ++days;
            }
        }
    }
    // The law of Rhode Island leaves some days without an hour; the others have one or more.
    CHECK(days == 3 * 1796 * ((zones.size() + zone_step - 1) / zone_step));
    CHECK(openings > days);
}

TEST_CASE("the brute force sees a window that opens a second too early") {
    // The comparison above must be able to fail: a window that is not the one defined.
    Kind kind = several_a_day();
    kind.window.everywhere.hours->at(1).from -= seconds{1};
    const Place berlin = place_in(vesper::test::zone("Europe/Berlin"), kind);
    CHECK(by_definition(kind, berlin) != by_search(kind, berlin));
}
