#include "scheduler/days.hpp"

#include "scheduler/hijri.hpp"
#include "scheduler/moon.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

std::string days_of(const std::string& words, int year) {
    const auto rule = parse_day_rule(words);
    if (!rule) return rule.error().message;
    std::string text;
    for (const RuleDay& day : days_in_year(*rule, year)) {
        if (!text.empty()) text += ' ';
        text += to_string(day.date).substr(5) + (day.observed ? "*" : "");
    }
    return text;
}

}  // namespace

TEST_CASE("days by their words") {
    // words, year, month and day of each date; * where it is observed
    auto [words, year, expected] = GENERATE(table<const char*, int, const char*>({
        {"12-25", 2026, "12-25"},
        {"02-29", 2027, ""},
        {"02-29", 2028, "02-29"},
        {"easter", 2026, "04-05"},
        {"easter-2", 2027, "03-26"},
        {"easter +1", 2028, "04-17"},
        {"easter+39", 2030, "05-30"},
        {"orthodox", 2026, "04-12"},
        {"orthodox+1", 2027, "05-03"},
        {"orthodox", 2028, "04-16"},
        {"orthodox", 2029, "04-08"},
        {"orthodox", 2030, "04-28"},
        {"4th thu nov", 2026, "11-26"},
        {"4th thu nov +1", 2026, "11-27"},
        {"last mon may", 2027, "05-31"},
        {"1st mon sep", 2026, "09-07"},
        {"5th sat oct", 2026, "10-31"},
        {"5th sat oct", 2027, "10-30"},
        {"5th mon feb", 2027, ""},
        {"mon before 05-25", 2026, "05-18"},
        {"mon upto 05-25", 2026, "05-25"},
        {"sat from 06-20", 2026, "06-20"},
        {"sat after 06-20", 2026, "06-27"},
        {"wed before 11-23", 2026, "11-18"},
        {"07-04 observed sat->fri sun->mon", 2026, "07-03* 07-04"},
        {"07-04 observed sat->fri sun->mon", 2027, "07-04 07-05*"},
        {"01-01 observed sat->fri", 2027, "01-01 12-31*"},  // New Year 2028 is a Saturday
        {"01-01 observed sat->fri", 2028, "01-01"},
        {"12-25 observed sat->mon sun->tue", 2027, "12-25 12-27*"},
        {"12-26 observed sat->mon sun->tue", 2027, "12-26 12-28*"},
        {"08-17 moved tue->mon wed->mon thu->next-mon fri->mon", 2028, "08-21*"},
        {"08-17 moved tue->mon wed->mon thu->next-mon fri->mon", 2027, "08-16*"},
        {"hebrew iyar-5 moved fri->thu sat->thu mon->tue", 2028, "05-02*"},
        {"hebrew tishri-10", 2026, "09-21"},
        {"hebrew nisan-15", 2027, "04-22"},
        {"hebrew adar-14", 2027, "03-23"},  // a leap year: Adar II
        {"hijri 10-01 span 3", 2026, "03-20 03-21 03-22"},
        {"hijri 12-10 -1 span 2", 2027, "05-15 05-16"},
        {"hijri 09-01", 2030, "01-05 12-26"},
        {"hijri 10-01", 2060, ""},
        {"chinese 01-01 -1 span 3", 2027, "02-05 02-06 02-07"},
        {"chinese 12-last", 2026, "02-16"},
        {"chinese 08-15", 2026, "09-25"},
        {"chinese 08-15", 2027, "09-15"},
        {"korean 01-01", 2028, "01-27"},
        {"chinese 01-01", 2028, "01-26"},
        {"vietnamese 01-01", 2030, "02-02"},
        {"vietnamese 03-10", 2026, "04-26"},
        {"chinese 04-08", 2026, "05-24"},
        {"chinese 05-05", 2028, "05-28"},
        {"chinese 09-09", 2028, "10-26"},
        {"sun 0 at +9", 2026, "03-20"},
        {"sun 0 at +9", 2027, "03-21"},
        {"sun 180 at +9", 2026, "09-23"},
        {"sun 180 at +9", 2028, "09-22"},
        {"sun 15 at +8", 2026, "04-05"},
        {"sun 15 at +8", 2028, "04-04"},
        {"sun 90 at -4", 2026, "06-21"},
        {"sun 270 at +0", 2027, "12-22"},
        {"list 2027-02-05..2027-02-07 2027-12-31..2028-01-01", 2027, "02-05 02-06 02-07 12-31"},
        {"12-31 span 3", 2027, "01-01 01-02 12-31"},
        {"05-09 since 2027", 2026, ""},
        {"05-09 until 2026", 2026, "05-09"},
        {"05-09 except 2026 2028", 2028, ""},
        {"05-09 except 2026 2028", 2027, "05-09"},
    }));
    INFO(words << " in " << year);
    CHECK(days_of(words, year) == expected);
}

TEST_CASE("new years of the lunisolar calendar, as announced") {
    auto [year, expected] = GENERATE(table<int, const char*>({
        {2024, "2024-02-10"},
        {2025, "2025-01-29"},
        {2026, "2026-02-17"},
        {2027, "2027-02-06"},
        {2028, "2028-01-26"},
        {2029, "2029-02-13"},
        {2030, "2030-02-03"},
        {2031, "2031-01-23"},
        {2032, "2032-02-11"},
        {2033, "2033-01-31"},
        {2034, "2034-02-19"},
        {2035, "2035-02-08"},
        {2036, "2036-01-28"},
        {2037, "2037-02-15"},
        {2038, "2038-02-04"},
        {2039, "2039-01-24"},
        {2040, "2040-02-12"},
    }));
    CHECK(to_string(*lunisolar_day(year, 1, 1, china_hours)) == expected);
}

TEST_CASE("months of the Umm al-Qura calendar, as announced") {
    CHECK(to_string(*hijri_day(1447, 9, 1)) == "2026-02-18");
    CHECK(to_string(*hijri_day(1447, 10, 1)) == "2026-03-20");
    CHECK(to_string(*hijri_day(1447, 12, 10)) == "2026-05-27");
    CHECK(to_string(*hijri_day(1448, 1, 1)) == "2026-06-16");
    CHECK(to_string(*hijri_day(1448, 12, 10)) == "2027-05-16");
    CHECK(to_string(*hijri_day(1449, 10, 1)) == "2028-02-26");
    CHECK_FALSE(hijri_day(1439, 9, 1));
    CHECK_FALSE(hijri_day(1476, 9, 1));
}
