// What a changed set of rules means for the jobs of each rule.
#pragma once

#include "daemon/desk.hpp"

#include <map>
#include <optional>
#include <string>

namespace vesper {

/// For the jobs of one rule.
struct Fate {
    enum class Waiting { stays, is_planned_afresh, is_withdrawn };
    Waiting waiting = Waiting::stays;
    bool removed_returns = false;  // what its removal withdrew
    bool changed_returns = false;  // what other words of it withdrew
};
using Fates = std::map<std::string, Fate>;  // by the rule's name

using NewNames = std::map<std::string, std::string>;  // of rules, by the old ones

/// Rules that have another name since `before`, by their `was`: new names by old ones. A `was` that
/// was there before has done its work.
NewNames renamed_rules(const RuleSet& before, const RuleSet& after);

/// The rule as the set before knew it, by whatever name (`names` as of renamed_rules); nothing: it
/// is new.
std::optional<Rule> rule_before(const Rule& rule, const RuleSet& before, const NewNames& names);

/// Of every rule of `after`, by its name.
Fates fates_of(const RunningSet& before, const RunningSet& after,
               const std::map<std::string, Medium>& media, const NewNames& names);

}  // namespace vesper
