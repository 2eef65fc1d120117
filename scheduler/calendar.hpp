// A window on a real calendar: per-country hours, Ramadan's moving edges, Shabbat taken out.
//
// Hours say which wall-clock times are allowed; this file says which hours hold on a given date at
// a given place and subtracts what the window avoids, before the minimum is taken.
//
// Iftar is the latest sunset of the zone unless the person's own place is known; an `until` at or
// before noon then means the morning after. Shabbat, and each Yom Tov, is avoided from 40 minutes
// before its eve's sunset to 60 minutes after its own. Where the sun does not set, scheduler/sun
// says what counts.
#pragma once

#include "scheduler/opening.hpp"

#include <optional>
#include <string>

namespace vesper {

/// Where a person is, as far as a calendar needs to know.
struct Place {
    const Zone* zone = nullptr;
    std::string country;        // alpha-2; may be empty
    std::optional<double> lat;  // the person's own, else the zone's in zone.tab
    std::optional<double> lon;
    bool located = false;  // lat and lon are the person's own; else the whole zone is meant
};

/// As first_opening(Hours...), for a whole window at a place. `not_before` inside an opening
/// answers the rest of it.
std::optional<Opening> first_opening(const Window& window, const Place& place, Instant not_before,
                                     std::optional<LocalDate> earliest_date = std::nullopt);

/// Whether `instant` is inside the window at this place; the last look asks it.
bool is_open(const Window& window, const Place& place, Instant instant);

/// Whether the civil date lies in Ramadan by the Umm al-Qura calendar, widened by a day on either
/// side (sighting moves it). The table ends with 1475 AH (2053).
bool is_ramadan(LocalDate date);

}  // namespace vesper
