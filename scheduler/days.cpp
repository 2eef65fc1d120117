#include "scheduler/days.hpp"

#include "scheduler/hebrew.hpp"
#include "scheduler/hijri.hpp"
#include "scheduler/moon.hpp"
#include "scheduler/sun.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace vesper {

namespace {

using Base = DayRule::Base;

LocalDate civil(int year, int month, int day) {
    return LocalDate{date::year{year} / month / day};
}

unsigned weekday_of(LocalDate date) {
    return date::weekday{date}.iso_encoding() - 1;
}

int year_of(LocalDate date) {
    return static_cast<int>(date::year_month_day{date}.year());
}

/// The first date of this weekday from `date` on.
LocalDate weekday_from(LocalDate date, unsigned weekday) {
    return date + date::days{(weekday + 7 - weekday_of(date)) % 7};
}

LocalDate beside(const DayRule& rule, LocalDate date) {
    switch (rule.beside) {
        case DayRule::Beside::from:
            return weekday_from(date, rule.weekday);
        case DayRule::Beside::after:
            return weekday_from(date + date::days{1}, rule.weekday);
        case DayRule::Beside::upto:
            return weekday_from(date - date::days{6}, rule.weekday);
        case DayRule::Beside::before:
            break;
    }
    return weekday_from(date - date::days{7}, rule.weekday);
}

std::optional<LocalDate> nth_weekday(const DayRule& rule, int year) {
    const date::year_month month = date::year{year} / rule.month;
    if (rule.ordinal == 0)
        return weekday_from(LocalDate{month / date::last} - date::days{6}, rule.weekday);
    const LocalDate first = weekday_from(LocalDate{month / 1}, rule.weekday);
    const LocalDate nth = first + date::days{7 * (rule.ordinal - 1)};
    if (nth > LocalDate{month / date::last}) return std::nullopt;
    return nth;
}

/// The date, on a fixed clock, on which the sun reaches a longitude.
LocalDate solar_day(const DayRule& rule, int year) {
    // It passes 280 degrees at New Year and travels a degree a day; two days are room enough.
    const double degrees_from_new_year = std::fmod(rule.degrees - 280.0 + 720, 360.0);
    LocalDate date = civil(year, 1, 1) +
                     date::days{static_cast<int>(degrees_from_new_year * 365.2422 / 360) - 4};
    const auto reached = [&](LocalDate end) {
        const Instant midnight{end.time_since_epoch() - std::chrono::hours{rule.utc_hours}};
        const double beyond = std::fmod(sun_longitude(midnight) - rule.degrees + 360, 360.0);
        return beyond < 180;
    };
    while (!reached(date + date::days{1})) date += date::days{1};
    return date;
}

template <class Add>
void months_of_other_calendars(const DayRule& rule, int year, Add add) {
    const auto take = [&](const std::optional<LocalDate>& day) {
        if (day && year_of(*day) == year) add(*day);
    };
    // A Gregorian year shares its days with two years of the sun-bound calendars, with three of
    // the Hijri one, which is eleven days shorter.
    if (rule.base == Base::hijri) {
        const int near = static_cast<int>((year - 622) * 365.2422 / 354.367);
        for (int hijri = near - 1; hijri <= near + 2; ++hijri)
            take(hijri_day(hijri, rule.month, rule.day));
    } else if (rule.base == Base::hebrew) {
        for (const int hebrew : {year + 3760, year + 3761})
            take(hebrew_day(hebrew, rule.month, rule.day));
    } else {
        const int hours = rule.base == Base::chinese  ? china_hours
                          : rule.base == Base::korean ? korea_hours
                                                      : vietnam_hours;
        for (const int lunar : {year - 1, year})
            take(lunisolar_day(lunar, rule.month, rule.day, hours));
    }
}

/// The days that the base of a rule names in a year, before it is shifted.
template <class Add>
void base_days(const DayRule& rule, int year, Add add) {
    switch (rule.base) {
        case Base::date: {
            const date::year_month_day day = date::year{year} / rule.month / rule.day;
            if (day.ok()) add(LocalDate{day});
            return;
        }
        case Base::easter:
            return add(easter(year));
        case Base::orthodox:
            return add(orthodox_easter(year));
        case Base::nth_weekday:
            if (const auto day = nth_weekday(rule, year)) add(*day);
            return;
        case Base::beside: {
            const date::year_month_day day = date::year{year} / rule.month / rule.day;
            if (day.ok()) add(beside(rule, LocalDate{day}));
            return;
        }
        case Base::sun:
            return add(solar_day(rule, year));
        case Base::hijri:
        case Base::hebrew:
        case Base::chinese:
        case Base::korean:
        case Base::vietnamese:
            return months_of_other_calendars(rule, year, add);
        case Base::list:
            for (const auto& [first, last] : rule.dates)
                for (LocalDate day = first; day <= last; day += date::days{1})
                    if (year_of(day) == year) add(day);
            return;
    }
}

/// Where a day that falls on a weekday of the rule's swaps is kept; nothing for other weekdays.
std::optional<LocalDate> swapped(const DayRule& rule, LocalDate day) {
    const unsigned weekday = weekday_of(day);
    const auto swap = std::find_if(rule.swaps.begin(), rule.swaps.end(),
                                   [&](const Swap& each) { return each.from == weekday; });
    if (swap == rule.swaps.end()) return std::nullopt;
    const int ahead = static_cast<int>((swap->to + 7 - weekday) % 7);
    const bool back = swap->toward == Swap::Toward::previous ||
                      (swap->toward == Swap::Toward::nearest && ahead > 3);
    return day + date::days{back ? ahead - 7 : ahead};
}

void add_days(const DayRule& rule, LocalDate day, std::vector<RuleDay>& days) {
    day += date::days{rule.shift};
    const int year = year_of(day);
    if (year < rule.since || year > rule.until ||
        std::find(rule.except.begin(), rule.except.end(), year) != rule.except.end())
        return;
    const std::optional<LocalDate> kept = swapped(rule, day);
    if (!kept || rule.moves != DayRule::Moves::moved)
        for (int i = 0; i < rule.span; ++i) days.push_back({day + date::days{i}, false});
    if (kept) days.push_back({*kept, true});
}

}  // namespace

std::vector<RuleDay> days_in_year(const DayRule& rule, int year) {
    std::vector<RuleDay> days;
    // A shift, a span or an observance may cross New Year.
    for (const int base_year : {year - 1, year, year + 1})
        base_days(rule, base_year, [&](LocalDate day) { add_days(rule, day, days); });
    std::erase_if(days, [&](const RuleDay& day) { return year_of(day.date) != year; });
    std::sort(days.begin(), days.end(), [](const RuleDay& a, const RuleDay& b) {
        return a.date != b.date ? a.date < b.date : a.observed < b.observed;
    });
    const auto end = std::unique(days.begin(), days.end(), [](const RuleDay& a, const RuleDay& b) {
        return a.date == b.date;
    });
    days.erase(end, days.end());
    return days;
}

LocalDate easter(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return civil(year, f / 31, f % 31 + 1);
}

LocalDate orthodox_easter(int year) {
    constexpr int julian_days_behind = 13;
    const int d = (19 * (year % 19) + 15) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int f = d + e + 114;
    return civil(year, f / 31, f % 31 + 1) + date::days{julian_days_behind};
}

}  // namespace vesper
