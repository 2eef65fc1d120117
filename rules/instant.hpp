// Instants and civil dates: the calendar types of Howard Hinnant's date, and their text forms.
//
// An Instant is a whole second of Unix time in UTC; nothing in the house is finer. Wall clocks are
// date::local_seconds and become instants only in scheduler/zones. Nothing here reads a clock.
#pragma once

#include "rules/result.hpp"

#include <date/date.h>

#include <chrono>
#include <string>
#include <string_view>

namespace vesper {

using Instant = date::sys_seconds;
using LocalTime = date::local_seconds;  // a wall clock reading without its zone
using LocalDate = date::local_days;
using std::chrono::seconds;

/// RFC 3339 section 5.6: `2026-11-20T09:12:44+11:00`, `...Z`, lower-case t/z, and a fraction that
/// is cut to whole seconds (towards the past). The offset is required; `-00:00` means UTC. Leap
/// seconds (`:60`) become the following second. Error: what is wrong, naming no field.
Result<Instant> parse_instant(std::string_view text);

/// `2026-11-19T22:12:44Z`.
std::string to_string(Instant instant);

/// `2026-03-28` (ISO 8601).
std::string to_string(LocalDate date);

inline std::int64_t unix_seconds(Instant instant) {
    return instant.time_since_epoch().count();
}
inline Instant from_unix(std::int64_t unix_s) {
    return Instant{seconds{unix_s}};
}

}  // namespace vesper
