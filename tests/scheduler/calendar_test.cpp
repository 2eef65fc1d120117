#include "scheduler/calendar.hpp"

#include "scheduler/hebrew.hpp"
#include "scheduler/sun.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using test::at;

namespace {

constexpr seconds hour{3600};
constexpr seconds minute{60};

Place place(const std::string& zone, const std::string& country) {
    Place place;
    place.zone = &test::zone(zone);
    place.country = country;
    const ZonePlace* known = test::system_zones()->place_of(zone);
    place.lat = known->lat;
    place.lon = known->lon;
    return place;
}

Window evening() {
    Window window;
    window.name = "evening";
    window.everywhere.from = 19 * hour;
    window.everywhere.until = 21 * hour;
    return window;
}

Window evening_without_shabbat() {
    Window window = evening();
    window.everywhere.avoid = std::vector{Occasion{Occasion::Kind::shabbat, "shabbat", {}}};
    return window;
}

Window all_day_without_shabbat() {
    Window window = evening_without_shabbat();
    window.everywhere.from = seconds{0};
    window.everywhere.until = 24 * hour;
    return window;
}

Window ramadan_nights() {
    Window window = evening();
    window.ramadan["SA"].from = Iftar{75 * minute};
    window.ramadan["SA"].until = 23 * hour + 30 * minute;
    return window;
}

std::string opening_text(const Window& window, const Place& where, const std::string& from) {
    const std::optional<Opening> opening = first_opening(window, where, at(from));
    if (!opening) return "none";
    return test::wall(*where.zone, opening->from) + " to " +
           test::wall(*where.zone, opening->until);
}

/// The definition, for a window that avoids Shabbat: the hours hold and no rest covers the instant.
bool open_by_definition(Instant instant, const Place& where, seconds from, seconds until) {
    const LocalTime local = where.zone->local(instant);
    const LocalDate today = date::floor<date::days>(local);
    const seconds clock = local - LocalTime{today};
    if (clock < from || clock >= until) return false;
    for (LocalDate rest = today - date::days{2}; rest <= today + date::days{2};
         rest += date::days{1}) {
        if (!is_day_of_rest(rest, where.country == "IL")) continue;
        const auto sunset_of = [&](LocalDate date) {
            const Instant noon{date.time_since_epoch() + 12 * hour};
            return sunset(noon - where.zone->offset_at(noon), *where.lat, *where.lon);
        };
        if (instant >= sunset_of(rest - date::days{1}) - 40 * minute &&
            instant < sunset_of(rest) + 60 * minute) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("Ramadan by Umm al-Qura, a day wider at both ends") {
    auto [date, inside] = GENERATE(table<const char*, bool>({
        {"2026-02-16", false}, {"2026-02-17", true},  {"2026-02-18", true},  {"2026-03-19", true},
        {"2026-03-20", true},  {"2026-03-21", false}, {"2027-02-06", false}, {"2027-02-07", true},
        {"2027-03-09", true},  {"2027-03-10", false}, {"2028-01-26", false}, {"2028-01-27", true},
        {"2028-02-26", true},  {"2028-02-27", false}, {"2029-01-15", true},  {"2029-02-14", true},
        {"2030-01-04", true},  {"2030-01-03", false}, {"2030-12-25", true},  {"2030-06-01", false},
        {"2010-08-20", false}, {"2070-01-01", false},
    }));
    INFO(date);
    CHECK(is_ramadan(date::floor<date::days>(
              LocalTime{at(std::string{date} + "T00:00:00Z").time_since_epoch()})) == inside);
}

TEST_CASE("hours without a calendar are the plain search") {
    const Place berlin = place("Europe/Berlin", "DE");
    CHECK(opening_text(evening(), berlin, "2026-03-28T21:00:00Z") ==
          "2026-03-29 19:00 +02 to 2026-03-29 21:00 +02");
    CHECK(opening_text(evening(), berlin, "2026-03-28T19:00:00Z") ==
          "2026-03-28 20:00 +01 to 2026-03-28 21:00 +01");
}

TEST_CASE("a country's own hours") {
    Window window = evening();
    window.in["ES"].from = 20 * hour + 30 * minute;
    window.in["ES"].until = 22 * hour + 30 * minute;
    CHECK(opening_text(window, place("Europe/Madrid", "ES"), "2026-11-02T00:00:00Z") ==
          "2026-11-02 20:30 +01 to 2026-11-02 22:30 +01");
    CHECK(opening_text(window, place("Europe/Lisbon", "PT"), "2026-11-02T00:00:00Z") ==
          "2026-11-02 19:00 +00 to 2026-11-02 21:00 +00");
}

TEST_CASE("in Ramadan the evening opens after iftar, and only in that country") {
    Place riyadh = place("Asia/Riyadh", "SA");
    const std::optional<Opening> country_wide =
        first_opening(ramadan_nights(), riyadh, at("2026-02-25T00:00:00Z"));
    REQUIRE(country_wide);
    // Sunset in Jeddah and Haql is near 18:30, half an hour after Riyadh's.
    CHECK(country_wide->from > at("2026-02-25T19:35:00+03:00"));
    CHECK(country_wide->from < at("2026-02-25T19:55:00+03:00"));
    CHECK(country_wide->until == at("2026-02-25T23:30:00+03:00"));

    riyadh.located = true;
    const std::optional<Opening> in_town =
        first_opening(ramadan_nights(), riyadh, at("2026-02-25T00:00:00Z"));
    REQUIRE(in_town);
    CHECK(country_wide->from - in_town->from > 20 * minute);
    CHECK(country_wide->from - in_town->from < 60 * minute);

    // Before and after the month, and elsewhere, the evening is the usual one.
    CHECK(opening_text(ramadan_nights(), riyadh, "2026-02-15T00:00:00Z") ==
          "2026-02-15 19:00 +03 to 2026-02-15 21:00 +03");
    CHECK(opening_text(ramadan_nights(), riyadh, "2026-03-21T00:00:00Z") ==
          "2026-03-21 19:00 +03 to 2026-03-21 21:00 +03");
    CHECK(opening_text(ramadan_nights(), place("Asia/Dubai", "AE"), "2026-02-25T00:00:00Z") ==
          "2026-02-25 19:00 +04 to 2026-02-25 21:00 +04");
}

TEST_CASE("iftar with an end after midnight, and an iftar that comes too late") {
    Window window = ramadan_nights();
    window.ramadan["SA"].until = hour;
    const Place riyadh = place("Asia/Riyadh", "SA");
    const std::optional<Opening> night = first_opening(window, riyadh, at("2026-02-25T12:00:00Z"));
    REQUIRE(night);
    CHECK(night->until == at("2026-02-26T01:00:00+03:00"));
    CHECK(to_string(night->opened_on) == "2026-02-25");

    window.ramadan["SA"].until = 19 * hour;  // before iftar + 75 minutes: shut all month
    CHECK(opening_text(window, riyadh, "2026-02-18T00:00:00Z") ==
          "2026-03-21 19:00 +03 to 2026-03-21 21:00 +03");
}

TEST_CASE("Shabbat and Yom Tov are left in peace") {
    auto [zone, country, from, expected] =
        GENERATE(table<const char*, const char*, const char*, const char*>({
            // Friday's evening is gone; Saturday's begins an hour after sunset if that is later.
            {"Asia/Jerusalem", "IL", "2026-11-06T12:00:00Z",
             "2026-11-07 19:00 +02 to 2026-11-07 21:00 +02"},
            // Thursday is an evening like any other.
            {"Asia/Jerusalem", "IL", "2026-11-05T12:00:00Z",
             "2026-11-05 19:00 +02 to 2026-11-05 21:00 +02"},
            // Rosh Hashanah 2026 is Shabbat and Sunday: from Friday to Sunday night.
            {"Asia/Jerusalem", "IL", "2026-09-11T10:00:00Z",
             "2026-09-13 19:51:30 +03 to 2026-09-13 21:00 +03"},
            // Two days of Pesach in New York (Wednesday's sunset to Friday's), then Shabbat.
            {"America/New_York", "US", "2026-04-01T16:00:00Z",
             "2026-04-04 20:24 -04 to 2026-04-04 21:00 -04"},
            // In Helsinki's June the sun sets near 22:50: no Saturday evening at all.
            {"Europe/Helsinki", "FI", "2026-06-19T20:00:00Z",
             "2026-06-21 19:00 +03 to 2026-06-21 21:00 +03"},
            // ... while Friday's evening stays open until 40 minutes before it.
            {"Europe/Helsinki", "FI", "2026-06-19T12:00:00Z",
             "2026-06-19 19:00 +03 to 2026-06-19 21:00 +03"},
        }));
    INFO(zone << ' ' << from);
    CHECK(opening_text(evening_without_shabbat(), place(zone, country), from) == expected);
}

TEST_CASE("Shabbat where the sun does not cross the horizon") {
    Place tromso = place("Europe/Oslo", "NO");
    tromso.lat = 69.65;
    tromso.lon = 18.96;
    tromso.located = true;
    // Midnight sun: from 40 minutes before Friday's solar midnight to an hour after Saturday's.
    CHECK_FALSE(is_open(all_day_without_shabbat(), tromso, at("2026-06-20T12:00:00+02:00")));
    CHECK(is_open(all_day_without_shabbat(), tromso, at("2026-06-19T23:30:00+02:00")));
    CHECK(is_open(all_day_without_shabbat(), tromso, at("2026-06-21T02:30:00+02:00")));
    // Polar night: from 40 minutes before Friday's solar noon to an hour after Saturday's.
    CHECK_FALSE(is_open(all_day_without_shabbat(), tromso, at("2026-12-18T12:00:00+01:00")));
    CHECK(is_open(all_day_without_shabbat(), tromso, at("2026-12-18T10:30:00+01:00")));
    CHECK(is_open(all_day_without_shabbat(), tromso, at("2026-12-19T13:00:00+01:00")));
}

TEST_CASE("a place without coordinates keeps clear of every plausible sunset") {
    Place nowhere = place("America/New_York", "US");
    nowhere.lat.reset();
    nowhere.lon.reset();
    CHECK_FALSE(is_open(all_day_without_shabbat(), nowhere, at("2026-12-18T15:00:00-05:00")));
    CHECK_FALSE(is_open(all_day_without_shabbat(), nowhere, at("2026-12-19T23:00:00-05:00")));
    CHECK(is_open(all_day_without_shabbat(), nowhere, at("2026-12-18T14:00:00-05:00")));
}

TEST_CASE("the answer is the least instant that is open by the definition, through a year") {
    auto [zone, country] = GENERATE(table<const char*, const char*>(
        {{"America/New_York", "US"}, {"Europe/London", "GB"}, {"Australia/Sydney", "AU"}}));
    const Place where = place(zone, country);
    Window window = evening_without_shabbat();
    window.everywhere.from = 15 * hour;
    // A quarter of an hour is the step: finer than no edge of a rest, so the edges are asked, too.
    Instant asked = at("2026-03-01T00:00:00Z");
    std::optional<Opening> known;
    int closed_by_rest = 0;
    for (; asked < at("2027-03-01T00:00:00Z"); asked += 15 * minute) {
        const bool open = open_by_definition(asked, where, 15 * hour, 21 * hour);
        INFO(zone << ' ' << to_string(asked));
        REQUIRE(is_open(window, where, asked) == open);
        const seconds clock = where.zone->local(asked) - LocalTime{where.zone->local_date(asked)};
        if (!open && clock >= 15 * hour && clock < 21 * hour) ++closed_by_rest;
        if (known && asked < known->from) continue;
        known = first_opening(window, where, asked);
        REQUIRE(known);
        for (const Instant edge : {known->from, known->until - seconds{1}}) {
            REQUIRE(open_by_definition(edge, where, 15 * hour, 21 * hour));
        }
        REQUIRE_FALSE(open_by_definition(known->until, where, 15 * hour, 21 * hour));
        if (known->from > asked) {
            REQUIRE_FALSE(
                open_by_definition(known->from - seconds{1}, where, 15 * hour, 21 * hour));
        }
    }
    // Without the rest taken out these would have been open.
    REQUIRE(closed_by_rest > 500);
}

TEST_CASE("an earliest date, a weekday and a window that never opens") {
    Window window = evening_without_shabbat();
    window.everywhere.days = Weekdays{0x10};  // Fridays
    window.everywhere.from = 20 * hour;
    const Place jerusalem = place("Asia/Jerusalem", "IL");
    // Even at midsummer the sun sets before 20:00.
    CHECK(opening_text(window, jerusalem, "2026-11-01T00:00:00Z") == "none");
    const LocalDate monday{date::year{2026} / 11 / 9};
    const std::optional<Opening> later =
        first_opening(evening_without_shabbat(), jerusalem, at("2026-11-01T00:00:00Z"), monday);
    REQUIRE(later);
    CHECK(later->from == at("2026-11-09T19:00:00+02:00"));
    CHECK(later->opened_on == monday);
}
