#include "scheduler/hebrew.hpp"

#include <array>

namespace vesper {

namespace {

bool is_leap(int year) {
    return (7 * year + 1) % 19 < 7;
}

/// Days from the epoch of the calendar to 1 Tishri of `year`, before the last two postponements.
int days_before(int year) {
    const std::int64_t months = (235 * std::int64_t{year} - 234) / 19;
    const std::int64_t parts = 12084 + 13753 * months;
    const std::int64_t days = 29 * months + parts / 25920;
    // Never on a Sunday, Wednesday or Friday.
    return static_cast<int>((3 * (days + 1)) % 7 < 3 ? days + 1 : days);
}

/// 1 Tishri of `year` as days since 1970-01-01.
int new_year(int year) {
    // The epoch, 7 October 3761 BC (Julian), is Rata Die -1373427; 1970-01-01 is 719163.
    constexpr int epoch = -1373427 - 719163;
    const int before = days_before(year - 1);
    const int here = days_before(year);
    const int after = days_before(year + 1);
    // A year of 356 or 382 days is impossible: the neighbouring new year moves.
    const int delay = after - here == 356 ? 2 : (here - before == 382 ? 1 : 0);
    return epoch + here + delay;
}

int days_in_month(int year, int month) {
    const int days_in_year = new_year(year + 1) - new_year(year);
    constexpr int marheshvan = 8;
    constexpr int kislev = 9;
    constexpr int adar = 12;
    switch (month) {
        case marheshvan:
            return days_in_year % 10 == 5 ? 30 : 29;
        case kislev:
            return days_in_year % 10 == 3 ? 29 : 30;
        case adar:
            return is_leap(year) ? 30 : 29;
        default:
            return month == 13 || month == 2 || month == 4 || month == 6 || month == 10 ? 29 : 30;
    }
}

}  // namespace

HebrewDate hebrew_date(LocalDate date) {
    const int day = date.time_since_epoch().count();
    // The mean year has 365.2468 days; the estimate is at most one year early or late.
    int year = static_cast<int>((day + 1373427 + 719163) / 365.2468) + 1;
    while (new_year(year) > day) --year;
    while (new_year(year + 1) <= day) ++year;

    int month = 7;
    int day_of_month = day - new_year(year) + 1;
    const int last_month = is_leap(year) ? 13 : 12;
    while (day_of_month > days_in_month(year, month)) {
        day_of_month -= days_in_month(year, month);
        month = month == last_month ? 1 : month + 1;
    }
    return HebrewDate{.year = year, .month = month, .day = day_of_month};
}

std::optional<LocalDate> hebrew_day(int year, int month, int day) {
    const int last_month = is_leap(year) ? 13 : 12;
    const int asked = month == 12 ? last_month : month;
    if (day > days_in_month(year, asked)) return std::nullopt;
    int first = new_year(year);
    for (int m = 7; m != asked; m = m == last_month ? 1 : m + 1) first += days_in_month(year, m);
    return LocalDate{date::days{first + day - 1}};
}

bool is_yom_tov(LocalDate date, bool in_israel) {
    struct HolyDay {
        int month;
        int day;
        bool outside_israel_only;
    };
    static constexpr std::array<HolyDay, 13> holy_days{{
        {7, 1, false},  // Rosh Hashanah, two days everywhere
        {7, 2, false},
        {7, 10, false},  // Yom Kippur
        {7, 15, false},  // Sukkot
        {7, 16, true},
        {7, 22, false},  // Shemini Atzeret
        {7, 23, true},   // Simchat Torah
        {1, 15, false},  // Pesach, first and seventh day
        {1, 16, true},
        {1, 21, false},
        {1, 22, true},
        {3, 6, false},  // Shavuot
        {3, 7, true},
    }};
    const HebrewDate hebrew = hebrew_date(date);
    for (const HolyDay& holy : holy_days) {
        if (holy.month == hebrew.month && holy.day == hebrew.day) {
            return !(holy.outside_israel_only && in_israel);
        }
    }
    return false;
}

bool is_day_of_rest(LocalDate date, bool in_israel) {
    return date::weekday{date} == date::Saturday || is_yom_tov(date, in_israel);
}

}  // namespace vesper
