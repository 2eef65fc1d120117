// The Umm al-Qura calendar of Saudi Arabia, by its published months.
#pragma once

#include "rules/instant.hpp"

#include <optional>

namespace vesper {

inline constexpr int hijri_year_first = 1440;  // begins in 2018
inline constexpr int hijri_year_last = 1475;   // ends in 2053

/// The civil date of a day (its daylight); nothing outside the years above, or where the month has
/// no such day. `month` from 1 (Muharram), Ramadan is 9.
std::optional<LocalDate> hijri_day(int year, int month, int day);

/// Whether the civil date lies in Ramadan, widened by a day on either side (sighting moves it).
bool is_ramadan(LocalDate date);

}  // namespace vesper
