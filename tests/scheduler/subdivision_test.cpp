#include "scheduler/subdivision.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("the state of an address, for calendars and laws") {
    // country, region as written, postal code, answer
    auto [country, region, postal, expected] =
        GENERATE(table<const char*, const char*, const char*, const char*>({
            {"US", "FL", "", "US-FL"},
            {"US", "Florida", "", "US-FL"},
            {"US", "US-FL", "", "US-FL"},
            {"US", "california", "", "US-CA"},
            {"US", "", "02903", "US-RI"},
            {"US", "", "2903", "US-RI"},
            {"CA", "Ontario", "", "CA-ON"},
            {"DE", "BY", "", "DE-BY"},
            {"DE", "DE-BY", "", "DE-BY"},
            {"US", "", "", ""},
            {"", "FL", "", ""},
            {"DE", "somewhere in the south", "", ""},
        }));
    Address address;
    address.country = country;
    address.region = region;
    address.postal = postal;
    INFO(country << ' ' << region << ' ' << postal);
    CHECK(subdivision_of(address) == expected);
}
