#include "scheduler/opening.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::wall;
using vesper::test::zone;

namespace {

/// "18:00-21:00", perhaps with weekdays: "18:00-21:00 mon-fri".
Hours hours(const std::string& text) {
    const auto dash = text.find('-');
    const auto blank = text.find(' ');
    Hours made{*parse_time_of_day(text.substr(0, dash)),
               *parse_time_of_day(text.substr(dash + 1, blank - dash - 1))};
    if (blank != std::string::npos) made.days = *parse_weekdays(text.substr(blank + 1));
    return made;
}

}  // namespace

TEST_CASE("first opening, awkward clocks") {
    // zone, not before, hours, expected from and until on the wall clock
    auto [name, not_before, window, from, until] =
        GENERATE(table<std::string, std::string, std::string, std::string, std::string>({
            // plain evenings
            {"Europe/Berlin", "2026-03-27T12:00:00Z", "18:00-21:00", "2026-03-27 18:00 +01",
             "2026-03-27 21:00 +01"},
            {"Asia/Kathmandu", "2026-03-27T16:00:00Z", "18:00-21:00", "2026-03-28 18:00 +0545",
             "2026-03-28 21:00 +0545"},
            // inside: the rest of it
            {"Europe/Berlin", "2026-03-27T19:30:00Z", "18:00-21:00", "2026-03-27 20:30 +01",
             "2026-03-27 21:00 +01"},
            {"Europe/Berlin", "2026-03-27T20:00:00Z", "18:00-21:00", "2026-03-28 18:00 +01",
             "2026-03-28 21:00 +01"},
            // the evening after a change keeps its wall clock
            {"Europe/Berlin", "2024-03-30T21:00:00Z", "18:00-21:00", "2024-03-31 18:00 +02",
             "2024-03-31 21:00 +02"},
            // a gap: wholly skipped, begins inside, ends inside
            {"America/New_York", "2024-03-10T05:00:00Z", "02:00-03:00", "2024-03-11 02:00 -04",
             "2024-03-11 03:00 -04"},
            {"America/New_York", "2024-03-10T05:00:00Z", "02:30-04:00", "2024-03-10 03:00 -04",
             "2024-03-10 04:00 -04"},
            {"America/New_York", "2024-03-10T05:00:00Z", "01:00-02:30", "2024-03-10 01:00 -05",
             "2024-03-10 03:00 -04"},
            // a fold: the earlier wins, the second is found, the end repeated, an hour longer
            {"America/New_York", "2024-11-03T04:00:00Z", "01:30-02:00", "2024-11-03 01:30 -04",
             "2024-11-03 01:00 -05"},
            {"America/New_York", "2024-11-03T06:00:00Z", "01:30-02:00", "2024-11-03 01:30 -05",
             "2024-11-03 02:00 -05"},
            {"America/New_York", "2024-11-03T04:00:00Z", "00:30-01:30", "2024-11-03 00:30 -04",
             "2024-11-03 01:30 -04"},
            {"America/New_York", "2024-11-03T05:45:00Z", "00:30-01:30", "2024-11-03 01:00 -05",
             "2024-11-03 01:30 -05"},
            {"America/New_York", "2024-11-03T04:00:00Z", "00:30-04:00", "2024-11-03 00:30 -04",
             "2024-11-03 04:00 -05"},
            // midnight: 24:00, crossing, and the date it belongs to
            {"Europe/Berlin", "2026-03-27T12:00:00Z", "20:00-24:00", "2026-03-27 20:00 +01",
             "2026-03-28 00:00 +01"},
            {"Europe/Berlin", "2026-03-27T12:00:00Z", "22:00-02:00", "2026-03-27 22:00 +01",
             "2026-03-28 02:00 +01"},
            {"Europe/Berlin", "2026-03-27T00:30:00Z", "22:00-02:00", "2026-03-27 01:30 +01",
             "2026-03-27 02:00 +01"},
            {"Europe/Berlin", "2026-03-29T00:30:00Z", "22:00-02:30 sat", "2026-03-29 01:30 +01",
             "2026-03-29 03:00 +02"},
            {"Europe/Berlin", "2026-03-27T00:30:00Z", "22:00-02:00 fri", "2026-03-27 22:00 +01",
             "2026-03-28 02:00 +01"},
            // Havana's midnight never comes in spring and its evening comes back in autumn
            {"America/Havana", "2026-03-08T04:00:00Z", "00:00-02:00", "2026-03-08 01:00 -04",
             "2026-03-08 02:00 -04"},
            {"America/Havana", "2024-11-03T03:00:00Z", "22:00-00:30", "2024-11-02 23:00 -04",
             "2024-11-03 00:30 -04"},
            {"America/Havana", "2024-11-03T04:45:00Z", "22:00-00:30", "2024-11-03 00:00 -05",
             "2024-11-03 00:30 -05"},
            {"America/Havana", "2024-11-03T04:45:00Z", "22:00-01:00", "2024-11-03 00:45 -04",
             "2024-11-03 01:00 -05"},
            // Lord Howe moves by half an hour, Troll by two
            {"Australia/Lord_Howe", "2026-10-03T14:00:00Z", "02:00-02:15", "2026-10-05 02:00 +11",
             "2026-10-05 02:15 +11"},
            {"Antarctica/Troll", "2026-03-29T00:30:00Z", "02:00-04:00", "2026-03-29 03:00 +02",
             "2026-03-29 04:00 +02"},
            {"Antarctica/Troll", "2026-03-29T00:30:00Z", "01:00-03:00", "2026-03-30 01:00 +02",
             "2026-03-30 03:00 +02"},
            // Apia skipped Friday 30 December 2011: its crossing evening counts by the calendar
            {"Pacific/Apia", "2011-12-30T09:00:00Z", "19:00-21:00", "2011-12-31 19:00 +14",
             "2011-12-31 21:00 +14"},
            {"Pacific/Apia", "2011-12-30T10:00:00Z", "22:00-02:00 fri", "2011-12-31 00:00 +14",
             "2011-12-31 02:00 +14"},
            {"Pacific/Apia", "2011-12-30T10:00:00Z", "22:00-02:00 thu", "2012-01-05 22:00 +14",
             "2012-01-06 02:00 +14"},
            // the year of the footer
            {"America/New_York", "2100-07-01T12:00:00Z", "18:00-21:00", "2100-07-01 18:00 -04",
             "2100-07-01 21:00 -04"},
            {"Pacific/Auckland", "2099-12-31T12:00:00Z", "18:00-21:00", "2100-01-01 18:00 +13",
             "2100-01-01 21:00 +13"},
            {"Europe/Berlin", "2100-02-28T22:00:00Z", "18:00-21:00", "2100-03-01 18:00 +01",
             "2100-03-01 21:00 +01"},
        }));
    CAPTURE(name, not_before, window);
    const Zone& clock = zone(name);
    const auto opening = first_opening(hours(window), clock, at(not_before));
    REQUIRE(opening);
    CHECK(wall(clock, opening->from) == from);
    CHECK(wall(clock, opening->until) == until);
}

TEST_CASE("an evening opens on the date on which it begins, also after midnight") {
    const auto opening =
        first_opening(hours("22:00-02:00"), zone("Europe/Berlin"), at("2026-03-27T00:30:00Z"));
    REQUIRE(opening);
    CHECK(to_string(opening->opened_on) == "2026-03-26");
}

TEST_CASE("the earliest date is the date an evening opens on") {
    const LocalDate friday{date::year{2026} / date::March / 27};
    const Zone& berlin = zone("Europe/Berlin");
    // 01:30 on Friday lies in Thursday's evening, which is too early.
    const auto crossing =
        first_opening(hours("22:00-02:00"), berlin, at("2026-03-27T00:30:00Z"), friday);
    REQUIRE(crossing);
    CHECK(wall(berlin, crossing->from) == "2026-03-27 22:00 +01");
    const auto later =
        first_opening(hours("19:00-21:00 sat,sun"), berlin, at("2026-03-01T00:00:00Z"), friday);
    REQUIRE(later);
    CHECK(wall(berlin, later->from) == "2026-03-28 19:00 +01");
    const auto in_progress =
        first_opening(hours("19:00-21:00"), berlin, at("2026-03-27T19:30:00Z"), friday);
    REQUIRE(in_progress);
    CHECK(wall(berlin, in_progress->from) == "2026-03-27 20:30 +01");
}

TEST_CASE("a window without weekdays or without length never opens") {
    const Zone& berlin = zone("Europe/Berlin");
    const Instant now = at("2026-03-27T00:30:00Z");
    CHECK_FALSE(first_opening(Hours{seconds{64800}, seconds{75600}, 0}, berlin, now));
    CHECK_FALSE(first_opening(Hours{seconds{64800}, seconds{64800}}, berlin, now));
    CHECK(first_opening(Hours{seconds{64800}, seconds{75600}, 1}, berlin, now));
}
