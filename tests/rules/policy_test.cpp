// What marketplaces allow: the shipped table against rules that keep and that break it.
#include "rules/evaluate.hpp"
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

const std::string shop_text =
    "name = \"Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\n"
    "sender = \"Shop <shop@example.com>\"\nunsubscribe = \"mailto:leave@example.com\"\n";

/// The set of one rule beside the shipped policy.
Loaded load_with_policy(const std::string& rule) {
    SetSources sources;
    sources.shop = {"shop.toml", shop_text};
    sources.rules = {{"90-platforms.toml", file_text("rules/library/rules/90-platforms.toml")},
                     {"a.toml",
                      "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n"
                      "[window.office]\nclock = \"shop\"\nfrom = \"09:00\"\nto = \"18:00\"\n"
                      "[defaults]\nwindow = \"w\"\nchannel = \"email\"\n"},
                     {"r.toml", rule}};
    sources.messages = {
        {"messages/m/en.md",
         "+++\nsubject = \"s\"\n+++\nHello\n"
         "{{#shop.unsubscribe}}[Leave]({{shop.unsubscribe}}){{/shop.unsubscribe}}\n"}};
    return load_set(sources, {"email", {"request-review", true}, {"amazon", true}});
}

/// "allowed", or why not.
std::string verdict(const std::string& lines) {
    const Loaded loaded = load_with_policy("[rule.r]\n" + lines);
    if (loaded.set) return "allowed";
    REQUIRE(loaded.diagnostics.size() == 1);
    return in_english(loaded.diagnostics.front().message);
}

}  // namespace

TEST_CASE("what the shipped table says of rules that are written for a platform") {
    const std::string refused = " does not allow what rule \"r\" does: ";
    auto [lines, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"on = \"payment-review\"\nafter = \"2h\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "when.platform = \"amazon\"\n",
         "amazon" + refused +
             "it may not be sent: Amazon allows no mail about payments or order confirmations"},
        {"on = \"delivered\"\nafter = \"1d\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "when.platform = [\"shopify\", \"amazon\"]\n",
         "amazon" + refused +
             "it may not be sent: Amazon tells buyers about their parcel itself, and allows no "
             "shipping confirmations"},
        {"on = \"delivered\"\nafter = \"60d\"\nclass = \"marketing\"\nmessage = \"m\"\n"
         "when.platform = \"amazon\"\n",
         "amazon" + refused + "it may not be sent: Amazon allows no marketing to its buyers"},
        {"on = \"delivered\"\nafter = \"6d\"\nlatest = \"30d\"\nclass = \"solicitation\"\n"
         "message = \"m\"\nwhen.platform = \"amazon\"\n",
         "amazon" + refused +
             "only by the action request-review: Amazon asks for reviews itself, once for each "
             "order, between the 5th and the 30th day"},
        {"on = \"delivered\"\nafter = \"4d\"\nlatest = \"30d\"\nclass = \"solicitation\"\n"
         "channel = \"request-review\"\nwhen.platform = \"amazon\"\n",
         "amazon" + refused +
             "not before day 5: Amazon asks for reviews itself, once for each order, between the "
             "5th and the 30th day"},
        {"on = \"delivered\"\nafter = \"6d\"\nclass = \"solicitation\"\n"
         "channel = \"request-review\"\nwhen.platform = \"amazon\"\n",
         "amazon" + refused +
             "not after day 30 (latest = \"30d\"): Amazon asks for reviews itself, once for each "
             "order, between the 5th and the 30th day"},
        {"on = \"delivered\"\nafter = \"6d\"\nlatest = \"30d\"\nclass = \"solicitation\"\n"
         "channel = \"request-review\"\nwhen.platform = \"amazon\"\n",
         "allowed"},
        {"on = \"delayed\"\nafter = \"0d\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "when.platform = \"amazon\"\n",
         "amazon" + refused +
             "only as a message of its own kind, with.kind = unexpected-problem: Amazon has a "
             "message of its own for a problem with the parcel"},
        {"on = \"delayed\"\nafter = \"0d\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "channel = \"amazon\"\nwith.kind = \"unexpected-problem\"\nwhen.platform = \"amazon\"\n",
         "allowed"},
        {"on = \"address-problem\"\nafter = \"0d\"\nclass = \"critical\"\nmessage = \"m\"\n"
         "channel = \"amazon\"\nwith.kind = \"confirm-delivery-details\"\n"
         "when.platform = \"amazon\"\n",
         "allowed"},
        {"on = \"placed\"\nafter = \"21d\"\nlatest = \"25d\"\nclass = \"transactional\"\n"
         "message = \"m\"\nwhen.platform = \"aliexpress\"\n",
         "aliexpress" + refused +
             "not after day 20 (latest = \"20d\"): AliExpress closes an unpaid order after about "
             "20 days"},
        {"on = \"shipped\"\nafter = \"1d\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "when.platform = \"wish\"\n",
         "wish" + refused +
             "only through the platform's own messages: Wish lets a shop reach its buyers through "
             "tickets alone"},
        {"on = \"shipped\"\nafter = \"1d\"\nclass = \"transactional\"\nmessage = \"m\"\n"
         "when.platform = \"shopify\"\n",
         "allowed"},
        {"on = \"review\"\nafter = \"0h\"\nclass = \"critical\"\nmessage = \"m\"\nto = \"shop\"\n"
         "window = \"office\"\nwhen.platform = \"amazon\"\n",
         "allowed"},  // the shop may write to itself whatever it likes
    }));
    CHECK(verdict(lines) == expected);
}

TEST_CASE("a refusal shows the place, the reason and the way out") {
    const Loaded loaded = load_with_policy(
        "[rule.r]\non = \"paid\"\nafter = \"2h\"\nclass = \"transactional\"\nmessage = \"m\"\n"
        "when.platform = [\"amazon\", \"shopify\"]\n");
    CHECK(format(loaded.diagnostics) ==
          "r.toml:6:1: error: amazon does not allow what rule \"r\" does: it may not be sent: "
          "Amazon allows no mail about payments or order confirmations\n"
          "   when.platform = [\"amazon\", \"shopify\"]\n"
          "   ^ leave \"amazon\" out of when.platform\n");
}

TEST_CASE("a rule for every platform is good, and bars the orders of those that do not allow it") {
    const Loaded loaded = load_with_policy(
        "[rule.r]\non = \"paid\"\nafter = \"2h\"\nclass = \"transactional\"\nmessage = \"m\"\n");
    REQUIRE(loaded.set);
    const Rule& rule = *loaded.set->rules.find("r");
    CHECK(rule.steps[0].barred.size() == 2);
    Order order;
    order.platform = "amazon";
    const Instant now = *parse_instant("2026-03-02T10:00:00Z");
    const Evaluation barred = evaluate(rule, order, now);
    CHECK(barred.matches.empty());
    REQUIRE(barred.refusals.size() == 1);
    CHECK(barred.refusals[0].reason.starts_with("amazon does not allow it: it may not be sent"));
    order.platform = "shopify";
    CHECK(evaluate(rule, order, now).matches.size() == 1);
}

TEST_CASE("a table of a platform says why, and who says so") {
    CHECK(problems_of_rules("[[platform.amazon.limit]]\nstages = [\"payed\"]\nbecause = \"x\"\n") ==
          "r.toml:1:1: error: limit 1 of [platform.amazon] lacks \"source\"\n"
          "   [[platform.amazon.limit]]\n"
          "   ^ whoever is refused must be told why, and who says so\n"
          "r.toml:2:11: error: unknown stage \"payed\"\n"
          "   stages = [\"payed\"]\n"
          "             ^ did you mean \"placed\"?\n");
}
