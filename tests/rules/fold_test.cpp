#include "rules/event.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace vesper;

namespace {

Instant at(std::int64_t hour) {
    return from_unix(1'770'000'000 + hour * 3600);
}

Event event(Event::Kind kind, std::int64_t hour) {
    Event event;
    event.source = "shopify:/shop";
    event.kind = kind;
    event.time = at(hour);
    return event;
}

Event stage_event(Stage stage, std::int64_t hour) {
    Event out = event(Event::Kind::stage, hour);
    out.stage = stage;
    return out;
}

Address address(const std::string& country, const std::string& region, const std::string& city) {
    Address out;
    out.country = country;
    out.region = region;
    out.city = city;
    return out;
}

Shipment parcel(const std::string& number, const std::string& carrier) {
    Shipment out;
    out.tracking_number = number;
    out.carrier = carrier;
    return out;
}

Order folded(const std::vector<Event>& events) {
    Order order;
    bool is_first = true;
    for (const Event& one : events) {
        order = fold(is_first ? nullptr : &order, one).order;
        is_first = false;
    }
    return order;
}

}  // namespace

TEST_CASE("the first event makes the order") {
    Event placed = stage_event(Stage::placed, 0);
    placed.said.key = "shopify/shop/1";
    placed.said.ship_to.country = "DE";
    const Folded result = fold(nullptr, placed);
    CHECK(result.order.key == "shopify/shop/1");
    CHECK(result.reached == std::vector<Reached>{{Stage::placed, at(0)}});
    CHECK(result.changed);
    CHECK_FALSE(result.moved);
    CHECK_FALSE(result.superseded);
}

TEST_CASE("the same event again changes nothing") {
    const Event paid = stage_event(Stage::paid, 1);
    const Order before = folded({stage_event(Stage::placed, 0), paid});
    const Folded again = fold(&before, paid);
    CHECK(again.order == before);
    CHECK(again.reached.empty());
    CHECK_FALSE(again.changed);
}

TEST_CASE("a stage is reached once and keeps its earliest instant") {
    const Order before = folded({stage_event(Stage::delivered, 5)});
    const Folded earlier = fold(&before, stage_event(Stage::delivered, 3));
    CHECK(earlier.reached.empty());
    CHECK(earlier.order.facts.at(Stage::delivered) == at(3));
    const Folded later = fold(&before, stage_event(Stage::delivered, 9));
    CHECK(later.order.facts.at(Stage::delivered) == at(5));
}

TEST_CASE("any order of arrival of stage events gives the same facts") {
    std::vector<Event> events{stage_event(Stage::placed, 0),    stage_event(Stage::paid, 1),
                              stage_event(Stage::shipped, 2),   stage_event(Stage::delivered, 8),
                              stage_event(Stage::delivered, 7), stage_event(Stage::paid, 4)};
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].id = std::to_string(i);
        events[i].said.updated_at = at(static_cast<std::int64_t>(i));
    }
    const auto expected = folded(events).facts;
    REQUIRE(expected.size() == 4);
    const auto by_id = [](const Event& a, const Event& b) { return a.id < b.id; };
    do {
        std::vector<Stage> reached;
        Order order;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const Folded step = fold(i == 0 ? nullptr : &order, events[i]);
            for (const Reached& one : step.reached) reached.push_back(one.stage);
            order = step.order;
        }
        REQUIRE(order.facts == expected);
        std::sort(reached.begin(), reached.end());
        REQUIRE(reached ==
                std::vector<Stage>{Stage::placed, Stage::paid, Stage::shipped, Stage::delivered});
    } while (std::next_permutation(events.begin(), events.end(), by_id));
}

TEST_CASE("an older version fills gaps and undoes nothing") {
    Event newer = event(Event::Kind::updated, 5);
    newer.said.updated_at = at(5);
    newer.said.buyer.email = "new@example.com";
    newer.said.ship_to = address("FR", "", "Lyon");
    const Order before = folded({newer});

    Event older = stage_event(Stage::paid, 2);
    older.said.updated_at = at(2);
    older.said.buyer.email = "old@example.com";
    older.said.buyer.phone = "+33";
    older.said.ship_to = address("DE", "BE", "");
    const Folded result = fold(&before, older);
    CHECK(result.superseded);
    CHECK(result.order.buyer.email == "new@example.com");
    CHECK(result.order.buyer.phone == "+33");
    CHECK(result.order.ship_to == newer.said.ship_to);
    CHECK(result.order.updated_at == at(5));
    CHECK(result.reached == std::vector<Reached>{{Stage::paid, at(2)}});

    // The control: without a version the later arrival is the newer statement.
    older.said.updated_at.reset();
    CHECK(fold(&before, older).order.buyer.email == "old@example.com");
}

TEST_CASE("a sequence orders events of one source where updated_at is lacking") {
    auto numbered = [](const std::string& source, const std::string& sequence,
                       const std::string& status) {
        Event out = event(Event::Kind::updated, 0);
        out.source = source;
        out.sequence = sequence;
        out.said.status_raw = status;
        return out;
    };
    const Order before = folded({numbered("a:/1", "0007", "seven")});
    CHECK(fold(&before, numbered("a:/1", "0006", "six")).order.status_raw == "seven");
    CHECK(fold(&before, numbered("a:/1", "0006", "six")).superseded);
    CHECK(fold(&before, numbered("a:/1", "0008", "eight")).order.status_raw == "eight");
    CHECK(fold(&before, numbered("b:/2", "0001", "one")).order.status_raw == "one");
    CHECK(fold(&before, numbered("a:/1", "0006", "six")).order.sequences.at("a:/1") == "0007");
}

TEST_CASE("a snapshot reaches every stage it knows, in order of time") {
    const Order before = folded({stage_event(Stage::placed, 0)});
    Event snapshot = event(Event::Kind::snapshot, 9);
    snapshot.said.facts = {
        {Stage::placed, at(0)}, {Stage::paid, at(3)}, {Stage::payment_review, at(1)}};
    const Folded result = fold(&before, snapshot);
    CHECK(result.reached ==
          std::vector<Reached>{{Stage::payment_review, at(1)}, {Stage::paid, at(3)}});

    // Facts of anything but a snapshot are not statements.
    snapshot.kind = Event::Kind::updated;
    CHECK(fold(&before, snapshot).reached.empty());
}

TEST_CASE("cancelled beats the topic") {
    Event paid = stage_event(Stage::paid, 2);
    paid.said.cancelled_at = at(1);
    const Folded result = fold(nullptr, paid);
    CHECK(result.reached == std::vector<Reached>{{Stage::cancelled, at(1)}, {Stage::paid, at(2)}});
    Event twice = stage_event(Stage::cancelled, 3);
    twice.said.cancelled_at = at(1);
    CHECK(fold(nullptr, twice).reached == std::vector<Reached>{{Stage::cancelled, at(1)}});
}

TEST_CASE("an address is taken whole") {
    Event first = event(Event::Kind::updated, 0);
    first.said.ship_to = address("US", "CA", "Fresno");
    const Order before = folded({first});

    Event moved = event(Event::Kind::updated, 1);
    moved.said.ship_to = address("DE", "", "Kiel");
    const Folded result = fold(&before, moved);
    CHECK(result.order.ship_to == moved.said.ship_to);
    CHECK(result.moved);

    Event corrected = event(Event::Kind::updated, 1);
    corrected.said.ship_to.postal = "93651";
    CHECK(fold(&before, corrected).order.ship_to.postal == "93651");
    CHECK(fold(&before, corrected).order.ship_to.city == "Fresno");
    CHECK_FALSE(fold(&before, stage_event(Stage::paid, 1)).moved);
}

TEST_CASE("what a plan was made from moves it; other fields do not") {
    const Order before = folded({stage_event(Stage::placed, 0)});
    Event update = event(Event::Kind::updated, 1);
    SECTION("zone") {
        update.said.timezone = "Europe/Berlin";
    }
    SECTION("locale") {
        update.said.buyer.locale = "de";
    }
    SECTION("billing address") {
        update.said.bill_to.country = "DE";
    }
    SECTION("deadline") {
        update.said.deadlines = {{DeadlineKind::ship, at(9)}};
    }
    SECTION("the deadline of a dispute") {
        update.said.dispute.due_at = at(9);
    }
    SECTION("telephone") {
        update.said.buyer.phone = "+49";
    }
    CHECK(fold(&before, update).moved);
    Event number = event(Event::Kind::updated, 1);
    number.said.number = "#1030";
    CHECK_FALSE(fold(&before, number).moved);
    CHECK(fold(&before, number).changed);
}

TEST_CASE("deadlines are kept by kind, parcels by number") {
    Event first = event(Event::Kind::updated, 0);
    first.said.deadlines = {{DeadlineKind::ship, at(9)}, {DeadlineKind::deliver, at(99)}};
    first.said.shipment = parcel("1", "A");
    first.said.shipment.url = "https://a/1";
    Event second = event(Event::Kind::updated, 1);
    second.said.deadlines = {{DeadlineKind::ship, at(12)}};
    second.said.shipment = parcel("2", "B");
    const Order order = folded({first, second});
    CHECK(order.deadlines ==
          std::vector<Deadline>{{DeadlineKind::ship, at(12)}, {DeadlineKind::deliver, at(99)}});
    CHECK(order.shipment == second.said.shipment);
    Event news = event(Event::Kind::updated, 2);
    news.said.shipment = parcel("2", "");
    news.said.shipment.status_raw = "hub";
    CHECK(folded({first, second, news}).shipment.carrier == "B");
}

TEST_CASE("a removed review is as if it had never been") {
    Event left = stage_event(Stage::review, 1);
    left.said.review.rating = 2;
    left.said.review.text = "slow";
    const Order with = folded({stage_event(Stage::delivered, 0), left});
    Event changed = event(Event::Kind::review_changed, 2);
    changed.said.review.rating = 5;
    CHECK(fold(&with, changed).order.review == changed.said.review);
    CHECK(fold(&with, changed).reached.empty());

    const Folded removed = fold(&with, event(Event::Kind::review_removed, 3));
    CHECK(removed.order.review == Review{});
    CHECK(removed.order.facts.count(Stage::review) == 0);
    CHECK(fold(&removed.order, left).reached == std::vector<Reached>{{Stage::review, at(1)}});

    const Order without = folded({stage_event(Stage::delivered, 0)});
    CHECK(fold(&without, changed).reached == std::vector<Reached>{{Stage::review, at(2)}});
}

TEST_CASE("consent is replaced as far as it is stated") {
    Event granted = event(Event::Kind::consent_changed, 0);
    granted.said.buyer.email_marketing = Consent::granted;
    granted.said.buyer.sms_marketing = Consent::granted;
    Event denied = event(Event::Kind::consent_changed, 1);
    denied.said.buyer.email_marketing = Consent::denied;
    const Order order = folded({granted, denied});
    CHECK(order.buyer.email_marketing == Consent::denied);
    CHECK(order.buyer.sms_marketing == Consent::granted);
}

TEST_CASE("what was erased stays erased") {
    Event placed = stage_event(Stage::placed, 0);
    placed.said.number = "#1030";
    placed.said.buyer.email = "a@example.com";
    placed.said.ship_to.country = "DE";
    placed.said.review.text = "call me";
    const Event erased = event(Event::Kind::redacted, 1);
    Event later = stage_event(Stage::delivered, 2);
    later.said.buyer.email = "a@example.com";
    later.said.ship_to.country = "DE";
    const Order order = folded({placed, erased, later});
    CHECK(order.redacted);
    CHECK(order.buyer == Buyer{});
    CHECK(order.ship_to.empty());
    CHECK(order.review.text.empty());
    CHECK(order.number == "#1030");
    CHECK(order.facts.size() == 2);
    CHECK(folded({placed, later}).buyer.email == "a@example.com");
}

TEST_CASE("a test order stays one, and an order keeps its name") {
    Event placed = stage_event(Stage::placed, 0);
    placed.said.key = "shopify/shop/1";
    placed.said.test = true;
    Event paid = stage_event(Stage::paid, 1);
    paid.said.key = "shopify/shop/other";
    const Order order = folded({placed, paid});
    CHECK(order.test);
    CHECK(order.key == "shopify/shop/1");
}
