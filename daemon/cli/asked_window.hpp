// A window as people ask for it on the command line: its hours, or its name in the rule files.
#pragma once

#include "daemon/cli/place.hpp"

#include <string>
#include <string_view>

namespace vesper::cli {

/// The least whole second that is not before `text`: a fraction counts upwards, for a bound that is
/// cut would let a landing slip in front of it.
Result<Instant> parse_not_before(std::string_view text);

/// `start` and `end` as HH:MM[:SS]; `days` as seven 0 or 1, Monday first, or in a rule file's
/// words; empty: every day.
Result<Hours> parse_hours(std::string_view start, std::string_view end, std::string_view days);

Window window_of_hours(const Hours& hours);

/// Of the rule files. Failure where there is none, with what may have been meant; the likeliest
/// slip of all is a country in its place, where no `country` was typed.
const Window& window_named(const std::string& name, const std::string& country,
                           const Almanac& almanac);

}  // namespace vesper::cli
