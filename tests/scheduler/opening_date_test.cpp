// The search against the packaged date library's zones, an engine that shares nothing with ours.
#include "scheduler/opening.hpp"
#include "tests/support/zones.hpp"

#include <date/tz.h>

#include <catch2/catch.hpp>
#include <random>

using namespace vesper;
using namespace vesper::test;

namespace {

/// The definition (a window that does not cross midnight), on date's clock.
bool inside(const Hours& hours, const date::time_zone& zone, Instant instant) {
    const LocalTime local{instant.time_since_epoch() + zone.get_info(instant).offset};
    const LocalDate day = date::floor<date::days>(local);
    const seconds time = local - day;
    const unsigned bit = date::weekday{day}.iso_encoding() - 1;
    return time >= hours.from && time < hours.until && ((hours.days >> bit) & 1U) != 0;
}

}  // namespace

TEST_CASE("openings agree with date's own zones before 2038, in every zone") {
    std::mt19937_64 dice{20371231};
    const std::int64_t first = unix_seconds(at("2020-01-01T00:00:00Z"));
    const std::int64_t last = unix_seconds(at("2037-11-01T00:00:00Z"));
    const Hours evening{seconds{19 * 3600}, seconds{21 * 3600}, every_day};
    const Hours night{seconds{1 * 3600}, seconds{3 * 3600}, 0x41};  // Mondays and Sundays
    int compared = 0;
    for (const Zone& zone : system_zones()->zones()) {
        if (zone.name() == "Factory") continue;  // a machine nobody set up; date leaves it out
        const date::time_zone& theirs = *date::locate_zone(zone.name());
        for (int i = 0; i < 12; ++i) {
            const Hours& hours = i % 2 == 0 ? evening : night;
            const Instant not_before =
                from_unix(first + static_cast<std::int64_t>(
                                      dice() % static_cast<std::uint64_t>(last - first)));
            const auto opening = first_opening(hours, zone, not_before);
            INFO(zone.name() << " " << to_string(not_before));
            REQUIRE(opening);
            CHECK(inside(hours, theirs, opening->from));
            CHECK(inside(hours, theirs, opening->until - seconds{1}));
            CHECK_FALSE(inside(hours, theirs, opening->until));
            if (opening->from == not_before) continue;
            CHECK_FALSE(inside(hours, theirs, opening->from - seconds{1}));
            bool missed_one = false;
            for (Instant t = not_before; t < opening->from; t += std::chrono::minutes{10}) {
                missed_one = missed_one || inside(hours, theirs, t);
            }
            CHECK_FALSE(missed_one);
            ++compared;
        }
    }
    CHECK(compared > 3000);
}
