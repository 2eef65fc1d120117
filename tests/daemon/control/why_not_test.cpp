// "Why not": each way in which an order gets no letter of a rule, told from the store alone.
#include "daemon/control/story.hpp"
#include "tests/daemon/control/desk.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;
using nlohmann::json;

namespace {

constexpr const char* order = "/v1/orders/A1/why-not/";

std::string answer_of(ControlDesk& desk, const std::string& rule) {
    return desk.get(order + rule)["answer"];
}

std::vector<std::string> refusals_of(const json& answer) {
    std::vector<std::string> words;
    for (const json& check : answer["today"])
        if (!check["holds"].get<bool>()) words.push_back(check["words"]);
    return words;
}

/// The rules of the desk and `more`, taken up as at a reload.
Reload reload(ControlDesk& desk, const std::string& rules) {
    return desk.sim.house().reload(sources_with(rules));
}

std::string without_brazil() {
    return control_rules.substr(0, control_rules.find("[rule.brazil]"));
}

}  // namespace

TEST_CASE("a condition that did not hold is named with the order's value and the rule's") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1", "FR"));
    const json answer = desk.get(std::string{order} + "brazil");
    CHECK(answer["answer"] == "No letter was planned: country is FR; the rule is for BR");
    CHECK(answer["sent"] == false);
    CHECK(answer["rule"]["place"] == "rules/10-test.toml:15");
    CHECK(answer["rule"]["since"]["utc"] == "2026-03-02T10:00:00Z");
    REQUIRE(answer["then"].size() == 2);
    CHECK(answer["then"][0]["kind"] == "event");
    CHECK(answer["then"][1]["words"] ==
          "rule brazil (rules/10-test.toml:15) plans nothing: country is FR; the rule is for BR");
    CHECK(refusals_of(answer) == std::vector<std::string>{"country is FR; the rule is for BR"});
    CHECK(answer["if_now"].empty());
}

TEST_CASE("the answer for people says what was recorded then and what holds today") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    const Answer text = desk.ask("GET", std::string{order} + "brazil?format=text", "", false);
    CHECK(text.content_type == "text/plain; charset=utf-8");
    const std::string zones = desk.sim.house().zones().version();
    CHECK(
        text.body ==
        "Order #A1  (shopify/shop.example/A1), rule brazil\n"
        "\n"
        "No letter was planned: country is DE; the rule is for BR.\n"
        "\n"
        "  the rule       rules/10-test.toml:15, in the rules since Mon 02 Mar 2026 18:00 shop "
        "time\n"
        "  buyer's clock  Europe/Berlin (exact): country DE has one clock -> Europe/Berlin\n"
        "  tzdata         " +
            zones +
            "\n"
            "\n"
            "What was recorded then (UTC; buyer's clock)\n"
            "  2026-03-02T10:00:00Z  Mon 02 Mar 2026 11:00  event  vesper.shipment.delivered.v1 "
            "from "
            "shopify:/shop.example (id A1:shipment.delivered): applied\n"
            "  2026-03-02T10:00:00Z  Mon 02 Mar 2026 11:00  decision  rule brazil "
            "(rules/10-test.toml:15) plans nothing: country is DE; the rule is for BR\n"
            "\n"
            "What today's rules say of today's order\n"
            "  yes  it begins when an order comes to delivered: Mon 02 Mar 2026 11:00 buyer time\n"
            "  yes  it is not a test order\n"
            "  NO   country is DE; the rule is for BR\n"
            "  yes  the buyer may be written to\n");
}

TEST_CASE("a rule whose stage the order has not reached says where the order stands") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events",
             an_event("A1", "order.paid").in("DE").at("2026-03-02T10:00:00Z").text());
    CHECK(answer_of(desk, "review-request") ==
          "The rule has not begun: the order has not come to delivered; it stands at paid, since "
          "Mon 02 Mar 2026 11:00 buyer time");
}

TEST_CASE("a rule that is newer than the event says so, by the store") {
    ControlDesk desk;
    REQUIRE(reload(desk, without_brazil()).accepted);
    desk.ask("POST", "/v1/events", desk.delivered("A1", "BR"));
    desk.sim.run_for(date::days{1});
    REQUIRE(reload(desk, control_rules).accepted);
    const json answer = desk.get(std::string{order} + "brazil");
    CHECK(answer["answer"] ==
          "The rule is newer than the event: it is in the rules since 2026-03-03T10:00:00Z, and "
          "the order's delivered came in at 2026-03-02T10:00:00Z. A new rule acts on events from "
          "then on");
    CHECK(refusals_of(answer).empty());
    REQUIRE(answer["if_now"].size() == 1);  // and what it would come to today
    CHECK_THAT(answer["if_now"][0]["words"].get<std::string>(), Catch::Contains("+ 1 day"));
    // Control: of a rule that was there before, the same event has a job.
    CHECK_THAT(answer_of(desk, "review-request"), Catch::StartsWith("Not yet. job 1 "));
}

TEST_CASE("a rule that is gone still answers for what it planned") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1", "BR"));
    REQUIRE(reload(desk, without_brazil()).accepted);
    const json answer = desk.get(std::string{order} + "brazil");
    CHECK_THAT(answer["answer"].get<std::string>(), Catch::Contains("the rule was removed"));
    CHECK(answer["rule"]["runs"] == false);
    CHECK(answer["rule"]["gone"]["utc"] == "2026-03-02T10:00:00Z");
    CHECK(answer["rule"]["place"] == "rules/10-test.toml:15");  // where it stood
    CHECK(answer["today"].empty());
}

TEST_CASE("a refund's withdrawal and a test order are reasons of their own") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.ask("POST", "/v1/events",
             an_event("A1", "refund.requested").at("2026-03-02T10:00:00Z").text());
    const json answer = desk.get(std::string{order} + "review-request");
    CHECK_THAT(answer["answer"].get<std::string>(),
               Catch::StartsWith("No letter was delivered: job 1 (news by email) was planned for "
                                 "Thu 05 Mar 2026 ") &&
                   Catch::EndsWith(" and withdrawn: refund-requested on 2026-03-02T10:00:00Z"));
    CHECK(refusals_of(answer) ==
          std::vector<std::string>{"it is ended by refund-requested on 2026-03-02T10:00:00Z"});
    ControlDesk other;
    other.ask("POST", "/v1/events",
              an_event("A1", "shipment.delivered")
                  .in("DE")
                  .at("2026-03-02T10:00:00Z")
                  .test_order()
                  .text());
    CHECK(answer_of(other, "review-request") ==
          "No letter was planned: a test order never reaches a buyer");
}

TEST_CASE("a letter that was delivered after all says when, and where its story is") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.run_for(date::days{8});
    const json answer = desk.get(std::string{order} + "review-request");
    CHECK(answer["sent"] == true);
    CHECK_THAT(answer["answer"].get<std::string>(),
               Catch::StartsWith("It was sent after all. job 1 (news by email) was delivered") &&
                   Catch::EndsWith("vesper why tells the whole story"));
}

TEST_CASE("a rule that nobody knows is a question with a suggestion") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    const Answer slip = desk.ask("GET", std::string{order} + "brasil", "", false);
    CHECK(slip.status == 404);
    CHECK(json::parse(slip.body)["error"]["next"] == "did you mean \"brazil\"?");
    const Answer other = desk.ask("GET", std::string{order} + "reveiw", "", false);
    CHECK(json::parse(other.body)["error"]["next"] == "the rules are review-request, brazil");
    CHECK(desk.ask("GET", "/v1/orders/none/why-not/brazil", "", false).status == 404);
    CHECK(desk.ask("GET", std::string{order} + "brazil?format=yaml", "", false).status == 400);
}

TEST_CASE("a series is told once, with how often and each of its evenings") {
    ControlDesk desk;
    REQUIRE(reload(desk, control_rules + R"(
[rule.parcel-news]
on      = "delivered"
after   = "1d"
every   = "2d"
times   = 3
unless  = ["refund-requested"]
class   = "transactional"
window  = "evening"
channel = "email"
message = "news"
)")
                .accepted);
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.ask("POST", "/v1/events",
             an_event("A1", "refund.requested").at("2026-03-02T10:00:00Z").text());
    const std::string text = desk.ask("GET", "/v1/orders/A1/why?format=text", "", false).body;
    CHECK_THAT(text, Catch::Contains("parcel-news: news by email, 3 times\n"));
    CHECK_THAT(text, Catch::Contains("move  jobs 1-3 withdrawn, 3 times: refund-requested on"));
    CHECK_THAT(text,
               Catch::Contains("by rule parcel-news (rules/10-test.toml:24): news by email, 3 "
                               "times, due Tue 03 Mar "
                               "2026 "));
    CHECK(desk.get("/v1/orders/A1/why")["jobs"].size() == 4);  // programs get each
}
