// Every word of the rule language, lived through under simulated time.
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

/// Channels besides mail: a gateway for text messages, a staff's chat robot, a marketplace's
/// action.
void with_webhooks(Config& config) {
    for (const char* name : {"sms", "dingtalk", "extend-receipt"}) {
        ChannelConfig& channel = config.channels[name];
        channel.name = name;
        channel.kind = ChannelConfig::Kind::webhook;
    }
    config.channels["sms"].address = ChannelConfig::Address::phone;
}

SimHouse a_house(const std::string& rules, const std::string& shop_lines = "") {
    return SimHouse{sources_with(two_windows + rules, shop_lines, {"news", "other"}),
                    "2026-03-02T00:00:00Z", ":memory:", with_webhooks};
}

/// "2026-03-05" for each letter, in the order they left.
std::vector<std::string> days_of(const SimHouse& house) {
    std::vector<std::string> days;
    for (const std::string& local : house.sent_local()) days.push_back(local.substr(0, 10));
    return days;
}

/// "email", "sms", ... for each thing that left.
std::vector<std::string> channels_of(const SimHouse& house) {
    std::vector<std::string> channels;
    for (const Sent& sent : house.sent()) channels.push_back(sent.parcel.channel);
    return channels;
}

using List = std::vector<std::string>;

const std::string placed_at = "2026-03-02T09:00:00Z";  // a Monday, 10:00 in Berlin
EventBuilder happens(const std::string& order, const std::string& what,
                     const std::string& when = placed_at) {
    return an_event(order, what).in("DE").at(when);
}

const std::string unpaid = R"(
[rule.unpaid]
on     = "placed"
unless = ["paid", "cancelled"]
class  = "transactional"
[[rule.unpaid.step]]
after   = "20h"
message = "news"
[[rule.unpaid.step]]
after   = "4d"
message = "other"
)";

const std::string parcel_news = R"(
[rule.parcel-news]
on      = "shipped"
every   = "4d"
times   = 6
unless  = ["delivered", "refunded"]
class   = "transactional"
message = "news"
)";

const std::string silent = R"(
[rule.is-all-well]
on           = "shipped"
without_news = "7d"
class        = "transactional"
message      = "news"
)";

const std::string protection = R"(
[rule.protection]
before = "5d"
of     = "confirm-receipt"
unless = ["delivered", "dispute"]
class  = "transactional"
[[rule.protection.step]]
channel   = "extend-receipt"
with.days = 15
[[rule.protection.step]]
message = "news"
)";

EventBuilder protected_until(const std::string& order, const std::string& deadline,
                             const std::string& what = "shipment.shipped") {
    return happens(order, what)
        .set("/data/deadline", "[{\"kind\": \"confirm-receipt\", \"at\": \"" + deadline + "\"}]");
}

}  // namespace

TEST_CASE("a rule of two steps reminds twice, and a payment ends it") {
    SimHouse house = a_house(unpaid);
    house.receive(happens("A1", "order.placed"));
    house.receive(happens("A2", "order.placed"));
    CHECK(house.jobs().size() == 4);
    house.run_until("2026-03-04T12:00:00Z");
    CHECK(days_of(house) == List{"2026-03-03", "2026-03-03"});
    house.receive(happens("A1", "order.paid", "2026-03-04T11:00:00Z"));
    house.run_for(date::days{10});
    CHECK(days_of(house) == List{"2026-03-03", "2026-03-03", "2026-03-06"});
}

TEST_CASE("parcel news comes every four days, and a delivery ends the series") {
    SimHouse house = a_house(parcel_news);
    house.receive(happens("A1", "shipment.shipped"));
    CHECK(house.jobs().size() == 6);
    house.run_until("2026-03-12T12:00:00Z");
    CHECK(days_of(house) == List{"2026-03-06", "2026-03-10"});
    const Receipt end = house.receive(happens("A1", "shipment.delivered", "2026-03-12T10:00:00Z"));
    CHECK(end.events[0].withdrawn == 4);
    house.run_for(date::days{60});
    CHECK(house.sent().size() == 2);
}

TEST_CASE("a refund ends a series; without one it goes on to its end") {
    SimHouse house = a_house(parcel_news);
    house.receive(happens("A1", "shipment.shipped"));
    house.receive(happens("A2", "shipment.shipped"));
    house.run_until("2026-03-07T12:00:00Z");
    house.receive(happens("A1", "refund.issued", "2026-03-07T11:00:00Z"));
    house.run_for(date::days{60});
    int to_a1 = 0;
    int to_a2 = 0;
    for (const Sent& sent : house.sent())
        ++(sent.parcel.to == "buyer-A1@example.org" ? to_a1 : to_a2);
    CHECK(to_a1 == 1);
    CHECK(to_a2 == 6);
}

TEST_CASE("after an outage the occurrences that were missed are not sent at once") {
    SimHouse house = a_house(parcel_news);
    house.receive(happens("A1", "shipment.shipped"));
    house.work([&] { return house.house().pause("email", "the relay is down"); });
    house.run_until("2026-03-15T12:00:00Z");
    CHECK(house.sent().empty());
    house.work([&] { return house.house().resume("email"); });
    house.run_for(date::days{60});
    CHECK(days_of(house) == List{"2026-03-15", "2026-03-18", "2026-03-22", "2026-03-26"});
    int expired = 0;
    for (const Job& job : house.jobs()) expired += job.state == JobState::expired;
    CHECK(expired == 2);
}

TEST_CASE("a silent parcel is written about, and any news of it counts the silence anew") {
    // news of the parcel, if any; the day of the letter
    auto [news, day] = GENERATE(table<std::string, List>({
        {"", {"2026-03-09"}},
        {"2026-03-06T10:00:00Z", {"2026-03-13"}},
        {"2026-03-01T10:00:00Z", {"2026-03-09"}},  // a tracker's late report of old news
    }));
    SimHouse house = a_house(silent);
    house.receive(happens("A1", "shipment.shipped"));
    house.run_until("2026-03-06T11:00:00Z");
    if (!news.empty()) house.receive(happens("A1", "shipment.in_transit", news));
    house.run_for(date::days{40});
    CHECK(days_of(house) == day);
}

TEST_CASE("a parcel that arrived is not silent, whether its rule says so or not") {
    SimHouse house = a_house(silent);
    house.receive(happens("A1", "shipment.shipped"));
    house.receive(happens("A1", "shipment.delivered", "2026-03-05T10:00:00Z"));
    house.run_for(date::days{40});
    CHECK(house.sent().empty());
}

TEST_CASE("before protection runs out it is extended, and then the buyer is told") {
    SimHouse house = a_house(protection);
    house.receive(protected_until("A1", "2026-03-31T12:00:00Z"));
    house.run_until("2026-04-10T00:00:00Z");
    REQUIRE(channels_of(house) == List{"extend-receipt", "email"});
    CHECK(days_of(house).front() == "2026-03-26");
    CHECK(house.sent()[0].when + action_takes <= house.sent()[1].when);
    CHECK(house.sent()[0].parcel.bytes.find("\"with\":{\"days\":15}") != std::string::npos);
    CHECK(house.sent()[0].parcel.bytes.find("example.org") == std::string::npos);
}

TEST_CASE("the letter that tells of an extension says by how many days") {
    SetSources sources = sources_with(two_windows + protection);
    for (Source& message : sources.messages)
        message.text += "{{#extension.days}}{{extension.days}} days more.{{/extension.days}}\n";
    SimHouse house{sources, "2026-03-02T00:00:00Z", ":memory:", with_webhooks};
    house.receive(protected_until("A1", "2026-03-31T12:00:00Z"));
    house.run_until("2026-04-10T00:00:00Z");
    REQUIRE(channels_of(house) == List{"extend-receipt", "email"});
    CHECK(house.sent()[1].parcel.bytes.find("15 days more.") != std::string::npos);
}

TEST_CASE("a letter that tells of an action is not sent where the action was refused") {
    SimHouse house = a_house(protection);
    house.answer({Refused{"HTTP 404", false}});
    house.receive(protected_until("A1", "2026-03-31T12:00:00Z"));
    house.run_until("2026-04-10T00:00:00Z");
    CHECK(channels_of(house) == List{"extend-receipt"});
    REQUIRE(house.jobs().size() == 2);
    for (const Job& job : house.jobs()) {
        if (job.message.empty()) continue;
        CHECK(job.state == JobState::expired);
        CHECK(job.reason == "step 1 (extend-receipt) did not come about: refused, HTTP 404");
    }
}

TEST_CASE(
    "a deadline that is moved moves what counts from it; one that is told late still counts") {
    SimHouse house = a_house(protection);
    house.receive(protected_until("A1", "2026-03-20T12:00:00Z"));
    house.receive(
        protected_until("A1", "2026-04-05T12:00:00Z", "order.updated").at("2026-03-03T09:00:00Z"));
    house.receive(happens("A2", "shipment.shipped"));  // no deadline yet
    house.run_until("2026-03-28T12:00:00Z");
    CHECK(house.sent().empty());
    house.receive(
        protected_until("A2", "2026-04-02T12:00:00Z", "order.updated").at("2026-03-28T11:00:00Z"));
    house.run_until("2026-04-20T00:00:00Z");
    REQUIRE(house.sent().size() == 4);
    CHECK(days_of(house)[0] == "2026-03-28");
    CHECK(days_of(house)[2] == "2026-03-31");
}

TEST_CASE("a dispute keeps the protection from being extended") {
    SimHouse house = a_house(protection);
    house.receive(protected_until("A1", "2026-03-31T12:00:00Z"));
    house.receive(happens("A1", "dispute.opened", "2026-03-10T09:00:00Z")
                      .set("/data/dispute/kind", "\"chargeback\""));
    house.run_until("2026-04-10T00:00:00Z");
    CHECK(house.sent().empty());
}

TEST_CASE("who has no address for the first channel is reached by the next") {
    SimHouse house = a_house(R"(
[rule.r]
on      = "paid"
after   = "0d"
class   = "transactional"
channel = ["email", "sms"]
message = "news"
)");
    house.receive(
        happens("A1", "order.paid").email("").set("/data/buyer/phone", "\"+491701234567\""));
    house.receive(happens("A2", "order.paid").set("/data/buyer/phone", "\"+491701234568\""));
    house.receive(happens("A3", "order.paid").email(""));
    house.run_for(date::days{3});
    REQUIRE(house.sent().size() == 2);
    for (const Sent& sent : house.sent())
        CHECK(sent.parcel.to ==
              (sent.parcel.channel == "sms" ? "+491701234567" : "buyer-A2@example.org"));
    for (const Job& job : house.jobs()) {
        if (job.key.order.ends_with("A1")) {
            CHECK(job.explanation.ends_with(
                "; falls back from email to sms: the order has no usable e-mail address"));
        }
        if (!job.key.order.ends_with("A3")) continue;
        CHECK(job.state == JobState::held);
        CHECK(job.reason == "the order has no telephone number");
    }
}

TEST_CASE("a letter that fell back to another channel stays there when its rule changes") {
    const std::string rule =
        "[rule.r]\non = \"paid\"\nafter = \"0d\"\nclass = \"transactional\"\n"
        "channel = [\"email\", \"sms\"]\n";
    SimHouse house = a_house(rule + "message = \"news\"\n");
    house.answer({Refused{"550 5.1.1 no such user", true}});
    house.receive(happens("A1", "order.paid").set("/data/buyer/phone", "\"+491701234567\""));
    house.clock().set(house.only_job().due);
    house.house().turn();
    house.house().turn();
    REQUIRE(house.only_job().channel == "sms");
    REQUIRE(house.only_job().state == JobState::scheduled);
    const SetSources other =
        sources_with(two_windows + rule + "message = \"other\"\n", "", {"news", "other"});
    REQUIRE(house.house().reload(other).accepted);
    CHECK(house.only_job().message == "other");
    CHECK(house.only_job().channel == "sms");
    CHECK(house.only_job().explanation.ends_with("; email has refused it"));
    house.run_for(date::days{2});
    CHECK(channels_of(house) == List{"email", "sms"});
    CHECK(house.only_job().state == JobState::delivered);
}

TEST_CASE("a letter that falls back takes no minute that is full") {
    SimHouse house{sources_with(R"(
[window.evening]
from = "19:00"
to   = "19:02"
[defaults]
window = "evening"
[rule.falls]
on            = "paid"
after         = "0d"
class         = "transactional"
channel       = ["email", "sms"]
message       = "news"
when.platform = ["shopify"]
[rule.sms]
on            = "paid"
after         = "0d"
class         = "transactional"
channel       = "sms"
message       = "news"
when.platform = ["amazon"]
)"),
                   "2026-03-02T00:00:00Z", ":memory:", [](Config& config) {
                       with_webhooks(config);
                       config.channels["sms"].rate = 1;
                   }};
    const auto paid = [](const std::string& order, const std::string& platform) {
        return happens(order, "order.paid")
            .email("")
            .set("/data/order/platform", platform)
            .set("/data/buyer/phone", "\"+491701234567\"");
    };
    house.receive(paid("A1", "\"amazon\""));  // the only minute of that evening
    house.work([&] { return house.house().pause("sms", "it stays where it is"); });
    house.receive(paid("A2", "\"shopify\""));
    const auto job_of = [&](const std::string& order) {
        for (const Job& job : house.jobs())
            if (job.key.order.ends_with(order)) return job;
        return Job{};
    };
    REQUIRE(to_string(job_of("A1").local_date) == "2026-03-02");
    house.clock().set(job_of("A2").due);
    house.house().turn();
    CHECK(job_of("A2").channel == "sms");
    CHECK(to_string(job_of("A2").local_date) == "2026-03-03");
}

TEST_CASE("a channel that refuses for good gives way to the next; the last refusal stands") {
    SimHouse house = a_house(R"(
[rule.r]
on       = "paid"
after    = "0d"
class    = "transactional"
channel  = "email"
fallback = "sms"
message  = "news"
)");
    house.answer({Refused{"550 5.1.1 no such user", true}});
    house.receive(happens("A1", "order.paid").set("/data/buyer/phone", "\"+491701234567\""));
    house.run_for(date::days{2});
    CHECK(channels_of(house) == List{"email", "sms"});
    CHECK(days_of(house) == List{"2026-03-02", "2026-03-02"});
    CHECK(house.only_job().state == JobState::delivered);
    const auto attempts = house.house().store().attempts(house.only_job().id);
    REQUIRE(attempts.size() == 2);
    CHECK(attempts[0].outcome == "refused");
    CHECK(attempts[1].outcome == "delivered");

    house.answer({Refused{"550 no", false}, Refused{"HTTP 400", false}});
    house.receive(happens("A2", "order.paid", "2026-03-04T09:00:00Z")
                      .set("/data/buyer/phone", "\"+491701234568\""));
    house.run_for(date::days{2});
    CHECK(house.sent().size() == 4);
    CHECK(house.jobs().back().state == JobState::refused);
}
