#include "scheduler/sun.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace vesper;

namespace {

Instant at(const char* text) {
    return *parse_instant(text);
}

}  // namespace

TEST_CASE("sunsets agree with the published almanacs within three minutes") {
    auto [city, lat, lon, noon, expected] = GENERATE(table<const char*, double, double, const char*,
                                                           const char*>(
        {{"London, June", 51.51, -0.13, "2026-06-21T12:00:00+01:00", "2026-06-21T21:21:00+01:00"},
         {"London, December", 51.51, -0.13, "2026-12-21T12:00:00Z", "2026-12-21T15:53:00Z"},
         {"New York, June", 40.71, -74.01, "2026-06-21T12:00:00-04:00",
          "2026-06-21T20:30:00-04:00"},
         {"New York, December", 40.71, -74.01, "2026-12-21T12:00:00-05:00",
          "2026-12-21T16:32:00-05:00"},
         {"Sydney, December", -33.87, 151.21, "2026-12-21T12:00:00+11:00",
          "2026-12-21T20:05:00+11:00"},
         {"Tokyo, June", 35.69, 139.69, "2026-06-21T12:00:00+09:00", "2026-06-21T19:00:00+09:00"},
         {"Helsinki, June", 60.17, 24.94, "2026-06-21T12:00:00+03:00", "2026-06-21T22:50:00+03:00"},
         {"Singapore, March", 1.29, 103.85, "2026-03-20T12:00:00+08:00",
          "2026-03-20T19:15:00+08:00"},
         {"Reykjavik sets after midnight", 64.15, -21.94, "2026-06-21T12:00:00Z",
          "2026-06-22T00:03:00Z"}}));
    INFO(city);
    const Instant sunset_at = sunset(at(noon), lat, lon);
    INFO(to_string(sunset_at));
    CHECK(std::abs((sunset_at - at(expected)).count()) <= 180);
}

TEST_CASE("the wall clock's noon may be hours from the sun's, and a day from its longitude") {
    // Kiritimati keeps +14 at 157 degrees west: its noon is the noon of the day before in Hawaii.
    const Instant kiritimati = sunset(at("2026-03-20T12:00:00+14:00"), 1.87, -157.43);
    CHECK(std::abs((kiritimati - at("2026-03-20T18:42:00+14:00")).count()) <= 300);
    // Kashgar on Beijing time: the sun sets near 21:00 at the equinox.
    const Instant kashgar = sunset(at("2026-03-20T12:00:00+08:00"), 39.47, 75.99);
    CHECK(kashgar > at("2026-03-20T20:50:00+08:00"));
    CHECK(kashgar < at("2026-03-20T21:20:00+08:00"));
}

TEST_CASE("where the sun does not cross the horizon, sunset is the limit of its neighbours") {
    SECTION("polar night: solar noon") {
        const Instant dark = sunset(at("2026-12-21T12:00:00+01:00"), 69.65, 18.96);
        CHECK(std::abs((dark - at("2026-12-21T11:42:00+01:00")).count()) <= 300);
    }
    SECTION("midnight sun: the solar midnight that follows") {
        const Instant bright = sunset(at("2026-06-21T12:00:00+02:00"), 69.65, 18.96);
        CHECK(std::abs((bright - at("2026-06-22T00:46:00+02:00")).count()) <= 300);
    }
    SECTION("the poles are places like others") {
        const Instant noon = at("2026-06-21T12:00:00Z");
        CHECK(sunset(noon, 90, 0) - noon < std::chrono::hours{13});
        CHECK(sunset(noon, -90, 0) - noon < std::chrono::hours{1});
    }
}

TEST_CASE("sunset follows its noon by less than half a day, everywhere and always") {
    for (int day = 0; day < 365; day += 5) {
        for (int lat = -85; lat <= 85; lat += 17) {
            for (int lon = -180; lon <= 180; lon += 45) {
                const Instant noon =
                    at("2026-01-01T12:00:00Z") + std::chrono::hours{24 * day} - seconds{lon * 240};
                const auto after = (sunset(noon, lat, lon) - noon).count();
                INFO(day << " " << lat << " " << lon << " " << after);
                // The equation of time shifts the sun's noon by at most 17 minutes.
                REQUIRE(after > -1100);
                REQUIRE(after < 43200 + 1100);
            }
        }
    }
}
