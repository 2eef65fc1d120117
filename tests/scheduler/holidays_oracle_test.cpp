// The shipped holidays against an independent reading of the same files: holidays.tsv is written by
// tools/calendar/expand.py, which shares nothing with this house but the grammar.
#include "rules/calendar.hpp"
#include "scheduler/holidays.hpp"
#include "tests/support/tree.hpp"

#include <date/date.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace vesper {

namespace {

constexpr int first_year = 2026;
constexpr int last_year = 2030;

/// "2026-12-25 public Christmas Day"
using Days = std::set<std::string>;

struct Table {
    std::map<std::string, Days> days;  // by name
    std::vector<std::string> drop;
};

std::string whole(const fs::path& path) {
    std::ifstream in{path};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

CalendarSet shipped_calendars() {
    std::vector<Source> sources;
    for (const auto& entry : fs::directory_iterator{source_tree() + "/rules/library/calendars"})
        sources.push_back({"calendars/" + entry.path().filename().string(), whole(entry.path())});
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.name < b.name; });
    Diagnostics diagnostics;
    CalendarSet set = load_calendars(sources, diagnostics);
    REQUIRE(diagnostics.empty());
    return set;
}

std::vector<std::string> columns(const std::string& line) {
    std::vector<std::string> found;
    std::stringstream in{line};
    for (std::string column; std::getline(in, column, '\t');) found.push_back(column);
    found.resize(4);
    return found;
}

std::map<std::string, Table> oracle() {
    std::map<std::string, Table> tables;
    std::ifstream in{source_tree() + "/tests/scheduler/holidays.tsv"};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        const auto column = columns(line);
        Table& table = tables[column[0]];
        if (column[1] == "drop") {
            table.drop.push_back(column[2]);
            continue;
        }
        Days& days = table.days[column[2]];
        std::stringstream dates{column[3]};
        for (std::string date; dates >> date;) {
            days.insert(date + ' ' + column[1] + ' ' + column[2]);
        }
    }
    return tables;
}

Days days_by_oracle(const std::map<std::string, Table>& tables, const std::string& region) {
    std::map<std::string, Days> by_name;
    const std::string country = region.substr(0, 2);
    if (const auto wide = tables.find(country); wide != tables.end()) by_name = wide->second.days;
    const Table& own = tables.at(region);
    for (const auto& [name, days] : own.days) by_name[name] = days;
    for (const std::string& name : own.drop) by_name.erase(name);
    Days all;
    for (const auto& [name, days] : by_name) all.insert(days.begin(), days.end());
    return all;
}

Days days_by_house(const Holidays& holidays, const std::string& region) {
    const std::string country = region.substr(0, 2);
    const std::string part = region.size() > 2 ? region : "";
    Days all;
    for (int year = first_year; year <= last_year; ++year) {
        for (const HolidayOn& day : holidays.holidays({country, part}, year)) {
            std::string name = day.name;
            if (name.ends_with(" (observed)")) name.resize(name.size() - 11);
            all.insert(date::format("%F", day.date) + (day.by_law ? " public " : " custom ") +
                       name);
        }
    }
    return all;
}

}  // namespace

TEST_CASE("the shipped holidays are those that an independent reading finds") {
    const Holidays holidays{shipped_calendars()};
    const auto tables = oracle();
    REQUIRE(tables.size() > 200);
    for (const auto& [region, table] : tables) {
        const Days expected = days_by_oracle(tables, region);
        const Days found = days_by_house(holidays, region);
        std::vector<std::string> differences;
        std::set_symmetric_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                                      std::back_inserter(differences));
        INFO(region);
        CHECK(differences == std::vector<std::string>{});
    }
}

TEST_CASE("holidays that people would notice if they were wrong") {
    const Holidays holidays{shipped_calendars()};
    const auto [country, part, day, name] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"CN", "", "2027-02-06", "Spring Festival"},  // new moon at 23:56 in Beijing
            {"KR", "", "2027-02-07", "Seollal"},          // and at 00:56 in Seoul
            {"VN", "", "2030-02-02", "Tet"},
            {"HK", "", "2026-04-07", "Ching Ming Festival"},
            {"JP", "", "2026-09-22", "Citizens' Holiday"},
            {"GB", "GB-SCT", "2027-01-04", "2nd January (observed)"},
            {"DE", "DE-SN", "2026-11-18", "Day of Repentance and Prayer"},
            {"NL", "", "2031-04-26", "King's Day (observed)"},
            {"IL", "", "2027-05-12", "Independence Day"},
            {"SA", "", "2027-03-09", "Eid al-Fitr"},
            {"IN", "", "2027-10-29", "Diwali"},
            {"AR", "", "2027-08-16", "General San Martin (observed)"},
            {"CO", "", "2027-07-12", "Our Lady of Chiquinquira"},
            {"NZ", "NZ-CAN", "2026-11-13", "Canterbury Anniversary Day"},
        }));
    const auto days = holidays.holidays({country, part}, std::stoi(day.substr(0, 4)));
    INFO(country << part << ' ' << day);
    CHECK(std::any_of(days.begin(), days.end(), [&, &day = day, &name = name](const HolidayOn& on) {
        return date::format("%F", on.date) == day && on.name == name;
    }));
}

TEST_CASE("the weekends of the shipped calendars") {
    static const Holidays shipped{shipped_calendars()};
    // Monday to Sunday, as it is lived: zones.md 5.1 and the sources beside the rows.
    auto [countries, days] = GENERATE(table<const char*, const char*>({
        {"SA EG KW QA BH OM JO IQ YE SY LY SD DZ BD MV PS IL", "....xx."},
        {"IR DJ SO", "....x.."},
        {"AF", "...xx.."},
        {"NP", ".....x."},
        {"BN", "....x.x"},
        {"IN UG", "......x"},
        {"AE DE US CN TR ID MA TN PK", ".....xx"},
    }));
    std::istringstream codes{countries};
    for (std::string country; codes >> country;) {
        INFO(country);
        Weekdays expected = 0;
        for (int i = 0; i < 7; ++i)
            if (days[i] == 'x') expected |= static_cast<Weekdays>(1U << i);
        CHECK(shipped.weekend({country, ""}) == expected);
        // Where the weekend has Friday it is the day of prayer.
        const Occasion friday{Occasion::Kind::friday, "friday", {}};
        const LocalDate a_friday{date::sys_days{date::year{2026} / 11 / 27}.time_since_epoch()};
        const bool kept = ((expected & 0x10) != 0 && country != "IL") || country == "AE";
        CHECK(shipped.is_on(friday, {country, ""}, a_friday) == kept);
    }
}

}  // namespace vesper
