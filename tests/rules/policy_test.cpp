// What marketplaces allow: the shipped table against rules that keep and that break it.
#include "rules/evaluate.hpp"
#include "tests/rules/a_set.hpp"

#include <algorithm>
#include <filesystem>

using namespace vesper;

namespace {

/// The set of one rule beside the shipped policy.
Loaded load_with_policy(const std::string& rule) {
    SetSources sources;
    sources.shop = {"shop.toml", shop_text + "unsubscribe = \"mailto:leave@example.com\"\n"};
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
    return load_set(sources, {"email", {"request-review", true}, {"amazon", true}, {"tag", true}});
}

/// "allowed", or why not.
std::string verdict(const std::string& lines) {
    const Loaded loaded = load_with_policy("[rule.r]\n" + lines);
    if (loaded.set) return "allowed";
    REQUIRE(loaded.diagnostics.size() == 1);
    return in_english(loaded.diagnostics.front().message);
}

/// What Amazon says of a rule with these lines.
std::string amazon_says(const std::string& lines) {
    const std::string prefix = "amazon does not allow what rule \"r\" does: ";
    const std::string said = verdict(lines + "when.platform = \"amazon\"\n");
    return said.starts_with(prefix) ? said.substr(prefix.size()) : said;
}

/// A rule that asks for a review by Amazon's button.
std::string asks(const std::string& lines) {
    return "class = \"solicitation\"\nchannel = \"request-review\"\n" + lines;
}

/// An ordinary letter by mail.
std::string mails(const std::string& lines, const std::string& message_class = "transactional") {
    return "class = \"" + message_class + "\"\nmessage = \"m\"\n" + lines;
}

const std::string its_reviews =
    ": Amazon asks for reviews itself, once for each order, between the 5th and the 30th day";
const std::string its_list =
    "it may not be sent: Amazon lets a shop write only what completes an order or answers its "
    "buyer";
const std::string its_parcels =
    "it may not be sent: Amazon tells buyers about their parcel itself, and allows no shipping "
    "confirmations";

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
             "message of its own for a problem with an order or its parcel"},
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

TEST_CASE("Amazon is asked for one review of an order, and counts from its delivery") {
    const std::string in_time = "after = \"6d\"\nlatest = \"30d\"\n";
    auto [lines, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"on = \"delivered\"\n" + in_time, "allowed"},
        {"on = \"shipped\"\nto = \"shop\"\nwindow = \"office\"\n" + in_time,
         "only counted from delivered" + its_reviews},
        {"on = \"delivered\"\nafter = \"5d\"\nevery = \"3d\"\ntimes = 3\nlatest = \"30d\"\n",
         "only once for each order" + its_reviews},
        {"on = \"shipped\"\n" + in_time, "only counted from delivered" + its_reviews},
        {"on = \"review\"\n" + in_time, "only counted from delivered" + its_reviews},
        {"of = \"deliver\"\n" + in_time, "only counted from delivered" + its_reviews},
        {"of = \"review-closes\"\nbefore = \"2d\"\n", "only counted from delivered" + its_reviews},
        {"on = \"delivered\"\nno_evening = \"early\"\n" + in_time,
         "not before day 5, as no_evening = \"early\" might be" + its_reviews},
        {"on = \"delivered\"\nfallback = \"amazon\"\n" + in_time,
         "only by the action request-review" + its_reviews},
    }));
    CHECK(amazon_says(asks(lines)) == expected);
}

TEST_CASE("what asks Amazon for a review is that, whatever the rule calls it") {
    const std::string action = "channel = \"request-review\"\nlatest = \"30d\"\n";
    for (const char* called : {"critical", "transactional"}) {
        const std::string as = "class = \"" + std::string{called} + "\"\n";
        CHECK(amazon_says("on = \"delivered\"\nafter = \"6d\"\n" + as + action) ==
              "only with class = solicitation" + its_reviews);
        CHECK(amazon_says("on = \"buyer-wrote\"\nafter = \"0d\"\n" + as + action) ==
              "only with class = solicitation" + its_reviews);
    }
}

TEST_CASE("a second step that asks Amazon for a review is refused, however the first was meant") {
    const std::string rule =
        asks("on = \"delivered\"\nlatest = \"30d\"\n") + "when.platform = \"amazon\"\n";
    const std::string steps = "[[rule.r.step]]\nafter = \"6d\"\n[[rule.r.step]]\nafter = \"20d\"\n";
    CHECK(verdict(rule + steps) ==
          "amazon does not allow what rule \"r\" does: only once for each "
          "order" +
              its_reviews);
    // For all platforms: the letter is left out, and so the request is the only one.
    const Loaded loaded = load_with_policy(
        "[rule.r]\non = \"delivered\"\nlatest = \"30d\"\nclass = \"solicitation\"\n"
        "[[rule.r.step]]\nafter = \"6d\"\nmessage = \"m\"\n"
        "[[rule.r.step]]\nafter = \"6d\"\nchannel = \"request-review\"\n"
        "[[rule.r.step]]\nafter = \"20d\"\nchannel = \"request-review\"\n");
    REQUIRE(loaded.set);
    const std::vector<Step>& loaded_steps = loaded.set->rules.find("r")->steps;
    CHECK(loaded_steps[0].barred.at("amazon") ==
          "amazon does not allow it: only by the action request-review" + its_reviews);
    CHECK(loaded_steps[1].barred.count("amazon") == 0);
    CHECK(loaded_steps[1].once.at("amazon") == its_reviews.substr(2));
    CHECK(loaded_steps[2].barred.at("amazon") ==
          "amazon does not allow it: only once for each order" + its_reviews);
}

TEST_CASE("ordinary mail to Amazon's buyers: what is not named is refused") {
    const std::string problem =
        "only as a message of its own kind, with.kind = unexpected-problem: Amazon has a message "
        "of its own for a problem with an order or its parcel";
    auto [lines, expected] = GENERATE_COPY(table<std::string, std::string>({
        {mails("of = \"deliver\"\nbefore = \"2d\"\n"), its_parcels},
        {mails("of = \"pay\"\nbefore = \"1d\"\n"),
         "it may not be sent: Amazon allows no mail about payments or order confirmations"},
        {mails("of = \"confirm-receipt\"\nbefore = \"5d\"\n"),
         "it may not be sent: Amazon allows no letters that only thank, and none about a review"},
        {mails("of = \"dispute-reply\"\nbefore = \"1d\"\n", "critical"), its_list},
        {mails("on = \"shipped\"\nwithout_news = \"7d\"\n"), its_parcels},
        {mails("on = \"refunded\"\nafter = \"0d\"\n"), its_list},
        {mails("on = \"refunded\"\nafter = \"0d\"\n", "critical"), its_list},
        {mails("on = \"inquiry-answered\"\nafter = \"3d\"\n"), its_list},
        {mails("on = \"cancelled\"\nafter = \"0d\"\n"), problem},
        {mails("on = \"buyer-wrote\"\nafter = \"0d\"\nlatest = \"2d\"\n"), its_list},
        {mails("on = \"buyer-wrote\"\nafter = \"0d\"\nlatest = \"2d\"\n", "critical"), "allowed"},
        {mails("on = \"return-requested\"\nafter = \"0d\"\n", "critical"),
         "not after day 30 (latest = \"30d\"): Amazon allows answers, and what is needed to settle "
         "a return or a dispute, within 30 days"},
    }));
    CHECK(amazon_says(lines) == expected);
}

TEST_CASE("Amazon's own kinds of messages go by its own channel, whatever their class") {
    const std::string of_details =
        "Amazon has a message of its own for questions about the order or the address";
    const std::string asked = "on = \"address-problem\"\nafter = \"0d\"\n";
    const std::string kind = "with.kind = \"confirm-delivery-details\"\n";
    CHECK(amazon_says(mails(asked)) ==
          "only as a message of its own kind, with.kind = confirm-order-details, "
          "confirm-delivery-details, confirm-customization-details: " +
              of_details);
    CHECK(amazon_says(mails(asked + kind)) ==
          "only through the platform's own messages: " + of_details);
    CHECK(amazon_says(mails(asked + kind + "channel = \"amazon\"\n")) == "allowed");
}

TEST_CASE("an action that no buyer sees is free") {
    CHECK(amazon_says("on = \"refunded\"\nafter = \"0h\"\nclass = \"transactional\"\n"
                      "channel = \"tag\"\n") == "allowed");
    CHECK(amazon_says("on = \"refunded\"\nafter = \"0h\"\nclass = \"transactional\"\n"
                      "channel = \"tag\"\nmessage = \"m\"\n") == its_list);
}

TEST_CASE("Wish hears nothing about payment, nor before its deadline") {
    CHECK(verdict(mails("of = \"pay\"\nbefore = \"1d\"\nchannel = \"amazon\"\n") +
                  "when.platform = \"wish\"\n") ==
          "wish does not allow what rule \"r\" does: it may not be sent: Wish allows no message "
          "about payment");
    CHECK(verdict(mails("of = \"deliver\"\nbefore = \"1d\"\nchannel = \"amazon\"\n") +
                  "when.platform = \"wish\"\n") == "allowed");
}

TEST_CASE("a platform is named at whatever depth the conditions name it") {
    const std::string rule = mails("on = \"paid\"\nafter = \"2h\"\n");
    const std::string refused =
        "amazon does not allow what rule \"r\" does: it may not be sent: Amazon allows no mail "
        "about payments or order confirmations";
    auto [when, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"when.any = [ { platform = \"amazon\" }, { country = \"DE\" } ]\n", refused},
        {"when.all = [ { any = [ { platform = [\"shopify\", \"amazon\"] } ] } ]\n", refused},
        {"when.not = { not = { platform = \"amazon\" } }\n", refused},
        {"when.not = { platform = \"amazon\" }\n", "allowed"},
        {"when.any = [ { platform = \"shopify\" } ]\n", "allowed"},
    }));
    CHECK(verdict(rule + when) == expected);
    CHECK(format(load_with_policy("[rule.r]\n" + rule +
                                  "when.any = [ { platform = \"amazon\" }, { tags = \"x\" } ]\n")
                     .diagnostics) ==
          "r.toml:6:1: error: " + refused +
              "\n   when.any = [ { platform = \"amazon\" }, { tags = \"x\" } ]\n"
              "   ^ leave \"amazon\" out of the conditions\n");
}

TEST_CASE("days that a limit names count from an event") {
    const std::string limit =
        "[[platform.p.limit]]\nuntil = 9\nbecause = \"it is so\"\nsource = \"s\"\n";
    const Loaded loaded =
        load_with_policy(limit + "[rule.r]\n" + mails("of = \"pay\"\nbefore = \"1d\"\n"));
    REQUIRE(loaded.set);
    CHECK(loaded.set->rules.find("r")->steps[0].barred.at("p") ==
          "p does not allow it: only counted from an event, with on and after: it is so");
}

TEST_CASE("of the shipped rules Amazon allows its own request, and letters to the staff") {
    std::vector<Source> sources;
    for (const auto& entry :
         std::filesystem::directory_iterator{source_tree() + "/rules/library/rules"}) {
        const std::string file = "rules/" + entry.path().filename().string();
        sources.push_back({file, file_text("rules/library/" + file)});
    }
    REQUIRE(sources.size() >= 7);
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.name < b.name; });
    Diagnostics diagnostics;
    const RuleSet set = load_rules(sources, diagnostics);
    CHECK(format(diagnostics).empty());
    std::vector<std::string> free;
    for (const Rule& rule : set.rules)
        for (std::size_t step = 0; step < rule.steps.size(); ++step)
            if (not_allowed(set.platforms.at("amazon"), rule, step, std::nullopt).empty())
                free.push_back(rule.name);
    CHECK(free ==
          std::vector<std::string>{"amazon-review-request", "bad-review", "inquiry-unanswered"});
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

TEST_CASE("what a limit asks for is the way out, and a rule for nobody else is never widened") {
    const std::string amazon = "when.platform = \"amazon\"\n";
    const std::string both = "when.platform = [\"amazon\", \"shopify\"]\n";
    const std::string in_time = "after = \"6d\"\nlatest = \"30d\"\n";
    const std::string delivered = "on = \"delivered\"\n";
    const std::string delayed = mails("on = \"delayed\"\nafter = \"0d\"\n");
    const std::string paid = mails("on = \"paid\"\nafter = \"2h\"\n");
    const std::string asked = mails("on = \"address-problem\"\nafter = \"0d\"\n");
    auto [lines, hint] = GENERATE_COPY(table<std::string, std::string>({
        {asks(delivered + "after = \"6d\"\n") + amazon, "write latest = \"30d\""},
        {asks(delivered + "after = \"6d\"\n") + both, "write latest = \"30d\""},
        {asks(delivered + "after = \"40d\"\n") + amazon,
         "write latest = \"30d\", and an earlier \"after\""},
        {asks(delivered + "after = \"4d\"\nlatest = \"30d\"\n") + amazon, "write after = \"5d\""},
        {asks(delivered + "after = \"2d\"\nlatest = \"3d\"\n") + amazon,
         "write after = \"5d\", and a later \"latest\""},
        {asks(delivered + "no_evening = \"early\"\n" + in_time) + amazon,
         "write no_evening = \"drop\""},
        {asks("on = \"shipped\"\n" + in_time) + amazon, "write on = \"delivered\""},
        {asks("of = \"deliver\"\n" + in_time) + amazon,
         "write on = \"delivered\" and after = \"5d\""},
        {asks(delivered + "every = \"3d\"\ntimes = 3\n" + in_time) + amazon,
         "leave out \"every\" and \"times\""},
        {asks(delivered + "latest = \"30d\"\n") + amazon +
             "[[rule.r.step]]\nafter = \"6d\"\n[[rule.r.step]]\nafter = \"20d\"\n",
         "leave out step 2: an earlier one does it"},
        {delivered + "class = \"transactional\"\nchannel = \"request-review\"\n" + in_time + amazon,
         "write class = \"solicitation\""},
        {mails(delivered + in_time, "solicitation") + amazon,
         "write channel = \"request-review\", without a message or another channel"},
        {mails(delivered + in_time, "solicitation") + both,
         "in a rule for \"amazon\" alone: write channel = \"request-review\", without a message "
         "or another channel"},
        {delayed + amazon, "write with.kind = \"unexpected-problem\""},
        {delayed + both,
         "in a rule for \"amazon\" alone: write with.kind = \"unexpected-problem\""},
        {asked + amazon,
         "write one of with.kind = \"confirm-order-details\", with.kind = "
         "\"confirm-delivery-details\", with.kind = \"confirm-customization-details\""},
        {mails("on = \"shipped\"\nafter = \"1d\"\n") + "when.platform = \"wish\"\n",
         "write the channel that speaks to the platform, and no other"},
        {paid + both, "leave \"amazon\" out of when.platform"},
        {paid + amazon, "the rule has no use; remove it"},
        {paid + "when.all = { platform = \"amazon\" }\n", "the rule has no use; remove it"},
        {paid +
             "when.any = [ { platform = \"amazon\", tags = \"x\" }, { platform = \"amazon\" } ]\n",
         "the rule has no use; remove it"},
        {"class = \"transactional\"\non = \"paid\"\nafter = \"2h\"\n" + amazon +
             "[[rule.r.step]]\nchannel = \"tag\"\n[[rule.r.step]]\nmessage = \"m\"\n",
         "step 2 has no use; remove it"},
    }));
    const Loaded loaded = load_with_policy("[rule.r]\n" + lines);
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(in_english(loaded.diagnostics.front().hint) == hint);
}

TEST_CASE("what a platform says of a rule whose stage or class is not known is not asked") {
    const std::string rest =
        "channel = \"request-review\"\nafter = \"6d\"\nlatest = \"30d\"\n"
        "when.platform = \"amazon\"\n";
    auto [lines, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"on = \"delivred\"\nclass = \"solicitation\"\n",
         "r.toml:2:6: error: unknown stage \"delivred\"\n"
         "   on = \"delivred\"\n"
         "        ^ did you mean \"delivered\"?\n"},
        {"on = \"delivered\"\nclass = \"solicitaton\"\n",
         "r.toml:3:9: error: unknown class \"solicitaton\"\n"
         "   class = \"solicitaton\"\n"
         "           ^ did you mean \"solicitation\"?\n"},
        {"of = \"delivr\"\nclass = \"solicitation\"\n",
         "r.toml:2:6: error: unknown deadline \"delivr\"\n"
         "   of = \"delivr\"\n"
         "        ^ did you mean \"deliver\"?\n"},
    }));
    CHECK(format(load_with_policy("[rule.r]\n" + lines + rest).diagnostics) == expected);
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
    const std::string limit = "[[platform.p.limit]]\nbecause = \"x\"\nsource = \"y\"\n";
    CHECK(problems_of_rules(limit + "deadlines = [\"recieve\"]\ncounts_from = \"deliverd\"\n"
                                    "once = \"yes\"\n") ==
          "r.toml:4:14: error: unknown deadline \"recieve\"\n"
          "   deadlines = [\"recieve\"]\n"
          "                ^ known: pay, ship, deliver, confirm-receipt, review-opens, "
          "review-closes, "
          "dispute-reply\n"
          "r.toml:5:15: error: unknown stage \"deliverd\"\n"
          "   counts_from = \"deliverd\"\n"
          "                 ^ did you mean \"delivered\"?\n"
          "r.toml:6:8: error: \"once\" is true or false, not text in quotes\n"
          "   once = \"yes\"\n"
          "          ^\n");
}
