// The shipped rules and messages through an order's life: when it is over, nobody hears of the
// parcel or of a payment any more.
#include "daemon/set_files.hpp"
#include "tests/support/small_shop.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace vesper;
using namespace vesper::test;

namespace {

SimHouse shipped_house() {
    return SimHouse{read_set(source_tree() + "/systemd/etc", source_tree() + "/rules/library"),
                    morning, ":memory:", [](Config& config) {
                        config.channels["extend-receipt"].name = "extend-receipt";
                        config.channels["extend-receipt"].kind = ChannelConfig::Kind::webhook;
                    }};
}

EventBuilder happens(const std::string& what, const std::string& when) {
    EventBuilder event = an_event("A1", what).in("FR").at(when);
    if (what.starts_with("dispute.")) event.set("/data/dispute/kind", "\"not-received\"");
    return event;
}

/// Of rules that speak of the parcel or the payment, those whose letters left.
std::set<std::string> told(SimHouse& house) {
    const std::set<std::string> asked{"payment-review",     "unpaid-reminder", "parcel-shipped",
                                      "parcel-news",        "parcel-delayed",  "parcel-silent",
                                      "customs-hold",       "pickup-ready",    "attempt-failed",
                                      "protection-runs-out"};
    std::set<std::string> found;
    for (const Job& job : house.all_jobs())
        if (job.state == JobState::delivered && asked.contains(job.key.rule))
            found.insert(job.key.rule);
    return found;
}

using Rules = std::set<std::string>;

}  // namespace

TEST_CASE("the shipped rules: no word of the parcel once the order is over") {
    const std::string end =
        GENERATE("order.confirmed", "order.cancel_requested", "order.cancelled", "refund.requested",
                 "refund.issued", "dispute.opened", "shipment.delivered");
    SimHouse house = shipped_house();
    house.receive(happens("order.placed", morning));
    house.receive(happens("order.paid", "2026-03-02T10:30:00Z"));
    house.receive(happens("shipment.shipped", "2026-03-02T11:00:00Z")
                      .set("/data/deadline",
                           R"([{"kind": "confirm-receipt", "at": "2026-04-20T12:00:00Z"}])"));
    REQUIRE(house.receive(happens(end, "2026-03-02T12:00:00Z")).kind == Receipt::Kind::stored);
    house.run_for(date::days{80});
    INFO(end);
    CHECK(told(house) == Rules{});
}

TEST_CASE("the shipped rules: an order that nothing ends hears of its parcel") {  // the control
    SimHouse house = shipped_house();
    house.receive(happens("order.placed", morning));
    house.receive(happens("order.paid", "2026-03-02T10:30:00Z"));
    house.receive(happens("shipment.shipped", "2026-03-02T11:00:00Z")
                      .set("/data/deadline",
                           R"([{"kind": "confirm-receipt", "at": "2026-04-20T12:00:00Z"}])"));
    house.run_for(date::days{80});
    CHECK(told(house) ==
          Rules{"parcel-shipped", "parcel-news", "parcel-silent", "protection-runs-out"});
}

TEST_CASE("the shipped rules: who holds the goods is not told to pay") {
    const auto [end, letters] = GENERATE(table<std::string, Rules>({
        {"", {"unpaid-reminder"}},  // control
        {"order.paid", {}},
        {"shipment.shipped", {"parcel-shipped", "parcel-news", "parcel-silent"}},
        {"shipment.delivered", {}},
        {"order.closed", {}},
        {"refund.issued", {}},
    }));
    SimHouse house = shipped_house();
    house.receive(happens("order.placed", morning));
    if (!end.empty()) house.receive(happens(end, "2026-03-02T11:00:00Z"));
    house.run_for(date::days{80});
    INFO(end);
    CHECK(told(house) == letters);
}

TEST_CASE("the shipped rules: a late parcel that comes today is late no more") {
    SimHouse house = shipped_house();
    house.receive(happens("order.paid", morning));
    house.receive(happens("shipment.shipped", "2026-03-02T10:30:00Z"));
    house.receive(happens("shipment.delayed", "2026-03-10T07:00:00Z"));
    const bool comes = GENERATE(false, true);
    if (comes) house.receive(happens("shipment.out_for_delivery", "2026-03-10T10:00:00Z"));
    house.run_for(date::days{20});
    CHECK(told(house).contains("parcel-delayed") == !comes);
}

TEST_CASE("the shipped rules: a review without a word for its mood is told by its stars") {
    SimHouse house = shipped_house();
    house.receive(happens("order.paid", morning));
    house.receive(happens("review.left", "2026-03-03T02:00:00Z").set("/data/review/rating", "1"));
    house.run_for(date::days{3});
    std::string subject;
    for (const Job& job : house.all_jobs())
        if (job.key.rule == "bad-review")
            for (const AttemptRow& attempt : house.house().store().attempts(job.id))
                subject = attempt.subject;
    CHECK(subject.find("negative review") != std::string::npos);
}
