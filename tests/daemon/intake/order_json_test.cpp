#include "daemon/intake/order_json.hpp"

#include "rules/event.hpp"
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

TEST_CASE("a full order record reads back as it was written") {
    Order order;
    order.key = "amazon/A2EUQ1WTGCTBG2/903-8868176-2219830";
    order.id = "903-8868176-2219830";
    order.platform = "amazon";
    order.account = "A2EUQ1WTGCTBG2";
    order.marketplace = "ATVPDKIKX0DER";
    order.number = "#7";
    order.status_raw = "Shipped";
    order.placed_at = test::at("2026-01-02T03:04:05Z");
    order.updated_at = test::at("2026-01-03T03:04:05Z");
    order.currency = "JPY";
    order.total = *parse_decimal("3000");
    order.test = true;
    order.items = {{"sku", "Lämpchen \"groß\"", "p1", 3}, {"", "", "", 0}};
    order.buyer = {
        "b1", "Jürgen", "J", "j@example.org", "+491", "de-CH", Consent::granted, Consent::denied};
    order.ship_to = {"DE", "BY", "München", "80331", "J", 48.137154, 11.576124};
    order.bill_to.country = "CH";
    order.timezone = "Europe/Zurich";
    order.shipment = {"s1",
                      "DHL",
                      "T1",
                      "https://example.org/t",
                      "In transit",
                      test::at("2026-02-01T00:00:00Z"),
                      test::at("2026-02-03T00:00:00Z"),
                      "CN",
                      "Shenzhen"};
    order.deadlines = {{DeadlineKind::pay, test::at("2026-01-05T00:00:00Z")}};
    order.review = {"seller", 2, "negative", "late"};
    order.refund = {"r1", *parse_decimal("12.5"), "EUR", "late", true};
    order.dispute = {"d1", "chargeback", "open", "fraud", test::at("2026-03-01T00:00:00Z")};
    order.facts = {{Stage::paid, test::at("2026-01-02T04:00:00Z")},
                   {Stage::refund_requested, test::at("2026-01-20T04:00:00Z")}};
    order.sequences = {{"shopify:/shop.example", "2026-01-02T00:00:00.000Z"}};
    order.redacted = true;
    CHECK(order_from_json(to_json(order)) == order);
    CHECK(order_from_json(to_json(Order{})) == Order{});
}

TEST_CASE("whatever intake accepts, the record keeps") {
    for (const char* type :
         {"order.paid", "shipment.delivered", "order.updated", "order.snapshot"}) {
        const ParsedEvent parsed = parse_event(
            an_event("A1", type).in("BR", "SP", "São Paulo").total("49.90", "BRL").text(),
            *system_zones());
        REQUIRE(parsed.problems.empty());
        const Order order = fold(nullptr, parsed.event).order;
        CHECK(order_from_json(to_json(order)) == order);
    }
}
