// An order's "why": everything in order of time, for programs and for people.
#include "daemon/control/story_words.hpp"
#include "tests/daemon/control/desk.hpp"
#include "tests/support/other_zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;
using nlohmann::json;

namespace {

const std::string why = "/v1/orders/shopify%2Fshop.example%2FA1/why";

std::vector<std::string> kinds(const json& story) {
    std::vector<std::string> list;
    for (const json& entry : story["story"]) list.push_back(entry["kind"]);
    return list;
}

}  // namespace

TEST_CASE("the story of a delivered letter goes from the event to the far side's words") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.answer({Deferred{"451 4.7.1 try later", std::nullopt, false},
                     Delivered{"250 2.0.0 Ok: queued as 4XyZ"}});
    desk.sim.run_for(date::days{8});
    const json story = desk.get(why);
    CHECK(kinds(story) == std::vector<std::string>{"event", "decision", "plan", "attempt", "move",
                                                   "attempt", "move"});
    CHECK_THAT(story["story"][1]["words"].get<std::string>(),
               Catch::Contains("rule brazil (rules/10-test.toml:15) plans nothing: country"));
    CHECK_THAT(story["story"][3]["words"].get<std::string>(), Catch::Contains("451 4.7.1"));
    CHECK_THAT(story["story"][5]["words"].get<std::string>(),
               Catch::Contains("250 2.0.0 Ok: queued as 4XyZ"));
    CHECK(story["jobs"][0]["attempts"][1]["text"].get<std::string>().find("Hello") !=
          std::string::npos);
    CHECK(story["tzdata"] == desk.sim.house().zones().version());
    CHECK(story["zone"]["name"] == "Europe/Berlin");
}

TEST_CASE("the story is text for people who ask for text") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    const Answer by_query = desk.ask("GET", why + "?format=text", "", false);
    CHECK(by_query.content_type == "text/plain; charset=utf-8");
    CHECK_THAT(by_query.body, Catch::StartsWith("Order #A1  (shopify/shop.example/A1)\n"
                                                "  stands at delivered\n"
                                                "  buyer's clock: Europe/Berlin (exact): "));
    CHECK_THAT(by_query.body, Catch::Contains("Letters\n  job 1  scheduled  review-request"));
    CHECK(desk.ask("GET", why, "", false, "text/plain").body == by_query.body);
    CHECK(desk.ask("GET", why, "", false, "*/*").content_type == "application/json");
    CHECK(desk.ask("GET", why + "?format=yaml", "", false).status == 400);
}

TEST_CASE("a refund's withdrawal is in the story with its reason") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.ask("POST", "/v1/events",
             an_event("A1", "refund.requested").at("2026-03-02T10:00:00Z").text());
    const json story = desk.get(why);
    CHECK(story["jobs"][0]["job"]["state"] == "withdrawn");
    CHECK_THAT(story["jobs"][0]["job"]["reason"].get<std::string>(),
               Catch::Contains("refund-requested"));
    CHECK(kinds(story).back() == "move");
}

TEST_CASE("an order is found by what a person types") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    // key, number, id, tracking number
    const auto* word = GENERATE("shopify%2Fshop.example%2FA1", "%23A1", "A1", "TR-A1");
    INFO(word);
    const json order = desk.get(std::string{"/v1/orders/"} + word);
    CHECK(order["key"] == "shopify/shop.example/A1");
    CHECK(order["stage"] == "delivered");
    CHECK(order["facts"]["delivered"]["buyer"] == "2026-03-02T11:00:00+01:00");
    CHECK(order["jobs"].size() == 1);
    const json found = desk.get(std::string{"/v1/orders?q="} + word);
    CHECK(found["orders"][0]["zone"] == "Europe/Berlin");
}

TEST_CASE("each decision and plan names the rule's file and line as they were then") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    // The file grows at its top, and the rule says something else.
    std::string other = "# edited\n" + control_rules;
    other.replace(other.find("\"3d\""), 4, "\"4d\"");
    REQUIRE(desk.sim.house().reload(sources_with(other)).accepted);
    const json story = desk.get(why);
    REQUIRE(kinds(story) == std::vector<std::string>{"event", "decision", "plan", "move"});
    CHECK(story["story"][1]["place"] == "rules/10-test.toml:15");
    CHECK(story["story"][1]["words"] ==
          "rule brazil (rules/10-test.toml:15) plans nothing: country is DE; the rule is for BR");
    CHECK(story["story"][2]["place"] == "rules/10-test.toml:6");
    CHECK_THAT(story["story"][2]["words"].get<std::string>(),
               Catch::StartsWith("job 1 by rule review-request (rules/10-test.toml:6): news by "
                                 "email, due 2026-03-05T"));
    CHECK(story["story"][3]["place"] == "rules/10-test.toml:7");
    CHECK_THAT(story["story"][3]["words"].get<std::string>(),
               Catch::StartsWith("job 1 planned anew by rule review-request "
                                 "(rules/10-test.toml:7), due 2026-03-06T"));
    CHECK(desk.sim.only_job().rule_place == "rules/10-test.toml:7");
    CHECK_FALSE(story["story"][0].contains("place"));
}

TEST_CASE("what the store kept before it kept places is told without them") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    Job job = desk.sim.only_job();
    job.rule_place.clear();
    Store& store = const_cast<Store&>(desk.sim.house().store());
    store.in_one_commit([&] { store.revise(job, "as an older program", desk.sim.clock().now()); });
    store.in_one_commit([&] {
        job.rule_place = "rules/10-test.toml:6";
        store.revise(job, "the rules changed", desk.sim.clock().now());
    });
    const json story = desk.get(why);
    REQUIRE(story["story"].size() == 5);
    CHECK_FALSE(story["story"][3].contains("place"));
    CHECK(story["story"][3]["words"] == "job 1 planned anew: as an older program");
    CHECK(story["story"][4]["place"] == "rules/10-test.toml:6");
}

TEST_CASE("a letter that follows its buyer to another country: each line in the time of then") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.run_for(date::days{1});
    desk.ask("POST", "/v1/events",
             an_event("A1", "order.updated").in("JP").at("2026-03-03T10:00:00Z").text());
    const json story = desk.get(why);
    REQUIRE(kinds(story) == std::vector<std::string>{"event", "decision", "plan", "event", "move"});
    const auto words = [&](int entry) { return story["story"][entry]["words"].get<std::string>(); };
    CHECK_THAT(words(2), Catch::Matches(".*, due 2026-03-05T(18|19):.*Z \\(Thu 05 Mar 2026 "
                                        "(19|20):.. buyer time\\).*"));
    CHECK_THAT(words(4), Catch::Matches(".*, due 2026-03-05T(10|11):.*Z \\(Thu 05 Mar 2026 "
                                        "(19|20):.. buyer time\\).*"));
    std::string offsets;
    for (const json& entry : story["story"])
        offsets += entry["at"]["buyer"].get<std::string>().substr(19) + ' ';
    CHECK(offsets == "+01:00 +01:00 +01:00 +09:00 +09:00 ");
    const json move = story["jobs"][0]["moves"][0];
    CHECK(move["due_before"]["buyer"].get<std::string>().ends_with("+01:00"));
    CHECK(move["due_after"]["buyer"].get<std::string>().ends_with("+09:00"));
    CHECK(desk.get("/v1/jobs/1")["moves"][0] == move);
}

TEST_CASE("a country changes its clocks: what was planned before is told by the clock of then") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.house().new_zones(zones_where("Europe/Berlin", "Europe/London", "2099z"));
    const json story = desk.get(why);
    REQUIRE(kinds(story) == std::vector<std::string>{"event", "decision", "plan", "move"});
    for (const int entry : {2, 3})
        CHECK_THAT(story["story"][entry]["words"].get<std::string>(),
                   Catch::Matches(".*\\(Thu 05 Mar 2026 (19|20):.. buyer time\\).*"));
}

TEST_CASE("where nobody kept whose clock it was, today's is shown and said to be") {
    ControlDesk desk;
    StoryLine line;
    line.first.said = "moved";
    line.first.clock_of_today = true;
    line.dues.push_back({desk.sim.clock().now(), {}});
    const Clocks clocks = clocks_of(desk.sim.house(), "Asia/Tokyo");
    CHECK(words_of(line, clocks) ==
          "moved, due 2026-03-02T10:00:00Z (Mon 02 Mar 2026 19:00 by the buyer's clock of today)");
}

TEST_CASE("what happened within a second is told in the order in which it happened") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.answer({Deferred{"451 4.7.1 try later", seconds{0}, false}, Delivered{"250 Ok"}});
    desk.ask("POST", "/v1/jobs/1/hold", R"({"why": "she called"})");
    desk.ask("POST", "/v1/jobs/1/release", "{}");
    desk.ask("POST", "/v1/jobs/1/now", R"({"why": "she asked"})");
    desk.ask("POST", "/v1/jobs/1/hold", R"({"why": "again"})");
    desk.ask("POST", "/v1/jobs/1/now", R"({"why": "at last"})");
    for (int turn = 0; turn < 4; ++turn) desk.sim.house().turn();
    const json story = desk.get(why);
    std::vector<std::string> told;
    for (const json& entry : story["story"]) {
        CHECK(entry["at"]["utc"] == "2026-03-02T10:00:00Z");
        told.push_back(entry["words"].get<std::string>().substr(0, 24));
    }
    CHECK(told == std::vector<std::string>{"vesper.shipment.delivere", "rule brazil (rules/10-te",
                                           "job 1 by rule review-req", "job 1 held: by hand: she",
                                           "job 1 released: released", "job 1 to leave at once, ",
                                           "job 1 attempt 1 by email", "job 1 to be tried again,",
                                           "job 1 held: by hand: aga", "job 1 to leave at once, ",
                                           "job 1 attempt 2 by email", "job 1 delivered: 250 Ok"});
}
