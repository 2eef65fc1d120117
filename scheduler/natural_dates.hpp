// The dates that a rule means: when its delay is over, and its last day, on the person's calendar.
#pragma once

#include "scheduler/job.hpp"
#include "scheduler/zones.hpp"

#include <optional>

namespace vesper {

/// The delay rule on the person's calendar. `0d` has no earliest date: an opening in progress
/// counts, and one that crosses midnight opened yesterday.
struct Natural {
    Instant not_before;
    std::optional<LocalDate> earliest_date;
};

Natural natural_of(const Intent& intent, const Zone& zone);

/// The last date on which the letter has a point.
LocalDate last_date(const Intent& intent, const Delay& latest, const Zone& zone);

/// The first instant of the date after it.
std::optional<Instant> end_of_date(LocalDate date, const Zone& zone);

}  // namespace vesper
