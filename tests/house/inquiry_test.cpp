// A question of a buyer: the shop's staff hear of it, unless the shop has answered.
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

/// The shipped rules on questions, with letters that are not the point.
SimHouse a_house() {
    SetSources sources = sources_with(two_windows, "staff = \"team@shop.example\"\n",
                                      {"inquiry-unanswered", "is-it-answered"});
    sources.rules.push_back(library_file("rules/40-inquiry.toml"));
    return SimHouse{sources, "2026-03-02T00:00:00Z"};  // a Monday
}

EventBuilder happens(const std::string& what, const std::string& when) {
    return an_event("A1", what).in("DE").at(when);
}

}  // namespace

TEST_CASE("the shop's answer ends the reminder to its staff, and not the question to the buyer") {
    SimHouse house = a_house();
    house.receive(happens("inquiry.received", "2026-03-02T00:00:00Z"));  // 08:00 in Shanghai
    REQUIRE(house.jobs().size() == 2);
    house.receive(happens("inquiry.answered", "2026-03-02T02:00:00Z"));
    const Job reminder = house.jobs().at(0);
    REQUIRE(reminder.key.rule == "inquiry-unanswered");
    CHECK(reminder.state == JobState::withdrawn);
    CHECK(reminder.reason == "inquiry-answered on 2026-03-02T02:00:00Z");
    house.run_for(date::days{8});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].parcel.to == "buyer-A1@example.org");
    CHECK(house.sent()[0].local.substr(0, 10) == "2026-03-05");
}

TEST_CASE("where nobody says that a question was answered the staff are reminded, too") {
    SimHouse house = a_house();
    house.receive(happens("inquiry.received", "2026-03-02T00:00:00Z"));
    house.run_for(date::days{8});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent()[0].parcel.to == "team@shop.example");
    CHECK(house.sent()[1].parcel.to == "buyer-A1@example.org");
}

TEST_CASE("an answer that is known before its question leaves no reminder") {
    SimHouse house = a_house();
    house.receive(happens("inquiry.answered", "2026-03-02T02:00:00Z"));
    house.receive(happens("inquiry.received", "2026-03-02T00:00:00Z"));
    for (const Job& job : house.jobs()) CHECK(job.key.rule != "inquiry-unanswered");
    CHECK(house.house().store().decisions("shopify/shop.example/A1").at(0).reason ==
          "inquiry-answered on 2026-03-02T02:00:00Z");
}
