// What a platform allows once for each order, whichever rule does it: asked when a job is planned,
// once more at the last look, and by who wants to know why there was none.
#pragma once

#include "daemon/store/store.hpp"
#include "rules/rule.hpp"

#include <string>

namespace vesper {

/// What stands in the way of a second one: one that waits, or only one that may have gone out.
enum class Others { planned, sent };

/// Why the job of this key must not be, or must not leave, beside another job of its order; empty:
/// nothing stands in its way. The key's rule and step are looked up in `rules`.
std::string one_too_many(const Store& store, const RuleSet& rules, const Order& order,
                         const JobKey& key, Others others);

}  // namespace vesper
