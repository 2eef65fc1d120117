// evaluate: which rules a reached stage starts, which it ends, and why the others do not apply.
#pragma once

#include "rules/event.hpp"
#include "rules/rule.hpp"

#include <string>
#include <vector>

namespace vesper {

/// A step of a rule that follows. Points into the RuleSet it was made from.
struct Match {
    const Rule* rule = nullptr;
    int step = 0;        // index into rule->steps
    int occurrence = 0;  // 0 unless a rule repeats
    Instant anchor;      // what `after` and `latest` count from
};

/// A rule that starts on this stage and yet does not apply.
struct Refusal {
    std::string rule;
    std::string reason;  // "country is FR; the rule is for BR, CL, KR, TR"
};

/// Jobs of `rule` that still wait are withdrawn.
struct Withdrawal {
    std::string rule;
    std::string reason;  // "refund-requested on 2026-03-02T10:00:00Z"
};

struct Evaluation {
    std::vector<Match> matches;
    std::vector<Refusal> refusals;
    std::vector<Withdrawal> withdrawals;
};

/// `order` is the record after folding; `reached` one of the stages it reached. Pure.
Evaluation evaluate(const RuleSet& rules, const Order& order, const Reached& reached);

/// Why a job of `rule` is no longer wanted, judged on the record alone: a stage of `unless` is
/// known (the earliest is named), or the buyer's data was erased. Empty: it is still wanted.
/// Conditions are judged when a rule starts and not again.
std::string no_longer_wanted(const Rule& rule, const Order& order);

}  // namespace vesper
