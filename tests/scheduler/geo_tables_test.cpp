// The committed tables before the zones of the machine: what a new release of tzdata, or a slip of
// a maintainer's hand, must not leave unsaid.
#include "rules/country.hpp"
#include "rules/subdivision_code.hpp"
#include "scheduler/geo/dusk.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"
#include "scheduler/ladder.hpp"
#include "tests/support/tree.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <new>
#include <set>
#include <sstream>
#include <stdexcept>

using namespace vesper;

namespace {

thread_local long allocations = 0;

using Cells = std::vector<std::string>;

std::vector<Cells> table_of(const std::string& name) {
    std::ifstream in(source_tree() + "/scheduler/geo/tables/" + name + ".tsv");
    std::vector<Cells> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        Cells& cells = rows.emplace_back();
        std::istringstream text(line);
        for (std::string cell; std::getline(text, cell, '\t');) cells.push_back(cell);
    }
    if (rows.empty()) throw std::runtime_error("no table " + name);
    return rows;
}

bool is_zone_text(const std::string& cell) {
    return cell.find('/') != std::string::npos && cell.find(',') == std::string::npos;
}

/// Every zone that some table names, in the columns that hold clocks.
std::set<std::string> named_zones() {
    std::set<std::string> named;
    const std::vector<std::pair<std::string, std::size_t>> columns{
        {"countries", 1}, {"regions", 2}, {"postal", 3}, {"places", 2},
        {"phones", 1},    {"points", 3},  {"windows", 2}};
    for (const auto& [table, column] : columns) {
        for (const Cells& cells : table_of(table)) {
            std::istringstream words(cells.at(column));
            for (std::string word; words >> word;) {
                if (is_zone_text(word)) named.insert(word);
            }
        }
    }
    return named;
}

/// The zones of zone.tab that `named` lacks: each is a place whose buyers get a neighbour's clock.
std::vector<std::string> forgotten(const std::set<std::string>& named) {
    std::vector<std::string> missing;
    for (char first = 'A'; first <= 'Z'; ++first) {
        for (char second = 'A'; second <= 'Z'; ++second) {
            for (const ZonePlace& place :
                 test::system_zones()->places_in(std::string{first, second})) {
                if (!named.contains(place.zone)) missing.push_back(place.zone);
            }
        }
    }
    return missing;
}

}  // namespace

// Not inlined: else the compiler sees malloc behind one and free behind the other, and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc{};
}
// The library's own buffers (std::stable_sort) come by this form and go by the ones below.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("tzdata knows no zone that the tables do not name") {
    std::set<std::string> named = named_zones();
    // Same clock as the land round them today, and no address tells them apart: stations of
    // scientists, and towns that only the history of their clocks sets apart.
    static const std::set<std::string> nameless{"America/Glace_Bay", "America/Dawson",
                                                "America/Lower_Princes", "Antarctica/Macquarie"};
    for (const std::string& zone : nameless) named.insert(zone);
    CHECK(forgotten(named) == std::vector<std::string>{});
    // The alarm rings: were Coyhaique new today, it would be missed.
    named.erase("America/Coyhaique");
    CHECK(forgotten(named) == std::vector<std::string>{"America/Coyhaique"});
}

TEST_CASE("every zone that a table names is one of zone.tab, by the name there") {
    for (const std::string& zone : named_zones()) {
        INFO(zone);
        CHECK(test::system_zones()->find(zone) != nullptr);
        // An older name would hide the day on which two zones part. Windows has an ocean's names.
        if (!zone.starts_with("Etc/")) CHECK(test::system_zones()->place_of(zone) != nullptr);
    }
}

TEST_CASE("every ISO country has its clocks, except the two that nobody lives in") {
    int countries = 0;
    for (char first = 'A'; first <= 'Z'; ++first) {
        for (char second = 'A'; second <= 'Z'; ++second) {
            const std::string code{first, second};
            if (!is_country_code(code)) continue;
            ++countries;
            INFO(code);
            ZoneEvidence evidence;
            evidence.country = code;
            const ZoneAnswer answer = resolve_zone(evidence, *test::system_zones());
            const bool empty = code == "BV" || code == "HM";
            CHECK((answer.grade == Grade::none) == empty);
            CHECK(geo::country_named(fold_name(code)) == code);
        }
    }
    CHECK(countries == 250);
}

TEST_CASE("no country's own calling code contradicts it, whatever follows the code") {
    std::map<std::string, std::set<std::string>> codes;  // by country
    std::ifstream in(source_tree() + "/tools/geo/authored/calling_codes.tsv");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream cells(line);
        std::string code;
        std::string other;
        std::string country;
        cells >> code >> country;
        codes[country].insert(code);
        // Numbers that a country shares count where it has none of its own.
        while (cells >> other) codes[other].insert("shared " + code);
    }
    CHECK(codes.size() == 248);  // all but the two that nobody lives in
    for (const auto& [country, its] : codes) {
        ZoneEvidence evidence;
        evidence.country = country;
        const ZoneAnswer alone = resolve_zone(evidence, *test::system_zones());
        for (const std::string& written : its) {
            const bool shared = written.starts_with("shared ");
            if (shared && !its.begin()->starts_with("shared ")) continue;
            const std::string code = shared ? written.substr(7) : written;
            for (const char* rest : {"", "2", "612", "7", "800", "9", "661234567"}) {
                // "+1" and "+7" go on with area codes of other countries; these have their rows.
                if (code.size() == 1 && rest[0] != '\0') continue;
                evidence.phone = "+" + code + rest;
                const ZoneAnswer answer = resolve_zone(evidence, *test::system_zones());
                INFO(country << ' ' << evidence.phone << ": " << answer.reason);
                CHECK(answer.reason.find("elsewhere") == std::string::npos);
                if (alone.certain()) CHECK(answer.grade == alone.grade);
            }
        }
    }
}

TEST_CASE("a number says its own country where nothing else does") {
    auto [phone, zone] = GENERATE(table<const char*, const char*>({
        {"+212661234567", "Africa/Casablanca"},
        {"+213661234567", "Africa/Algiers"},
        {"+218912345678", "Africa/Tripoli"},
        {"+970599123456", "Asia/Hebron"},
        {"+211912345678", "Africa/Juba"},
        {"+37061234567", "Europe/Vilnius"},
        {"+37121234567", "Europe/Riga"},
        {"+37251234567", "Europe/Tallinn"},
        {"+353851234567", "Europe/Dublin"},
        {"+447700900123", "Europe/London"},
        {"+38344123456", "Europe/Belgrade"},
        {"+85366123456", "Asia/Macau"},
        {"+26269312345", "Indian/Reunion"},
        {"+262639123456", "Indian/Mayotte"},
        {"+74012123456", "Europe/Kaliningrad"},
        {"+18095551234", "America/Santo_Domingo"},
    }));
    ZoneEvidence evidence;
    evidence.phone = phone;
    const ZoneAnswer answer = resolve_zone(evidence, *test::system_zones());
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(answer.rung == "phone");
    // And elsewhere it is elsewhere: a neighbour's code is not swallowed.
    evidence.country = "CN";
    CHECK(resolve_zone(evidence, *test::system_zones()).certain() == (answer.zone == "Asia/Macau"));
}

TEST_CASE("a place keeps its own name, though its zone is only a link today") {
    auto [country, zone] = GENERATE(table<const char*, const char*>({
        {"SJ", "Arctic/Longyearbyen"},
        {"AX", "Europe/Mariehamn"},
        {"BQ", "America/Kralendijk"},
        {"BL", "America/St_Barthelemy"},
        {"MF", "America/Marigot"},
        {"SX", "America/Lower_Princes"},
        {"SK", "Europe/Bratislava"},
        {"VA", "Europe/Vatican"},
    }));
    ZoneEvidence evidence;
    evidence.country = country;
    CHECK(resolve_zone(evidence, *test::system_zones()).zone == zone);
    CHECK(test::system_zones()->places_in(country).front().zone == zone);
}

TEST_CASE("a territory that a region names, and a likeliest town, in words and grades") {
    auto [country, region, city, zone, grade] =
        GENERATE(table<const char*, const char*, const char*, const char*, Grade>({
            {"DK", "Grønland", "Nuuk", "America/Nuuk", Grade::strong},
            {"FR", "974", "", "Indian/Reunion", Grade::exact},
            {"US", "", "San Juan", "America/Puerto_Rico", Grade::weak},
            {"RU", "SEV", "", "Europe/Simferopol", Grade::exact},
            {"US", "", "APO AE", "", Grade::none},
            {"UA", "", "Донецк", "Europe/Kyiv", Grade::weak},
            {"RU", "ДНР", "Донецк", "Europe/Moscow", Grade::weak},
        }));
    ZoneEvidence evidence;
    evidence.country = country;
    evidence.subdivision = region;
    evidence.city = city;
    const ZoneAnswer answer = resolve_zone(evidence, *test::system_zones());
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(answer.grade == grade);
    CHECK(answer.reason.find("SEV (RU-SEV)") == std::string::npos);
}

TEST_CASE("regions are found by code and by name, with and without their country") {
    int regions = 0;
    for (const Cells& cells : table_of("regions")) {
        ++regions;
        const std::string& country = cells.at(0);
        const std::string& code = cells.at(1);
        INFO(country << '-' << code);
        for (const std::string& written : {code, country + '-' + code}) {
            const auto region = geo::region_named(country, fold_name(written));
            REQUIRE(region);
            CHECK(region->code == code);
        }
        CHECK(is_subdivision_code(country + '-' + code));  // tools/subdivisions
    }
    CHECK(regions > 600);
}

TEST_CASE("regions that share a name are told apart by its other words") {
    auto [country, written, code] = GENERATE(table<const char*, const char*, const char*>({
        {"CL", "Región Metropolitana", "RM"},
        {"CL", "Región Metropolitana de Santiago", "RM"},
        {"CL", "Región del Biobío", "BI"},
        {"AR", "Buenos Aires", "B"},
        {"AR", "Ciudad Autónoma de Buenos Aires", "C"},
        {"AR", "CABA", "C"},
        {"RU", "Altaj, Respublika", "AL"},
        {"RU", "Алтай Респ", "AL"},
        {"RU", "Altai Republic", "AL"},
        {"RU", "Алтайский край", "ALT"},
        {"RU", "Altaj Kraj", "ALT"},
    }));
    INFO(country << ' ' << written);
    const auto region = geo::region_named(country, fold_name(written));
    REQUIRE(region);
    CHECK(region->code == code);
}

TEST_CASE(
    "names are folded as the daemon folds what it looks up, and postal codes do not overlap") {
    for (const Cells& cells : table_of("country_names")) {
        if (fold_name(cells.at(0)) != cells.at(0)) FAIL(cells.at(0));
    }
    for (const Cells& cells : table_of("region_names")) {
        if (fold_name(cells.at(1)) != cells.at(1)) FAIL(cells.at(1));
    }
    std::map<std::string, std::string> last;  // by country and length
    for (const Cells& cells : table_of("postal")) {
        const std::string key = cells.at(0) + std::to_string(cells.at(1).size());
        INFO(cells.at(0) << ' ' << cells.at(1));
        REQUIRE(cells.at(1) <= cells.at(2));
        REQUIRE(last[key] < cells.at(1));
        last[key] = cells.at(2);
    }
}

TEST_CASE("all tables together stay under a megabyte, and an answer allocates nothing") {
    CHECK(geo::size_of_tables() < 1'000'000);
    const ZoneSnapshot& zones = *test::system_zones();
    ZoneEvidence evidence;
    evidence.country = "United States";
    evidence.subdivision = "Texas";
    evidence.city = "El Paso";
    evidence.phone = "+19155550123";
    for (const char* postal : {"", "79901", "79901-1234"}) {
        evidence.postal = postal;
        const long before = allocations;
        const ZoneFinding found = find_zone(evidence, zones);
        CHECK(allocations == before);
        CHECK(found.clocks.front().zone->name() == "America/Denver");
    }
    {
        const long before_town = allocations;
        const auto jeddah = coordinates_of_town("SA", "JEDDAH");
        CHECK(allocations == before_town);
        REQUIRE(jeddah);
        CHECK(jeddah->lon == Approx(39.19));
        CHECK_FALSE(coordinates_of_town("AE", "Jeddah"));
    }
    const long before = allocations;
    const ZoneAnswer worded = resolve_zone(evidence, zones);
    CHECK(allocations > before);  // words do
    CHECK(worded.zone == "America/Denver");
}

TEST_CASE("folding") {
    auto [written, folded_as] = GENERATE(table<const char*, const char*>({
        {" Île-de-France ", "ile de france"},
        {"САХА (Якутия)", "саха якутия"},
        {"Новосибирский", "новосибирскии"},
        {"Новосибирский", "новосибирскии"},  // short i taken apart
        {"Ελλάδα", "ελλαδα"},
        {"ΕΛΛΑΔΑ", "ελλαδα"},
        {"St. John's", "st johns"},
        {"ＴＯＫＹＯ", "tokyo"},
        {"القاهرة", "القاهره"},
    }));
    CHECK(fold_name(written) == folded_as);
    CHECK(fold_name(folded_as) == folded_as);
}

TEST_CASE("Russian places have one spelling in two alphabets") {
    for (const char* written : {"Екатеринбург", "Yekaterinburg", "Ekaterinburg"}) {
        CHECK(loosely_latin(fold_name(written)).view() == "ekaterinburg");
    }
    CHECK(loosely_latin(fold_name("Нижний Новгород")).view() ==
          loosely_latin(fold_name("Nizhniy Novgorod")).view());
    CHECK(folded(std::string(500, 'a')).size() < ShortText::bytes_max);
}
