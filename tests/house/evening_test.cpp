// Letters land in the buyer's evening, once, and not at all where the story says so.
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string review_request = R"(
[window.evening]
from = "19:00"
to   = "21:00"

[rule.review-request]
on      = "delivered"
after   = "3d"
latest  = "30d"
unless  = ["refund-requested", "dispute", "review"]
class   = "solicitation"
window  = "evening"
channel = "email"
message = "news"
)";

bool in_evening(const std::string& local) {
    const std::string time = local.substr(11);
    return time >= "19:00" && time < "21:00";
}

}  // namespace

TEST_CASE("a letter lands three days after delivery, in the buyer's evening") {
    // where, delivered at (UTC), the local date of the evening it lands in
    auto [country, region, delivered, date] =
        GENERATE(table<std::string, std::string, std::string, std::string>(
            {{"DE", "", "2026-03-02T10:00:00Z", "2026-03-05"},
             {"DE", "", "2026-03-02T22:59:59Z", "2026-03-05"},  // still Monday in Berlin
             {"DE", "", "2026-03-02T23:00:00Z", "2026-03-06"},  // Tuesday there
             {"DE", "", "2026-03-26T12:00:00Z",
              "2026-03-29"},  // the clocks went forward that morning
             {"DE", "", "2026-10-22T12:00:00Z", "2026-10-25"},  // and back
             {"US", "NY", "2026-03-05T12:00:00Z", "2026-03-08"},
             {"US", "NY", "2026-10-29T12:00:00Z", "2026-11-01"},
             {"NP", "", "2026-03-02T10:00:00Z", "2026-03-05"},
             {"NZ", "", "2026-04-02T10:00:00Z", "2026-04-05"},
             {"WS", "", "2026-03-02T11:30:00Z", "2026-03-06"}}));
    SimHouse house{sources_with(review_request), delivered};
    REQUIRE(house.receive(an_event("A1", "shipment.delivered").in(country, region).at(delivered))
                .kind == Receipt::Kind::stored);
    house.run_for(date::days{8});
    INFO(country << " " << delivered);
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].local.substr(0, 10) == date);
    CHECK(in_evening(house.sent()[0].local));
    CHECK(house.sent()[0].when == house.only_job().due);
    CHECK(house.only_job().state == JobState::delivered);
}

TEST_CASE("the same event twice is one letter; another body under its id is refused and noted") {
    SimHouse house{sources_with(review_request)};
    const auto event = an_event("A1", "shipment.delivered").in("DE").at("2026-03-02T10:00:00Z");
    CHECK(house.receive(event).events[0].kind == EventVerdict::Kind::accepted);
    CHECK(house.receive(event).events[0].kind == EventVerdict::Kind::duplicate);
    const Receipt other =
        house.receive(an_event("A1", "shipment.delivered").in("FR").at("2026-03-02T10:00:00Z"));
    CHECK(other.kind == Receipt::Kind::refused);
    CHECK(other.events[0].kind == EventVerdict::Kind::conflict);
    CHECK(house.house().store().decisions("shopify/shop.example/A1").size() == 1);
    // The same facts under a new id fold and change nothing.
    const Receipt again = house.receive(
        an_event("A1", "shipment.delivered").in("DE").at("2026-03-02T10:00:00Z").id("another"));
    CHECK(again.events[0].effect == "no change");
    house.run_for(date::days{10});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a refund before the evening withdraws the review request") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "shipment.delivered").in("DE").at("2026-03-01T10:00:00Z"));
    REQUIRE(house.only_job().state == JobState::scheduled);
    house.run_until("2026-03-03T10:00:00Z");
    const Receipt refund =
        house.receive(an_event("A1", "refund.requested").at("2026-03-03T09:00:00Z"));
    CHECK(refund.events[0].withdrawn == 1);
    house.run_for(date::days{40});
    CHECK(house.sent().empty());
    CHECK(house.only_job().state == JobState::withdrawn);
    CHECK(house.only_job().reason.find("refund-requested") != std::string::npos);
}

TEST_CASE("a review that is taken back reinstates what it withdrew") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "shipment.delivered").in("DE").at("2026-03-01T10:00:00Z"));
    house.receive(
        an_event("A1", "review.left").set("/data/review/rating", "2").at("2026-03-01T11:00:00Z"));
    REQUIRE(house.only_job().state == JobState::withdrawn);
    house.receive(an_event("A1", "review.removed").at("2026-03-01T12:00:00Z"));
    CHECK(house.only_job().state == JobState::scheduled);
    house.run_for(date::days{6});
    REQUIRE(house.sent().size() == 1);
    CHECK(in_evening(house.sent()[0].local));
}

TEST_CASE("a refund that came before the parcel's news keeps the letter from being planned") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "order.paid").in("DE").at("2026-03-01T08:00:00Z"));
    house.receive(an_event("A1", "refund.requested").at("2026-03-01T09:00:00Z"));
    const Receipt late =
        house.receive(an_event("A1", "shipment.delivered").at("2026-03-01T10:00:00Z"));
    CHECK(late.events[0].planned == 0);
    CHECK(house.jobs().empty());
    CHECK_FALSE(house.house().store().decisions("shopify/shop.example/A1").empty());
}

TEST_CASE("a new address moves what waits to the new evening, and nothing is sent twice") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "shipment.delivered").in("DE").at("2026-03-01T10:00:00Z"));
    const Instant berlin = house.only_job().due;
    house.receive(an_event("A1", "order.updated").in("JP").at("2026-03-01T11:00:00Z"));
    CHECK(house.only_job().intent.zone == "Asia/Tokyo");
    CHECK(house.only_job().due != berlin);
    house.run_for(date::days{8});
    REQUIRE(house.sent().size() == 1);
    CHECK(in_evening(house.sent()[0].local));
    CHECK(house.house().store().moves(house.only_job().id).size() >= 1);
}

TEST_CASE("a parcel's news waits for its order, and not for ever") {
    SimHouse house{sources_with(review_request)};
    const auto news =
        an_event("A1", "shipment.delivered").at("2026-03-01T10:00:00Z").without_order();
    CHECK(house.receive(news).events[0].effect == "parked");
    CHECK(house.jobs().empty());
    house.run_until("2026-03-02T10:00:00Z");
    house.receive(an_event("A1", "order.snapshot")
                      .in("DE")
                      .set("/data/shipment/tracking_number", "\"TR-A1\"")
                      .at("2026-03-02T10:00:00Z"));
    REQUIRE(house.jobs().size() == 1);
    CHECK(house.house().store().parked_count() == 0);

    house.receive(an_event("B1", "shipment.delivered").at("2026-03-02T10:00:00Z").without_order());
    CHECK(house.house().store().parked_count() == 1);
    house.run_for(date::days{8});
    CHECK(house.house().store().parked_count() == 0);
}

TEST_CASE("an older statement never undoes a newer one") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "order.paid")
                      .in("JP")
                      .updated_at("2026-03-01T12:00:00Z")
                      .at("2026-03-01T12:00:00Z"));
    const Receipt old = house.receive(an_event("A1", "order.updated")
                                          .in("DE")
                                          .updated_at("2026-03-01T09:00:00Z")
                                          .at("2026-03-01T13:00:00Z"));
    CHECK(old.events[0].effect == "superseded");
    CHECK(house.house().store().order("shopify/shop.example/A1")->ship_to.country == "JP");
}

TEST_CASE("two years of an old shop's orders, imported, send nothing") {
    SimHouse house{sources_with(review_request), "2026-03-01T00:00:00Z"};
    int number = 0;
    for (Instant day = test::at("2024-03-01T12:00:00Z"); day < test::at("2026-02-22T00:00:00Z");
         day += date::days{3}) {
        house.receive(an_event("old" + std::to_string(++number), "shipment.delivered")
                          .in("DE")
                          .at(to_string(day)));
    }
    REQUIRE(number > 200);
    house.run_for(date::days{60});
    CHECK(house.sent().empty());
    CHECK(house.jobs().empty());
    // The control: a delivery of the day before is not stale.
    house.receive(an_event("new", "shipment.delivered").in("DE").at("2026-04-29T12:00:00Z"));
    CHECK(house.jobs().size() == 1);
}

TEST_CASE("redaction ends everything and leaves no personal data") {
    SimHouse house{sources_with(review_request)};
    house.receive(an_event("A1", "shipment.delivered").in("DE").at("2026-03-01T10:00:00Z"));
    house.receive(an_event("A1", "buyer.redacted").at("2026-03-01T12:00:00Z"));
    CHECK(house.only_job().state == JobState::withdrawn);
    const auto order = house.house().store().order("shopify/shop.example/A1");
    REQUIRE(order);
    CHECK(order->redacted);
    CHECK(order->buyer.email.empty());
    for (const EventRow& event : house.house().store().events_of_order(order->key)) {
        CHECK(event.body.find("example.org") == std::string::npos);
    }
    house.run_for(date::days{10});
    CHECK(house.sent().empty());
}

TEST_CASE("a batch is taken whole, or not at all where it contradicts itself") {
    SimHouse house{sources_with(review_request)};
    std::vector<std::string> batch;
    for (int i = 0; i < 50; ++i) {
        batch.push_back(an_event("B" + std::to_string(i), "shipment.delivered")
                            .in("DE")
                            .at("2026-03-01T10:00:00Z"));
    }
    const auto other = an_event("B7", "shipment.delivered").in("FR").at("2026-03-01T10:00:00Z");
    std::vector<std::string> contradicting = batch;
    contradicting.push_back(other);
    CHECK(house.receive(contradicting).kind == Receipt::Kind::refused);
    CHECK(house.jobs().empty());
    batch.push_back(batch.front());  // the same event twice is no contradiction
    CHECK(house.receive(batch).kind == Receipt::Kind::stored);
    CHECK(house.jobs().size() == 50);
}
