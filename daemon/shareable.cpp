#include "daemon/shareable.hpp"

#include "rules/asked.hpp"

namespace vesper {

std::string not_met(const std::string& condition) {
    return "not met: " + condition;
}

void share_reasons(Desk& desk, const Evaluation& evaluation, const Plan& plan, const Order& order) {
    if (!desk.shareable) return;
    for (const auto& [reason, shareable] : plan.shareable) desk.share(reason, shareable);
    for (const Refusal& refusal : evaluation.refusals)
        desk.share(refusal.reason, shareable_of(desk, refusal, order));
}

std::string shareable_of(const Desk& desk, const Refusal& refusal, const Order& order) {
    const Rule* rule = desk.set->rules.find(refusal.rule);
    if (!rule) return {};
    const BuyerRecord buyer = desk.record_of(order);
    // What ends the rule, or a platform's own word, may have come before its conditions.
    if (refused(rule->when, order, buyer, refusal.at) != refusal.reason) return {};
    return not_met(unmet(rule->when, order, buyer, refusal.at));
}

}  // namespace vesper
