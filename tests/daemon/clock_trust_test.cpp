#include "daemon/clock_trust.hpp"

#include "daemon/system_clock.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;

namespace {

/// A machine: time passes on both of its clocks, and the wall clock can be set.
struct Machine {
    SimClock wall{at("2026-03-02T12:00:00Z")};
    seconds boot{5000};
    SteadyClock clock{wall, [this] { return boot; }};

    void pass(seconds span) {
        wall.advance(span);
        boot += span;
    }
};

constexpr seconds minute{60};
constexpr seconds day{86400};

}  // namespace

TEST_CASE("time that passes is believed, asleep or awake") {
    Machine machine;
    CHECK(machine.clock.now() == at("2026-03-02T12:00:00Z"));
    for (const seconds span : {seconds{1}, minute, seconds{3 * 3600}, day * 30}) {
        machine.pass(span);
        CHECK(machine.clock.now() == machine.wall.now());
        CHECK(machine.clock.problem().empty());
    }
}

TEST_CASE("a small step is believed at once, in either direction") {
    Machine machine;
    machine.clock.now();
    for (const int step : {3, -3, 30, -30, 600, -600}) {
        machine.wall.advance(seconds{step});
        CHECK(machine.clock.now() == machine.wall.now());
        CHECK(machine.clock.problem().empty());
    }
}

TEST_CASE("a step far ahead waits for ten minutes, and time goes on from where it was") {
    Machine machine;
    machine.clock.now();
    machine.pass(minute);
    machine.wall.advance(day * 3);
    CHECK(machine.clock.now() == at("2026-03-02T12:01:00Z"));
    CHECK(machine.clock.problem() ==
          "the clock was set 3 days ahead, to 2026-03-05T12:01:00Z; if it is not set back it is "
          "believed within ten minutes");
    machine.pass(minute * 9);
    CHECK(machine.clock.now() == at("2026-03-02T12:10:00Z"));
    SECTION("it stands") {
        machine.pass(minute);
        CHECK(machine.clock.now() == at("2026-03-05T12:11:00Z"));
        CHECK(machine.clock.problem().empty());
        machine.pass(day);
        CHECK(machine.clock.now() == machine.wall.now());
    }
    SECTION("it is taken back") {
        machine.wall.advance(-day * 3);
        CHECK(machine.clock.now() == at("2026-03-02T12:10:00Z"));
        CHECK(machine.clock.problem().empty());
    }
    SECTION("it is mended by a second step, and that by a third") {
        machine.wall.advance(day);
        CHECK(machine.clock.now() == at("2026-03-02T12:10:00Z"));
        machine.pass(minute * 9);
        CHECK(machine.clock.now() == at("2026-03-02T12:19:00Z"));
        machine.wall.advance(-day * 4 - minute);  // and a minute too far back
        CHECK(machine.clock.now() == machine.wall.now());
        CHECK(machine.clock.problem().empty());
    }
}

TEST_CASE("a step back is believed at once") {
    Machine machine;
    machine.clock.now();
    machine.wall.advance(-day);
    CHECK(machine.clock.now() == machine.wall.now());
    CHECK(machine.clock.problem().empty());
    // and one ahead again is not, as long as it is far
    machine.wall.advance(day);
    CHECK(machine.clock.now() == at("2026-03-01T12:00:00Z"));
}

TEST_CASE("two clocks that are read in whole seconds are no step") {
    Machine machine;
    machine.clock.now();
    for (int i = 0; i < 5000; ++i) {  // each second the wall clock slews by up to one
        machine.pass(seconds{10});
        machine.wall.advance(seconds{i % 2});
        CHECK(machine.clock.problem().empty());
    }
    CHECK(machine.clock.now() == machine.wall.now());
}
