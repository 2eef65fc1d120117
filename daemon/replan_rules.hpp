// What waits follows the words of its rule: a set is replaced.
#pragma once

#include "daemon/replan.hpp"

#include <string>

namespace vesper {

/// A new set is on the desk; `before` is the old one. Jobs go by their rule's new name; those of
/// rules that changed are planned again under the new words, kept or withdrawn, as `on_change`
/// says; those of rules that are gone are withdrawn, and reinstated when the rule comes back.
Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now);

}  // namespace vesper
