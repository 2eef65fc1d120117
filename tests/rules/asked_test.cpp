// Every condition and its answer: what `vesper why-not` shows.
#include "rules/asked.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

Order an_order() {
    Order order;
    order.ship_to.country = "FR";
    order.buyer.locale = "fr-FR";
    order.platform = "shopify";
    order.currency = "EUR";
    order.total = *parse_decimal("18.50");
    order.tags = {"vip"};
    return order;
}

}  // namespace

TEST_CASE("all conditions are asked, also after one that does not hold") {
    Conditions when;
    when.country = {"BR", "CL"};
    when.language = {"fr"};
    when.total_from["EUR"] = *parse_decimal("20");
    when.tags = {"vip", "wholesale"};
    const auto answers = asked(when, an_order(), {}, {});
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].condition == "country BR, CL");
    CHECK(answers[0].is == "FR");
    CHECK(answers[0].refusal == "country is FR; the rule is for BR, CL");
    CHECK(answers[1].condition == "language fr");
    CHECK(answers[1].holds());
    CHECK(answers[2].condition == "total from 20 EUR");
    CHECK(answers[2].refusal == "total is 18.5 EUR; the rule is for orders from 20");
    CHECK(answers[3].is == "vip");
    CHECK(answers[3].holds());
}

TEST_CASE("the first that does not hold is the one that refuses") {
    Conditions when;
    when.platform = {"shopify"};
    Conditions inner;
    inner.country = {"FR"};
    when.none = {inner};
    const Order order = an_order();
    const auto answers = asked(when, order, {}, {});
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].holds());
    CHECK(answers[1].condition == "not (country FR)");
    CHECK(answers[1].refusal == refused(when, order, {}, {}));
    CHECK(asked({}, order, {}, {}).empty());
}

TEST_CASE("what is not met can be said without what the order is, of each kind of condition") {
    Order order = an_order();
    order.ship_to.region = "FR-IDF";
    order.account = "paris-shop";
    order.marketplace = "marche";
    order.shipment.carrier = "colissimo";
    order.buyer.email_marketing = Consent::denied;
    order.buyer.sms_marketing = Consent::denied;
    order.review = Review{};
    order.review.rating = 2;
    order.items = {Item{}};
    order.items.front().sku = "LED-77";
    order.items.front().title = "Lampe";
    order.items.front().quantity = 71;
    order.facts[Stage::paid] = from_unix(0);
    const Instant at = from_unix(83 * 86400);
    const BuyerRecord buyer{61, {{"EUR", *parse_decimal("512.5")}}};
    const std::vector<std::string> values{
        "FR",        "IDF", "shopify", "paris", "marche", "denied", "vip", "LED-77",  "Lampe",
        "colissimo", "71",  "18.5",    "512.5", "61",     "83",     "2",   "negative"};
    const auto of = [](std::string words, auto set) {
        Conditions one;
        set(one);
        return std::tuple<std::string, Conditions>{std::move(words), one};
    };
    using C = Conditions;
    const std::vector<std::tuple<std::string, Conditions>> kinds{
        of("country BR", [](C& c) { c.country = {"BR"}; }),
        of("subdivision US-CA", [](C& c) { c.subdivision = {"US-CA"}; }),
        of("language pt", [](C& c) { c.language = {"pt"}; }),
        of("platform ebay", [](C& c) { c.platform = {"ebay"}; }),
        of("account main", [](C& c) { c.account = {"main"}; }),
        of("marketplace US", [](C& c) { c.marketplace = {"US"}; }),
        of("carrier dhl", [](C& c) { c.carrier = {"dhl"}; }),
        of("tags wholesale", [](C& c) { c.tags = {"wholesale"}; }),
        of("an item's SKU like USB-*", [](C& c) { c.item_sku = {"USB-*"}; }),
        of("an item's title like *cable*", [](C& c) { c.item_title = {"*cable*"}; }),
        of("a review that is positive", [](C& c) { c.sentiment = {"positive"}; }),
        of("consent to e-mail granted", [](C& c) { c.email_consent = {"granted"}; }),
        of("consent to SMS granted", [](C& c) { c.sms_consent = {"granted"}; }),
        of("total from 40 EUR", [](C& c) { c.total_from["EUR"] = *parse_decimal("40"); }),
        of("total below 9 EUR", [](C& c) { c.total_below["EUR"] = *parse_decimal("9"); }),
        of("buyers who spent from 900 EUR",
           [](C& c) { c.spent_from["EUR"] = *parse_decimal("900"); }),
        of("buyers who spent below 5 EUR",
           [](C& c) { c.spent_below["EUR"] = *parse_decimal("5"); }),
        of("quantity below 5", [](C& c) { c.quantity.below = 5; }),
        of("rating from 4", [](C& c) { c.rating.from = 4; }),
        of("buyers' orders below 5", [](C& c) { c.orders.below = 5; }),
        of("days in paid below 7",
           [](C& c) {
               c.days_in[Stage::paid] = Between{{}, 7};
           }),
        of("days in shipped from 7",
           [](C& c) {
               c.days_in[Stage::shipped] = Between{7, {}};
           }),
        of("what the rule is not for",
           [](C& c) {
               c.none.resize(1);
               c.none.front().country = {"FR"};
           }),
        of("country BR",
           [](C& c) {  // of `all` the one that does not hold
               c.all.resize(2);
               c.all.front().country = {"FR"};
               c.all.back().country = {"BR"};
           }),
        of("any of (tags wholesale) or (country BR and all of (rating from 4) and what the rule is "
           "not for)",
           [](C& c) {
               c.any.resize(2);
               c.any.front().tags = {"wholesale"};
               c.any.back().country = {"BR"};
               c.any.back().all.resize(1);
               c.any.back().all.front().rating.from = 4;
               c.any.back().none.resize(1);
               c.any.back().none.front().tags = {"vip"};
           }),
    };
    for (const auto& [words, one] : kinds) {
        INFO(refused(one, order, buyer, at));
        const std::string said = unmet(one, order, buyer, at);
        CHECK(said == words);
        for (const std::string& value : values) {
            INFO(value);
            CHECK(said.find(value) == std::string::npos);
        }
    }
    CHECK(unmet({}, order, buyer, at).empty());
}
