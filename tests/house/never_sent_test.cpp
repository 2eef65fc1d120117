// What never reaches a buyer, and what the record says about it.
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

std::string rule_of_class(const std::string& message_class) {
    return "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
           "[rule.news]\non = \"delivered\"\nafter = \"0d\"\nwindow = \"evening\"\nchannel = "
           "\"email\"\n"
           "message = \"news\"\nclass = \"" +
           message_class + "\"\n";
}

const std::string delivered_at = "2026-03-01T10:00:00Z";

EventBuilder delivered(const std::string& order) {
    return an_event(order, "shipment.delivered").in("DE").at(delivered_at);
}

/// Marketing is refused without a way to leave.
SetSources marketing() {
    SetSources sources =
        sources_with(rule_of_class("marketing"), "unsubscribe = \"mailto:leave@shop.example\"\n");
    for (Source& message : sources.messages)
        message.text += "{{#shop.unsubscribe}}[Leave]({{shop.unsubscribe}}){{/shop.unsubscribe}}\n";
    return sources;
}

}  // namespace

TEST_CASE("marketing needs consent, granted and not withdrawn") {
    auto [consent, letters, reason] = GENERATE(table<std::string, std::size_t, std::string>(
        {{"granted", 1, ""},
         {"denied", 0, "the buyer refused marketing"},
         {"unknown", 0, "the buyer has not granted marketing"}}));
    SimHouse house{marketing(), delivered_at};
    house.receive(delivered("A1").consent(consent));
    house.run_for(date::days{2});
    CHECK(house.sent().size() == letters);
    if (letters == 0) {
        CHECK(house.only_job().state == JobState::withdrawn);
        CHECK(house.only_job().reason == reason);
    }
}

TEST_CASE("consent withdrawn after planning is seen at the last look") {
    SimHouse house{marketing(), delivered_at};
    house.receive(delivered("A1").consent("granted"));
    house.receive(
        an_event("A1", "buyer.consent_changed").consent("denied").at("2026-03-01T11:00:00Z"));
    house.run_for(date::days{2});
    CHECK(house.sent().empty());
}

TEST_CASE("test orders plan nothing and say so") {
    SimHouse house{sources_with(rule_of_class("critical")), delivered_at};
    CHECK(house.receive(delivered("A1").test_order()).events[0].effect == "test");
    CHECK(house.jobs().empty());
    REQUIRE(house.house().store().decisions("shopify/shop.example/A1").size() == 1);
    CHECK(house.house().store().decisions("shopify/shop.example/A1")[0].reason.find("test") !=
          std::string::npos);
}

TEST_CASE("suppressed addresses get nothing, before and after planning") {
    SimHouse house{sources_with(rule_of_class("transactional")), delivered_at};
    house.receive(delivered("A1").email("Gone@example.org"));
    house.work([&] { return house.house().suppress("gone@example.org", "asked us to stop"); });
    CHECK(house.only_job().state == JobState::withdrawn);
    CHECK(house.only_job().reason == "the address is suppressed: asked us to stop");
    house.receive(delivered("A2").email("gone@example.org"));
    house.run_for(date::days{2});
    CHECK(house.sent().empty());
    // The control: another buyer of the same evening is written to.
    house.receive(delivered("A3").at(to_string(house.clock().now())));
    house.run_for(date::days{2});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("an order without an address is held until it has one") {
    SimHouse house{sources_with(rule_of_class("transactional")), delivered_at};
    house.receive(delivered("A1").email(""));
    house.run_for(date::days{1});
    REQUIRE(house.only_job().state == JobState::held);
    CHECK(house.only_job().reason == "the order has no usable e-mail address");
    house.receive(
        an_event("A1", "order.updated").email("found@example.org").at("2026-03-02T11:00:00Z"));
    CHECK(house.only_job().state == JobState::scheduled);
    house.run_for(date::days{2});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a buyer whose clock nobody knows is held, never written to at UTC's evening") {
    SimHouse house{sources_with(rule_of_class("transactional")), delivered_at};
    house.receive(an_event("A1", "shipment.delivered").at(delivered_at));
    REQUIRE(house.only_job().state == JobState::held);
    house.run_for(date::days{5});
    CHECK(house.sent().empty());
}

TEST_CASE("news that is days late is recorded and not sent") {
    SimHouse house{sources_with(rule_of_class("transactional")), "2026-08-13T12:00:00Z"};
    house.receive(delivered("A1"));
    CHECK(house.jobs().empty());
    REQUIRE(house.house().store().decisions("shopify/shop.example/A1").size() == 1);
    CHECK(
        house.house().store().decisions("shopify/shop.example/A1")[0].reason.starts_with("stale"));
}

TEST_CASE("in a safe first week every letter goes to the shop") {
    SimHouse house{
        sources_with(rule_of_class("transactional"), "redirect_to = \"owner@shop.example\"\n"),
        delivered_at};
    house.receive(delivered("A1"));
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].parcel.to == "owner@shop.example");
    const auto attempt = house.house().store().attempts(house.only_job().id)[0];
    CHECK(attempt.redirected_from == "buyer-A1@example.org");
    CHECK(house.house().status().redirected == 1);
}
