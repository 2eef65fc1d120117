#include "daemon/intake/cloud_event.hpp"

#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

ParsedEvent parse(const std::string& text) {
    return parse_event(text, *system_zones());
}

/// The problems as lines "pointer: message".
std::vector<std::string> problems(const std::string& text) {
    std::vector<std::string> lines;
    for (const Problem& problem : parse(text).problems)
        lines.push_back(problem.pointer + ": " + problem.message);
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a canonical event reads back field by field") {
    const ParsedEvent parsed = parse(R"({
      "specversion": "1.0", "id": "e-1", "source": "shopify:/my-shop.myshopify.com",
      "type": "vesper.order.paid.v1", "time": "2026-11-20T09:12:44+11:00",
      "sequence": "2026-11-19T22:12:45.000Z",
      "datacontenttype": "application/json", "traceparent": "ignored",
      "data": {
        "order": {"id": 820982911946154508, "platform": "shopify",
                  "account": "my-shop.myshopify.com", "number": "#1030",
                  "updated_at": "2026-11-20T09:12:45+11:00", "currency": "EUR", "total": "49.90"},
        "items": [{"sku": "A-1", "title": "Lamp", "quantity": 2}],
        "buyer": {"name": "Example Buyer", "email": "buyer@example.org", "locale": "pt_PT",
                  "consent": {"email_marketing": "granted"}},
        "ship_to": {"country": "pt", "region": "20", "city": "Ponta Delgada", "postal": "9500-000",
                    "lat": 37.74, "lon": -25.67},
        "deadline": [{"kind": "confirm_receipt", "at": "2026-12-20T00:00:00Z"}]
      }})");
    REQUIRE(parsed.problems.empty());
    const Event& event = parsed.event;
    CHECK(event.stage == Stage::paid);
    CHECK(event.kind == Event::Kind::stage);
    CHECK(to_string(event.time) == "2026-11-19T22:12:44Z");
    CHECK(event.said.id == "820982911946154508");
    CHECK(event.said.key == "shopify/my-shop.myshopify.com/820982911946154508");
    CHECK(to_string(*event.said.total) == "49.9");
    CHECK(event.said.items[0].quantity == 2);
    CHECK(event.said.buyer.locale == "pt-PT");
    CHECK(event.said.buyer.email_marketing == Consent::granted);
    CHECK(event.said.ship_to.country == "PT");
    CHECK(*event.said.ship_to.lat == Approx(37.74));
    CHECK(event.said.deadlines[0].kind == DeadlineKind::confirm_receipt);
}

TEST_CASE("a question, its answer and what the buyer wrote since are stages") {
    auto [type, stage] = GENERATE(table<std::string, Stage>({
        {"inquiry.received", Stage::inquiry},
        {"inquiry.answered", Stage::inquiry_answered},
        {"message.received", Stage::buyer_wrote},
    }));
    const ParsedEvent parsed = parse(an_event("A1", type).text());
    CHECK(parsed.problems.empty());
    CHECK(parsed.event.kind == Event::Kind::stage);
    CHECK(parsed.event.stage == stage);
    CHECK(problems(an_event("A1", "inquiry.anwsered")) ==
          Lines{"/type: unknown type \"vesper.inquiry.anwsered.v1\": did you mean "
                "\"vesper.inquiry.answered.v1\"?"});
}

TEST_CASE("ids keep every digit, in whatever form they come") {
    auto [id, text] = GENERATE(
        table<std::string, std::string>({{"820982911946154508", "820982911946154508"},
                                         {"\"820982911946154508\"", "820982911946154508"},
                                         {"18446744073709551615", "18446744073709551615"},
                                         {"99999999999999999999999", "99999999999999999999999"},
                                         {"\"903-8868176-2219830\"", "903-8868176-2219830"}}));
    const ParsedEvent parsed = parse(an_event("A1", "order.paid").set("/data/order/id", "0"));
    std::string event = an_event("A1", "order.paid");
    event.replace(event.find("\"id\":\"A1\""), 9, "\"id\":" + id);
    CHECK(parse(event).problems.empty());
    CHECK(parse(event).event.said.id == text);
}

TEST_CASE("every problem of an event is named by its pointer, all at once") {
    CHECK(problems(an_event("A1", "shipment.delivered")
                       .set("/specversion", "\"0.3\"")
                       .set("/data/order/total", "\"2,329.86\"")
                       .set("/data/buyer/locale", "\"german\"")
                       .set("/data/ship_to/country", "\"Narnia\"")
                       .set("/data/timezone", "\"Europe/Belin\"")) ==
          Lines{"/specversion: must be \"1.0\" (CloudEvents)",
                "/data/order/total: " + parse_decimal("2,329.86").error().message,
                "/data/buyer/locale: must be a language tag (BCP 47), such as \"de-CH\"",
                "/data/ship_to/country: must be a country, by its code of ISO 3166-1 or by its "
                "name, such as \"PT\" or \"Portugal\"",
                "/data/timezone: " + zone_name_problem("Europe/Belin", *system_zones())});
}

TEST_CASE("a buyer's address and language and the source are what they should be") {
    CHECK(problems(an_event("A1", "order.paid")
                       .set("/source", "\"nocolon\"")
                       .set("/data/buyer/email", "\"not an email\"")
                       .set("/data/buyer/locale", "\"xx_yy_zz\"")) ==
          Lines{"/source: must be <platform>:/<account>, such as "
                "\"shopify:/my-shop.myshopify.com\"",
                "/data/buyer/email: must be an e-mail address, or left out where there is none",
                "/data/buyer/locale: must be a language tag (BCP 47), such as \"de-CH\""});
    const std::string source =
        GENERATE("shopify", "shopify:", "shopify:/", ":/shop", "my shop:/a", "shopify:shop");
    CHECK(problems(an_event("A1", "order.paid").set("/source", '"' + source + '"')).size() == 1);
}

TEST_CASE("an address that shops send with blanks, or do not have, loses no order") {
    auto [written, address] = GENERATE(table<std::string, std::string>({
        {"\" anna@example.org \"", "anna@example.org"},
        {"\"\"", ""},
        {"\"  \"", ""},
        {"null", ""},
    }));
    const ParsedEvent parsed =
        parse(an_event("A1", "order.paid").set("/data/buyer/email", written));
    CHECK(parsed.problems.empty());
    CHECK(parsed.event.said.buyer.email == address);
}

TEST_CASE("a locale is read as shops, POSIX and Java write it; one that is only unusual is kept") {
    auto [written, tag] = GENERATE(table<std::string, std::string>({
        {"en_US", "en-US"},
        {"de_DE.UTF-8", "de-DE"},
        {"de_DE@euro", "de-DE"},
        {"zh_CN_#Hans", "zh-CN"},
        {"en_", "en"},
        {"C", ""},
        {"C.UTF-8", ""},
        {"POSIX", ""},
        {"zh-Hant-TW", "zh-Hant-TW"},
        {"zh-min-nan", "zh-min-nan"},
        {"es-419", "es-419"},
        {"ca-ES-valencia", "ca-ES-valencia"},
        {"de-1996", "de-1996"},
        {"en-US-u-hc-h12", "en-US-u-hc-h12"},
        {"de-x-shop", "de-x-shop"},
        {"tlh", "tlh"},
        {"qq-QQ", "qq-QQ"},
    }));
    const ParsedEvent parsed =
        parse(an_event("A1", "order.paid").set("/data/buyer/locale", '"' + written + '"'));
    INFO(written);
    CHECK(parsed.problems.empty());
    CHECK(parsed.event.said.buyer.locale == tag);
    const std::string none = GENERATE("xx-yy-zz", "de-DE-AT", "de--DE", "12-DE", "german", ".UTF-8",
                                      "de-DE-Latn", "en-aaaaaaaaa");
    INFO(none);
    CHECK(problems(an_event("A1", "order.paid").locale(none)) ==
          Lines{"/data/buyer/locale: must be a language tag (BCP 47), such as \"de-CH\""});
}

TEST_CASE("a country is kept as two letters, however it was written") {
    auto [written, code] = GENERATE(table<std::string, std::string>({
        {"DE", "DE"},
        {"de", "DE"},
        {"UK", "GB"},
        {"DEU", "DE"},
        {"Germany", "DE"},
        {" deutschland ", "DE"},
        {"Côte d'Ivoire", "CI"},
        {"Россия", "RU"},
        {"中国", "CN"},
        {"المغرب", "MA"},
        {"ΕΛΛΑΔΑ", "GR"},
        {"USA", "US"},
        {"Gruzja", "GE"},
    }));
    const ParsedEvent parsed =
        parse(an_event("A1", "order.paid").set("/data/ship_to/country", "\"" + written + "\""));
    INFO(written);
    CHECK(parsed.problems.empty());
    CHECK(parsed.event.said.ship_to.country == code);
}

TEST_CASE(
    "which Georgia is meant, the rest of the address says; an order is never read as a guess") {
    auto [beside, country, region] = GENERATE(table<std::string, std::string, std::string>({
        {R"("city": "Atlanta")", "US", "GA"},
        {R"("city": "Tbilisi")", "GE", ""},
        {R"("postal": "30303")", "US", "GA"},
        {R"("postal": "0108")", "GE", ""},
        {R"("region": "GA")", "US", "GA"},
        {R"("region": "Georgia", "city": "Savannah")", "US", "Georgia"},
        {R"("lat": 41.7, "lon": 44.8)", "GE", ""},
        {"", "", ""},
        {R"("city": "Anytown")", "", ""},
    }));
    INFO(beside);
    const std::string address =
        R"({"country": "Georgia")" + (beside.empty() ? "" : ", " + beside) + "}";
    const std::string event = an_event("A1", "order.paid").set("/data/ship_to", address);
    const Lines refused{
        "/data/ship_to/country: must say which Georgia: \"GE\" for the country, or "
        "\"US\" with the region \"GA\" for the state"};
    CHECK(problems(event) == (country.empty() ? refused : Lines{}));
    CHECK(parse(event).event.said.ship_to.country == country);
    CHECK(parse(event).event.said.ship_to.region == region);
}

TEST_CASE("which Congo is meant, the rest of the address says, too") {
    auto [beside, country] = GENERATE(table<std::string, std::string>({
        {R"(, "city": "Goma")", "CD"},
        {R"(, "city": "Brazzaville")", "CG"},
        {R"(, "city": "Anytown")", ""},
        {"", ""},
    }));
    INFO(beside);
    const std::string event =
        an_event("A1", "order.paid").set("/data/ship_to", R"({"country": "Congo")" + beside + "}");
    const Lines refused{
        "/data/ship_to/country: must say which Congo: \"CG\" for the one of Brazzaville, or "
        "\"CD\" for the one of Kinshasa"};
    CHECK(problems(event) == (country.empty() ? refused : Lines{}));
    CHECK(parse(event).event.said.ship_to.country == country);
}

TEST_CASE("where a parcel was seen, its town says which Georgia") {
    const ParsedEvent parsed = parse(
        an_event("A1", "shipment.in_transit").set("/data/shipment", R"({"tracking_number": "T1",
                       "location": {"country": "Georgia", "city": "ATLANTA"}})"));
    CHECK(parsed.problems.empty());
    CHECK(parsed.event.said.shipment.location_country == "US");
    CHECK(parsed.event.said.shipment.location_city == "ATLANTA");
}

TEST_CASE("an unknown country is a problem at its pointer, never a guess") {
    for (const char* name : {"Narnia", "XYZ", "974", "G3", "Germanyy"}) {
        INFO(name);
        CHECK(problems(an_event("A1", "order.paid")
                           .set("/data/bill_to/country", "\"" + std::string{name} + "\"")) ==
              Lines{"/data/bill_to/country: must be a country, by its code of ISO 3166-1 or by its "
                    "name, such as \"PT\" or \"Portugal\""});
    }
}

TEST_CASE("what is missing is named") {
    CHECK(problems("{}") ==
          Lines{"/specversion: must be \"1.0\" (CloudEvents)", "/id: is required",
                "/source: is required, such as \"shopify:/my-shop.myshopify.com\"",
                "/type: is required, such as \"vesper.order.paid.v1\"", "/data: is required"});
    CHECK(problems(an_event("A1", "dispute.opened")) ==
          Lines{"/data/dispute: kind is required for vesper.dispute.opened.v1"});
    CHECK(problems(an_event("A1", "review.left")) ==
          Lines{"/data/review: rating or sentiment is required for vesper.review.left.v1"});
    CHECK(problems(an_event("A1", "order.paid").set("/time", "null")) ==
          Lines{"/time: is required where data.order.updated_at is not given"});
}

TEST_CASE("an unknown type is answered with the nearest") {
    CHECK(problems(an_event("A1", "shipment.delivred")) ==
          Lines{"/type: unknown type \"vesper.shipment.delivred.v1\": did you mean "
                "\"vesper.shipment.delivered.v1\"?"});
}

TEST_CASE("hostile JSON is refused in words") {
    auto [text, problem] = GENERATE(table<std::string, std::string>(
        {{"", ": not JSON (UTF-8) at byte 1"},
         {"[]", ": must be a JSON object"},
         {"{\"id\": \"a\", \"id\": \"b\"}", ": member \"id\" is there twice"},
         {"{\"id\": \"\xff\"}", ": not JSON (UTF-8) at byte 9"},
         {std::string(5000, '['), ": nested more than 32 deep"}}));
    REQUIRE(problems(text).size() == 1);
    CHECK(problems(text)[0] == problem);
}

TEST_CASE("a body is one event, an array, or a line each") {
    const std::string one = an_event("A1", "order.paid");
    const std::string two = an_event("A2", "order.paid");
    CHECK(split_events(one).events == Lines{one});
    CHECK(split_events("\xEF\xBB\xBF  " + one + "\r\n").events == Lines{one});
    CHECK(split_events("[" + one + " ,\n" + two + "]").events == Lines{one, two});
    CHECK(split_events(one + "\r\n\n" + two + "\n").events == Lines{one, two});
    CHECK(split_events("{\n  \"a\": \"}\\\"\"\n}").events.size() == 1);
    CHECK(split_events("").problems.size() == 1);
    CHECK(split_events("[" + one + " " + two + "]").problems.size() == 1);
    CHECK(split_events("[1]").problems[0].pointer == "/0");
    CHECK(split_events(one + "\n" + two, 1).problems.size() == 1);
}

TEST_CASE("canonical text is the same for what says the same") {
    CHECK(canonical_json("{\"b\": 1, \"a\": [1, 2]}") == canonical_json("{\"a\":[1,2],\"b\":1}"));
    CHECK(canonical_json("{\"a\": 9007199254740993}") !=
          canonical_json("{\"a\": 9007199254740992}"));
}
