#include "scheduler/subdivision.hpp"

#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

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
            {"GB", "SCT", "", "GB-SCT"},
            {"GB", "Scotland", "", "GB-SCT"},
            {"GB", "Schottland", "", "GB-SCT"},
            {"GB", "Northern Ireland", "", "GB-NIR"},
            {"CH", "Zürich", "", "CH-ZH"},
            {"CH", "Zuerich", "", "CH-ZH"},
            {"CH", "Genève", "", "CH-GE"},
            {"IN", "Kerala", "", "IN-KL"},
            {"IN", "केरल", "", "IN-KL"},
            {"IN", "Telangana", "", "IN-TS"},
            {"AT", "Tirol", "", "AT-7"},
            {"IT", "Bolzano", "", "IT-BZ"},
            {"IT", "Südtirol", "", "IT-BZ"},
            {"AE", "Sharjah", "", "AE-SH"},
            {"AE", "الشارقة", "", "AE-SH"},
            {"FR", "Moselle", "", "FR-57"},
            {"RU", "Камчатка", "", "RU-KAM"},
            {"RU", "Ямал", "", "RU-YAN"},
            {"RU", "Сахалин", "", "RU-SAK"},
            {"RU", "Таймыр", "", "RU-KYA"},
            {"RU", "Эвенкия", "", "RU-KYA"},
            {"RU", "ЕАО", "", "RU-YEV"},
            {"US", "加州", "", "US-CA"},
            {"US", "德克萨斯州", "", "US-TX"},
            {"US", "德州", "", "US-TX"},
            {"US", "紐約州", "", "US-NY"},
            {"AU", "新南威尔士", "", "AU-NSW"},
            {"AU", "维多利亚州", "", "AU-VIC"},
            {"AU", "維多利亞州", "", "AU-VIC"},
            {"CA", "安大略省", "", "CA-ON"},
            {"CA", "卑诗省", "", "CA-BC"},
            {"MX", "QROO", "", "MX-ROO"},
            {"UA", "АР Крим", "", "UA-43"},
        }));
    Address address;
    address.country = country;
    address.region = region;
    address.postal = postal;
    INFO(country << ' ' << region << ' ' << postal);
    CHECK(subdivision_of(address) == expected);
}

TEST_CASE("every part that a shipped calendar speaks of is known by name") {
    namespace fs = std::filesystem;
    int parts = 0;
    const fs::path folder{source_tree() + "/rules/library/calendars"};
    for (const auto& entry : fs::directory_iterator{folder}) {
        std::ifstream in{entry.path()};
        for (std::string line; std::getline(in, line);) {
            // "[DE-BY]" or "[DE-BY.holidays]"
            if (line.size() < 6 || line[0] != '[' || line[3] != '-') continue;
            const std::string country = line.substr(1, 2);
            const std::string code = line.substr(4, line.find_first_of(".]") - 4);
            INFO(country << '-' << code);
            const auto region = geo::region_with_code(country, code);
            REQUIRE(region);
            CHECK(region->name != code);
            const auto named = geo::region_named(country, folded(region->name).view());
            CHECK((named && named->code == code));
            ++parts;
        }
    }
    CHECK(parts > 150);
}
