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
    REQUIRE_FALSE(has_errors(diagnostics));
    return set;
}

Order an_order() {
    Order order;
    order.platform = "shopify";
    order.currency = "USD";
    order.total = *parse_decimal("20");
    order.ship_to.country = "FR";
    order.buyer.locale = "fr-CA";
    order.ship_to.region = "IDF";
    order.account = "shop.example";
    order.marketplace = "A13V1IB3VIYZZH";
    order.tags = {"VIP", "gift"};
    order.items = {{"LED-40", "Desk Lamp, black", "", 3}, {"CAB-1", "Cable", "", 1}};
    order.shipment.carrier = "DHL Express";
    order.review.rating = 2;
    order.facts[Stage::paid] = monday - date::days{6};
    order.facts[Stage::delivered] = monday;
    return order;
}

/// "applies" or the reason why not.
std::string verdict(const std::string& condition, const Order& order) {
    const RuleSet set = rules(condition);
    const Address& address = address_of(order);
    const BuyerRecord buyer{.orders = 2,
                            .spent = {{"USD", *parse_decimal("120.50")}},
                            .subdivision = address.region == "IDF" ? "FR-IDF" : ""};
    const Evaluation evaluation = evaluate(set, order, {Stage::delivered, monday}, buyer);
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
        {"when.subdivision = \"FR-IDF\"", "applies"},
        {"when.subdivision = [\"FR-BRE\", \"US-CA\"]",
         "subdivision is FR-IDF; the rule is for FR-BRE, US-CA"},
        {"when.account = \"shop.example\"", "applies"},
        {"when.account = \"other.example\"",
         "account is shop.example; the rule is for other.example"},
        {"when.marketplace = \"A13V1IB3VIYZZH\"", "applies"},
        {"when.carrier = [\"dhl*\", \"UPS\"]", "applies"},
        {"when.carrier = \"DHL Express\"", "applies"},
        {"when.carrier = \"*express\"", "applies"},
        {"when.carrier = [\"UPS\", \"DHL Express Worldwide*\"]",
         "carrier is DHL Express; the rule is for UPS, DHL Express Worldwide*"},
        {"when.tags = [\"wholesale\", \"vip\"]", "applies"},
        {"when.tags = \"wholesale\"", "tags are VIP, gift; the rule is for wholesale"},
        {"when.item.sku = \"led-*\"", "applies"},
        {"when.item.sku = [\"LED\", \"*-41\"]", "no item's SKU is like LED, *-41"},
        {"when.item.title = \"*lamp*\"", "applies"},
        {"when.item.title = \"*chair*\"", "no item's title is like *chair*"},
        {"when.quantity = { from = 4, below = 5 }", "applies"},
        {"when.quantity = 5", "pieces in the order: 4; the rule is for from 5"},
        {"when.buyer.orders = { below = 3 }", "applies"},
        {"when.buyer.orders = 3", "orders of this buyer: 2; the rule is for from 3"},
        {"when.buyer.spent.from = { USD = 120 }", "applies"},
        {"when.buyer.spent.below = { USD = 120 }",
         "the buyer has spent 120.5 USD; the rule is for buyers who spent below 120"},
        {"when.buyer.spent.from = { EUR = 1 }",
         "the buyer has spent 120.5 USD; the rule names no amount in USD"},
        {"when.consent.email = [\"granted\", \"unknown\"]", "applies"},
        {"when.consent.email = \"granted\"",
         "consent to e-mail is unknown; the rule is for granted"},
        {"when.review.sentiment = \"negative\"", "applies"},
        {"when.review.sentiment = \"positive\"",
         "the review is negative; the rule is for positive"},
        {"when.review.rating = { below = 3 }", "applies"},
        {"when.review.rating = 4", "the review's rating is 2; the rule is for from 4"},
        {"when.days_in.paid = { from = 6, below = 7 }", "applies"},
        {"when.days_in.paid = 7", "days since paid: 6; the rule is for from 7"},
        {"when.days_in.shipped = 1", "the order has not come to shipped"},
        {"when.not = { country = \"DE\" }", "applies"},
        {"when.not = { country = \"FR\", tags = \"vip\" }",
         "the rule is not for country FR and tags vip"},
        {"when.any = [ { country = \"DE\" }, { tags = \"vip\" } ]", "applies"},
        {"when.any = [ { country = \"DE\" }, { tags = \"b2b\" } ]",
         "none of any: (country is FR; the rule is for DE), (tags are VIP, gift; the rule is for "
         "b2b)"},
        {"when.all = [ { country = \"FR\" }, { not = { tags = \"gift\" } } ]",
         "the rule is not for tags gift"},
    }));
    CHECK(verdict(condition, an_order()) == expected);
}

TEST_CASE("what is not known does not match") {
    Order order = an_order();
    order.ship_to.country.clear();
    order.buyer.locale.clear();
    order.total.reset();
    order.items.clear();
    order.tags.clear();
    order.shipment.carrier.clear();
    order.review = {};
    CHECK(verdict("when.quantity = { below = 5 }", order) ==
          "the order's items are not known; the rule is for below 5");
    CHECK(verdict("when.tags = \"vip\"", order) == "the order has no tags; the rule is for vip");
    CHECK(verdict("when.carrier = \"UPS\"", order) == "carrier is not known; the rule is for UPS");
    CHECK(verdict("when.review.rating = { below = 3 }", order) ==
          "the review's rating is not known; the rule is for below 3");
    CHECK(verdict("when.country = \"FR\"", order) == "country is not known; the rule is for FR");
    CHECK(verdict("when.language = \"fr\"", order) == "language is not known; the rule is for fr");
    CHECK(verdict("when.total.from = { USD = 1 }", order) ==
          "the order's total is not known; the rule asks for one");
}

TEST_CASE("without a shipping address the buyer is where the bill goes") {
    Order order = an_order();
    order.bill_to.country = "DE";
    order.bill_to.region = "BY";
    CHECK(verdict("when.country = \"DE\"", order) == "country is FR; the rule is for DE");
    order.ship_to.country.clear();
    CHECK(verdict("when.country = \"DE\"", order) == "applies");
    CHECK(verdict("when.country = \"FR\"", order) == "country is DE; the rule is for FR");
    CHECK(address_of(order).region == "BY");
}

TEST_CASE("a subdivision that nobody can tell is named as the order has it") {
    Order order = an_order();
    order.ship_to.region = "the south";
    CHECK(verdict("when.subdivision = \"FR-IDF\"", order) ==
          "subdivision of \"the south\" is not known; the rule is for FR-IDF");
    order.ship_to.region.clear();
    CHECK(verdict("when.subdivision = \"FR-IDF\"", order) ==
          "subdivision is not known; the rule is for FR-IDF");
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

TEST_CASE("a pattern's star stands for anything, and nothing else does") {
    auto [text, pattern, like] = GENERATE(table<std::string, std::string, bool>({
        {"LED-40", "led-*", true},
        {"LED-40", "*40", true},
        {"LED-40", "*-*", true},
        {"LED-40", "*", true},
        {"", "*", true},
        {"LED-40", "LED-4", false},
        {"LED-40", "ED-40", false},
        {"LED-40", "LED.40", false},
        {"aab", "*ab", true},
        {"mississippi", "m*iss*ip*i", true},
        {"mississippi", "m*iss*x*i", false},
        {"", "", true},
        {"a", "", false},
    }));
    INFO(text << ' ' << pattern);
    CHECK(is_like(text, pattern) == like);
}

TEST_CASE("what is needed most is planned first, whatever the order of the file") {
    Diagnostics diagnostics;
    std::string text = "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n";
    const auto add = [&](const std::string& name, const std::string& more) {
        text += "[rule." + name +
                "]\non = \"delivered\"\nafter = \"1d\"\nwindow = \"w\"\nchannel = \"e\"\n"
                "message = \"m\"\n" +
                more;
    };
    add("a", "class = \"marketing\"\n");
    add("b", "class = \"transactional\"\npriority = -1\n");
    add("c", "class = \"transactional\"\n");
    add("d", "class = \"critical\"\nevery = \"1d\"\ntimes = 2\n");
    const RuleSet set = load_rules({{"r.toml", text}}, diagnostics);
    CHECK(format(diagnostics).empty());
    std::string order;
    for (const Match& match : evaluate(set, an_order(), {Stage::delivered, monday}).matches)
        order += match.rule->name + std::to_string(match.occurrence) + ' ';
    CHECK(order == "d0 d1 c0 b0 a0 ");
}
