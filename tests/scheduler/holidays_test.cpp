#include "scheduler/holidays.hpp"

#include "scheduler/calendar.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using test::at;

namespace {

constexpr const char* file =
    "[DE.holidays]\n"
    "\"Christmas Day\" = \"12-25\"\n"
    "\"Christmas Eve\" = { on = \"12-24\", kind = \"custom\" }\n"
    "\"Unity Day\" = \"10-03\"\n"
    "[DE-BY]\n"
    "drop = [\"Unity Day\"]\n"
    "[DE-BY.holidays]\n"
    "\"Epiphany\" = \"01-06\"\n"
    "[GB.holidays]\n"
    "\"Boxing Day\" = \"12-26 observed sat->mon sun->tue\"\n"
    "[SA]\nweekend = [\"fri\", \"sat\"]\n"
    "[AE]\nfriday = true\n"
    "[CN.workdays]\n\"Make-up day\" = \"list 2026-02-14\"\n"
    "[calendar.golden-week]\nname = \"Golden Week\"\n"
    "[calendar.golden-week.in.CN]\ndays = \"10-01 span 7\"\n"
    "[calendar.golden-week.in.JP]\ndays = [\"04-29\", \"05-03 span 3\"]\n"
    "[calendar.sale]\ndays = \"11-11\"\n";

const Holidays& holidays() {
    static const Holidays known = [] {
        Diagnostics diagnostics;
        CalendarSet set = load_calendars({{"c.toml", file}}, diagnostics);
        REQUIRE(format(diagnostics) == "");
        return Holidays{std::move(set)};
    }();
    return known;
}

Occasion occasion(const std::string& word) {
    return {occasion_named(word).value_or(Occasion::Kind::named), word, {}};
}

LocalDate day(const std::string& text) {
    return LocalDate{date::floor<date::days>(at(text + "T00:00:00Z").time_since_epoch())};
}

Place place(const std::string& zone, const std::string& country,
            const std::string& subdivision = "") {
    Place place;
    place.zone = &test::zone(zone);
    place.country = country;
    place.subdivision = subdivision;
    place.holidays = &holidays();
    return place;
}

Window evening() {
    Window window;
    window.name = "evening";
    window.everywhere.from = seconds{19 * 3600};
    window.everywhere.until = seconds{21 * 3600};
    return window;
}

std::string opening_text(const Window& window, const Place& where, const std::string& from) {
    const std::optional<Opening> opening = first_opening(window, where, at(from));
    if (!opening) return "none";
    return test::wall(*where.zone, opening->from) + " to " +
           test::wall(*where.zone, opening->until);
}

}  // namespace

TEST_CASE("occasions by date and region") {
    // word, country, subdivision, date, what makes it one ("" = it is none)
    auto [word, country, part, date, why] =
        GENERATE(table<const char*, const char*, const char*, const char*, const char*>({
            {"public-holidays", "DE", "", "2026-12-25", "Christmas Day"},
            {"public-holidays", "DE", "", "2026-12-24", ""},
            {"holidays", "DE", "", "2026-12-24", "Christmas Eve"},
            {"public-holidays", "DE", "DE-BY", "2026-01-06", "Epiphany"},
            {"public-holidays", "DE", "", "2026-01-06", ""},
            {"public-holidays", "DE", "DE-HH", "2026-10-03", "Unity Day"},
            {"public-holidays", "DE", "DE-BY", "2026-10-03", ""},
            {"public-holidays", "GB", "", "2026-12-28", "Boxing Day (observed)"},
            {"public-holidays", "GB", "", "2026-12-26", "Boxing Day"},
            {"public-holidays", "FR", "", "2026-12-25", ""},
            {"weekend", "DE", "", "2026-11-28", "the weekend"},
            {"weekend", "SA", "", "2026-11-27", "the weekend"},
            {"weekend", "SA", "", "2026-11-29", ""},
            {"weekend", "CN", "", "2026-02-14", ""},
            {"weekend", "CN", "", "2026-02-15", "the weekend"},
            {"friday", "SA", "", "2026-11-27", "Friday"},
            {"friday", "AE", "", "2026-11-27", "Friday"},
            {"friday", "DE", "", "2026-11-27", ""},
            {"ramadan", "DE", "", "2027-02-20", "Ramadan"},
            {"golden-week", "CN", "", "2026-10-07", "Golden Week"},
            {"golden-week", "JP", "", "2026-05-04", "Golden Week"},
            {"golden-week", "DE", "", "2026-10-01", ""},
            {"sale", "DE", "DE-BY", "2026-11-11", "sale"},
            {"nothing", "DE", "", "2026-11-11", ""},
        }));
    INFO(word << ' ' << country << ' ' << part << ' ' << date);
    CHECK(holidays().why(occasion(word), {country, part}, day(date)) == why);
}

TEST_CASE("the holidays of a year, in order") {
    std::string text;
    for (const HolidayOn& holiday : holidays().holidays({"DE", "DE-BY"}, 2026))
        text += to_string(holiday.date) + ' ' + holiday.name + (holiday.by_law ? "\n" : " *\n");
    CHECK(text == "2026-01-06 Epiphany\n2026-12-24 Christmas Eve *\n2026-12-25 Christmas Day\n");
}

TEST_CASE("a window avoids occasions on the buyer's date, and opens on some only") {
    Window window = evening();
    window.everywhere.avoid = std::vector{occasion("holidays")};
    CHECK(opening_text(window, place("Europe/Berlin", "DE"), "2026-12-23T21:00:00Z") ==
          "2026-12-26 19:00 +01 to 2026-12-26 21:00 +01");
    // It is judged where the buyer is: 25 December in Berlin is no holiday in Tokyo.
    CHECK(opening_text(window, place("Asia/Tokyo", "JP"), "2026-12-24T12:00:00Z") ==
          "2026-12-25 19:00 +09 to 2026-12-25 21:00 +09");

    Window across = evening();
    across.everywhere.from = seconds{22 * 3600};
    across.everywhere.until = seconds{2 * 3600};
    across.everywhere.avoid = std::vector{occasion("public-holidays")};
    // What reaches into the holiday is cut off, and what the holiday's night leaves over is open.
    CHECK(opening_text(across, place("Europe/Berlin", "DE"), "2026-12-24T12:00:00Z") ==
          "2026-12-24 22:00 +01 to 2026-12-25 00:00 +01");
    CHECK(opening_text(across, place("Europe/Berlin", "DE"), "2026-12-25T00:00:00Z") ==
          "2026-12-26 00:00 +01 to 2026-12-26 02:00 +01");

    Window weekends = evening();
    weekends.everywhere.only = std::vector{occasion("weekend")};
    CHECK(opening_text(weekends, place("Asia/Riyadh", "SA"), "2026-11-23T00:00:00Z") ==
          "2026-11-27 19:00 +03 to 2026-11-27 21:00 +03");
    CHECK(opening_text(weekends, place("Europe/Berlin", "DE"), "2026-11-23T00:00:00Z") ==
          "2026-11-28 19:00 +01 to 2026-11-28 21:00 +01");

    Window never = evening();
    never.everywhere.only = std::vector{occasion("golden-week")};
    CHECK(opening_text(never, place("Europe/Berlin", "DE"), "2026-11-23T00:00:00Z") == "none");
}

TEST_CASE("hours of a part of a country are narrower than the country's") {
    Window window = evening();
    window.in["US"].from = seconds{18 * 3600};
    window.in["US-CA"].hours =
        std::vector{Hours{seconds{12 * 3600}, seconds{13 * 3600}, *parse_weekdays("sat,sun")}};
    CHECK(opening_text(window, place("America/New_York", "US", "US-NY"), "2026-11-25T12:00:00Z") ==
          "2026-11-25 18:00 -05 to 2026-11-25 21:00 -05");
    CHECK(opening_text(window, place("America/Los_Angeles", "US", "US-CA"),
                       "2026-11-25T12:00:00Z") == "2026-11-28 12:00 -08 to 2026-11-28 13:00 -08");
}

TEST_CASE("why a window is shut") {
    Window window = evening();
    window.everywhere.avoid = std::vector{occasion("holidays"), occasion("shabbat")};
    const Place berlin = place("Europe/Berlin", "DE");
    CHECK(why_shut(window, berlin, at("2026-12-24T18:30:00Z")) == "Christmas Eve");
    CHECK(why_shut(window, berlin, at("2026-12-23T18:30:00Z")) == "");
    CHECK(why_shut(window, berlin, at("2026-12-23T12:30:00Z")) == "");  // its hours say no
    Place jerusalem = place("Asia/Jerusalem", "IL");
    jerusalem.lat = 31.8;
    jerusalem.lon = 35.2;
    CHECK(why_shut(window, jerusalem, at("2026-11-27T18:30:00Z")) == "Shabbat or Yom Tov");
}
