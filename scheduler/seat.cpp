#include "scheduler/seat.hpp"

#include "scheduler/place.hpp"

#include <algorithm>

namespace vesper {

namespace {

using std::chrono::minutes;

Instant minute_of(Instant instant) {
    return date::floor<minutes>(instant);
}

bool has_room(const SeatRequest& letter, Instant instant) {
    int room = letter.occupancy->room(letter.channel, instant);
    if (room >= Occupancy::unlimited) return true;
    const Instant minute = minute_of(instant);
    if (letter.present_due && minute_of(*letter.present_due) == minute) ++room;
    for (const Job& job : letter.alongside) {
        const bool counts = job.state == JobState::scheduled && job.channel == letter.channel;
        if (counts && minute_of(job.due) == minute) --room;
    }
    return room > 0;
}

/// Its own second if that minute has room, else the same second of a later minute, else of an
/// earlier one: an evening is full when all of its minutes are.
std::optional<Seat> seat_in(const Opening& part, const SeatRequest& letter) {
    const Instant closes = part.until - margin_default;
    Seat seat{{}, closes, part.opened_on};
    const bool in_part =
        letter.present_due && *letter.present_due >= part.from && *letter.present_due < closes;
    if (in_part && has_room(letter, *letter.present_due)) {
        seat.due = *letter.present_due;
        return seat;
    }
    const std::optional<Instant> place = place_in(part, letter.key);
    if (!place) return std::nullopt;
    seat.due = *place;
    if (has_room(letter, *place)) return seat;
    seat.moved = true;
    const Instant own_minute = minute_of(*place);
    const seconds second = *place - own_minute;
    for (Instant minute = own_minute + minutes{1}; minute < closes; minute += minutes{1}) {
        seat.due = std::min(minute + second, closes - seconds{1});
        if (has_room(letter, seat.due)) return seat;
    }
    for (Instant minute = minute_of(part.from); minute < own_minute; minute += minutes{1}) {
        seat.due = std::max(minute + second, part.from);
        if (has_room(letter, seat.due)) return seat;
    }
    return std::nullopt;
}

/// The first part of an opening in which everybody's own hours are open. `hours(i, from)`: those of
/// the i-th, from an instant on.
template <class OwnHours>
std::optional<Opening> common_part(const Opening& opening, std::size_t people, OwnHours hours) {
    Opening part = opening;
    for (std::size_t agreed = 0; agreed < people;) {
        const std::optional<Opening> own = hours(agreed, part.from);
        if (!own || own->from >= opening.until) return std::nullopt;
        if (own->from > part.from) {  // later for one is later for all: ask everybody again
            part.from = own->from;
            part.until = opening.until;
            agreed = 0;
            continue;
        }
        part.until = std::min(part.until, own->until);
        ++agreed;
    }
    return part;
}

/// The first part of an opening that is a decent hour on every one of the clocks.
std::optional<Opening> decent_part(const Opening& opening, const std::vector<const Zone*>& clocks) {
    return common_part(opening, clocks.size(), [&](std::size_t which, Instant from) {
        return first_opening(decent_hours, *clocks[which], from);
    });
}

/// The first part of an opening that is in the window of every place, with room for a letter.
std::optional<Opening> shared_part(const Opening& opening, const Window& window,
                                   const std::vector<Place>& places) {
    if (places.empty()) return std::nullopt;
    const auto part = common_part(opening, places.size(), [&](std::size_t which, Instant from) {
        return first_opening(window, places[which], from);
    });
    return part && part->until - part->from > margin_default ? part : std::nullopt;
}

}  // namespace

void PassedOver::add(LocalDate opened_on) {
    ++openings;
    if (first.size() < named_max) first.push_back(opened_on);
}

Search first_seat(const Window& window, const Person& person, const SeatRequest& letter,
                  Instant not_before, std::optional<LocalDate> earliest_date,
                  std::optional<Instant> deadline) {
    Search search;
    Instant at = not_before;
    for (int tried = 0; tried < openings_tried_max; ++tried) {
        const auto opening = first_opening(window, person.place, at, earliest_date);
        if (!opening) {
            search.never_opens = tried == 0;
            return search;
        }
        if (deadline && opening->from >= *deadline) {
            search.deadline = true;
            return search;
        }
        ++search.looked_at;
        Opening usable = *opening;
        if (deadline) usable.until = std::min(usable.until, *deadline);
        if (letter.buyer) {
            if (const std::string limit = letter.buyer->full(opening->opened_on); !limit.empty()) {
                search.heard_enough[limit].add(opening->opened_on);
                at = usable.until;
                continue;
            }
        }
        const auto shared = shared_part(usable, window, person.elsewhere);
        const auto part = shared ? shared : decent_part(usable, person.others);
        if (part) {
            search.seat = seat_in(*part, letter);
            if (search.seat) {
                search.seat->shared = shared.has_value();
                return search;
            }
            const bool brief = part->until - part->from <= margin_default;
            (brief ? search.brief : search.full).add(opening->opened_on);
        } else {
            search.indecent.add(opening->opened_on);
        }
        at = part ? part->until : usable.until;
    }
    return search;
}

std::optional<Seat> last_seat(const Window& window, const Person& person, const SeatRequest& letter,
                              Instant not_before, Instant deadline) {
    std::optional<Seat> last;
    // Days of evenings, so that a deadline a year ahead does not cost a walk through the year.
    Instant at = std::max(not_before, deadline - date::days{openings_tried_max});
    for (;;) {
        const Search search = first_seat(window, person, letter, at, std::nullopt, deadline);
        if (!search.seat) return last;
        last = search.seat;
        at = search.seat->closes + margin_default;
    }
}

std::optional<Seat> seat_at_once(const Zone& zone, const SeatRequest& letter, Instant from,
                                 Instant until) {
    for (Instant at = from; at < until; at = minute_of(at) + minutes{1}) {
        if (has_room(letter, at)) return Seat{at, until, zone.local_date(at), at != from};
    }
    return std::nullopt;
}

}  // namespace vesper
