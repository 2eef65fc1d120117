// Which days of a year are meant: "12-25", "easter-2", "4th thu nov", "hijri 10-01 span 3".
//
// The words in which calendar files name days, as values. Which civil dates they are is
// scheduler/days' work, for it needs the moon, the sun and four calendars. The grammar is in
// docs/calendars.md.
#pragma once

#include "rules/instant.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace vesper {

/// "sat->fri": a day that falls on one weekday is kept on another, too, or instead.
struct Swap {
    enum class Toward { nearest, next, previous };
    unsigned from = 0;  // 0 = Monday
    unsigned to = 0;
    Toward toward = Toward::nearest;
    friend bool operator==(const Swap&, const Swap&) = default;
};

struct DayRule {
    enum class Base {
        date,         // month, day
        easter,       // Gregorian
        orthodox,     // the Julian Easter, as a Gregorian date
        nth_weekday,  // ordinal (0 = the last), weekday, month
        beside,       // the weekday before, up to, from or after month and day
        hijri,        // month, day of the Umm al-Qura calendar
        hebrew,       // month (1 Nisan ... 12 Adar), day
        chinese,      // lunisolar month and day at UTC+8; day 0 = the month's last
        korean,       // at UTC+9
        vietnamese,   // at UTC+7
        sun,          // degrees of the sun's longitude, utc_hours of the clock that dates it
        list          // dates
    };
    enum class Beside { before, upto, from, after };
    enum class Moves { no, observed, moved };

    Base base = Base::date;
    int month = 0;
    int day = 0;
    int ordinal = 0;
    unsigned weekday = 0;  // 0 = Monday
    Beside beside = Beside::before;
    int degrees = 0;
    int utc_hours = 0;
    int shift = 0;  // days
    int span = 1;   // days
    Moves moves = Moves::no;
    std::vector<Swap> swaps;
    int since = 0;  // years in which it holds
    int until = 9999;
    std::vector<int> except;
    std::vector<std::pair<LocalDate, LocalDate>> dates;  // first and last, both included
    friend bool operator==(const DayRule&, const DayRule&) = default;
};

/// Error: what is wrong with the words, naming the one that is.
Result<DayRule> parse_day_rule(std::string_view text);

/// 0 = Monday; nothing for a word that is no weekday.
std::optional<unsigned> weekday_named(std::string_view word);

}  // namespace vesper
