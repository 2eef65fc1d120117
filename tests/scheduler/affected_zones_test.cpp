#include "scheduler/affected_zones.hpp"

#include "tests/support/other_zones.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::system_zones;
using vesper::test::zones_where;

TEST_CASE("whom a new release concerns") {
    const Instant from = at("2026-06-01T00:00:00Z");
    const Instant until = at("2028-01-01T00:00:00Z");
    const auto before = zones_where("America/Vancouver", "America/Los_Angeles", "b");
    const auto affected = affected_zones(*before, *system_zones(), from, until);
    const auto concerns = [&](const std::string& name) {
        return std::binary_search(affected.begin(), affected.end(), name);
    };
    CHECK(concerns("America/Vancouver"));
    CHECK(concerns("America/Los_Angeles"));  // a buyer of either of them is in doubt now
    CHECK(concerns("America/Phoenix"));      // and one of these two is so no more
    CHECK_FALSE(concerns("America/Denver"));
    CHECK_FALSE(concerns("Europe/Berlin"));
    CHECK(affected_zones(*system_zones(), *system_zones(), from, until).empty());
}
