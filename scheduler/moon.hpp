// The lunisolar calendar of China, and of Korea and Vietnam on their own meridians.
//
// A month begins on the date of the new moon; the month that has the winter solstice is the
// eleventh; of the months between two elevenths the first without a major solar term (a multiple of
// 30 degrees) is a leap month, if there are thirteen. That is China's standard GB/T 33661-2017. New
// moons by the series of Meeus, Astronomical Formulae for Calculators, 1982, good to two minutes;
// what the meridian changes (Seollal 2028, Tet 2030) is decided by more.
#pragma once

#include "rules/instant.hpp"

#include <optional>

namespace vesper {

inline constexpr int china_hours = 8;
inline constexpr int korea_hours = 9;
inline constexpr int vietnam_hours = 7;

/// The civil date of a day of the lunisolar year that begins in the Gregorian `year`; leap months
/// are passed over. `day` 0 is the month's last. Nothing where the month has no such day.
std::optional<LocalDate> lunisolar_day(int year, int month, int day, int utc_hours);

}  // namespace vesper
