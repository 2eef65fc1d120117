// How much a minute holds: by rate and by connections, and what waits when that changes.
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace vesper;
using namespace vesper::test;

namespace {

// A window of two minutes, of which the margin takes one.
const std::string one_minute = "[window.evening]\nfrom = \"19:00\"\nto = \"19:02\"\n";

std::vector<std::string> delivered(int orders) {
    std::vector<std::string> events;
    for (int i = 0; i < orders; ++i)
        events.push_back(
            an_event("A" + std::to_string(i), "shipment.delivered").in("DE").at(morning));
    return events;
}

/// How many letters each evening has.
std::map<std::string, int> evenings(const SimHouse& house) {
    std::map<std::string, int> counted;
    for (const Job& job : house.all_jobs())
        if (job.state == JobState::scheduled) ++counted[to_string(job.local_date)];
    return counted;
}

using Evenings = std::map<std::string, int>;

}  // namespace

TEST_CASE("connections bound a minute, however high the rate") {
    auto [connections, expected] = GENERATE(table<int, Evenings>({
        {1, {{"2026-03-03", 300}, {"2026-03-04", 20}}},
        {2, {{"2026-03-03", 320}}},  // control: with another one all of them fit
    }));
    const int opened = connections;
    SimHouse house{sources_with(one_minute + rule("news", "1d")), morning,
                   ":memory:", [opened](Config& config) {
                       config.channels["email"].kind = ChannelConfig::Kind::email;
                       config.channels["email"].rate = 10'000;
                       config.channels["email"].connections = opened;
                   }};
    house.receive(delivered(320));
    CHECK(evenings(house) == expected);
}

TEST_CASE("a rate changed while stopped moves what waits, what is critical last") {
    const Scratch folder;
    const auto rate = [](int letters) {
        return [letters](Config& config) { config.channels["email"].rate = letters; };
    };
    const auto opened = [&](int letters) {
        return SimHouse{
            sources_with(one_minute +
                         rule_on("review", "delivered", "1d", "class = \"solicitation\"\n") +
                         rule_on("address", "paid", "1d", "class = \"critical\"\n")),
            morning, folder.path("vesper.db"), rate(letters)};
    };
    {
        SimHouse house = opened(4);
        house.receive(delivered(3));
        house.receive(an_event("P1", "order.paid").in("DE").at(morning));
        CHECK(evenings(house) == Evenings{{"2026-03-03", 4}});

        house.restart();  // control: nothing changed, nothing moves
        CHECK(evenings(house) == Evenings{{"2026-03-03", 4}});
        CHECK(house.house().status().last_replan.moved == 0);
    }
    SimHouse house = opened(1);
    CHECK(house.house().status().last_replan_why == "the channels changed");
    CHECK(house.house().status().last_replan.moved == 3);
    CHECK(evenings(house) ==
          Evenings{{"2026-03-03", 1}, {"2026-03-04", 1}, {"2026-03-05", 1}, {"2026-03-06", 1}});
    for (const Job& job : house.all_jobs()) {
        const bool critical = job.key.rule == "address";
        CHECK((to_string(job.local_date) == "2026-03-03") == critical);
        const auto moves = house.house().store().moves(job.id);
        CHECK(moves.size() == (critical ? 0u : 1u));
        if (!critical) CHECK(moves.back().reason == "the channels changed");
    }
    house.run_for(date::days{6});
    CHECK(house.sent().size() == 4);
}

TEST_CASE("a changed rule set moves what waits, what is critical first") {
    const auto set = [](const std::string& after) {
        return sources_with(one_minute +
                            rule_on("review", "delivered", after, "class = \"solicitation\"\n") +
                            rule_on("address", "paid", after, "class = \"critical\"\n"));
    };
    SimHouse house{set("1d"), morning,
                   ":memory:", [](Config& config) { config.channels["email"].rate = 1; }};
    house.receive(delivered(3));
    house.receive(an_event("P1", "order.paid").in("DE").at(morning));
    const auto evening_of_address = [&] {
        for (const Job& job : house.all_jobs())
            if (job.key.rule == "address") return to_string(job.local_date);
        return std::string{"none"};
    };
    CHECK(evening_of_address() == "2026-03-06");  // it came last, and evicted nobody

    REQUIRE(house.house().reload(set("2d")).accepted);
    CHECK(evening_of_address() == "2026-03-04");
    CHECK(evenings(house) ==
          Evenings{{"2026-03-04", 1}, {"2026-03-05", 1}, {"2026-03-06", 1}, {"2026-03-07", 1}});
    house.run_for(date::days{6});
    CHECK(house.sent().size() == 4);
}

TEST_CASE("an order.updated that moves a deadline moves the letter that must leave before it") {
    const std::string reminder =
        evening + rule("confirm", "5d", "by = \"confirm-receipt\"\nno_evening = \"early\"\n");
    SimHouse house{sources_with(reminder), morning};
    const auto by = [](const EventBuilder& event, const std::string& deadline) {
        return EventBuilder{event}.set(
            "/data/deadline", "[{\"kind\": \"confirm-receipt\", \"at\": \"" + deadline + "\"}]");
    };
    const auto updated = [&](const std::string& when, const std::string& deadline) {
        house.receive(by(an_event("A1", "order.updated").in("DE").id(when).at(when), deadline));
        return to_string(house.only_job().local_date);
    };
    house.receive(
        by(an_event("A1", "shipment.delivered").in("DE").at(morning), "2026-03-20T12:00:00Z"));
    CHECK(to_string(house.only_job().local_date) == "2026-03-07");
    CHECK(house.only_job().expires == at("2026-03-20T12:00:00Z"));

    CHECK(updated("2026-03-02T11:00:00Z", "2026-03-05T12:00:00Z") == "2026-03-04");
    const auto moves = house.house().store().moves(house.only_job().id);
    REQUIRE(moves.size() == 1);
    CHECK(moves.back().verb == "move");
    CHECK(moves.back().reason == "a deadline of the order moved");
    CHECK(house.only_job().explanation.find("; no evening before confirm-receipt, ") !=
          std::string::npos);

    // Later again: back to the evening that the rule means.
    CHECK(updated("2026-03-02T12:00:00Z", "2026-04-20T12:00:00Z") == "2026-03-07");
    CHECK(house.only_job().expires == at("2026-04-20T12:00:00Z"));
    // Control: the same deadline once more moves nothing.
    CHECK(updated("2026-03-02T13:00:00Z", "2026-04-20T12:00:00Z") == "2026-03-07");
    CHECK(house.house().store().moves(house.only_job().id).size() == 2);
    house.run_for(date::days{10});
    CHECK(house.sent_local().size() == 1);
    CHECK(house.sent_local().front().starts_with("2026-03-07 "));
}
