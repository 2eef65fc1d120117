// How much a buyer hears, who is left out, what law and platforms allow, and letters to the shop.
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

void add_webhooks(Config& config) {
    for (const char* name : {"dingtalk", "request-review"}) {
        config.channels[name].name = name;
        config.channels[name].kind = ChannelConfig::Kind::webhook;
    }
    config.channels["sms"].name = "sms";
    config.channels["sms"].medium = Medium::sms;
}

SimHouse a_house(const std::string& rules, const std::string& shop_lines = "",
                 const std::function<void(Config&)>& adjust = add_webhooks) {
    const std::string leave = "unsubscribe = \"mailto:leave@shop.example\"\n";
    SetSources sources = sources_with(two_windows + rules, leave + shop_lines, {"news", "other"});
    const std::string way_out =
        "{{#shop.unsubscribe}}[Leave]({{shop.unsubscribe}}){{/shop.unsubscribe}}\n";
    for (Source& message : sources.messages) message.text += way_out;  // marketing needs it
    return SimHouse{sources, "2026-03-02T00:00:00Z", ":memory:", adjust};
}

EventBuilder happens(const std::string& order, const std::string& what,
                     const std::string& when = "2026-03-02T09:00:00Z") {
    return an_event(order, what).in("DE").at(when);
}

/// Rule -> the day on which its letter to this order landed, or its reason.
std::string fate(SimHouse& house, const std::string& order, const std::string& rule) {
    for (const Job& job : house.jobs())
        if (job.key.order.ends_with(order) && job.key.rule == rule)
            return job.state == JobState::delivered || job.state == JobState::scheduled
                       ? to_string(job.local_date)
                       : job.reason;
    for (const auto& decision : house.house().store().decisions("shopify/shop.example/" + order))
        if (decision.rule == rule) return decision.reason;
    return "nothing";
}

std::string a_rule_named(const std::string& name, const std::string& more) {
    return "[rule." + name + "]\non = \"paid\"\nafter = \"0d\"\nmessage = \"news\"\n" + more;
}

}  // namespace

TEST_CASE("a buyer gets one letter a day: by class, then priority, and the others later, visibly") {
    const std::string rules = "[limits]\nbuyer_per_day = 1\n" +
                              a_rule_named("c-marketing", "class = \"marketing\"\n") +
                              a_rule_named("b-plain", "class = \"transactional\"\n") +
                              a_rule_named("a-first", "class = \"transactional\"\npriority = 5\n") +
                              a_rule_named("d-needed", "class = \"critical\"\n");
    SimHouse house = a_house(rules);
    house.receive(happens("A1", "order.paid").consent("granted"));
    CHECK(fate(house, "A1", "d-needed") == "2026-03-02");  // critical letters do not count
    CHECK(fate(house, "A1", "a-first") == "2026-03-02");
    CHECK(fate(house, "A1", "b-plain") == "2026-03-03");
    CHECK(fate(house, "A1", "c-marketing") == "2026-03-04");
    for (const Job& job : house.jobs())
        if (job.key.rule == "c-marketing")
            CHECK(job.explanation.find("; the buyer has letters enough (1 a day) on Mon 2 Mar, "
                                       "Tue 3 Mar, moved to Wed 4 Mar") != std::string::npos);
    house.run_for(date::days{5});
    CHECK(house.sent().size() == 4);
}

TEST_CASE("a new limit leaves a buyer's day to the letter that matters more") {
    const std::string rules = a_rule_named("b-plain", "class = \"transactional\"\n") +
                              a_rule_named("a-first", "class = \"transactional\"\npriority = 5\n");
    const auto with = [](const std::string& all_rules) {
        return sources_with(two_windows + all_rules, "", {"news", "other"});
    };
    SimHouse house = a_house(rules);
    house.receive(happens("A1", "order.paid"));
    for (const char* name : {"a-first", "b-plain"}) CHECK(fate(house, "A1", name) == "2026-03-02");
    // Which of the two comes first in the store must not matter: the other is given the priority.
    const std::string limits = "[limits]\nbuyer_per_day = 1\n";
    const std::string other_way =
        limits + a_rule_named("b-plain", "class = \"transactional\"\npriority = 5\n") +
        a_rule_named("a-first", "class = \"transactional\"\n");
    REQUIRE(house.house().reload(with(limits + rules)).accepted);
    CHECK(fate(house, "A1", "a-first") == "2026-03-02");
    CHECK(fate(house, "A1", "b-plain") == "2026-03-03");
    REQUIRE(house.house().reload(with(other_way)).accepted);
    CHECK(fate(house, "A1", "b-plain") == "2026-03-02");
    CHECK(fate(house, "A1", "a-first") == "2026-03-03");
}

TEST_CASE("a person may set the window aside, and not the law") {
    const std::string rules = a_rule_named("offer", "class = \"marketing\"\nchannel = \"sms\"\n");
    SimHouse house = a_house(rules);
    house.receive(an_event("A1", "order.paid")
                      .in("FR")
                      .consent("granted")
                      .set("/data/buyer/phone", "\"+33612345678\"")
                      .set("/data/buyer/consent/sms_marketing", "\"granted\"")
                      .at("2026-03-02T01:00:00Z"));
    const std::int64_t job = house.only_job().id;
    const auto now = [&] {
        return house.work([&] { return house.house().send_now(job, "asked for"); });
    };
    const House::Done at_night = now();  // 02:00 in Paris
    CHECK(at_night.kind == House::Done::Kind::refused);
    CHECK(at_night.text == "the law of the buyer's place allows no such message at this hour");
    house.run_until("2026-03-02T11:00:00Z");
    CHECK(now().kind == House::Done::Kind::done);
}

TEST_CASE("in a safe first week no bridge is told of a buyer") {
    const auto address = GENERATE(ChannelConfig::Address::none, ChannelConfig::Address::email,
                                  ChannelConfig::Address::phone);
    const std::string rules = a_rule_named("r", "class = \"critical\"\nchannel = \"dingtalk\"\n");
    const std::string shop = "redirect_to = \"owner@shop.example\"\n";
    SimHouse house = a_house(rules, shop, [&](Config& config) {
        add_webhooks(config);
        config.channels["dingtalk"].address = address;
    });
    house.receive(happens("A1", "order.paid").set("/data/buyer/phone", "\"+4915112345678\""));
    house.run_for(date::days{2});
    CHECK(house.sent().empty());
    CHECK(house.only_job().state == JobState::held);
}

TEST_CASE("the limit is the buyer's, over all orders, and not another buyer's") {
    SimHouse house =
        a_house("[limits]\nbuyer_per_day = 1\n" + a_rule_named("r", "class = \"transactional\"\n"));
    house.receive(happens("A1", "order.paid").email("erika@example.org"));
    house.receive(happens("A2", "order.paid").email("Erika@Example.org"));
    house.receive(happens("B1", "order.paid").email("another@example.org"));
    CHECK(fate(house, "A1", "r") == "2026-03-02");
    CHECK(fate(house, "A2", "r") == "2026-03-03");
    CHECK(fate(house, "B1", "r") == "2026-03-02");
    house.run_until("2026-03-03T00:00:00Z");  // what was sent counts like what waits
    house.receive(happens("A3", "order.paid", "2026-03-03T09:00:00Z").email("erika@example.org"));
    CHECK(fate(house, "A3", "r") == "2026-03-04");
}

TEST_CASE("a letter that is tried again the same evening does not stand in its own way") {
    SimHouse house =
        a_house("[limits]\nbuyer_per_day = 1\n" + a_rule_named("r", "class = \"transactional\"\n"));
    house.receive(happens("A1", "order.paid"));
    house.answer({Deferred{"450 try later", seconds{60}, false}});
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent()[1].local.substr(0, 10) == house.sent()[0].local.substr(0, 10));
}

TEST_CASE("a week's limit counts any seven days in a row") {
    SimHouse house = a_house("[limits]\nbuyer_per_week = 2\n" +
                             a_rule_named("r", "class = \"transactional\"\n"));
    for (const char* order : {"A1", "A2", "A3"})
        house.receive(happens(order, "order.paid").email("erika@example.org"));
    CHECK(fate(house, "A1", "r") == "2026-03-02");
    CHECK(fate(house, "A2", "r") == "2026-03-02");
    CHECK(fate(house, "A3", "r") == "2026-03-09");
    house.run_for(date::days{10});
    CHECK(house.sent().size() == 3);
}

TEST_CASE("a letter whose last day the limit takes says so") {
    SimHouse house = a_house("[limits]\nbuyer_per_day = 1\n" +
                             a_rule_named("r", "class = \"transactional\"\nlatest = \"0d\"\n"));
    house.receive(happens("A1", "order.paid").email("erika@example.org"));
    house.receive(happens("A2", "order.paid").email("erika@example.org"));
    CHECK(
        fate(house, "A2", "r") ==
        "no evening before the end of Mon 2 Mar buyer time; the buyer has letters enough (1 a day) "
        "on Mon 2 Mar");
}

TEST_CASE("the share of buyers held out is stable, and near what was asked for") {
    SimHouse house = a_house(a_rule_named("r", "class = \"transactional\"\nholdout = \"10%\"\n"));
    int held_out = 0;
    for (int number = 0; number < 500; ++number) {
        const std::string order = "H" + std::to_string(number);
        house.receive(happens(order, "order.paid"));
        held_out += fate(house, order, "r") ==
                    "holdout: the buyer is one of the 10% who get nothing of this rule";
    }
    CHECK(held_out > 30);
    CHECK(held_out < 75);
    // The same buyer's next order meets the same fate.
    int differ = 0;
    for (int number = 0; number < 100; ++number) {
        const std::string first = "H" + std::to_string(number);
        const std::string next = "N" + std::to_string(number);
        house.receive(happens(next, "order.paid").email("buyer-" + first + "@example.org"));
        differ += fate(house, first, "r").starts_with("holdout") !=
                  fate(house, next, "r").starts_with("holdout");
    }
    CHECK(differ == 0);
}

TEST_CASE("a bad review alarms the staff in the shop's own hours; a good one does not") {
    const std::string rule = R"(
[rule.bad-review]
on      = "review"
when.review.sentiment = ["negative", "neutral"]
after   = "0h"
to      = "shop"
window  = "office"
channel = ["dingtalk", "email"]
class   = "critical"
message = "news"
)";
    SimHouse house = a_house(rule, "staff = \"night@shop.example\"\n");
    // Friday 20:00 in Shanghai: Monday morning there.
    house.receive(
        happens("A1", "review.left", "2026-03-06T12:00:00Z").set("/data/review/rating", "2"));
    house.receive(
        happens("A2", "review.left", "2026-03-06T12:00:00Z").set("/data/review/rating", "5"));
    house.answer({Refused{"HTTP 404", false}});  // the robot is gone: by mail, then
    house.run_for(date::days{8});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent()[0].local.substr(0, 10) == "2026-03-09");
    CHECK(house.sent()[0].local.substr(11) >= "09:00");
    CHECK(house.sent()[1].local.substr(11) < "18:00");
    CHECK(house.sent()[1].parcel.to == "night@shop.example");
    CHECK(house.sent()[1].parcel.bytes.find("buyer-A1@example.org") == std::string::npos);
    CHECK(fate(house, "A2", "bad-review") ==
          "the review is positive; the rule is for negative, neutral");
    // A buyer who thinks worse of it is a bad review like any other.
    house.receive(
        happens("A2", "review.changed", "2026-03-10T01:00:00Z").set("/data/review/rating", "1"));
    house.run_for(date::days{4});
    CHECK(house.sent().size() == 3);
}

TEST_CASE(
    "a request for a review needs consent where it counts as marketing, unless the shop says "
    "otherwise") {
    // country, consent, the shop's word, sent
    auto [country, consent, shop, sent] =
        GENERATE(table<std::string, std::string, std::string, int>({
            {"DE", "unknown", "reviews_need_consent = [\"DE\", \"AT\"]\n", 0},
            {"AT", "denied", "reviews_need_consent = [\"DE\", \"AT\"]\n", 0},
            {"DE", "granted", "reviews_need_consent = [\"DE\", \"AT\"]\n", 1},
            {"FR", "unknown", "reviews_need_consent = [\"DE\", \"AT\"]\n", 1},
            {"DE", "unknown", "reviews_need_consent = []\n", 1},
        }));
    SimHouse house = a_house(a_rule_named("r", "class = \"solicitation\"\n"), shop);
    house.receive(
        an_event("A1", "order.paid").in(country).consent(consent).at("2026-03-02T09:00:00Z"));
    house.run_for(date::days{3});
    INFO(country << ' ' << consent << ' ' << shop);
    CHECK(static_cast<int>(house.sent().size()) == sent);
    if (sent == 0) CHECK(house.only_job().state == JobState::withdrawn);
}

TEST_CASE(
    "where an order has no shipping address, the billing country says whether it needs consent") {
    auto [country, sent] =
        GENERATE(table<std::string, std::size_t>({{"\"DE\"", 0}, {"\"FR\"", 1}}));
    SimHouse house = a_house(a_rule_named("r", "class = \"solicitation\"\n"),
                             "reviews_need_consent = [\"DE\", \"AT\"]\n");
    house.receive(an_event("A1", "order.paid")
                      .set("/data/bill_to/country", country)
                      .at("2026-03-02T09:00:00Z"));
    house.run_for(date::days{3});
    INFO(country);
    CHECK(house.sent().size() == sent);
}

TEST_CASE("without a shipping address, conditions look at the billing address, as windows do") {
    SimHouse house = a_house(a_rule_named("r",
                                          "class = \"critical\"\nwhen.country = \"US\"\n"
                                          "when.subdivision = \"US-CA\"\n") +
                             "[window.evening.in.US-CA]\nhours = [\"16:00-17:00\"]\n");
    house.receive(an_event("A1", "order.paid")
                      .set("/data/bill_to/country", "\"US\"")
                      .set("/data/bill_to/region", "\"California\"")
                      .at("2026-03-02T09:00:00Z"));
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent().front().local.substr(11, 2) == "16");
}

TEST_CASE("a state is one state for conditions and for windows, however the order writes it") {
    // region and postal code of an order in the US, the hour of its letter, or why there is none
    auto [region, postal, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"CA", "", "16"},
        {"US-CA", "", "16"},
        {"California", "", "16"},
        {"CALIFORNIA", "", "16"},
        {"", "94105", "16"},
        {"Oregon", "", "subdivision is US-OR; the rule is for US-CA"},
        {"the coast", "", "subdivision of \"the coast\" is not known; the rule is for US-CA"},
    }));
    SimHouse house =
        a_house(a_rule_named("r", "class = \"critical\"\nwhen.subdivision = \"US-CA\"\n") +
                "[window.evening.in.US-CA]\nhours = [\"16:00-17:00\"]\n");
    house.receive(an_event("A1", "order.paid")
                      .in("US", region)
                      .set("/data/ship_to/postal", '"' + postal + '"')
                      .at("2026-03-02T09:00:00Z"));
    house.run_for(date::days{2});
    INFO(region << ' ' << postal);
    if (house.sent().empty())
        CHECK(fate(house, "A1", "r") == expected);
    else
        CHECK(house.sent().front().local.substr(11, 2) == expected);
}

TEST_CASE("a letter to the staff is written in the staff's language, whatever the buyer's") {
    // the shop's word, the buyer's language, to whom, the subject
    auto [shop, locale, to, subject] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"", "de-DE", "shop", "Subject: Order"},
            {"staff_language = \"de\"\n", "en-US", "shop", "Subject: Bestellung"},
            {"staff_language = \"de\"\n", "en-US", "buyer", "Subject: Order"},
            {"", "de-DE", "buyer", "Subject: Bestellung"},
        }));
    const std::string window = to == "shop" ? "window = \"office\"\n" : "";
    SimHouse house =
        a_house(a_rule_named("r", "class = \"critical\"\nto = \"" + to + "\"\n" + window), shop);
    house.receive(happens("A1", "order.paid").locale(locale));
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 1);
    INFO(shop << locale << ' ' << to);
    CHECK(house.sent()[0].parcel.bytes.find(subject) != std::string::npos);
}

TEST_CASE("who buys for resale is known by orders and spend") {
    SimHouse house = a_house(a_rule_named("wholesale",
                                          "class = \"transactional\"\n"
                                          "when.buyer.orders = { from = 3 }\n"
                                          "when.buyer.spent.from = { USD = 250 }\n"));
    const auto buys = [&](const std::string& order, const std::string& total) {
        house.receive(happens(order, "order.paid").email("erika@example.org").total(total, "USD"));
        return fate(house, order, "wholesale");
    };
    CHECK(buys("A1", "100") == "orders of this buyer: 1; the rule is for from 3");
    CHECK(buys("A2", "100") == "orders of this buyer: 2; the rule is for from 3");
    house.receive(happens("A2", "order.cancelled").email("erika@example.org"));
    CHECK(buys("A3", "100") == "orders of this buyer: 2; the rule is for from 3");
    CHECK(buys("A4", "49.99") ==
          "the buyer has spent 249.99 USD; the rule is for buyers who spent from 250");
    CHECK(buys("A5", "0.01") == "2026-03-02");
}

TEST_CASE("a rule for every platform leaves out the orders of those that do not allow it") {
    const std::string platform = R"(
[[platform.amazon.limit]]
stages  = ["paid"]
because = "Amazon allows no mail about payments"
source  = "https://sellercentral.amazon.com"
)";
    SimHouse house = a_house(platform + a_rule_named("r", "class = \"transactional\"\n"));
    house.receive(happens("A1", "order.paid").set("/data/order/platform", "\"amazon\""));
    house.receive(happens("A2", "order.paid"));
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].parcel.to == "buyer-A2@example.org");
    CHECK(house.house().store().decisions("amazon/shop.example/A1").at(0).reason ==
          "amazon does not allow it: it may not be sent: Amazon allows no mail about payments");
}

TEST_CASE("new limits move what waits, and dropping them moves it back") {
    const std::string rule = two_windows + a_rule_named("r", "class = \"transactional\"\n");
    SimHouse house = a_house(a_rule_named("r", "class = \"transactional\"\n"));
    house.receive(happens("A1", "order.paid").email("erika@example.org"));
    house.receive(happens("A2", "order.paid").email("erika@example.org"));
    CHECK(fate(house, "A2", "r") == "2026-03-02");
    const SetSources limited =
        sources_with("[limits]\nbuyer_per_day = 1\n" + rule, "", {"news", "other"});
    REQUIRE(house.house().reload(limited).accepted);
    const std::string first = fate(house, "A1", "r");
    const std::string second = fate(house, "A2", "r");
    CHECK(std::min(first, second) == "2026-03-02");
    CHECK(std::max(first, second) == "2026-03-03");
    REQUIRE(house.house().reload(sources_with(rule, "", {"news", "other"})).accepted);
    CHECK(fate(house, "A1", "r") == "2026-03-02");
    CHECK(fate(house, "A2", "r") == "2026-03-02");
}
