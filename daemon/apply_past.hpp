// Rules act on what happens from then on; on what happened before, where a person asks for it.
#pragma once

#include "daemon/replan.hpp"

namespace vesper {

/// Every order against every rule: a step that nothing was ever planned for is planned as if the
/// rule had been there, judged by the words, the record and the clock of today (scheduler/plan,
/// plan_past). Inside a commit.
void apply_to_past(Desk& desk, Instant now, Replan& tally);

}  // namespace vesper
