#include "scheduler/zones.hpp"

#include "tests/support/zones.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::system_zones;
using vesper::test::zone;

TEST_CASE("a zone keeps one offset from one change to the next") {
    const Zone made("Test", {0, 1000, 2000, 500'000'000}, {3600, 7200, 7200, 3600});
    CHECK(made.offset_at(from_unix(-5)) == seconds{3600});
    CHECK(made.offset_at(from_unix(999)) == seconds{3600});
    CHECK(made.offset_at(from_unix(1000)) == seconds{7200});
    CHECK(made.offset_at(from_unix(500'000'000)) == seconds{3600});
    const Segment middle = made.segment_at(from_unix(2500));
    CHECK(middle.from == from_unix(1000));  // equal neighbours are one segment
    CHECK(middle.until == from_unix(500'000'000));
    CHECK(made.segment_at(from_unix(0)).from == Instant::min());
    CHECK(made.segment_at(from_unix(1'000'000'000'000)).until == Instant::max());
}

TEST_CASE("segments tile the time of every zone") {
    for (const Zone& each : system_zones()->zones()) {
        CAPTURE(each.name());
        Segment segment = each.segment_at(at("1800-01-01T00:00:00Z"));
        CHECK(segment.from == Instant::min());
        // where the written transitions end and the repetition begins, and where it begins again
        const Instant end = at("2950-01-01T00:00:00Z");
        while (segment.until < end) {
            const Segment next = each.segment_at(segment.until);
            if (next.from != segment.until || next.offset == segment.offset ||
                each.segment_at(segment.until - seconds{1}).from != segment.from) {
                FAIL("torn at " << to_string(segment.until));
            }
            segment = next;
        }
    }
}

TEST_CASE("a link is its zone, also through another link") {
    const auto& utc = *std::find_if(system_zones()->zones().begin(), system_zones()->zones().end(),
                                    [](const Zone& each) { return each.name() == "Etc/UTC"; });
    CHECK(system_zones()->find("UTC") == &utc);
    CHECK(system_zones()->find("Asia/Calcutta") == system_zones()->find("Asia/Kolkata"));
    CHECK(system_zones()->find("utc") == nullptr);
    CHECK(system_zones()->find("Europe/Belin") == nullptr);

    // "Etc/UTC" as the smallest whole file: one type, no transition, a footer
    const std::string block = std::string("TZif2") + std::string(15 + 4 + 4 + 4 + 4, '\0') +
                              std::string("\0\0\0\x01\0\0\0\x04", 8) + std::string(6, '\0') +
                              std::string("UTC\0", 4);
    const std::string file = block + block + "\nUTC0\n";
    const auto made =
        ZoneSnapshot::build("2026f", {{"Zone", file}}, {{"Outer", "Inner"}, {"Inner", "Zone"}}, {});
    REQUIRE(made.has_value());
    CHECK((*made)->find("Outer") == &(*made)->zones().front());
    const auto nowhere = ZoneSnapshot::build("2026f", {{"Zone", file}}, {{"Alias", "Gone"}}, {});
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().message == "zone link Alias leads to Gone, which is not there");
    const auto torn = ZoneSnapshot::build("2026f", {{"Zone", file.substr(0, 60)}}, {}, {});
    REQUIRE_FALSE(torn.has_value());
    CHECK(torn.error().message == "zone Zone: it ends inside a header");
}

TEST_CASE("the same clock, for as long as it is the same") {
    const Instant from = at("2026-01-01T00:00:00Z");
    const Instant until = at("2028-01-01T00:00:00Z");
    CHECK(same_clock(zone("Europe/Berlin"), zone("Europe/Paris"), from, until));
    CHECK_FALSE(same_clock(zone("Europe/Berlin"), zone("Africa/Algiers"), from, until));
    CHECK(same_clock(zone("Europe/Berlin"), zone("Africa/Algiers"), from,
                     at("2026-03-29T01:00:00Z")));
    CHECK_FALSE(same_clock(zone("Europe/Berlin"), zone("Africa/Algiers"), from,
                           at("2026-03-29T01:00:01Z")));
}

TEST_CASE("zones have places") {
    const auto germany = system_zones()->places_in("DE");
    REQUIRE(germany.size() == 2);
    CHECK(germany.front().zone == "Europe/Berlin");
    CHECK(system_zones()->places_in("XX").empty());
    REQUIRE(system_zones()->place_of("America/New_York"));
    CHECK(system_zones()->place_of("America/New_York")->lat == Approx(40.7142).margin(1e-4));
    CHECK(system_zones()->place_of("America/New_York")->lon == Approx(-74.0064).margin(1e-4));
    CHECK(system_zones()->place_of("Etc/UTC") == nullptr);
}
