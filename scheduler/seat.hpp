// A seat for one letter: the first opening, and the minute in it, that has room for it.
//
// The search behind plan and replan. It knows windows, people whose clock is in doubt, and full
// minutes; it knows no rules and no jobs' lives.
#pragma once

#include "scheduler/calendar.hpp"
#include "scheduler/job.hpp"
#include "scheduler/occupancy.hpp"

#include <map>
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

/// Openings that were passed over for one reason.
struct PassedOver {
    static constexpr std::size_t named_max = 5;
    int openings = 0;
    std::vector<LocalDate> first;  // when the first few of them open
    void add(LocalDate opened_on);
};

/// How a search went, and what stood in the way.
struct Search {
    std::optional<Seat> seat;
    bool never_opens = false;  // the window has no opening within search_days_max days
    bool deadline = false;     // the next opening begins after the deadline
    int looked_at = 0;         // openings; those without a seat, by why:
    PassedOver brief;          // what is left of them is no longer than the margin
    PassedOver full;           // without a free minute
    PassedOver indecent;       // at night on another possible clock
    std::map<std::string, PassedOver> heard_enough;  // by the limit of the buyer's: "1 a day"
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
