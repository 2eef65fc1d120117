// Two sets over the same recorded events: which letters each would have sent, and what differs.
#pragma once

#include "daemon/simulate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

class Store;

/// A letter that only one of the sets sends, or that the other sends at another time.
struct ReplayedLetter {
    std::string order;
    int step = 0;
    int occurrence = 0;
    std::string zone;             // of the buyer; may be ""
    std::optional<Instant> then;  // by the set that runs; nothing: it sends none
    std::optional<Instant> now;   // by the changed one
};

struct ReplayedRule {
    std::string rule;  // as the changed set calls it
    std::int64_t then = 0;
    std::int64_t now = 0;
    std::int64_t gained = 0;
    std::int64_t lost = 0;
    std::int64_t moved = 0;
    std::vector<ReplayedLetter> letters;  // gained, lost and moved ones, by time
};

struct Replay {
    Instant since;
    Instant until;
    std::optional<Instant> events_since;  // the oldest event that is kept
    std::int64_t events = 0;
    std::vector<ReplayedRule> rules;    // those of which a letter was sent, by name
    std::vector<std::string> problems;  // events that cannot be read any more
};

/// Runs both sets over the whole history, as far as it is kept, of every order that could have a
/// letter in [since, until), and counts the letters of that stretch. In a simulation every letter
/// is accepted. `channels` are the operator's; no channel is full.
Replay replay(const Store& store, const SetSources& running, const SetSources& changed,
              std::shared_ptr<const ZoneSnapshot> zones, Instant since, Instant until,
              ChannelConfigs channels = {});

}  // namespace vesper
