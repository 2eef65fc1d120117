// The canonical event: CloudEvents 1.0 in structured JSON (docs/events.md), checked field by field.
#pragma once

#include "rules/event.hpp"
#include "scheduler/zones.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// What is wrong with a field, named by RFC 6901 JSON pointer: {"/data/order/total", "..."}.
struct Problem {
    std::string pointer;  // "" = the whole document
    std::string message;
};

/// An event, or every problem it has.
struct ParsedEvent {
    Event event;
    std::vector<Problem> problems;  // empty: the event is good
};

inline constexpr std::size_t event_bytes_max = 1u << 20;

/// One event. Ids given as JSON numbers are taken digit for digit. A time zone that `zones` does
/// not know is a problem. Unknown members of `data` are ignored (the format may grow); unknown
/// types are a problem.
ParsedEvent parse_event(std::string_view json, const ZoneSnapshot& zones);

/// Splits a request body: one event object, a JSON array of them (CloudEvents batch), or JSON
/// lines. Returns the raw text of each. Problem with pointer "" if the outer text is not JSON at
/// all.
struct SplitBody {
    std::vector<std::string> events;
    std::vector<Problem> problems;
};
inline constexpr std::size_t batch_events_max = 10'000;    // over HTTP: all or nothing
inline constexpr std::size_t file_events_max = 1'000'000;  // in an inbox file
SplitBody split_events(std::string_view body, std::size_t events_max = batch_events_max);

/// Members sorted, blanks removed: two bodies that say the same have the same canonical text.
std::string canonical_json(std::string_view json);

}  // namespace vesper
