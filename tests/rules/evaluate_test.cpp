#include "rules/evaluate.hpp"

#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

const Instant monday = *parse_instant("2026-03-02T10:00:00Z");

RuleSet rules(const std::string& more) {
    Diagnostics diagnostics;
    RuleSet set = load_rules({{"r.toml", a_rule(more)}}, diagnostics);
    INFO(format(diagnostics));
    REQUIRE(diagnostics.empty());
    return set;
}

Order an_order() {
    Order order;
    order.platform = "shopify";
    order.currency = "USD";
    order.total = *parse_decimal("20");
    order.ship_to.country = "FR";
    order.buyer.locale = "fr-CA";
    order.facts[Stage::delivered] = monday;
    return order;
}

/// "applies" or the reason why not.
std::string verdict(const std::string& condition, const Order& order) {
    const RuleSet set = rules(condition);
    const Evaluation evaluation = evaluate(set, order, {Stage::delivered, monday});
    REQUIRE(evaluation.matches.size() + evaluation.refusals.size() == 1);
    return evaluation.refusals.empty() ? "applies" : evaluation.refusals.front().reason;
}

}  // namespace

TEST_CASE("a reached stage starts the rules that are on it") {
    const RuleSet set = rules("");
    const Evaluation evaluation = evaluate(set, an_order(), {Stage::delivered, monday});
    REQUIRE(evaluation.matches.size() == 1);
    CHECK(evaluation.matches.front().rule == &set.rules.front());
    CHECK(evaluation.matches.front().anchor == monday);
    CHECK(evaluation.matches.front().step == 0);
    CHECK(evaluation.withdrawals.empty());
    const Evaluation other = evaluate(set, an_order(), {Stage::paid, monday});
    CHECK(other.matches.empty());
    CHECK(other.refusals.empty());
}

TEST_CASE("conditions are judged and refusals are said in words") {
    auto [condition, expected] = GENERATE(table<std::string, std::string>({
        {"", "applies"},
        {"when.country = \"FR\"", "applies"},
        {"when.country = [\"BR\", \"CL\"]", "country is FR; the rule is for BR, CL"},
        {"when.platform = \"shopify\"", "applies"},
        {"when.platform = [\"amazon\"]", "platform is shopify; the rule is for amazon"},
        {"when.language = \"fr\"", "applies"},
        {"when.language = \"FR-ca\"", "applies"},
        {"when.language = [\"fr-FR\", \"de\"]", "language is fr-CA; the rule is for fr-FR, de"},
        {"when.total.from = { USD = 20 }", "applies"},
        {"when.total.from = { USD = 20.01 }", "total is 20 USD; the rule is for orders from 20.01"},
        {"when.total.below = { USD = 20 }", "total is 20 USD; the rule is for orders below 20"},
        {"when.total.below = { USD = \"20.01\" }", "applies"},
        {"when.total.from = { EUR = 1 }", "total is 20 USD; the rule names no amount in USD"},
        {"when.total.from = { USD = 1 }\nwhen.country = \"DE\"",
         "country is FR; the rule is for DE"},
    }));
    CHECK(verdict(condition, an_order()) == expected);
}

TEST_CASE("what is not known does not match") {
    Order order = an_order();
    order.ship_to.country.clear();
    order.buyer.locale.clear();
    order.total.reset();
    CHECK(verdict("when.country = \"FR\"", order) == "country is not known; the rule is for FR");
    CHECK(verdict("when.language = \"fr\"", order) == "language is not known; the rule is for fr");
    CHECK(verdict("when.total.from = { USD = 1 }", order) ==
          "the order's total is not known; the rule asks for one");
}

TEST_CASE("unless withdraws what waits and refuses what would start") {
    const RuleSet set = rules("unless = [\"refund-requested\", \"dispute\"]");
    Order order = an_order();
    CHECK(no_longer_wanted(set.rules.front(), order).empty());

    order.facts[Stage::dispute] = monday + std::chrono::hours{2};
    order.facts[Stage::refund_requested] = monday + std::chrono::hours{1};
    CHECK(no_longer_wanted(set.rules.front(), order) == "refund-requested on 2026-03-02T11:00:00Z");
    const Evaluation withdrawn =
        evaluate(set, order, {Stage::dispute, monday + std::chrono::hours{2}});
    REQUIRE(withdrawn.withdrawals.size() == 1);
    CHECK(withdrawn.withdrawals.front().rule == "thanks");
    CHECK(withdrawn.withdrawals.front().reason == "dispute on 2026-03-02T12:00:00Z");

    const Evaluation refused = evaluate(set, order, {Stage::delivered, monday});
    CHECK(refused.matches.empty());
    REQUIRE(refused.refusals.size() == 1);
    CHECK(refused.refusals.front().reason == "refund-requested on 2026-03-02T11:00:00Z");

    order.facts.erase(Stage::dispute);
    order.facts.erase(Stage::refund_requested);
    CHECK(no_longer_wanted(set.rules.front(), order).empty());
}

TEST_CASE("nothing follows for an order whose buyer was erased") {
    const RuleSet set = rules("");
    Order order = an_order();
    order.redacted = true;
    const Evaluation evaluation = evaluate(set, order, {Stage::delivered, monday});
    CHECK(evaluation.matches.empty());
    REQUIRE(evaluation.refusals.size() == 1);
    CHECK(evaluation.refusals.front().reason == "the buyer's data was erased on request");
}
