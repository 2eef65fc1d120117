// Since when each rule runs: kept as a note in the store beside the set, for `vesper why-not`.
#pragma once

#include "daemon/desk.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vesper {

struct RuleLife {
    std::string rule;
    std::optional<Instant> since;    // nothing: since before the store kept it
    std::optional<Instant> changed;  // when its words last changed
    std::optional<Instant> gone;     // it is in the set no more
    std::string place;               // where it stands, or stood: "30-delivered.toml:14"
};

/// The set on the desk runs from `now` on in place of `before` (nullptr: it is the first ever).
/// Inside a commit.
void note_rule_lives(Desk& desk, const RunningSet* before, Instant now);

/// By name; those that are gone, too.
std::vector<RuleLife> rule_lives(const Store& store);

}  // namespace vesper
