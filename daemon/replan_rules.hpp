// What waits follows the words of its rule: a set is replaced, or what a rule counts from has
// moved.
#pragma once

#include "daemon/replan.hpp"

#include <string>

namespace vesper {

/// A waiting job planned again from the start, by the words of today and from where its rule counts
/// today; withdrawn where they no longer apply.
void plan_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why, Instant now,
                 Replan& tally);

/// A new set is on the desk; `before` is the old one. Jobs of rules that are gone are withdrawn,
/// jobs of rules that changed are planned again under the new words, jobs of rules that came back
/// are reinstated.
Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now);

}  // namespace vesper
