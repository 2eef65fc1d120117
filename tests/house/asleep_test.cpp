// no_channel = "sleep": a rule waits for its channel, and nothing else waits with it.
#include "daemon/control/why_not.hpp"
#include "daemon/simulate.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string extending = evening + rule("thanks", "1d") + R"(
[rule.protect]
before  = "5d"
of      = "confirm-receipt"
class   = "transactional"
window  = "evening"
channel = "email"
no_channel = "sleep"
[[rule.protect.step]]
channel = "extend-receipt"
with.days = 15
[[rule.protect.step]]
message = "news"
)";

const std::string why = "the rule sleeps: channel extend-receipt is not configured";

void with_bridge(Config& config) {
    ChannelConfig& channel = config.channels["extend-receipt"];
    channel.name = "extend-receipt";
    channel.kind = ChannelConfig::Kind::webhook;
    channel.rate = 0;
}

/// Shipped long ago, and protected until the 20th.
EventBuilder protected_until(const std::string& order, const std::string& day) {
    return an_event(order, "shipment.shipped")
        .in("DE")
        .at(morning)
        .set("/data/deadline",
             R"([{"kind": "confirm-receipt", "at": ")" + day + R"(T12:00:00Z"}])");
}

/// "scheduled", or the state and the reason, of the rule's jobs.
std::vector<std::string> states_of(const SimHouse& house, const std::string& rule) {
    std::vector<std::string> states;
    for (const Job& job : house.jobs())
        if (job.key.rule == rule)
            states.push_back(std::string{name(job.state)} +
                             (job.state == JobState::scheduled ? "" : ": " + job.reason));
    return states;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("a rule without its channel sleeps, and the others act") {
    SimHouse house{sources_with(extending), morning};
    CHECK(format(house.house().status().set_problems) ==
          "rules/10-test.toml:12: note: rule \"protect\" sleeps: channel \"extend-receipt\" is not "
          "configured; [channel.extend-receipt] in vesper.toml wakes it\n");
    house.receive(protected_until("A1", "2026-03-20"));
    house.receive(delivered("A2"));
    CHECK(states_of(house, "thanks") == List{"scheduled"});
    CHECK(states_of(house, "protect").empty());
    const Order order = *house.house().store().order("shopify/shop.example/A1");
    const WhyNot answer = tell_why_not(house.house(), order, "protect");
    CHECK(answer.answer == "No letter was planned: " + why);
    REQUIRE(!answer.today.empty());
    CHECK_FALSE(answer.today.front().holds);
    CHECK(answer.today.front().words == why);
    CHECK(answer.if_now.empty());
    house.run_for(date::days{30});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a rule acts from when its channel is configured, and sleeps when it is gone") {
    const Scratch scratch;
    const std::string database = scratch.path("house.db");
    const SetSources sources = sources_with(extending);
    {
        SimHouse house{sources, morning, database};
        house.receive(protected_until("A1", "2026-03-20"));
    }
    {
        SimHouse house{sources, "2026-03-03T10:00:00Z", database, with_bridge};
        CHECK(house.house().status().set_problems.empty());
        CHECK(states_of(house, "protect").empty());  // a rule acts on what happens from then on
        house.receive(protected_until("A2", "2026-03-20"));
        CHECK(states_of(house, "protect") == List{"scheduled", "scheduled"});
    }
    {
        SimHouse house{sources, "2026-03-04T10:00:00Z", database};
        const std::string gone = "withdrawn: the rules changed: " + why;
        CHECK(states_of(house, "protect") == List{gone, gone});
    }
    {
        SimHouse house{sources, "2026-03-05T10:00:00Z", database};  // it has slept since
    }
    SimHouse house{sources, "2026-03-06T10:00:00Z", database, with_bridge};
    CHECK(states_of(house, "protect") == List{"scheduled", "scheduled"});
    REQUIRE(house.house().reload(sources, true).accepted);
    CHECK(states_of(house, "protect").size() == 4);  // A1, as for any rule that is younger
    house.run_until("2026-03-18T00:00:00Z");
    CHECK(house.sent().size() == 4);
}

TEST_CASE("what a rule keeps when its words change it does not keep without its channel") {
    const Scratch scratch;
    for (const std::string on_change : {"keep", "withdraw"}) {
        CAPTURE(on_change);
        const std::string database = scratch.path(on_change + ".db");
        const SetSources sources = sources_with(
            evening + rule("news", "3d",
                           "on_change = \"" + on_change + "\"\n" +
                               "fallback = \"extend-receipt\"\n" + "no_channel = \"sleep\"\n"));
        {
            SimHouse house{sources, morning, database, with_bridge};
            house.receive(delivered("A1"));
            CHECK(states_of(house, "news") == List{"scheduled"});
        }
        {
            SimHouse house{sources, morning, database};
            CHECK(states_of(house, "news") == List{"withdrawn: the rules changed: " + why});
        }
        SimHouse house{sources, morning, database, with_bridge};
        CHECK(states_of(house, "news") == List{"scheduled"});
    }
}

TEST_CASE("a simulation beside the operator's channels lets a rule sleep") {
    const SetSources sources = sources_with(extending);
    const std::vector<std::string> events{protected_until("A1", "2026-03-20")};
    const Simulation without =
        simulate(sources, system_zones(), events, std::nullopt, std::nullopt, {});
    CHECK(without.letters.size() == 2);
    ChannelConfigs channels;
    channels["email"].name = "email";
    const Simulation beside =
        simulate(sources, system_zones(), events, std::nullopt, std::nullopt, channels);
    CHECK(beside.letters.empty());
    REQUIRE(beside.not_sent.size() == 1);
    CHECK(beside.not_sent.front().reason == why);
}
