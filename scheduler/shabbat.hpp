// Sunset, and the rest that follows it: Shabbat and Yom Tov.
#pragma once

#include "scheduler/whereabouts.hpp"

namespace vesper {

/// When the sun sets on a date: the first and the last of the places that may be meant.
struct Dusk {
    Instant earliest;
    Instant latest;
};

Dusk dusk_on(LocalDate date, const Place& place);

/// Whether it is Shabbat or Yom Tov there: from 40 minutes before its eve's sunset to 60 minutes
/// after its own. Where the sun does not set, scheduler/sun says what counts.
Verdict rest_at(Instant instant, const Place& place);

}  // namespace vesper
