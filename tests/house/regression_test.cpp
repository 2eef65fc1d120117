// What once went wrong in the core path, each as a story.
#include "daemon/files.hpp"
#include "daemon/journal_line.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace vesper;
using namespace vesper::test;

namespace {

std::string date_of(const Job& job) {
    return to_string(job.local_date);
}

}  // namespace

TEST_CASE("an instant outside the years that can be written never becomes a record") {
    const std::string when =
        GENERATE("0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "9999-12-31T23:59:60Z");
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    Receipt receipt;
    house.house().submit({an_event("A1", "order.placed").at(when).text()},
                         [&](const Receipt& given) { receipt = given; });
    house.house().turn();
    CHECK(receipt.kind == Receipt::Kind::refused);
    CHECK(house.receive(delivered("A1")).kind == Receipt::Kind::stored);  // it reads its order
}

TEST_CASE("a refusal suppresses the address it came from, not the one mended meanwhile") {
    SimHouse house{sources_with(evening + rule("news", "0d")), morning};
    house.receive(delivered("A1").email("typo@example.org"));
    house.answer({Refused{"550 5.1.1 no such user", true}});
    house.clock().set(house.only_job().due);
    house.house().turn();
    REQUIRE(house.only_job().state == JobState::running);
    Store& store = house.house().store_for_backup();
    Order order = *store.order(house.only_job().key.order);
    order.buyer.email = "right@example.org";  // its event came while the relay was thinking
    store.in_one_commit([&] { store.put_order(order, house.clock().now()); });
    house.house().turn();
    CHECK(store.suppression("typo@example.org").has_value());
    CHECK_FALSE(store.suppression("right@example.org").has_value());
}

TEST_CASE("a channel renamed while stopped takes what waits along") {
    const Scratch folder;
    const std::string file = folder.path("vesper.db");
    {
        SimHouse before{sources_with(evening + rule("news", "3d")), morning, file};
        before.receive(delivered("A1"));
    }
    std::string by_post = evening + rule("news", "3d");
    by_post.replace(by_post.find("\"email\""), 7, "\"post\"");
    SimHouse after{sources_with(by_post), morning, file, [](Config& config) {
                       config.channels.clear();
                       config.channels["post"].name = "post";
                   }};
    CHECK(after.only_job().channel == "post");
    after.run_for(date::days{5});
    CHECK(after.sent().size() == 1);
}

TEST_CASE("a rule that comes back with other words plans its letters by them") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    REQUIRE(house.house().reload(sources_with(evening + rule("other", "3d"))).accepted);
    const Reload back = house.house().reload(sources_with(evening + rule("news", "5d")));
    CHECK(back.replan.reinstated == 1);
    CHECK(date_of(house.only_job()) == "2026-03-07");
    house.run_for(date::days{7});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a condition written by mistake costs no letters once it is mended") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    REQUIRE(house.house()
                .reload(sources_with(evening + rule("news", "3d", "when.country = [\"FR\"]\n")))
                .accepted);
    REQUIRE(house.only_job().state == JobState::withdrawn);
    REQUIRE(house.house().reload(sources_with(evening + rule("news", "3d"))).accepted);
    CHECK(house.only_job().state == JobState::scheduled);
    house.run_for(date::days{5});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("what is reinstated must not be stale") {
    auto [away, state] =
        GENERATE(table<int, JobState>({{4, JobState::scheduled}, {30, JobState::withdrawn}}));
    SimHouse house{sources_with(evening + rule("news", "3d", "unless = [\"review\"]\n")), morning};
    house.receive(delivered("A1"));
    house.receive(an_event("A1", "review.left").set("/data/review/rating", "2").at(morning));
    REQUIRE(house.only_job().state == JobState::withdrawn);
    house.clock().set(test::at(morning) + date::days{away});
    house.receive(an_event("A1", "review.removed").at(to_string(house.clock().now())));
    INFO(away << " days");
    CHECK(house.only_job().state == state);
}

TEST_CASE("a relay that loses every answer does not fill the buyer's mailbox") {
    SimHouse house{sources_with(evening + rule("news", "0d", "unknown = \"resend\"\n")), morning};
    house.receive(delivered("A1"));
    house.answer(std::vector<Outcome>(40, Unknown{"the line broke after the final dot"}));
    house.run_for(date::days{20});
    CHECK(house.sent().size() == 3);
    CHECK(house.only_job().state == JobState::unknown);
}

TEST_CASE("a commit that outlasts the window hands nothing over outside it") {
    SimHouse house{sources_with(evening + rule("news", "0d")), morning};
    house.receive(delivered("A1"));
    const Job job = house.only_job();
    house.clock().set(job.due);
    house.work([&] {  // as if the disk had stalled inside this commit
        house.clock().set(job.closes + seconds{3600});
        return Result<std::string>{std::string{}};
    });
    CHECK(house.sent().empty());
    house.run_for(date::days{2});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].local.substr(0, 10) == "2026-03-03");
    CHECK(house.sent()[0].local.substr(11) >= "19:00");
}

TEST_CASE("what comes after an erasure keeps no personal data either") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    house.receive(an_event("A1", "buyer.redacted").at(morning));
    house.receive(an_event("A1", "order.updated").at("2026-03-02T11:00:00Z"));
    const auto events = house.house().store().events_of_order("shopify/shop.example/A1");
    REQUIRE(events.size() == 3);
    for (const EventRow& event : events) CHECK(event.body.empty());
}

TEST_CASE("no line of the journal tells where a buyer lives") {
    // region and town of a buyer in the US, what happens to the letter, how doubt is met
    auto [region, what, doubt] = GENERATE(table<std::string, std::string, std::string>({
        {"IN", "planned", "both"},  // the postal code decides
        {"KY", "held", "hold"},     // the town leaves doubt
        {"", "held", "both"},       // of a country that nobody knows
    }));
    SimHouse house{sources_with(evening + rule("news", "3d", "doubt = \"" + doubt + "\"\n")),
                   morning};
    std::vector<Happening> happened;
    house.house().on_happening = [&](const Happening& one) { happened.push_back(one); };
    auto event = an_event("A1", "shipment.delivered").at(morning);
    if (!region.empty()) event.in("US", region, region == "IN" ? "Knox" : "Elkhorn");
    if (region == "IN") event.set("/data/ship_to/postal", "\"46534\"");
    house.receive(event);
    INFO(region);
    REQUIRE(happened.size() > 1);
    bool told = false;
    for (const Happening& one : happened) {
        const std::string line = journal_line(one);
        INFO(one.words);
        told = told || one.what == what;
        for (const char* word : {"Knox", "46534", "Elkhorn", "Kentucky", "America/"})
            CHECK(line.find(word) == std::string::npos);
    }
    CHECK(told);
}

TEST_CASE("what a parcel's event said of the buyer is erased with the buyer") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    const auto of_parcel = [](const char* type) {
        return an_event("A1", type).at(morning).without_order();
    };
    const bool order_came =
        GENERATE(true, false);  // before the erasure, which else names it itself
    house.receive(of_parcel("shipment.in_transit"));
    if (order_came) house.receive(delivered("A1"));
    auto redaction = an_event("A1", "buyer.redacted").at(morning);
    if (!order_came) redaction.set("/data/shipment/tracking_number", "\"TR-A1\"");
    house.receive(redaction);
    const auto events = house.house().store().events_of_order("shopify/shop.example/A1");
    REQUIRE(events.size() == (order_came ? 3 : 2));
    CHECK(events[0].type == "vesper.shipment.in_transit.v1");
    for (const EventRow& event : events) CHECK(event.body.empty());
    CHECK(house.house().store().parked_count() == 0);
}

TEST_CASE("old records go as fast as they came") {
    SimHouse house{sources_with(evening + rule("news", "3d")), "2026-03-01T00:00:00Z",
                   ":memory:", [](Config& config) { config.keep_days = 1; }};
    std::vector<std::string> events;
    for (int i = 0; i < 1500; ++i)
        events.push_back(an_event("A1", "order.updated").id(std::to_string(i)).at(morning));
    house.receive(events);
    house.clock().set(test::at("2026-03-04T00:00:00Z"));
    for (int i = 0; i < 10; ++i) {  // ten minutes
        house.house().turn();
        house.clock().advance(seconds{60});
    }
    CHECK(house.house().store().events_of_order("shopify/shop.example/A1").size() == 1);
}

TEST_CASE("a release that cannot be done changes nothing") {
    SimHouse house{
        sources_with(evening + rule("news", "0d", "unknown = \"hold\"\nlatest = \"1d\"\n")),
        morning};
    house.receive(delivered("A1"));
    house.answer({Unknown{"the line broke after the final dot"}});
    house.run_for(date::days{5});
    REQUIRE(house.only_job().state == JobState::unknown);
    const House::Done refused =
        house.work([&] { return house.house().release(house.only_job().id, "again"); });
    CHECK(refused.kind == House::Done::Kind::refused);  // its last day is over
    CHECK(house.only_job().state == JobState::unknown);
}
