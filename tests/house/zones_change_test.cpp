// Countries change their clocks under waiting letters.
#include "tests/support/other_zones.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace vesper;
using namespace vesper::test;

namespace {

// An hour: when the clock changes by one, no letter is still in its evening.
const std::string window = "[window.evening]\nfrom = \"19:00\"\nto = \"20:00\"\n";
const std::string autumn = "2026-11-20T10:00:00Z";

/// British Columbia before it gave up its change of clocks.
std::shared_ptr<const ZoneSnapshot> release_of_before() {
    static const auto zones = zones_where("America/Vancouver", "America/Los_Angeles", "2025b");
    return zones;
}

EventBuilder delivered_in(const std::string& region, const std::string& order) {
    return an_event(order, "shipment.delivered")
        .in("CA", region)
        .zone(region == "BC" ? "America/Vancouver" : "America/Toronto")
        .at(autumn);
}

/// What the store counts in its minutes is what the house believes.
void check_minutes(SimHouse& house) {
    const Occupancy kept = house.house().store().occupancy();
    std::map<std::int64_t, int> counted;
    for (const Job& job : house.all_jobs())
        if (job.state == JobState::scheduled) ++counted[unix_seconds(job.due) / 60];
    for (const auto& [minute, letters] : counted) {
        CHECK(kept.planned("email", from_unix(minute * 60)) == letters);
        CHECK(house.house().occupancy().planned("email", from_unix(minute * 60)) == letters);
    }
}

}  // namespace

TEST_CASE("a province changes its time: its letters move, each with a record, and no other") {
    SimHouse house{sources_with(window + rule("news", "3d")), autumn};
    house.house().new_zones(release_of_before());
    for (int i = 0; i < 40; ++i) house.receive(delivered_in("BC", "V" + std::to_string(i)));
    house.receive(delivered_in("ON", "T1"));
    std::map<std::int64_t, Job> before;
    for (const Job& job : house.all_jobs()) before.emplace(job.id, job);
    REQUIRE(before.size() == 41);

    const Replan replan = house.house().new_zones(system_zones());
    CHECK(replan.moved == 40);
    const std::string why = "tzdata 2025b -> " + system_zones()->version();
    for (const Job& job : house.all_jobs()) {
        const Job& was = before.at(job.id);
        const bool moves = job.intent.zone == "America/Vancouver";
        // -07 where it was -08: the same evening begins an hour earlier, the place in it stays
        CHECK(job.due == was.due - (moves ? seconds{3600} : seconds{0}));
        CHECK(job.intent.tzdata == (moves ? system_zones()->version() : "2025b"));
        const auto story = house.house().store().moves(job.id);
        REQUIRE(story.size() == (moves ? 1u : 0u));
        if (!moves) continue;
        CHECK(story.back().reason == why);
        CHECK(story.back().due_before == was.due);
        CHECK(story.back().due_after == job.due);
    }
    check_minutes(house);
    const Status status = house.house().status();
    REQUIRE(status.zone_change);
    CHECK(status.zone_change->from == "2025b");
    CHECK(status.zone_change->to == system_zones()->version());
    CHECK(status.zone_change->moved == 40);

    // A downgrade is a change like another.
    CHECK(house.house().new_zones(release_of_before()).moved == 40);
    for (const Job& job : house.all_jobs()) CHECK(job.due == before.at(job.id).due);
    check_minutes(house);
    house.run_for(date::days{5});
    CHECK(house.sent().size() == 41);
}

TEST_CASE("a release that changes nothing for those who wait writes nothing") {
    SimHouse house{sources_with(window + rule("news", "3d")), autumn};
    house.receive(delivered_in("ON", "T1"));
    const auto same = zones_where("America/Vancouver", "America/Vancouver", "2027a");
    CHECK(house.house().new_zones(same).moved == 0);
    CHECK(house.house().store().moves(house.only_job().id).empty());
    CHECK(house.house().status().tzdata == "2027a");
}

TEST_CASE("a change found at the start moves what waits, and is told a week later, too") {
    const Scratch folder;
    // Another release, or a file of the same release that somebody compiled.
    const std::string version = GENERATE(std::string{"2025b"}, system_zones()->version());
    {
        SimHouse house{sources_with(window + rule("news", "3d")), autumn, folder.path("vesper.db")};
        house.house().new_zones(zones_where("America/Vancouver", "America/Los_Angeles", version));
        house.receive(delivered_in("BC", "V1"));
        const Instant due = house.only_job().due;
        house.restart();  // with the zones of the machine
        CHECK(house.only_job().due == due - seconds{3600});
        house.restart();
        REQUIRE(house.house().status().zone_change);
        CHECK(house.house().status().zone_change->moved == 1);
    }
}

TEST_CASE("what a person holds stays held, what the house held for a lost zone comes back") {
    SimHouse house{sources_with(window + rule("news", "3d")), autumn};
    house.receive(delivered_in("BC", "V1"));
    house.work([&] { return house.house().hold(house.only_job().id, "call them first"); });
    CHECK(house.house().new_zones(release_of_before()).moved == 0);
    CHECK(house.only_job().state == JobState::held);
    house.work([&] { return house.house().release(house.only_job().id, "done"); });
    CHECK(house.only_job().state == JobState::scheduled);
}

TEST_CASE("a clock that may be the buyer's changes: the hour stays decent on it") {
    SimHouse house{sources_with(window + rule("news", "3d")), autumn};
    house.house().new_zones(zones_where("America/New_York", "Europe/London", "2025b"));
    // Somebody in the United States: New York is London here, and weighs most.
    house.receive(an_event("U1", "shipment.delivered").in("US").at(autumn));
    CHECK(house.house().status().in_doubt.size() == 1);
    house.house().new_zones(system_zones());
    const Job job = house.only_job();
    REQUIRE(job.state == JobState::scheduled);
    CHECK(job.intent.in_doubt == Doubt::Way::both);
    CHECK(house.house().status().in_doubt.at(Doubt::Way::both) == 1);
    CHECK(wall(zone("America/New_York"), job.due).substr(11, 2) >= "19");
    CHECK(wall(zone("Pacific/Honolulu"), job.due).substr(11, 2) >= "08");
}

TEST_CASE("at a re-plan, and only then, a planned letter gives way to one that matters more") {
    // By its class, or among one class by its rule's priority.
    const std::string rank =
        GENERATE("class = \"critical\"\n", "class = \"solicitation\"\npriority = 10\n");
    const std::string narrow = "[window.evening]\nfrom = \"19:00\"\nto = \"19:04\"\n";  // 3 minutes
    const std::string address = rule_on("address", "paid", "3d", rank);
    const auto one_a_minute = [](Config& config) { config.channels["email"].rate = 1; };
    SimHouse house{
        sources_with(narrow + rule_on("review", "delivered", "3d", "class = \"solicitation\"\n") +
                     address),
        autumn, ":memory:", one_a_minute};
    house.house().new_zones(release_of_before());
    for (int i = 0; i < 3; ++i) house.receive(delivered_in("BC", "D" + std::to_string(i)));
    for (int i = 0; i < 2; ++i)
        house.receive(an_event("P" + std::to_string(i), "order.paid")
                          .in("CA", "BC")
                          .zone("America/Vancouver")
                          .at(autumn));
    const auto evenings = [&] {
        std::vector<std::string> found;
        for (const Job& job : house.all_jobs())
            found.push_back(to_string(job.local_date) + ' ' + job.key.rule);
        std::sort(found.begin(), found.end());
        return found;
    };
    // Three letters fill the evening; what came later takes the next, whatever it is.
    CHECK(evenings() == std::vector<std::string>{"2026-11-23 review", "2026-11-23 review",
                                                 "2026-11-23 review", "2026-11-24 address",
                                                 "2026-11-24 address"});
    house.house().new_zones(system_zones());
    CHECK(evenings() == std::vector<std::string>{"2026-11-23 address", "2026-11-23 address",
                                                 "2026-11-23 review", "2026-11-24 review",
                                                 "2026-11-24 review"});
    check_minutes(house);
}

TEST_CASE("a letter of a class that its rule no longer has moves with the clock, too") {
    const auto set = [](const std::string& message_class) {
        return sources_with(
            window +
            rule_on("news", "delivered", "3d",
                    "class = \"" + message_class + "\"\npriority = 5\non_change = \"keep\"\n") +
            rule("other", "3d", "priority = 7\n"));
    };
    SimHouse house{set("transactional"), autumn};
    house.house().new_zones(release_of_before());
    house.receive(delivered_in("BC", "V1"));
    const auto due = [&] {
        std::map<std::string, Instant> found;
        for (const Job& job : house.all_jobs()) found[job.key.rule] = job.due;
        return found;
    };
    const auto before = due();
    REQUIRE(house.house().reload(set("critical")).accepted);
    CHECK(due() == before);  // it keeps what was planned, its class too
    CHECK(house.house().new_zones(system_zones()).moved == 2);
    for (const auto& [name, at] : due()) CHECK(at == before.at(name) - seconds{3600});
    check_minutes(house);
}

TEST_CASE("at a re-plan a buyer's day goes to the letter that matters more") {
    const std::string rank =
        GENERATE("class = \"transactional\"\n", "class = \"solicitation\"\npriority = 10\n");
    const std::string address = rule_on("address", "paid", "3d", rank);
    SimHouse house{
        sources_with("[limits]\nbuyer_per_day = 1\n" + window +
                     rule_on("review", "delivered", "3d", "class = \"solicitation\"\n") + address),
        autumn};
    house.house().new_zones(release_of_before());
    house.receive(delivered_in("BC", "A1").email("anna@example.org"));
    house.receive(an_event("A1", "order.paid")
                      .in("CA", "BC")
                      .zone("America/Vancouver")
                      .email("anna@example.org")
                      .at(autumn));
    const auto evenings = [&] {
        std::map<std::string, std::string> found;
        for (const Job& job : house.all_jobs()) found[job.key.rule] = to_string(job.local_date);
        return found;
    };
    using Evenings = std::map<std::string, std::string>;
    CHECK(evenings() == Evenings{{"review", "2026-11-23"}, {"address", "2026-11-24"}});
    house.house().new_zones(system_zones());
    CHECK(evenings() == Evenings{{"address", "2026-11-23"}, {"review", "2026-11-24"}});
    check_minutes(house);
}

TEST_CASE("a buyer's days are counted at a re-plan, too") {
    SimHouse house{sources_with("[limits]\nbuyer_per_day = 1\n" + window + rule("news", "3d")),
                   autumn};
    house.house().new_zones(release_of_before());
    house.receive(delivered_in("BC", "A1").email("anna@example.org"));
    house.receive(delivered_in("BC", "A2").email("anna@example.org"));
    house.receive(delivered_in("BC", "B1").email("ben@example.org"));
    const auto evenings = [&] {
        std::vector<std::string> found;
        for (const char* order : {"A1", "A2", "B1"}) {
            const std::string key = std::string("shopify/shop.example/") + order;
            found.push_back(to_string(house.house().store().jobs_of_order(key).at(0).local_date));
        }
        return found;
    };
    const std::vector<std::string> apart{"2026-11-23", "2026-11-24", "2026-11-23"};
    CHECK(evenings() == apart);
    CHECK(house.house().new_zones(system_zones()).moved == 3);
    CHECK(evenings() == apart);
}
