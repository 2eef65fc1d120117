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
    int step = 0;              // index into rule->steps
    int occurrence = 0;        // 0 unless a rule repeats
    Instant anchor;            // what `after` and `latest` count from
    std::string planned_as{};  // the rule's name when this was planned before, if another
};

/// A rule that starts on this stage and yet does not apply.
struct Refusal {
    std::string rule;
    std::string reason;  // "country is FR; the rule is for BR, CL, KR, TR"
    Instant at{};        // as of when its conditions were judged
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

/// `order` is the record after folding; `reached` one of the stages it reached. Matches in the
/// order in which they should be planned: by class, then priority, then as they are written. Pure.
Evaluation evaluate(const RuleSet& rules, const Order& order, const Reached& reached,
                    const BuyerRecord& buyer = {});

/// What follows a deadline that the order has.
Evaluation evaluate(const RuleSet& rules, const Order& order, DeadlineKind deadline,
                    const BuyerRecord& buyer = {});

/// What follows by every rule that the record has started, as if all of it were news: for rules
/// that are younger than the order.
Evaluation evaluate_past(const RuleSet& rules, const Order& order, const BuyerRecord& buyer = {});

/// One rule alone, as if it started at `anchor`.
Evaluation evaluate(const Rule& rule, const Order& order, Instant anchor,
                    const BuyerRecord& buyer = {});

/// What the rule's steps count from, by the record alone: the stage's instant, the parcel's last
/// news since, or the deadline. Nothing: it has not started.
std::optional<Instant> anchor_of(const Rule& rule, const Order& order);

/// Why a job of `rule` is no longer wanted, judged on the record alone: a stage of `unless` is
/// known (the earliest is named), or the buyer's data was erased. Empty: it is still wanted.
/// Conditions are judged when a rule starts and not again.
std::string no_longer_wanted(const Rule& rule, const Order& order);

/// Why the rule plans nothing whatever the order: it waits for a channel. Empty: it acts.
std::string why_asleep(const Rule& rule);

}  // namespace vesper
