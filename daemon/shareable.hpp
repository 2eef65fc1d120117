// Reasons without what they say of an order and its buyer: for the journal, and for pages that
// people send on.
//
// Each is made from the condition or the doubt itself, so that nothing need be cut out of a
// sentence. The journal gets them with what happened; a simulation and a plan gather them
// (House::Parts) beside the reasons that the store keeps.
#pragma once

#include "daemon/desk.hpp"
#include "rules/evaluate.hpp"

#include <string>

namespace vesper {

/// What conditions of `evaluation` refused, and what `plan` holds.
void share_reasons(Desk& desk, const Evaluation& evaluation, const Plan& plan, const Order& order);

/// The condition that refused; empty: it was none, and the refusal's reason tells nothing of the
/// order.
std::string shareable_of(const Desk& desk, const Refusal& refusal, const Order& order);

/// "not met: country BR, CL".
std::string not_met(const std::string& condition);

}  // namespace vesper
