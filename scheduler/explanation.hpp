// Why this instant, in one line a shop manager understands.
#pragma once

#include "rules/window.hpp"
#include "scheduler/calendar.hpp"
#include "scheduler/job.hpp"
#include "scheduler/seat.hpp"

#include <string>

namespace vesper {

/// "Sat 28 Mar 18:02"; "Sat 28 Mar" for a date.
std::string day_and_time(LocalTime time);
std::string day_in_words(LocalDate date);

/// What the line is made of, besides the job's intent.
struct Grounds {
    std::string_view stage;  // "delivered"
    const Intent* intent = nullptr;
    const Window* window = nullptr;
    const Person* person = nullptr;
    std::string_view zone_reason;  // of the zone answer
    std::string deviations;        // each begins with "; "
};

/// "Fri 3 Apr, Sat 4 Apr", "Fri 3 Apr, ... and 55 more".
std::string days_in_words(const PassedOver& passed);
/// "; channel email is full on Fri 3 Apr": every opening that the search passed over, by reason.
std::string passed_in_words(const Search& search, std::string_view channel);

/// "; not Fri 3 Apr (Good Friday)": the hours that an occasion or a law takes away before
/// `deadline`, the first few of them by name; empty: none.
std::string shut_before(const Window& window, const Place& place, const Intent& intent,
                        Instant deadline);

/// `delivered Sat 28 Mar 18:02 buyer time; + 3 days; zone Europe/Berlin (country DE has one clock,
/// exact; tzdata 2026f); evening 19:00-21:00; place 37 min`, and then what is not as the rule says.
std::string explain(const Grounds& grounds, const Seat& seat);

}  // namespace vesper
