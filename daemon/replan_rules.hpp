// What waits follows the words of its rule: a set is replaced, or what a rule counts from has
// moved.
#pragma once

#include "daemon/replan.hpp"

#include <map>
#include <optional>
#include <string>

namespace vesper {

/// A waiting job planned again from the start, by the words of today and from where its rule counts
/// today; withdrawn where they no longer apply.
void plan_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why, Instant now,
                 Replan& tally);

/// Rules that have another name since `before`, by their `was`: new names by old ones. A `was` that
/// was there before has done its work.
std::map<std::string, std::string> renamed_rules(const RuleSet& before, const RuleSet& after);

/// The rule as the set before knew it, by whatever name (`names` as of renamed_rules); nothing: it
/// is new.
std::optional<Rule> rule_before(const Rule& rule, const RuleSet& before,
                                const std::map<std::string, std::string>& names);

/// A new set is on the desk; `before` is the old one. Jobs go by their rule's new name; those of
/// rules that changed are planned again under the new words, kept or withdrawn, as `on_change`
/// says; those of rules that are gone are withdrawn, and reinstated when the rule comes back.
Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now);

}  // namespace vesper
