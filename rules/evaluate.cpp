#include "rules/evaluate.hpp"

#include "rules/language.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::string_view erased = "the buyer's data was erased on request";

std::string dated(Stage stage, Instant at) {
    return std::string{name(stage)} + " on " + to_string(at);
}

std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

template <class Matches>
std::string refused_list(std::string_view what, const std::string& value,
                         const std::vector<std::string>& wanted, Matches matches) {
    if (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), matches)) return {};
    const std::string is = value.empty() ? " is not known" : " is " + value;
    return std::string{what} + is + "; the rule is for " + listed(wanted);
}

std::string refused_total(const Conditions& when, const Order& order) {
    if (when.total_from.empty() && when.total_below.empty()) return {};
    if (!order.total || order.currency.empty())
        return "the order's total is not known; the rule asks for one";
    const std::string total = to_string(*order.total) + ' ' + order.currency;
    const auto from = when.total_from.find(order.currency);
    const auto below = when.total_below.find(order.currency);
    const bool from_named = from != when.total_from.end();
    const bool below_named = below != when.total_below.end();
    if ((!from_named && !when.total_from.empty()) || (!below_named && !when.total_below.empty()))
        return "total is " + total + "; the rule names no amount in " + order.currency;
    if (from_named && *order.total < from->second)
        return "total is " + total + "; the rule is for orders from " + to_string(from->second);
    if (below_named && *order.total >= below->second)
        return "total is " + total + "; the rule is for orders below " + to_string(below->second);
    return {};
}

/// The first condition that does not hold, in words; empty: all hold.
std::string refused(const Conditions& when, const Order& order) {
    const auto equals = [](const std::string& value) {
        return [&value](const std::string& wanted) { return value == wanted; };
    };
    const std::string& country = order.ship_to.country;
    if (auto reason = refused_list("country", country, when.country, equals(country));
        !reason.empty())
        return reason;
    if (auto reason =
            refused_list("platform", order.platform, when.platform, equals(order.platform));
        !reason.empty())
        return reason;
    const std::string& locale = order.buyer.locale;
    const auto is_spoken = [&](const std::string& wanted) { return speaks(locale, wanted); };
    if (auto reason = refused_list("language", locale, when.language, is_spoken); !reason.empty())
        return reason;
    return refused_total(when, order);
}

}  // namespace

Evaluation evaluate(const RuleSet& rules, const Order& order, const Reached& reached) {
    Evaluation evaluation;
    for (const Rule& rule : rules.rules) {
        const auto& unless = rule.unless;
        if (std::find(unless.begin(), unless.end(), reached.stage) != unless.end())
            evaluation.withdrawals.push_back({rule.name, dated(reached.stage, reached.at)});
        if (rule.on != reached.stage) continue;
        std::string reason = no_longer_wanted(rule, order);
        if (reason.empty()) reason = refused(rule.when, order);
        if (!reason.empty()) {
            evaluation.refusals.push_back({rule.name, std::move(reason)});
            continue;
        }
        for (std::size_t step = 0; step < rule.steps.size(); ++step)
            evaluation.matches.push_back({&rule, static_cast<int>(step), 0, reached.at});
    }
    return evaluation;
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

}  // namespace vesper
