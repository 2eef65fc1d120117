// A window on a real calendar: per-country hours, Ramadan's moving edges, Shabbat taken out.
//
// Hours say which wall-clock times are allowed; this file says which hours hold on a given date at
// a given place and subtracts what the window avoids, before the minimum is taken (DESIGN 4.1).
#pragma once

#include "scheduler/opening.hpp"

#include <optional>
#include <string>

namespace vesper {

/// Where a person is, as far as a calendar needs to know.
struct Place {
    const Zone* zone = nullptr;
    std::string country;        // alpha-2; may be empty
    std::optional<double> lat;  // the resolved place, else the zone's own in zone.tab
    std::optional<double> lon;
};

/// As first_opening(Hours...), for a whole window at a place. `not_before` inside an opening
/// answers the rest of it.
std::optional<Opening> first_opening(const Window& window, const Place& place, Instant not_before,
                                     std::optional<LocalDate> earliest_date = std::nullopt);

/// Whether `instant` is inside the window at this place; the last look asks it.
bool is_open(const Window& window, const Place& place, Instant instant);

/// Gregorian date of the first day of Ramadan's civil dates that contain `date`: true if `date`
/// lies in Ramadan by the Umm al-Qura calendar, widened by a day on either side (sighting moves
/// it).
bool is_ramadan(LocalDate date);

}  // namespace vesper
