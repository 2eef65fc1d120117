// What a rule says of its own change: on_change = "replan", "keep", "withdraw".
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

std::string saying(const std::string& on_change) {
    return on_change.empty() ? "" : "on_change = \"" + on_change + "\"\n";
}

/// One letter waits in a house of other words; then `after` is taken up.
void receive_and_change(SimHouse& house, const std::string& after) {
    house.receive(delivered("A1"));
    REQUIRE(house.only_job().state == JobState::scheduled);
    REQUIRE(house.house().reload(sources_with(after)).accepted);
}

}  // namespace

TEST_CASE("what becomes of a waiting letter when its rule, or what it refers to, changes") {
    const std::string third = "2026-03-05";
    const std::string fifth = "2026-03-07";
    const std::string gone = "withdrawn: the rule changed, and says on_change = \"withdraw\"";
    struct Case {
        std::string what, before, after, expected;
    };
    const auto [what, before, after, expected] = GENERATE_COPY(values<Case>({
        {"other words, nothing said", evening + rule("news", "3d"), evening + rule("news", "5d"),
         fifth},
        {"other words, replan", evening + rule("news", "3d"),
         evening + rule("news", "5d", saying("replan")), fifth},
        {"other words, keep", evening + rule("news", "3d"),
         evening + rule("news", "5d", saying("keep")), third},
        {"other words, withdraw", evening + rule("news", "3d"),
         evening + rule("news", "5d", saying("withdraw")), gone},
        {"the new rule's word counts: keep", evening + rule("news", "3d", saying("withdraw")),
         evening + rule("news", "5d", saying("keep")), third},
        {"the new rule's word counts: withdraw", evening + rule("news", "3d", saying("keep")),
         evening + rule("news", "5d", saying("withdraw")), gone},
        {"on_change itself is no change", evening + rule("news", "3d"),
         evening + rule("news", "3d", saying("withdraw")), third},
        {"removed, though it said keep", evening + rule("news", "3d", saying("keep")),
         evening + rule("other", "3d"), "withdrawn: the rule was removed"},
    }));
    INFO(what);
    SimHouse house{sources_with(before), morning};
    receive_and_change(house, after);
    const Job job = house.only_job();
    const std::string found = job.state == JobState::scheduled
                                  ? to_string(job.local_date)
                                  : std::string{name(job.state)} + ": " + job.reason;
    CHECK(found == expected);
}

TEST_CASE("keep: another window moves nothing that waits, and everything that comes") {
    const std::string kept = rule("news", "3d", saying("keep"));
    SimHouse house{sources_with(evening + kept), morning};
    receive_and_change(house, noon + kept);
    house.receive(delivered("B1"));
    house.run_for(date::days{5});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent_local()[0].substr(11, 2) == "12");  // B1
    CHECK(house.sent_local()[1].substr(11, 2) >= "19");  // A1, as it was planned

    // The control: without a word, and with withdraw, a window moves what waits in it.
    for (const std::string on_change : {"", "withdraw"}) {
        const std::string moved = rule("news", "3d", saying(on_change));
        SimHouse other{sources_with(evening + moved), morning};
        receive_and_change(other, noon + moved);
        other.run_for(date::days{5});
        REQUIRE(other.sent().size() == 1);
        CHECK(other.sent_local()[0].substr(11, 2) == "12");
    }
}

TEST_CASE("keep: another holiday moves nothing that waits") {
    const std::string days =
        "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
        "avoid = [\"stocktaking\"]\n";
    const auto with_calendar = [&](const std::string& on_change, const std::string& date) {
        SetSources sources = sources_with(days + rule("news", "3d", saying(on_change)));
        sources.calendars = {{"calendars/ours.toml",
                              "[calendar.stocktaking]\nname = \"Stocktaking\"\n"
                              "days = \"" +
                                  date + "\"\n"}};
        return sources;
    };
    for (const std::string on_change : {"keep", "replan"}) {
        INFO(on_change);
        SimHouse house{with_calendar(on_change, "07-01"), morning};
        house.receive(delivered("A1"));
        REQUIRE(to_string(house.only_job().local_date) == "2026-03-05");
        REQUIRE(house.house().reload(with_calendar(on_change, "03-05")).accepted);
        CHECK(to_string(house.only_job().local_date) ==
              (on_change == "keep" ? "2026-03-05" : "2026-03-06"));
    }
}

TEST_CASE("another limit moves what waits, unless its rules say keep") {
    const std::string limits = "[limits]\nbuyer_per_day = 1\n";
    for (const std::string on_change : {"replan", "withdraw", "keep"}) {
        INFO(on_change);
        const std::string rules = evening + rule("news", "3d", saying(on_change)) +
                                  rule("other", "3d", saying(on_change));
        SimHouse house{sources_with(rules), morning};
        house.receive(delivered("A1"));
        REQUIRE(house.house().reload(sources_with(limits + rules)).accepted);
        std::vector<std::string> dates;
        for (const Job& job : house.jobs()) {
            CHECK(job.state == JobState::scheduled);  // a limit is not the rule's own words
            dates.push_back(to_string(job.local_date));
        }
        const std::string second = on_change == "keep" ? "2026-03-05" : "2026-03-06";
        CHECK(dates == std::vector<std::string>{"2026-03-05", second});
    }
}

TEST_CASE("what a rule's withdraw withdrew stays withdrawn; what its words withdrew comes back") {
    const std::string france = "when = { country = [\"FR\"] }\n";
    for (const bool by_word : {true, false}) {
        INFO(by_word);
        const std::string second =
            by_word ? rule("news", "5d", saying("withdraw")) : rule("news", "3d", france);
        SimHouse house{sources_with(evening + rule("news", "3d")), morning};
        receive_and_change(house, evening + second);
        REQUIRE(house.only_job().state == JobState::withdrawn);
        for (const std::string after : {"4d", "3d"})
            REQUIRE(house.house().reload(sources_with(evening + rule("news", after))).accepted);
        house.run_for(date::days{7});
        CHECK(house.sent().size() == (by_word ? 0 : 1));
    }
}

TEST_CASE("a rule that comes back takes up what waited, unless it says withdraw") {
    for (const std::string on_change : {"", "keep", "withdraw"}) {
        INFO(on_change);
        const std::string said = evening + rule("news", "3d", saying(on_change));
        SimHouse house{sources_with(said), morning};
        receive_and_change(house, evening + rule("other", "3d"));
        REQUIRE(house.only_job().state == JobState::withdrawn);
        REQUIRE(house.house().reload(sources_with(said)).accepted);
        CHECK(house.only_job().state ==
              (on_change == "withdraw" ? JobState::withdrawn : JobState::scheduled));
    }
}

TEST_CASE("a letter that is kept is judged by today's rule at its last look") {
    for (const bool ends : {true, false}) {
        INFO(ends);
        SimHouse house{sources_with(evening + rule("news", "3d")), morning};
        house.receive(delivered("A1"));
        house.receive(an_event("A1", "refund.requested").in("DE").at(morning));
        const std::string unless = ends ? "unless = [\"refund-requested\"]\n" : "";
        const SetSources kept = sources_with(evening + rule("news", "5d", saying("keep") + unless));
        REQUIRE(house.house().reload(kept).accepted);
        CHECK(to_string(house.only_job().local_date) == "2026-03-05");
        house.run_for(date::days{7});
        CHECK(house.sent().size() == (ends ? 0 : 1));
    }
}

TEST_CASE("on_change holds for a change that was made while the daemon was down") {
    for (const std::string on_change : {"replan", "keep", "withdraw"}) {
        INFO(on_change);
        const Scratch scratch;
        SimHouse house{sources_with(evening + rule("news", "3d")), morning,
                       scratch.path("vesper.db")};
        house.receive(delivered("A1"));
        house.restart_with(sources_with(evening + rule("news", "5d", saying(on_change))));
        const Job job = house.only_job();
        if (on_change == "withdraw")
            CHECK(job.state == JobState::withdrawn);
        else
            CHECK(to_string(job.local_date) == (on_change == "keep" ? "2026-03-05" : "2026-03-07"));
    }
}
