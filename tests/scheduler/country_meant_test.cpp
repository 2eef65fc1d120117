#include "scheduler/country_meant.hpp"

#include "scheduler/ladder.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

WrittenPlace place(std::string_view country, std::string_view region = "",
                   std::string_view city = "", std::string_view postal = "") {
    return {.country = country,
            .region = region,
            .city = city,
            .postal = postal,
            .lat = std::nullopt,
            .lon = std::nullopt};
}

/// "US-GA", "GE", "GE?" where it may be either.
std::string meant(const WrittenPlace& written) {
    const CountryMeant answer = country_meant(written);
    std::string text{answer.country};
    if (!answer.region.empty()) (text += '-') += answer.region;
    return answer.either ? text + '?' : text;
}

ZoneAnswer clock_of(const WrittenPlace& written, const std::string& phone = "") {
    ZoneEvidence evidence;
    evidence.country = written.country;
    evidence.subdivision = written.region;
    evidence.city = written.city;
    evidence.postal = written.postal;
    evidence.phone = phone;
    return resolve_zone(evidence, *test::system_zones());
}

}  // namespace

TEST_CASE("the two Georgias are told apart by the rest of the address") {
    auto [region, city, postal, expected] =
        GENERATE(table<const char*, const char*, const char*, const char*>({
            // postal codes first
            {"", "", "30303", "US-GA"},
            {"", "", "31401-1234", "US-GA"},
            {"", "Tbilisi", "30303", "US-GA"},
            {"", "", "0108", "GE"},
            {"", "", "108", "GE"},  // as a spreadsheet leaves it
            {"", "Atlanta", "0108", "GE"},
            {"", "", "10115", "GE?"},
            // regions
            {"GA", "", "", "US"},
            {"US-GA", "", "", "US"},
            {"State of Georgia", "", "", "US"},
            {"Adjara", "", "", "GE"},
            {"GE-TB", "", "", "GE"},
            {"Georgia", "", "", "GE?"},
            {"Bavaria", "", "", "GE?"},
            // towns
            {"", "Atlanta", "", "US-GA"},
            {"", "STONE MOUNTAIN", "", "US-GA"},
            {"Georgia", "Columbus", "", "US"},
            {"", "Tbilisi", "", "GE"},
            {"", "თბილისი", "", "GE"},
            {"", "Vale", "", "GE"},  // another lies in Oregon
            {"", "Anytown", "", "GE?"},
            {"", "", "", "GE?"},
        }));
    INFO(region << '|' << city << '|' << postal);
    CHECK(meant(place("Georgia", region, city, postal)) == expected);
    CHECK(meant(place("GE", region, city, postal)) == "GE");
    CHECK(meant(place("GEO", region, city, postal)) == "GE");
}

TEST_CASE("the two Georgias are told apart by coordinates, where no word does it") {
    WrittenPlace written = place("Georgia");
    written.lat = 33.75;
    written.lon = -84.39;
    CHECK(meant(written) == "US-GA");
    written.city = "Batumi";
    CHECK(meant(written) == "GE");
    written = place("Georgia");
    written.lat = 41.64;
    written.lon = 41.64;
    CHECK(meant(written) == "GE");
    written.lat = 40.71;
    written.lon = -74;
    CHECK(meant(written) == "GE?");
}

TEST_CASE("a name that only the country has is the country's, but for a ZIP code of the state") {
    for (const char* name : {"საქართველო", "Gruzja", "Грузия", "格鲁吉亚", "Georgien"}) {
        INFO(name);
        CHECK(meant(place(name)) == "GE");
        CHECK(meant(place(name, "", "Vale")) == "GE");
        CHECK(meant(place(name, "", "", "30303")) == "US-GA");
    }
    for (const char* name : {"georgia", "Géorgie", "喬治亞", "조지아"}) {
        INFO(name);
        CHECK(meant(place(name)) == "GE?");
        CHECK(meant(place(name, "", "Atlanta")) == "US-GA");
    }
    CHECK(meant(place("Portugal")) == "PT");
    CHECK(meant(place("Narnia")).empty());
}

TEST_CASE(
    "a clock in one of the two Georgias is a fact where one is meant, and a doubt where not") {
    const ZoneAnswer atlanta = clock_of(place("Georgia", "", "Atlanta"));
    CHECK(atlanta.zone == "America/New_York");
    CHECK(atlanta.grade == Grade::exact);
    CHECK(atlanta.reason == "Georgia (US-GA) keeps one clock -> America/New_York");
    const ZoneAnswer batumi = clock_of(place("Georgia", "", "Batumi"));
    CHECK(batumi.zone == "Asia/Tbilisi");
    CHECK(batumi.grade == Grade::exact);

    const ZoneAnswer either = clock_of(place("Georgia"));
    CHECK(either.candidates.size() == 2);
    CHECK(either.grade == Grade::weak);
    CHECK(either.rung == "conflict");
    CHECK(either.reason ==
          "Georgia is a country and a state: Asia/Tbilisi (50 %) or America/New_York (50 %)");
    CHECK(clock_of(place("Georgia"), "+995322123456").zone == "Asia/Tbilisi");
    CHECK(clock_of(place("Georgia"), "+14045551234").zone == "America/New_York");
}

TEST_CASE("the two Congos are told apart by the rest of the address") {
    auto [region, city, expected] = GENERATE(table<const char*, const char*, const char*>({
        {"", "Kinshasa", "CD"},
        {"", "GOMA", "CD"},
        {"Haut-Katanga", "", "CD"},
        {"Kinshasa", "Anytown", "CD"},
        {"", "Brazzaville", "CG"},
        {"", "Pointe-Noire", "CG"},
        {"Pointe-Noire", "", "CG"},
        {"", "Anytown", "CG?"},
        {"", "", "CG?"},
    }));
    INFO(region << '|' << city);
    for (const char* name : {"Congo", "KONGO", "Конго", "刚果", "コンゴ", "콩고"}) {
        CHECK(meant(place(name, region, city)) == expected);
    }
    for (const char* name : {"CG", "COG", "Congo-Brazzaville", "Republic of Congo"}) {
        CHECK(meant(place(name, region, city)) == "CG");
    }
    for (const char* name : {"CD", "COD", "DR Congo", "Democratic Republic of Congo"}) {
        CHECK(meant(place(name, region, city)) == "CD");
    }
}

TEST_CASE("a clock in one of the two Congos is a doubt where the address names neither") {
    WrittenPlace written = place("Congo");
    written.lat = -11.66;
    written.lon = 27.48;
    CHECK(meant(written) == "CD");
    written.lat = -4.78;
    written.lon = 11.86;
    CHECK(meant(written) == "CG");
    const ZoneAnswer either = clock_of(place("Congo"));
    CHECK(either.grade == Grade::weak);
    CHECK(either.rung == "conflict");
    CHECK(either.reason ==
          "Congo is two countries: Africa/Brazzaville (72 %) or Africa/Lubumbashi (28 %)");
    CHECK(clock_of(place("Congo", "", "Lubumbashi")).zone == "Africa/Lubumbashi");
    CHECK(clock_of(place("Congo", "", "Brazzaville")).grade == Grade::exact);
    CHECK(clock_of(place("Congo"), "+242061234567").zone == "Africa/Brazzaville");
    CHECK(clock_of(place("CG")).grade == Grade::exact);
}
