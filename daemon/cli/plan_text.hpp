// A plan and a replay, for people and for programs.
#pragma once

#include "daemon/cli/session.hpp"
#include "daemon/rehearsal.hpp"
#include "daemon/replay.hpp"

#include <optional>
#include <string>

namespace vesper::cli {

/// Shown instead of all: of each effect on a rule.
inline constexpr std::size_t examples = 3;

/// How a plan is shown.
struct PlanView {
    const Zone& shop;
    const ZoneSnapshot& zones;
    bool all = false;      // every job, not examples
    bool to_past = false;  // it was asked to apply to the past
};

std::string plan_text(const Rehearsal& rehearsal, const PlanView& view);
std::string replay_text(const Replay& replay, const PlanView& view);
/// Both in one object, with every job and letter.
std::string plan_json(const Rehearsal& rehearsal, const std::optional<Replay>& replay,
                      const PlanView& view);

}  // namespace vesper::cli
