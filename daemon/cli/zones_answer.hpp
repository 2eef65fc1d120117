// What the daemon's status says of clocks: the zone database in use, and buyers in doubt.
#pragma once

#include "rules/words.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace vesper::cli {

struct ZonesView {
    std::string version;
    std::string released;  // RFC 3339; "" = not known
    std::int64_t age_days = 0;
    std::string from;  // the release before it; "" = there was no change
    std::string to;
    std::string changed;  // on the shop's clock
    std::int64_t moved = 0;
    std::map<std::string, std::int64_t> in_doubt;  // letters, by "hold", "both", "zone"
};

/// Of the body of /v1/status, which was found to be JSON. What is not there is empty.
ZonesView read_zones(const std::string& body);

/// "tzdata 2026f of 2026-10-29, 27 days old; 2026e -> 2026f on Thu 29 Oct 12:00: 340 letters
/// moved".
Words zones_words(const ZonesView& zones);

/// "3 letters held, 40 at an hour decent on every clock": where the buyer's clock is not certain.
/// Empty where there is none.
Words doubt_words(const ZonesView& zones);

}  // namespace vesper::cli
