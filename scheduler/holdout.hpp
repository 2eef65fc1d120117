// Who is left out of a rule, so that a shop can see what the rule is worth.
#pragma once

#include "rules/rule.hpp"

#include <string>

namespace vesper {

/// Why the buyer gets nothing of the rule, though it applies; empty: gets it.
std::string held_out(const Rule& rule, const Order& order);

}  // namespace vesper
