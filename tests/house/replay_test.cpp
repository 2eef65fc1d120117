// Both sets over the same recorded events: the letters of a stretch, then and now.
#include "daemon/replay.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string begin = "2026-01-01T10:00:00Z";

/// One delivery a day for ninety days, as the daemon received them.
void ninety_days(SimHouse& house) {
    for (int day = 0; day < 90; ++day) {
        const std::string when = to_string(at(begin) + date::days{day});
        house.run_until(when);
        house.receive(an_event("A" + std::to_string(day), "shipment.delivered")
                          .in(day % 2 == 0 ? "DE" : "JP")
                          .at(when));
    }
}

/// "thanks: 30 then, 28 now, 2 lost".
std::string line_of(const ReplayedRule& rule) {
    std::string text = rule.rule + ": " + std::to_string(rule.then) + " then, " +
                       std::to_string(rule.now) + " now";
    for (const auto& [count, what] :
         {std::pair{rule.gained, " gained"}, std::pair{rule.lost, " lost"},
          std::pair{rule.moved, " moved"}})
        if (count > 0) text += ", " + std::to_string(count) + what;
    return text;
}

std::vector<std::string> lines_of(const Replay& replay) {
    std::vector<std::string> lines;
    for (const ReplayedRule& rule : replay.rules) lines.push_back(line_of(rule));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a replay counts the letters of its stretch by both sets") {
    const SetSources running = sources_with(evening + rule("thanks", "3d"));
    SimHouse house{running, begin};
    ninety_days(house);
    const Instant until = house.clock().now();
    const auto lines = [&](const std::string& rules, int days = 30) {
        return lines_of(replay(house.house().store(), running, sources_with(evening + rules),
                               system_zones(), until - date::days{days}, until));
    };
    // Thirty days have thirty evenings, whatever the delay.
    CHECK(lines(rule("thanks", "3d")) == Lines{"thanks: 30 then, 30 now"});
    CHECK(lines(rule("thanks", "3d", "when = { country = [\"DE\"] }\n")) ==
          Lines{"thanks: 30 then, 15 now, 15 lost"});
    CHECK(lines(rule("thank-you", "3d", "was = \"thanks\"\n")) ==
          Lines{"thank-you: 30 then, 30 now"});
    CHECK(lines(rule("other", "3d")) ==
          Lines{"other: 0 then, 30 now, 30 gained", "thanks: 30 then, 0 now, 30 lost"});
    CHECK(lines(rule("thanks", "3d") + rule("late", "40d"), 10) ==
          Lines{"late: 0 then, 10 now, 10 gained", "thanks: 10 then, 10 now"});
    // Two days later: two letters of before the stretch come into it, and two leave it at its end.
    CHECK(lines(rule("thanks", "5d")) ==
          Lines{"thanks: 30 then, 30 now, 2 gained, 2 lost, 28 moved"});
}

TEST_CASE("a replay tells what was really sent") {
    const SetSources running = sources_with(evening + rule("thanks", "3d"));
    SimHouse house{running, begin};
    ninety_days(house);
    const Instant until = house.clock().now();
    const SetSources none =
        sources_with(evening + rule("none", "3d", "when = { country = [\"FR\"] }\n"));
    const Replay replayed =
        replay(house.house().store(), running, none, system_zones(), until - date::days{30}, until);
    REQUIRE(replayed.rules.size() == 1);
    std::vector<Instant> sent;
    for (const Sent& letter : house.sent())
        if (letter.when >= until - date::days{30}) sent.push_back(letter.when);
    std::vector<Instant> then;
    for (const ReplayedLetter& letter : replayed.rules[0].letters) then.push_back(*letter.then);
    CHECK(then == sent);
}

TEST_CASE("a replay says how far back events are kept, and passes over what was erased") {
    const SetSources running = sources_with(evening + rule("thanks", "3d"));
    SimHouse house{running, begin};
    ninety_days(house);
    house.receive(an_event("A80", "buyer.redacted").at("2026-03-31T10:00:00Z"));
    const Instant until = house.clock().now();
    const Replay replayed = replay(house.house().store(), running, running, system_zones(),
                                   until - date::days{400}, until);
    CHECK(to_string(*replayed.events_since) == begin);
    CHECK(lines_of(replayed) == Lines{"thanks: 85 then, 85 now"});
}

TEST_CASE("thousands of events are replayed") {
    const SetSources running = sources_with(evening + rule("thanks", "3d") + rule("more", "7d"));
    SimHouse house{running, begin};
    std::vector<std::string> events;
    for (int i = 0; i < 2000; ++i)
        events.push_back(an_event("A" + std::to_string(i), "shipment.delivered")
                             .in("DE")
                             .at(to_string(at(begin) + seconds{i * 300})));
    for (std::size_t i = 0; i < events.size(); i += 500)
        house.receive(
            std::vector<std::string>{events.begin() + static_cast<std::ptrdiff_t>(i),
                                     events.begin() + static_cast<std::ptrdiff_t>(i) + 500});
    const Instant until = at(begin) + date::days{40};
    const Replay replayed =
        replay(house.house().store(), running, sources_with(evening + rule("thanks", "5d")),
               system_zones(), until - date::days{40}, until);
    CHECK(replayed.events == 2000);
    CHECK(lines_of(replayed) ==
          Lines{"more: 2000 then, 0 now, 2000 lost", "thanks: 2000 then, 2000 now, 2000 moved"});
}
