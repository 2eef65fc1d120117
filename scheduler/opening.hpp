// When may a message reach this buyer?
//
// The search walks the zone's constant-offset segments and answers with the first stretch whose
// wall clock lies inside the hours (DESIGN 4.1, pointwise). A local time that does not exist
// belongs to no instant, so nothing can be sent outside the window because a clock changed; in a
// fold the earlier instant wins.
#pragma once

#include "rules/window.hpp"
#include "scheduler/zones.hpp"

#include <optional>

namespace vesper {

inline constexpr int search_days_max = 400;

/// A concrete stretch of time in which a window is open. Half-open: [from, until).
struct Opening {
    Instant from;         // never earlier than the not_before it was asked for
    Instant until;        // where the window closes, or a clock change puts it outside
    LocalDate opened_on;  // the local date the window belongs to
    friend bool operator==(const Opening&, const Opening&) = default;
};

/// The opening that contains `not_before`, else the first after it, whose opening date is
/// `earliest_date` or later (absent: any); nothing within search_days_max days. The field's inner
/// loop: no allocation.
std::optional<Opening> first_opening(const Hours& hours, const Zone& zone, Instant not_before,
                                     std::optional<LocalDate> earliest_date = std::nullopt);

}  // namespace vesper
