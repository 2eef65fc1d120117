// A window on a real calendar: regional hours, Ramadan's moving edges, occasions, the law.
//
// Pointwise (DESIGN 4.1): an instant is inside iff the wall clock lies in the hours of an allowed
// opening date, its local date is none that the window avoids and, where the window opens on some
// occasions only, one of those; no Shabbat or Yom Tov that the window avoids covers it; and every
// law that binds the message allows it (scheduler/legal_hours). The earliest landing is the least
// instant inside.
//
// Iftar is the latest sunset of the zone unless the person's own place is known; an `until` at or
// before noon then means the morning after.
#pragma once

#include "scheduler/hijri.hpp"
#include "scheduler/legal_hours.hpp"
#include "scheduler/opening.hpp"
#include "scheduler/whereabouts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// As first_opening(Hours...), for a whole window at a place. `not_before` inside an opening
/// answers the rest of it.
std::optional<Opening> first_opening(const Window& window, const Place& place, Instant not_before,
                                     std::optional<LocalDate> earliest_date = std::nullopt);

/// Every stretch of the window that belongs to the local date, ascending: occasions, laws and clock
/// changes may cut an evening in pieces.
std::vector<Opening> openings_on(const Window& window, const Place& place, LocalDate date);

/// Whether `instant` is inside the window at this place; the last look asks it.
bool is_open(const Window& window, const Place& place, Instant instant);

/// The same window and place without occasions and laws: what its hours alone say.
std::optional<Opening> first_hours(const Window& window, const Place& place, Instant not_before,
                                   std::optional<LocalDate> earliest_date = std::nullopt);

/// Whether occasions or laws take anything from the hours there.
bool is_restricted(const Window& window, const Place& place);

/// Why an instant inside the hours is yet outside the window: "Good Friday", "Shabbat",
/// "47 CFR 64.1200(c)(1): 08:00-21:00", "only on the weekend"; empty if it is inside.
std::string why_shut(const Window& window, const Place& place, Instant instant);

}  // namespace vesper
