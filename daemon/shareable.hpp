// Reasons without what they say of an order and its buyer: for a page that people send on.
//
// Only a simulation gathers them (House::Parts), beside the reasons that the store keeps: each is
// made from the condition or the doubt itself, so that nothing need be cut out of a sentence.
#pragma once

#include "daemon/desk.hpp"
#include "rules/evaluate.hpp"

#include <string>

namespace vesper {

/// What conditions of `evaluation` refused, and what `plan` holds. `before` stands before the
/// reasons.
void share_reasons(Desk& desk, const Evaluation& evaluation, const Plan& plan, const Order& order,
                   const std::string& before = "");

/// "not met: country BR, CL".
std::string not_met(const std::string& condition);

}  // namespace vesper
