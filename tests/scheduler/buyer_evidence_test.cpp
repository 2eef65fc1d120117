// What stands beside an address: a zone of one's own, a second address, tags, a telephone.
#include "scheduler/ladder.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <sstream>

using namespace vesper;

namespace {

const ZoneSnapshot& world() {
    return *test::system_zones();
}

ZoneAnswer resolved(const std::string& country, const std::string& region = "",
                    const std::string& city = "", const std::string& postal = "") {
    ZoneEvidence evidence;
    evidence.country = country;
    evidence.subdivision = region;
    evidence.city = city;
    evidence.postal = postal;
    return resolve_zone(evidence, world());
}

}  // namespace

TEST_CASE("the buyer's own zone wins over the address; a bad one is named and passed over") {
    ZoneEvidence evidence;
    evidence.country = "DE";
    evidence.timezone = "US/Pacific";
    ZoneAnswer answer = resolve_zone(evidence, world());
    CHECK(answer.zone == "America/Los_Angeles");
    CHECK(answer.grade == Grade::exact);
    CHECK(answer.rung == "explicit");
    evidence.timezone = "CST";
    answer = resolve_zone(evidence, world());
    CHECK(answer.zone == "Europe/Berlin");
    CHECK(answer.reason ==
          "\"CST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\"; "
          "country DE has one clock -> Europe/Berlin");
}

TEST_CASE("names of time zones") {
    auto [written, problem] = GENERATE(table<const char*, const char*>({
        {"Europe/Berlin", ""},
        {"Japan", ""},
        {"NZ", ""},
        {"Asia/Calcutta", ""},
        {"Europe/Belin", "unknown time zone \"Europe/Belin\": did you mean \"Europe/Berlin\"?"},
        {"EST",
         "\"EST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\""},
        {"IST",
         "\"IST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\""},
        {"UTC", "\"UTC\" is an offset, not a time zone: write a name like \"America/Chicago\""},
        {"Etc/GMT+5",
         "\"Etc/GMT+5\" is an offset, not a time zone: write a name like \"America/Chicago\""},
        {"+02:00",
         "\"+02:00\" is an offset, not a time zone: write a name like \"America/Chicago\""},
    }));
    CHECK(zone_name_problem(written, world()) == problem);
}

TEST_CASE("the buyer of an order: shipping and billing are evidence about one person") {
    Order order;
    order.ship_to.country = "US";
    order.ship_to.region = "NY";
    SECTION("shipping alone") {
        CHECK(resolve_buyer(order, Shop{}, world()).zone == "America/New_York");
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("an explicit zone ends the search") {
        order.timezone = "Asia/Tokyo";
        order.bill_to.country = "DE";
        CHECK(resolve_buyer(order, Shop{}, world()).zone == "Asia/Tokyo");
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("another state with the same clock is no disagreement") {
        order.bill_to.country = "US";
        order.bill_to.region = "MA";
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("a gift: both clocks stay, and neither is certain") {
        order.bill_to.country = "DE";
        const ZoneAnswer answer = resolve_buyer(order, Shop{}, world());
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.rung == "addresses");
        CHECK(answer.zone == "America/New_York");
        REQUIRE(answer.candidates.size() == 2);
        CHECK(answer.candidates[1].zone == "Europe/Berlin");
        CHECK(answer.reason ==
              "shipping address (New York (US-NY) keeps one clock -> America/New_York) and "
              "billing address (country DE has one clock -> Europe/Berlin) keep different clocks: "
              "America/New_York (60 %) or Europe/Berlin (40 %)");
    }
    SECTION("billing narrows what shipping leaves open") {
        order.ship_to.region.clear();
        order.bill_to.country = "US";
        order.bill_to.region = "WA";
        const ZoneAnswer answer = resolve_buyer(order, Shop{}, world());
        CHECK(answer.zone == "America/Los_Angeles");
        CHECK(answer.certain());
        CHECK(answer.grade == Grade::fair);
    }
    SECTION("the same address twice says no more than once, against a telephone either") {
        order.buyer.phone = "+4930123456";
        const ZoneAnswer once = resolve_buyer(order, Shop{}, world());
        REQUIRE(once.candidates.size() == 2);
        order.bill_to = order.ship_to;
        order.bill_to.recipient = "the one who pays";
        const ZoneAnswer twice = resolve_buyer(order, Shop{}, world());
        CHECK(twice.reason == once.reason);
        CHECK(twice.rung == once.rung);
        CHECK(twice.candidates.size() == 2);
    }
    SECTION("a tag that the shop gave a zone comes before all of it") {
        order.timezone = "Asia/Tokyo";
        order.tags = {"vip", "moved-to-lisbon"};
        Shop shop;
        CHECK(resolve_buyer(order, shop, world()).zone == "Asia/Tokyo");  // control
        shop.zone_of_tag = {{"moved-to-lisbon", "Europe/Lisbon"},
                            {"kin-in-porto", "Europe/Lisbon"},
                            {"winters-in-bali", "Asia/Makassar"}};
        ZoneAnswer answer = resolve_buyer(order, shop, world());
        CHECK(answer.zone == "Europe/Lisbon");
        CHECK(answer.grade == Grade::exact);
        CHECK(answer.rung == "shop");
        CHECK(answer.reason == "the shop says: tag \"moved-to-lisbon\" -> Europe/Lisbon");
        order.tags.push_back("kin-in-porto");  // the same clock twice is no doubt
        CHECK(resolve_buyer(order, shop, world()).grade == Grade::exact);
        order.tags.push_back("winters-in-bali");
        answer = resolve_buyer(order, shop, world());
        CHECK(answer.candidates.size() == 2);
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.reason ==
              "the shop says: tag \"moved-to-lisbon\" -> Europe/Lisbon, tag \"kin-in-porto\" -> "
              "Europe/Lisbon, tag \"winters-in-bali\" -> Asia/Makassar");
    }
    SECTION("billing alone") {
        order.ship_to = {};
        order.bill_to.country = "DE";
        CHECK(resolve_buyer(order, Shop{}, world()).reason ==
              "by the billing address: country DE has one clock -> Europe/Berlin");
    }
}

namespace {

ZoneEvidence in_country(const std::string& country) {
    ZoneEvidence evidence;
    evidence.country = country;
    return evidence;
}

}  // namespace

TEST_CASE("what stands beside an address narrows it, confirms it, or contradicts it") {
    SECTION("coordinates decide in a country with several clocks") {
        ZoneEvidence evidence = in_country("US");
        evidence.lat = 31.76;
        evidence.lon = -106.49;
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "America/Denver");
        CHECK(answer.grade == Grade::strong);
        CHECK(answer.rung == "coordinates");
    }
    SECTION("coordinates far from the address are a contradiction") {
        ZoneEvidence evidence = in_country("US");
        evidence.subdivision = "MA";
        evidence.lat = 34.05;
        evidence.lon = -118.24;
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "America/New_York");
        CHECK(answer.candidates.size() == 2);
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.reason ==
              "Massachusetts (US-MA) keeps one clock -> America/New_York; the coordinates lie "
              "elsewhere (America/Los_Angeles)");
    }
    SECTION("a telephone abroad stays a candidate") {
        ZoneEvidence evidence = in_country("DE");
        evidence.phone = "+81 3 1234 5678";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "Europe/Berlin");
        CHECK(answer.grade == Grade::fair);
        REQUIRE(answer.candidates.size() == 2);
        CHECK(answer.candidates[1].zone == "Asia/Tokyo");
        CHECK(answer.reason ==
              "country DE has one clock -> Europe/Berlin; telephone +81 is elsewhere (Asia/Tokyo)");
    }
    SECTION("American numbers move with their owners: said, and no more") {
        ZoneEvidence evidence = in_country("US");
        evidence.subdivision = "MA";
        evidence.phone = "+13105550123";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.grade == Grade::exact);
        CHECK(answer.reason ==
              "Massachusetts (US-MA) keeps one clock -> America/New_York; telephone +13105 "
              "is elsewhere (America/Los_Angeles), but such numbers move with their owners");
    }
    SECTION("a landline decides where there is no address, a mobile number only the country") {
        ZoneEvidence evidence;
        evidence.phone = "+61 2 9123 4567";
        CHECK(resolve_zone(evidence, world()).zone == "Australia/Sydney");
        CHECK(resolve_zone(evidence, world()).grade == Grade::fair);
        evidence.phone = "+61 412 345 678";
        CHECK(resolve_zone(evidence, world()).grade == Grade::weak);
        CHECK(resolve_zone(evidence, world()).candidates.size() > 4);
        evidence.phone = "+1 800 555 0123";
        CHECK(resolve_zone(evidence, world()).grade == Grade::none);
    }
    SECTION("an offset narrows, and is no zone") {
        ZoneEvidence evidence = in_country("ID");
        evidence.timezone = "UTC+9";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "Asia/Jayapura");
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.rung == "offset");
        evidence.country.clear();
        CHECK(resolve_zone(evidence, world()).grade == Grade::none);
    }
    SECTION("a language hints and decides nothing") {
        const ZoneHints hints{.language = "ja-JP", .assumed = {}};
        const ZoneAnswer answer = resolve_zone(ZoneEvidence{}, hints, world());
        CHECK(answer.grade == Grade::none);
        CHECK(answer.zone.empty());
        CHECK(answer.candidates.size() == 1);
        CHECK(answer.reason == "no country is known; the language ja-JP hints at Asia/Tokyo");
    }
    SECTION("a Windows name is a zone, and means the country's own") {
        ZoneEvidence evidence = in_country("PL");
        evidence.timezone = "Central European Standard Time";
        CHECK(resolve_zone(evidence, world()).zone == "Europe/Warsaw");
        CHECK(own_zone_problem("W. Europe Standard Time", world()).empty());
        CHECK(own_zone_problem("+05:30", world()).empty());
        CHECK(own_zone_problem("CST", world()) ==
              "\"CST\" is an abbreviation, not a time zone: write a name like "
              "\"America/Chicago\"");
    }
}

TEST_CASE("a town of a known postal code that keeps another clock is a contradiction") {
    const ZoneAnswer answer = resolved("US", "TX", "El Paso", "78701");
    CHECK(answer.zone == "America/Chicago");
    CHECK(answer.grade == Grade::fair);
    CHECK(answer.candidates.size() == 2);
    CHECK(answer.reason ==
          "El Paso and ZIP 78701 (Texas) keep different clocks: America/Chicago (60 %) or "
          "America/Denver (40 %)");
}
