// A shop that has sold for years begins to use Vesper.
#include "daemon/set_files.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace vesper;
using namespace vesper::test;

TEST_CASE("an old shop is imported: nothing past due is sent, what is still to come is planned") {
    SetSources sources = read_set("", source_tree() + "/rules/library");
    sources.shop = sources_with("", "unsubscribe = \"https://shop.example/leave\"\n").shop;
    const std::string today = "2026-08-13T12:00:00Z";
    SimHouse house{sources, today};
    const Instant now = house.clock().now();
    // Two years of deliveries, the last of them 33 days ago.
    for (int days = 730; days >= 33; --days) {
        const std::string order = "D" + std::to_string(days);
        const Instant came = now - date::days{days};
        house.receive(an_event(order, "shipment.shipped")
                          .in("DE")
                          .consent("granted")
                          .at(to_string(came - date::days{4})));
        house.receive(delivered(order, to_string(came)).consent("granted"));
    }
    std::map<std::string, std::set<std::int64_t>> planned;  // days since what each counts from
    for (const Job& job : house.all_jobs()) {
        if (job.state == JobState::withdrawn) continue;  // news of a parcel, until it had come
        CHECK(job.state == JobState::scheduled);
        CHECK(job.closes > now);
        planned[job.key.rule].insert((now - job.intent.anchor) / date::days{1});
    }
    for (const auto& [rule, ages] : planned) {
        INFO(rule << ": " << *ages.begin() << " to " << *ages.rbegin() << " days");
        CHECK(rule == "win-back");
        CHECK(*ages.begin() == 33);
        CHECK(*ages.rbegin() < 64);  // three days behind its 60: late, and no more
    }
    CHECK_FALSE(planned.empty());
    house.run_for(seconds{40 * 86400});
    CHECK_FALSE(house.sent().empty());
    for (const Sent& sent : house.sent()) {
        CHECK(sent.when >= now);
        CHECK(sent.parcel.key.find("\x1fwin-back\x1f") != std::string::npos);
    }
}
