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
