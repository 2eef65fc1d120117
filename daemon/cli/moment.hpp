// Instants in words, on somebody's clock.
#pragma once

#include "rules/words.hpp"
#include "scheduler/zones.hpp"

#include <string>
#include <string_view>

namespace vesper::cli {

/// "Sat 28 Mar 2026 19:00".
std::string in_words(Instant instant, const Zone& zone);
/// The same of a local time as the daemon writes it ("2026-03-28T19:00:00+01:00"), without the
/// year;
/// "-" for "".
std::string in_words(std::string_view local_text);
/// The same for people of any language; "-" for "".
Words say_moment(std::string_view local_text);
/// "2026-03-28T19:00:00+01:00" (RFC 3339).
std::string with_offset(Instant instant, const Zone& zone);

/// A zone by name. Failure (usage) with the nearest names if there is none.
const Zone& zone_named(std::string_view name, const ZoneSnapshot& zones);

}  // namespace vesper::cli
