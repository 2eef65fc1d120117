#include "scheduler/hebrew.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace vesper;
using namespace date::literals;

namespace {

LocalDate day(int year, unsigned month, unsigned day_of_month) {
    return LocalDate{date::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

}  // namespace

TEST_CASE("the first day of each holy day, as published") {
    auto [year, month, dom, hebrew] = GENERATE(table<int, unsigned, unsigned, HebrewDate>({
        // Rosh Hashanah
        {2026, 9, 12, {5787, 7, 1}},
        {2027, 10, 2, {5788, 7, 1}},
        {2028, 9, 21, {5789, 7, 1}},
        {2029, 9, 10, {5790, 7, 1}},
        {2030, 9, 28, {5791, 7, 1}},
        // Yom Kippur
        {2026, 9, 21, {5787, 7, 10}},
        {2027, 10, 11, {5788, 7, 10}},
        {2028, 9, 30, {5789, 7, 10}},
        {2029, 9, 19, {5790, 7, 10}},
        {2030, 10, 7, {5791, 7, 10}},
        // Sukkot
        {2026, 9, 26, {5787, 7, 15}},
        {2027, 10, 16, {5788, 7, 15}},
        // Pesach
        {2026, 4, 2, {5786, 1, 15}},
        {2027, 4, 22, {5787, 1, 15}},
        {2028, 4, 11, {5788, 1, 15}},
        {2029, 3, 31, {5789, 1, 15}},
        {2030, 4, 18, {5790, 1, 15}},
        // Shavuot
        {2026, 5, 22, {5786, 3, 6}},
        {2027, 6, 11, {5787, 3, 6}},
        {2028, 5, 31, {5788, 3, 6}},
        {2029, 5, 20, {5789, 3, 6}},
        {2030, 6, 7, {5790, 3, 6}},
        // A leap year's Purim falls in Adar II
        {2027, 3, 23, {5787, 13, 14}},
        {2026, 3, 3, {5786, 12, 14}},
        // The day the count of civil days begins
        {1970, 1, 1, {5730, 10, 23}},
    }));
    const HebrewDate found = hebrew_date(day(year, month, dom));
    CHECK(found.year == hebrew.year);
    CHECK(found.month == hebrew.month);
    CHECK(found.day == hebrew.day);
}

TEST_CASE("Israel keeps one day where others keep two") {
    auto [date, israel, elsewhere] = GENERATE(table<LocalDate, bool, bool>({
        {day(2026, 9, 12), true, true},  // Rosh Hashanah has two days everywhere
        {day(2026, 9, 13), true, true},
        {day(2026, 9, 14), false, false},
        {day(2026, 9, 21), true, true},  // Yom Kippur
        {day(2026, 9, 26), true, true},  // Sukkot
        {day(2026, 9, 27), false, true},
        {day(2026, 10, 3), true, true},   // Shemini Atzeret
        {day(2026, 10, 4), false, true},  // Simchat Torah
        {day(2026, 4, 2), true, true},    // Pesach
        {day(2026, 4, 3), false, true},
        {day(2026, 4, 4), false, false},  // the days between are working days
        {day(2026, 4, 8), true, true},
        {day(2026, 4, 9), false, true},
        {day(2026, 5, 22), true, true},  // Shavuot
        {day(2026, 5, 23), false, true},
    }));
    INFO(to_string(date));
    CHECK(is_yom_tov(date, true) == israel);
    CHECK(is_yom_tov(date, false) == elsewhere);
}

TEST_CASE("every Saturday is a day of rest; thirteen holy days a year, eight in Israel or fewer") {
    for (int year = 1900; year <= 2100; ++year) {
        int outside = 0;
        int inside = 0;
        for (LocalDate date = day(year, 1, 1); date < day(year + 1, 1, 1); date += date::days{1}) {
            outside += is_yom_tov(date, false) ? 1 : 0;
            inside += is_yom_tov(date, true) ? 1 : 0;
            if (date::weekday{date} == date::Saturday) REQUIRE(is_day_of_rest(date, true));
            if (date::weekday{date} == date::Monday) {
                REQUIRE(is_day_of_rest(date, true) == is_yom_tov(date, true));
            }
        }
        INFO(year);
        REQUIRE(outside == 13);
        REQUIRE(inside == 8);
    }
}

TEST_CASE("the calendar's own rules hold: new year and Pesach avoid their forbidden weekdays") {
    for (LocalDate date = day(1900, 1, 1); date < day(2200, 1, 1); date += date::days{1}) {
        const HebrewDate hebrew = hebrew_date(date);
        const date::weekday weekday{date};
        if (hebrew.month == 7 && hebrew.day == 1) {
            INFO(to_string(date));
            REQUIRE(weekday != date::Sunday);
            REQUIRE(weekday != date::Wednesday);
            REQUIRE(weekday != date::Friday);
        }
        if (hebrew.month == 1 && hebrew.day == 15) {
            REQUIRE(weekday != date::Monday);
            REQUIRE(weekday != date::Wednesday);
            REQUIRE(weekday != date::Friday);
        }
    }
}
