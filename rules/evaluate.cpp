#include "rules/evaluate.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::string_view erased = "the buyer's data was erased on request";

std::string dated(Stage stage, Instant at) {
    return std::string{name(stage)} + " on " + to_string(at);
}

/// The steps of a rule that starts, each as often as it is repeated. A platform that does not allow
/// a step is a refusal of its own.
void add_matches(const Rule& rule, const Order& order, Instant anchor, Evaluation& evaluation) {
    for (std::size_t number = 0; number < rule.steps.size(); ++number) {
        const Step& step = rule.steps[number];
        const auto barred = step.barred.find(order.platform);
        if (barred != step.barred.end()) {
            evaluation.refusals.push_back({rule.name, barred->second, anchor});
            continue;
        }
        for (int occurrence = 0; occurrence < step.times; ++occurrence)
            evaluation.matches.push_back({&rule, static_cast<int>(number), occurrence, anchor, {}});
    }
}

void append(Evaluation& evaluation, const Evaluation& one) {
    evaluation.matches.insert(evaluation.matches.end(), one.matches.begin(), one.matches.end());
    evaluation.refusals.insert(evaluation.refusals.end(), one.refusals.begin(), one.refusals.end());
}

/// Who is planned first takes the evening; a rule's own steps stay in their order.
void rank(std::vector<Match>& matches) {
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        if (a.rule->message_class != b.rule->message_class)
            return a.rule->message_class < b.rule->message_class;
        return a.rule->priority > b.rule->priority;
    });
}

}  // namespace

Evaluation evaluate(const RuleSet& rules, const Order& order, const Reached& reached,
                    const BuyerRecord& buyer) {
    Evaluation evaluation;
    for (const Rule& rule : rules.rules) {
        const auto& unless = rule.unless;
        if (std::find(unless.begin(), unless.end(), reached.stage) != unless.end())
            evaluation.withdrawals.push_back({rule.name, dated(reached.stage, reached.at)});
        if (rule.trigger == Trigger::deadline || rule.on != reached.stage) continue;
        const Instant anchor = rule.trigger == Trigger::silence
                                   ? anchor_of(rule, order).value_or(reached.at)
                                   : reached.at;
        append(evaluation, evaluate(rule, order, anchor, buyer));
    }
    rank(evaluation.matches);
    return evaluation;
}

Evaluation evaluate(const RuleSet& rules, const Order& order, DeadlineKind deadline,
                    const BuyerRecord& buyer) {
    Evaluation evaluation;
    const auto at = deadline_of(order, deadline);
    if (!at) return evaluation;
    for (const Rule& rule : rules.rules)
        if (rule.trigger == Trigger::deadline && rule.of == deadline)
            append(evaluation, evaluate(rule, order, *at, buyer));
    rank(evaluation.matches);
    return evaluation;
}

Evaluation evaluate_past(const RuleSet& rules, const Order& order, const BuyerRecord& buyer) {
    Evaluation evaluation;
    for (const Rule& rule : rules.rules)
        if (const auto anchor = anchor_of(rule, order))
            append(evaluation, evaluate(rule, order, *anchor, buyer));
    rank(evaluation.matches);
    return evaluation;
}

Evaluation evaluate(const Rule& rule, const Order& order, Instant anchor,
                    const BuyerRecord& buyer) {
    Evaluation evaluation;
    std::string reason = no_longer_wanted(rule, order);
    if (reason.empty()) reason = refused(rule.when, order, buyer, anchor);
    if (reason.empty()) reason = why_asleep(rule);
    if (reason.empty())
        add_matches(rule, order, anchor, evaluation);
    else
        evaluation.refusals.push_back({rule.name, std::move(reason), anchor});
    return evaluation;
}

std::optional<Instant> anchor_of(const Rule& rule, const Order& order) {
    if (rule.trigger == Trigger::deadline) return deadline_of(order, *rule.of);
    const auto fact = order.facts.find(rule.on);
    if (fact == order.facts.end()) return std::nullopt;
    if (rule.trigger == Trigger::stage) return fact->second;
    return std::max(fact->second, order.parcel_news_at.value_or(fact->second));
}

std::string no_longer_wanted(const Rule& rule, const Order& order) {
    if (order.redacted) return std::string{erased};
    std::optional<Reached> first;
    for (const Stage stage : rule.unless) {
        const auto fact = order.facts.find(stage);
        if (fact == order.facts.end() || (first && first->at <= fact->second)) continue;
        first = Reached{stage, fact->second};
    }
    return first ? dated(first->stage, first->at) : std::string{};
}

std::string why_asleep(const Rule& rule) {
    if (rule.asleep.empty()) return {};
    return "the rule sleeps: channel " + rule.asleep + " is not configured";
}

}  // namespace vesper
