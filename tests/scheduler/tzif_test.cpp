#include "scheduler/tzif.hpp"

#include "scheduler/posix_tz.hpp"
#include "tests/support/compiled_zone.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::compiled_zone;
using vesper::test::wall;
using vesper::test::zone;

namespace {

constexpr const char* new_york_today =
    "Rule U 2007 max - Mar Sun>=8 2:00 1:00 D\n"
    "Rule U 2007 max - Nov Sun>=1 2:00 0 S\n"
    "Zone Test/Zone -4:56:02 - LMT 1883 Nov 18 12:03:58\n"
    "     -5:00 U E%sT\n";

std::string problem(const std::string& bytes) {
    const auto read = read_tzif("Test/Zone", bytes);
    return read ? "" : read.error().message;
}

std::string put(std::string bytes, std::size_t at, const std::string& other) {
    return bytes.replace(at, other.size(), other);
}

}  // namespace

TEST_CASE("the footer holds beyond the written transitions, to 2100 and later") {
    auto [name, instant, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"America/New_York", "2037-07-01T12:00:00Z", "2037-07-01 08:00 -04"},
        {"America/New_York", "2038-07-01T12:00:00Z", "2038-07-01 08:00 -04"},
        {"America/New_York", "2100-01-01T12:00:00Z", "2100-01-01 07:00 -05"},
        {"America/New_York", "2100-07-01T12:00:00Z", "2100-07-01 08:00 -04"},
        {"Pacific/Auckland", "2040-01-01T12:00:00Z", "2040-01-02 01:00 +13"},
        {"Pacific/Auckland", "2100-07-01T12:00:00Z", "2100-07-02 00:00 +12"},
        {"Europe/Berlin", "2100-03-28T00:59:59Z", "2100-03-28 01:59:59 +01"},
        {"Europe/Berlin", "2100-03-28T01:00:00Z", "2100-03-28 03:00 +02"},
        {"Europe/Dublin", "2099-07-01T12:00:00Z", "2099-07-01 13:00 +01"},
        {"Africa/Casablanca", "2100-07-01T12:00:00Z", "2100-07-01 12:00 +00"},
        {"Asia/Kolkata", "2300-07-01T12:00:00Z", "2300-07-01 17:30 +0530"},
        {"America/New_York", "2437-07-01T12:00:00Z", "2437-07-01 08:00 -04"},
        {"America/New_York", "2438-03-14T06:59:59Z", "2438-03-14 01:59:59 -05"},
        {"America/New_York", "2438-03-14T07:00:00Z", "2438-03-14 03:00 -04"},
        {"Pacific/Auckland", "2438-01-01T12:00:00Z", "2438-01-02 01:00 +13"},
        {"Pacific/Auckland", "2838-07-01T12:00:00Z", "2838-07-02 00:00 +12"},
        {"Europe/Berlin", "9999-07-01T12:00:00Z", "9999-07-01 14:00 +02"},
        {"Europe/Berlin", "9999-12-31T12:00:00Z", "9999-12-31 13:00 +01"},
    }));
    CHECK(wall(zone(name), at(instant)) == expected);
}

TEST_CASE("a slim file says the same as a fat one, at every change to 2100") {
    const Zone slim = *read_tzif("slim", compiled_zone(new_york_today, "slim"));
    const Zone fat = *read_tzif("fat", compiled_zone(new_york_today, "fat"));
    CHECK(compiled_zone(new_york_today, "slim").size() < 400);
    CHECK(compiled_zone(new_york_today, "fat").size() > 800);
    CHECK(same_clock(slim, fat, at("1850-01-01T00:00:00Z"), at("3300-01-01T00:00:00Z")));
    CHECK(same_clock(slim, zone("America/New_York"), at("2007-03-12T00:00:00Z"),
                     at("3300-01-01T00:00:00Z")));
    CHECK(wall(slim, at("1880-01-01T12:00:00Z")) == "1880-01-01 07:03:58 -0456");
}

TEST_CASE("rules that POSIX alone cannot say") {
    // zone, instant, expected
    auto [source, instant, expected] = GENERATE(table<std::string, std::string, std::string>({
        // Godthab: the change falls on the Saturday before the last Sunday, hour -1 (version 3)
        {"Rule G 2024 max - Mar lastSun -1:00 1:00 S\nRule G 2024 max - Oct lastSun 0:00 0 -\n"
         "Zone Test/Zone -2:00 G -02/-01\n",
         "2060-03-28T01:00:00Z", "2060-03-28 00:00 -01"},
        {"Rule G 2024 max - Mar lastSun -1:00 1:00 S\nRule G 2024 max - Oct lastSun 0:00 0 -\n"
         "Zone Test/Zone -2:00 G -02/-01\n",
         "2060-03-28T00:59:59Z", "2060-03-27 22:59:59 -02"},
        // four days before and after: hours of more than a day
        {"Rule W 2000 max - Mar Sun>=5 0:00 1:00 S\nRule W 2000 max - Oct Sun>=4 0:00 0 -\n"
         "Zone Test/Zone 2:00 W XX%sT\n",
         "2070-07-01T00:00:00Z", "2070-07-01 03:00 +03"},
    }));
    const auto made = read_tzif("Test/Zone", compiled_zone(source, "slim"));
    INFO(problem(compiled_zone(source, "slim")));
    REQUIRE(made.has_value());
    CHECK(wall(*made, at(instant)) == expected);
}

TEST_CASE("daylight saving time that never ends is one offset") {
    // RFC 9636 section 3.3.2: two ways to write it
    const auto footer = GENERATE(std::string("EST5EDT,0/0,J365/25"), "XXX3EDT4,0/0,J365/23");
    const auto rule = parse_posix_tz(footer);
    REQUIRE(rule.has_value());
    const auto made = changes(*rule, 2000, 2100);
    REQUIRE(made.size() == 2);  // it begins, and it ends after the last year asked for
    CHECK(made[0].offset == -4 * 3600);
    CHECK(to_string(from_unix(made[0].at)).substr(0, 10) == "2000-01-01");
    CHECK(to_string(from_unix(made[1].at)).substr(0, 10) == "2101-01-01");
}

TEST_CASE("the dates of a POSIX rule") {
    // rule, year, begins (UTC)
    auto [footer, year, begins] = GENERATE(table<std::string, int, std::string>({
        {"AAA0BBB,M3.2.0,M11.1.0", 2026, "2026-03-08T02:00:00Z"},
        {"AAA0BBB,M2.5.0/0,M11.1.0", 2028, "2028-02-27T00:00:00Z"},
        {"AAA0BBB,J59/0,J300", 2028, "2028-02-28T00:00:00Z"},
        {"AAA0BBB,J60/0,J300", 2028, "2028-03-01T00:00:00Z"},
        {"AAA0BBB,J60/0,J300", 2027, "2027-03-01T00:00:00Z"},
        {"AAA0BBB,59/0,300", 2028, "2028-02-29T00:00:00Z"},
        {"AAA0BBB,59/0,300", 2027, "2027-03-01T00:00:00Z"},
        {"AAA0BBB,M3.5.0/-167,M11.1.0", 2026, "2026-03-22T01:00:00Z"},
        {"AAA0BBB,M3.5.0/167,M11.1.0", 2026, "2026-04-04T23:00:00Z"},
        {"<-03>3<-02>,M3.5.0/1:02:03,M11.1.0", 2026, "2026-03-29T04:02:03Z"},
        {"AAA-5:30BBB-6:30,M10.1.0,M4.1.0", 2026, "2026-10-03T20:30:00Z"},
    }));
    const auto rule = parse_posix_tz(footer);
    REQUIRE(rule.has_value());
    CHECK(to_string(from_unix(changes(*rule, year, year).front().at)) == begins);
}

TEST_CASE("a footer that is not a rule is refused with its place in the grammar") {
    auto [footer, expected] = GENERATE(table<std::string, std::string>({
        {"E5", "a name of three letters or more expected"},
        {"EST", "hours expected"},
        {"EST25", "hours expected"},
        {"EST5EDT", "\",\" expected"},
        {"EST5EDT,M3.2.0", "\",\" expected"},
        {"EST5EDT,M13.2.0,M11.1.0", "a month expected"},
        {"EST5EDT,M3.6.0,M11.1.0", "a week from 1 to 5 expected"},
        {"EST5EDT,M3.2.7,M11.1.0", "a weekday from 0 to 6 expected"},
        {"EST5EDT,J0,M11.1.0", "a day from 1 to 365 expected"},
        {"EST5EDT,M3.2.0/168,M11.1.0", "hours expected"},
        {"EST5EDT,M3.2.0,M11.1.0x", "nothing more expected"},
        {"<-033", "\">\" expected"},
    }));
    const auto rule = parse_posix_tz(footer);
    REQUIRE_FALSE(rule.has_value());
    CHECK(rule.error().message ==
          "the footer \"" + footer + "\" is not a rule of RFC 9636: " + expected);
}

TEST_CASE("a file that is not whole is refused, wherever it was cut") {
    const std::string whole = compiled_zone(new_york_today, "slim");
    REQUIRE(problem(whole).empty());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(problem(whole.substr(0, length)).empty());
    }
    CHECK(problem(whole + "x") == "it ends before its footer does");
    CHECK(problem(whole + "x\n") == "there is more after its footer");
}

TEST_CASE("a malformed file is refused by what is wrong with it") {
    const std::string whole = compiled_zone(new_york_today, "slim");
    const std::size_t second = whole.find("TZif", 4);
    const std::string version_1(1, '\0');
    CHECK(problem(put(whole, 0, "TZig")) == "it is not a TZif file");
    CHECK(problem(put(whole, 4, version_1)) == "it is of version 1, which ends in 2038");
    CHECK(problem(put(whole, 4, "4")) == "its two headers differ in version");
    CHECK(problem(put(whole, second + 31, "\x01")).substr(0, 8) == "it count");
    CHECK(problem(put(whole, second + 23, "\x09")) == "its indicators do not match its types");
    // The times of the second block follow its header: the first as late as can be
    CHECK(problem(put(whole, second + 44, "\x7f")) == "its transitions do not follow one another");
}
