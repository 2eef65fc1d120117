// How rule files write time spans: "90m" and "36h" pass on any clock; "3d" and "2w" are dates on
// the buyer's calendar. The two are different kinds, not different units (DESIGN 4.2).
#pragma once

#include "rules/instant.hpp"

#include <variant>

namespace vesper {

/// Time that passes: "90m", "36h", "30s".
struct Elapsed {
    seconds span{0};
    friend bool operator==(const Elapsed&, const Elapsed&) = default;
};

/// Whole dates on the calendar of the person addressed: "3d", "2w" (= 14 d); "0d" is today.
struct CalendarDays {
    int days = 0;
    friend auto operator<=>(const CalendarDays&, const CalendarDays&) = default;
};

using Delay = std::variant<Elapsed, CalendarDays>;

/// Longest delay a rule may ask for; the search for an opening ends after `search_days_max`.
inline constexpr int delay_days_max = 400;

/// Whole numbers with one unit: s, m, h, d, w. "1.5h", "3", "3 days", "-2h" are errors with a hint
/// in the text. Upper limit: delay_days_max days.
Result<Delay> parse_delay(std::string_view text);

/// As a rule file writes it: "36h", "90m", "3d". Weeks come out as days.
std::string to_string(const Delay& delay);

/// For people: "3 days", "36 hours", "90 minutes", "1 day".
Words say_span(const Delay& delay);
std::string in_words(const Delay& delay);

}  // namespace vesper
