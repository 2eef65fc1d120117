// Events, orders, what is parked, and settings.
#include "builders.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::store_tests;

TEST_CASE("an event comes back as it went in, and only once") {
    Store store{":memory:"};
    const EventRow in = an_event("e1");
    std::int64_t seq = 0;
    store.in_one_commit([&] { seq = store.record_event(in); });
    const EventRow out = *store.event(in.source, "e1");
    CHECK(out.seq == seq);
    CHECK(out.type == in.type);
    CHECK(out.order_key == in.order_key);
    CHECK(out.time == in.time);
    CHECK(out.received == in.received);
    CHECK(out.body_sha256 == in.body_sha256);
    CHECK(out.body == in.body);
    CHECK(out.effect == "applied");
    CHECK_FALSE(store.event("another:/source", "e1"));
    CHECK_THROWS_AS(store.in_one_commit([&] { store.record_event(in); }), std::logic_error);
    store.in_one_commit([&] { store.settle_waiting(out, "a/a/9", "superseded"); });
    CHECK(store.events_of_order(in.order_key).empty());
    CHECK(store.events_of_order("a/a/9").at(0).effect == "superseded");
}

TEST_CASE("a commit whose work throws leaves nothing of it") {
    Store store{":memory:"};
    CHECK_THROWS_WITH(store.in_one_commit([&] {
        store.record_event(an_event("e1"));
        store.put_order(an_order("A1"), noon);
        throw std::runtime_error{"changed my mind"};
    }),
                      "changed my mind");
    CHECK_FALSE(store.event("shopify:/main", "e1"));
    CHECK_FALSE(store.order("shopify/main/A1"));
    CHECK_FALSE(store.newest_instant());
    store.in_one_commit([&] { store.record_event(an_event("e1")); });
    CHECK(store.newest_instant() == noon + seconds{5});
}

TEST_CASE("an order is found by every name a person may type") {
    Store store{":memory:"};
    Order order = an_order("A1");
    store.in_one_commit([&] {
        store.put_order(order, noon);
        store.put_order(an_order("A2"), noon);
        Order nameless;
        nameless.id = "A3";
        nameless.key = "shopify/main/A3";
        store.put_order(nameless, noon);
    });
    CHECK(*store.order(order.key) == order);
    using Keys = std::vector<std::string>;
    const Keys expected{order.key};
    for (const char* word : {"shopify/main/A1", "A1", "#A1", "LXA1DE"}) {
        INFO(word);
        CHECK(store.find_orders(word) == expected);
    }
    CHECK(store.find_orders("").empty());
    CHECK(store.find_orders("A").empty());
    CHECK(store.order_key_by_tracking("LXA2DE") == "shopify/main/A2");
    CHECK_FALSE(store.order_key_by_tracking(""));

    order.shipment.tracking_number = "NEW1";
    order.status_raw = "fulfilled";
    store.in_one_commit([&] { store.put_order(order, noon); });
    CHECK(*store.order(order.key) == order);
    CHECK(store.find_orders("LXA1DE").empty());
    CHECK(store.find_orders("NEW1") == expected);
}

TEST_CASE("parked events leave with their order, by key or by parcel, or at their end") {
    Store store{":memory:"};
    store.in_one_commit([&] {
        const auto park = [&](const char* id, const char* key, const char* parcel, int hours) {
            const std::int64_t seq = store.record_event(an_event(id, key));
            store.park(seq, key, parcel, noon + std::chrono::hours{hours});
        };
        park("by-key", "a/a/1", "", 10);
        park("by-parcel", "", "LX1", 10);
        park("by-both", "a/a/1", "LX1", 10);
        park("old", "a/a/2", "", 1);
    });
    CHECK(store.parked_count() == 4);
    std::vector<EventRow> rows;
    store.in_one_commit([&] { rows = store.unpark("", ""); });
    CHECK(rows.empty());
    store.in_one_commit([&] { rows = store.unpark("a/a/9", "LX9"); });
    CHECK(rows.empty());
    store.in_one_commit([&] { rows = store.unpark("a/a/1", "LX1"); });
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].id == "by-key");
    CHECK(rows[2].id == "by-both");
    store.in_one_commit([&] { rows = store.drop_parked(noon); });
    CHECK(rows.empty());
    store.in_one_commit([&] { rows = store.drop_parked(noon + std::chrono::hours{1}); });
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].id == "old");
    CHECK(store.parked_count() == 0);
}

TEST_CASE("settings live with the data and outlive the process") {
    Folder folder;
    SetSources set;
    set.shop = {"shop.toml", "name = \"Lin\""};
    set.rules = {{"rules/20.toml", "b"}, {"rules/10.toml", "a"}};
    set.messages = {{"messages/x/de.md", "Hallo"}};
    set.calendars = {{"calendars/z.toml", "shipped"}, {"calendars/a.toml", "ours"}};
    {
        Store store{folder.file("v.db")};
        CHECK_FALSE(store.kept_set());
        store.in_one_commit([&] {
            store.suppress("Dead@Example.com", "5.1.1", noon);
            store.suppress("dead@example.com", "again", evening);
            store.pause("email", "a person", noon);
            store.keep_set({{"shop.toml", "old"}, {{"rules/1.toml", ""}}, {}}, noon);
            store.keep_set(set, noon);
            store.set_note("tzdata", "2026f");
            store.record_decision({"a/a/1", 7, noon, "review", "stale", "rules/a.toml:3"});
            store.record_decision({"a/a/1", 7, noon, "", "came again"});
            store.record_event(an_event("e1"));
        });
    }
    Store store{folder.file("v.db")};
    CHECK(store.suppression("DEAD@example.COM")->reason == "5.1.1");
    CHECK(store.suppressions().size() == 1);
    CHECK(store.pauses().at(0).channel == "email");
    CHECK(store.kept_set()->shop.text == "name = \"Lin\"");
    REQUIRE(store.kept_set()->rules.size() == 2);
    CHECK(store.kept_set()->rules[0].name == "rules/20.toml");
    CHECK(store.kept_set()->messages.at(0).text == "Hallo");
    REQUIRE(store.kept_set()->calendars.size() == 2);  // in their order: the later counts
    CHECK(store.kept_set()->calendars[1].text == "ours");
    CHECK(store.note("tzdata") == "2026f");
    CHECK(store.note("never").empty());
    CHECK(store.decisions("a/a/1").at(0).reason == "stale");
    CHECK(store.decisions("a/a/1").at(0).rule_place == "rules/a.toml:3");
    CHECK(store.decisions("a/a/1").at(1).rule_place.empty());
    CHECK(store.newest_instant() == noon + seconds{5});
    store.in_one_commit([&] {
        CHECK(store.unsuppress("dead@EXAMPLE.com"));
        CHECK_FALSE(store.unsuppress("dead@example.com"));
        CHECK(store.resume("email"));
        CHECK_FALSE(store.resume("email"));
    });
    CHECK_FALSE(store.suppression("dead@example.com"));
    CHECK(store.pauses().empty());
}
