// The Hebrew calendar, as far as a sender must know it: the days of rest.
//
// Arithmetic after Dershowitz and Reingold, Calendrical Calculations: the molad of Tishri, its four
// postponements, and the seven leap years of nineteen. Civil dates here mean the daylight part; the
// day itself begins at the sunset before it.
#pragma once

#include "rules/instant.hpp"

#include <optional>

namespace vesper {

struct HebrewDate {
    int year = 0;
    int month = 0;  // 1 Nisan ... 7 Tishri ... 12 Adar (Adar I in a leap year), 13 Adar II
    int day = 0;
    friend bool operator==(const HebrewDate&, const HebrewDate&) = default;
};

/// The Hebrew date of the daylight of `date`.
HebrewDate hebrew_date(LocalDate date);

/// The civil date of its daylight; nothing where the month has no such day. Month 12 (Adar) is
/// Adar II in a leap year: that is the Adar of holidays and of most anniversaries.
std::optional<LocalDate> hebrew_day(int year, int month, int day);

/// A day on which no work is done, Shabbat aside: Rosh Hashanah, Yom Kippur, and the holy days of
/// Sukkot, Pesach and Shavuot. Israel keeps one day of the latter, everybody else two.
bool is_yom_tov(LocalDate date, bool in_israel);

/// Saturday or Yom Tov.
bool is_day_of_rest(LocalDate date, bool in_israel);

}  // namespace vesper
