// A seat for one letter: the first opening, and the minute in it, that has room for it.
//
// The search behind plan and replan. It knows windows, people whose clock is in doubt, and full
// minutes; it knows no rules and no jobs' lives.
#pragma once

#include "scheduler/calendar.hpp"
#include "scheduler/job.hpp"
#include "scheduler/occupancy.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vesper {

/// Openings looked at for one letter before it is held for a person: two months of evenings.
inline constexpr int openings_tried_max = 60;

/// Hours that offend nobody, whoever's clock it turns out to be.
inline constexpr Hours decent_hours{seconds{8 * 3600}, seconds{21 * 3600}, every_day};

/// Who is addressed: one place, whose window counts, and the other clocks it might be.
struct Person {
    Place place;
    std::vector<const Zone*> others;  // it must be a decent hour there, too
    /// Where evidence speaks against evidence: the places of `others`, in whose window the letter
    /// lands, too, on any evening on which the windows meet.
    std::vector<Place> elsewhere;
};

/// One letter's claim on the minutes of its channel.
struct SeatRequest {
    std::string key;  // to_string(JobKey)
    std::string_view channel;
    const Occupancy* occupancy = nullptr;
    std::span<const Job> alongside;        // planned in the same breath, not in `occupancy` yet
    const BuyerDays* buyer = nullptr;      // a letter that counts among the buyer's; else none
    std::optional<Instant> present_due{};  // counted in `occupancy` already; kept if it still fits
};

struct Seat {
    Instant due;
    Instant closes;  // the end of what may be used, less the margin
    LocalDate opened_on{};
    bool moved = false;   // its own minute was full
    bool shared = false;  // in the window of every place it may be
};

/// How a search went; each number says what stood in the way.
struct Search {
    std::optional<Seat> seat;
    bool never_opens = false;  // the window has no opening within search_days_max days
    bool deadline = false;     // the next opening begins after the deadline
    int full = 0;              // openings without a free minute
    int heard_enough = 0;      // openings on days on which the buyer gets enough letters
    std::string limit;         // which limit that was, "1 a day"
    int indecent = 0;          // openings that are at night on another possible clock
};

/// The first seat from `not_before` on, before `deadline`.
Search first_seat(const Window& window, const Person& person, const SeatRequest& letter,
                  Instant not_before, std::optional<LocalDate> earliest_date,
                  std::optional<Instant> deadline);

/// The last seat of [not_before, deadline): for letters that must be early.
std::optional<Seat> last_seat(const Window& window, const Person& person, const SeatRequest& letter,
                              Instant not_before, Instant deadline);

/// The first free second of [from, until), whatever the window.
std::optional<Seat> seat_at_once(const Zone& zone, const SeatRequest& letter, Instant from,
                                 Instant until);

}  // namespace vesper
