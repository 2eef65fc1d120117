// What a platform allows once for each order: two rules that ask Amazon for a review, and what
// people are told of the second.
#include "tests/support/small_shop.hpp"

#include "daemon/control/why_not.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string because =
    "Amazon asks for reviews itself, once for each order, between the 5th and the 30th day";

std::string asks(const std::string& name, const std::string& after, const std::string& more = "") {
    return "[rule." + name + "]\non = \"delivered\"\nafter = \"" + after +
           "\"\nlatest = \"30d\"\nclass = \"solicitation\"\nchannel = \"request-review\"\n" + more;
}

std::string two_that_ask(const std::string& more = "") {
    return two_windows + asks("first", "6d", more) + asks("second", "12d", more);
}

/// The rules, with the shipped table of platforms or without it.
SetSources with_table(const std::string& rules, bool table = true) {
    SetSources sources = sources_with(rules);
    if (table) sources.rules.push_back(library_file("rules/90-platforms.toml"));
    return sources;
}

void add_button(Config& config) {
    config.channels["request-review"].name = "request-review";
    config.channels["request-review"].kind = ChannelConfig::Kind::webhook;
}

SimHouse a_house(const SetSources& sources) {
    return SimHouse{sources, morning, ":memory:", add_button};
}

EventBuilder sold_by_amazon(const std::string& order) {
    return delivered(order).set("/data/order/platform", "\"amazon\"");
}

/// Each rule with the state of its job, and why it was withdrawn, in the order of the plan.
std::vector<std::string> jobs_of(const SimHouse& house) {
    std::vector<std::string> found;
    for (const Job& job : house.jobs())
        found.push_back(job.key.rule + ' ' + std::string{name(job.state)} +
                        (job.state == JobState::withdrawn ? ": " + job.reason : ""));
    return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("of two rules that ask Amazon for a review one does, and why tells of the other") {
    SimHouse house = a_house(with_table(two_that_ask()));
    house.receive(sold_by_amazon("A1"));
    CHECK(jobs_of(house) == Found{"first scheduled"});
    const auto decisions = house.house().store().decisions("amazon/shop.example/A1");
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].rule == "second");
    CHECK(
        decisions[0].reason ==
        "amazon does not allow it: only once for each order, and rule first has it on the plan: " +
            because);
    house.run_for(date::days{40});
    CHECK(house.sent().size() == 1);

    const auto order = house.house().store().order("amazon/shop.example/A1");
    const WhyNot why = tell_why_not(house.house(), *order, "second");
    CHECK(why.answer == "No letter was planned: " + decisions[0].reason);
    CHECK_FALSE(why.today.back().holds);
    CHECK(why.today.back().words ==
          "amazon does not allow it: only once for each order, and rule first has done it: " +
              because);
    CHECK(why.if_now.empty());
}

TEST_CASE("what a platform does not limit is done as often as rules say") {
    SimHouse house = a_house(with_table(two_that_ask()));
    house.receive(delivered("A1"));
    house.run_for(date::days{40});
    CHECK(house.sent().size() == 2);
}

TEST_CASE("requests that wait when the limit is taken up: one is left") {
    SimHouse house = a_house(with_table(two_that_ask(), false));
    house.receive(sold_by_amazon("A1"));
    REQUIRE(jobs_of(house) == Found{"first scheduled", "second scheduled"});
    REQUIRE(house.house().reload(with_table(two_that_ask())).accepted);
    CHECK(jobs_of(house) == Found{"first scheduled",
                                  "second withdrawn: the rules changed: amazon does not allow it: "
                                  "only once for each order, and rule first has it on the plan: " +
                                      because});
    house.run_for(date::days{40});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("of two requests that wait one is left, though the other was planned first") {
    // One save takes the limit up, and shuts the first rule's buyer out.
    const std::string elsewhere = "when = { country = \"FR\" }\n";
    SimHouse house = a_house(with_table(two_that_ask(), false));
    house.receive(sold_by_amazon("A1"));
    const std::string changed =
        two_windows + asks("first", "6d", elsewhere) + asks("second", "12d", "priority = 10\n");
    REQUIRE(house.house().reload(with_table(changed)).accepted);
    CHECK(jobs_of(house) ==
          Found{"first withdrawn: the rules changed: country is DE; the rule is for FR",
                "second scheduled"});
    house.run_for(date::days{40});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a request returns when the one that stood in its way goes") {
    const std::string first = asks("first", "6d");
    const std::string second = asks("second", "12d");
    SimHouse house = a_house(with_table(two_windows + second));
    house.receive(sold_by_amazon("A1"));
    REQUIRE(house.house().reload(with_table(two_windows + first), true).accepted);
    REQUIRE(jobs_of(house) == Found{"first scheduled", "second withdrawn: the rule was removed"});
    REQUIRE(house.house().reload(with_table(two_windows + second)).accepted);
    CHECK(jobs_of(house) == Found{"first withdrawn: the rule was removed", "second scheduled"});
}

TEST_CASE("the last look lets one request leave, whatever is on the plan") {
    const std::string rules = two_that_ask("on_change = \"keep\"\n");
    SimHouse house = a_house(with_table(rules, false));
    house.receive(sold_by_amazon("A1"));
    REQUIRE(house.house().reload(with_table(rules)).accepted);
    REQUIRE(jobs_of(house) == Found{"first scheduled", "second scheduled"});
    house.run_for(date::days{40});
    CHECK(house.sent().size() == 1);
    CHECK(jobs_of(house) == Found{"first delivered",
                                  "second withdrawn: amazon does not allow it: only once for each "
                                  "order, and rule first has done it: " +
                                      because});
}

TEST_CASE("a new rule does not ask again for what another asked, even one that is gone") {
    SimHouse house = a_house(with_table(two_windows + asks("first", "6d")));
    house.receive(sold_by_amazon("A1"));
    house.run_for(date::days{10});
    REQUIRE(house.sent().size() == 1);
    REQUIRE(house.house().reload(with_table(two_windows + asks("other", "12d")), true).accepted);
    house.run_for(date::days{30});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("what a deadline's rules may not do is told when the deadline becomes known, and once") {
    const auto reminder = [](const std::string& name, const std::string& more) {
        return "[rule." + name + "]\nof = \"confirm-receipt\"\nclass = \"transactional\"\n" +
               "message = \"news\"\n" + more;
    };
    SetSources sources = sources_with(two_windows + reminder("first", "before = \"9d\"\n") +
                                      reminder("second", "before = \"5d\"\n") +
                                      reminder("few", "before = \"3d\"\nholdout = \"99%\"\n"));
    sources.rules.push_back({"rules/90-platforms.toml",
                             "[[platform.shopify.limit]]\nonce = true\nbecause = \"it is told "
                             "once\"\nsource = \"https://market.example/rules\"\n"});
    SimHouse house{sources, morning};
    const auto updated = [&](const std::string& when, const std::string& total,
                             const std::string& deadline) {
        house.receive(an_event("A1", "order.updated")
                          .in("DE")
                          .id(when)
                          .at(when)
                          .total(total, "EUR")
                          .set("/data/deadline",
                               R"([{"kind": "confirm-receipt", "at": ")" + deadline + "\"}]"));
        std::vector<std::string> rules;
        for (const DecisionRow& row : house.house().store().decisions("shopify/shop.example/A1"))
            rules.push_back(row.rule);
        std::sort(rules.begin(), rules.end());
        return rules;
    };
    const Found told{"few", "second"};
    CHECK(updated("2026-03-02T11:00:00Z", "10", "2026-03-30T12:00:00Z") == told);
    CHECK(updated("2026-03-02T12:00:00Z", "11", "2026-03-30T12:00:00Z") == told);
    CHECK(updated("2026-03-02T13:00:00Z", "12", "2026-03-30T12:00:00Z") == told);
    CHECK(jobs_of(house) == Found{"first scheduled"});
    CHECK(updated("2026-03-02T14:00:00Z", "12", "2026-03-31T12:00:00Z") ==
          Found{"few", "few", "second", "second"});
}
