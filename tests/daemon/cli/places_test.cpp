// Places as people type them for zone, window and calendar.
#include "tests/daemon/cli/calendar_shop.hpp"
#include "tests/daemon/cli/typed.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <vector>

using namespace vesper::cli;

namespace {

/// One place as `zone`, `window` and `calendar` read it, the options after it.
std::vector<std::vector<std::string>> asked_three_ways(const std::vector<std::string>& where) {
    const std::vector<std::vector<std::string>> commands{
        {"zone"}, {"window", "--start", "19:00", "--end", "21:00"}, {"calendar"}};
    std::vector<std::vector<std::string>> all;
    for (std::vector<std::string> words : commands) {
        words.insert(words.end(), where.begin(), where.end());
        all.push_back(std::move(words));
    }
    return all;
}

bool says(const Seen& seen, const std::string& words) {
    return seen.out.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("zone, window and calendar read a place alike") {
    Person person;
    for (const auto& words : asked_three_ways({"--country", "巴西", "--region", "Amazonas",
                                               "--city", "Manaus", "--postal", "69005-010"})) {
        INFO(words.front());
        const Seen seen = person.types(words);
        CHECK(seen.err == "");
        CHECK(seen.code == 0);
        CHECK(says(seen, "America/Manaus"));
        CHECK_FALSE(says(seen, "doubt"));
    }
    const Seen by_place = person.types({"zone", "BR", "AM", "Manaus", "69005-010"});
    const Seen by_name = person.types(
        {"zone", "--postal", "69005-010", "--city", "Manaus", "--region", "AM", "--country", "BR"});
    CHECK(by_place.code == 0);
    CHECK(by_place.out == by_name.out);
    // Half and half: words take the places that options left.
    CHECK(person.types({"zone", "--country", "BR", "AM", "Manaus", "69005-010"}).out ==
          by_place.out);
}

TEST_CASE("calendar takes a country as zone does") {
    Person person;
    const Seen code = person.types({"calendar", "BR", "--year", "2027"});
    CHECK(code.code == 0);
    CHECK(code.out.starts_with("BR 2027"));
    const auto written = GENERATE("br", "BRA", "Brazil", "brasil", "巴西");
    CHECK(person.types({"calendar", written, "--year", "2027"}).out == code.out);
}

TEST_CASE("a country that is none, and what was meant") {
    auto [typed, advice] = GENERATE(table<std::string, std::string>({
        {"ZZ", "no such ISO 3166 code; did you mean \"ZA\", \"ZM\" or \"ZW\"?"},
        {"zz", "no such ISO 3166 code; did you mean \"ZA\", \"ZM\" or \"ZW\"?"},
        {"Germny", "did you mean \"DE\"?"},
        {"Narnia", "a code or a name, as in \"DE\", \"DEU\", \"Germany\""},
        {"1", "a code or a name, as in \"DE\", \"DEU\", \"Germany\""},
    }));
    Person person;
    const std::string wrong = "unknown country \"" + typed + "\"\n  " + advice + '\n';
    CHECK(person.types({"calendar", typed}).err == "vesper: " + wrong);
    CHECK(person.types({"window", "--country", typed, "--start", "19:00", "--end", "21:00"}).err ==
          "vesper: " + wrong);
    const Seen zone = person.types({"zone", typed});
    CHECK(zone.code == 1);
    CHECK(zone.out == "no zone\n\"" + typed + "\" is no known country\n  " + advice + '\n');
}

TEST_CASE("a region that is none, and one without days of its own") {
    Person person;
    auto [country, region, said] = GENERATE(table<std::string, std::string, std::string>({
        {"US", "ZZ",
         "vesper: unknown region \"ZZ\" of US\n"
         "  its name or its ISO 3166-2 code is needed, as in \"Alaska\" or \"US-AK\"\n"},
        {"US", "Californa",
         "vesper: unknown region \"Californa\" of US\n  did you mean \"California\"?\n"},
        {"FR", "Bretagne",
         "vesper: unknown region \"Bretagne\" of FR\n"
         "  its name or its ISO 3166-2 code is needed, as in \"Moselle\" or \"FR-57\"\n"},
    }));
    const std::vector<std::vector<std::string>> asked{
        {"calendar", country, "--region", region},
        {"window", "--country", country, "--region", region, "--start", "19:00", "--end", "21:00"}};
    for (const auto& words : asked) {
        const Seen seen = person.types(words);
        CHECK(seen.code == 2);
        CHECK(seen.out == "");
        CHECK(seen.err == said);
    }
    const std::string shop = a_shop();
    const Seen doubted = person.types(
        {"--config", shop + "/vesper.toml", "calendar", "FR", "--region", "NOR", "--rules", shop});
    CHECK(doubted.code == 0);
    CHECK(
        says(doubted,
             "\ndoubt   no calendar file speaks of FR-NOR; where there is such a region, its days "
             "are those of FR\n"));
    std::filesystem::remove_all(shop);
}

TEST_CASE("window: a country with several clocks is doubted aloud") {
    Person person;
    const Seen seen =
        person.types({"window", "--country", "US", "--start", "19:00", "--end", "21:00"});
    CHECK(seen.code == 0);
    CHECK(seen.out.starts_with("opens   Sat 28 Mar 2026 19:00 in America/New_York"));
    CHECK(says(seen,
               "\ndoubt   country US keeps several clocks and the address does not say which: "
               "America/New_York ("));
    CHECK(seen.out.ends_with(
        "        shown is the likeliest clock; --region, --city or --postal may settle it\n"));
    // Control: with the part named there is none.
    CHECK_FALSE(says(person.types({"window", "--country", "US", "--region", "CA", "--start",
                                   "19:00", "--end", "21:00"}),
                     "doubt"));
    const Seen region = person.types({"calendar", "US", "--region", "TN", "--year", "2027"});
    CHECK(says(region, "\ndoubt   Tennessee (US-TN) keeps several clocks: America/Chicago ("));
    CHECK(says(region, "\nAmerica/Chicago   -06:00, -05:00  Sun 14 Mar"));
    CHECK(says(region, "\nAmerica/New_York  -05:00, -04:00  Sun 14 Mar"));
}

TEST_CASE("window: a country where a window's name stands") {
    Person person;
    const std::string shop = a_shop();
    const Seen seen =
        person.types({"--config", shop + "/vesper.toml", "window", "US", "--rules", shop});
    CHECK(seen.code == 2);
    CHECK(seen.err ==
          "vesper: unknown window \"US\"\n"
          "  a window comes before the country: vesper window evening US\n");
    std::filesystem::remove_all(shop);
}
