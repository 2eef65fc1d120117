// Rules act on events from then on; on what was before, where a person asks for it.
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string other_rule = rule_on("other", "lost", "1d", "class = \"transactional\"\n");

/// Delivered on the morning of 2 March; the rule comes at one o'clock in the night of 6 March.
const std::string then = "2026-03-02T10:00:00Z";
const std::string now = "2026-03-06T00:00:00Z";

/// A house that has known its orders for a while, and their rule for a moment.
struct Older {
    explicit Older(const std::string& text, bool to_past = true)
        : house{sources_with(evening + other_rule), then},
          set{sources_with(evening + other_rule + text)} {
        house.receive(delivered("A1", then));
        house.run_until(now);
        reload(to_past);
    }
    Replan reload(bool to_past) {
        const Reload reload = house.house().reload(set, to_past);
        INFO(format(reload.diagnostics));
        REQUIRE(reload.accepted);
        return reload.replan;
    }
    std::vector<std::string> planned() const {
        std::vector<std::string> found;
        for (const Job& job : house.jobs())
            found.push_back("step " + std::to_string(job.key.step + 1) + ": " +
                            to_string(job.local_date));
        return found;
    }
    SimHouse house;
    SetSources set;
};

using Planned = std::vector<std::string>;

std::string steps(const std::vector<std::string>& afters, const std::string& lines = "") {
    std::string text =
        "[rule.news]\non = \"delivered\"\nwindow = \"evening\"\nchannel = \"email\"\n"
        "message = \"news\"\nclass = \"transactional\"\n" +
        lines;
    for (const std::string& after : afters)
        text += "[[rule.news.step]]\nafter = \"" + after + "\"\n";
    return text;
}

}  // namespace

TEST_CASE("what a rule would have planned, judged now") {
    struct Case {
        std::string what, text;
        Planned planned;
    };
    const auto [what, text, expected] = GENERATE_COPY(values<Case>({
        {"its evening is to come", rule("news", "5d"), {"step 1: 2026-03-07"}},
        {"over since yesterday: the next one", rule("news", "3d"), {"step 1: 2026-03-06"}},
        {"over for more than 72 hours: stale", rule("news", "0d"), {}},
        {"over since yesterday, and missed = \"drop\"",
         rule("news", "3d", "missed = \"drop\"\n"),
         {}},
        {"to come, and missed = \"drop\"",
         rule("news", "5d", "missed = \"drop\"\n"),
         {"step 1: 2026-03-07"}},
        {"its last day is over", rule("news", "2d", "latest = \"3d\"\n"), {}},
        {"its last day is today", rule("news", "2d", "latest = \"4d\"\n"), {"step 1: 2026-03-06"}},
        {"of the steps that are overdue the last",
         steps({"0d", "2d", "3d", "5d"}),
         {"step 3: 2026-03-06", "step 4: 2026-03-07"}},
        {"it does not apply", rule("news", "5d", "when = { country = [\"FR\"] }\n"), {}},
        {"its stage was not reached",
         rule_on("refunded", "refunded", "5d", "class = \"transactional\"\n"),
         {}},
        {"a deadline that the order does not have",
         "[rule.late]\nof = \"confirm-receipt\"\nbefore = \"1d\"\nwindow = \"evening\"\n"
         "channel = \"email\"\nmessage = \"news\"\nclass = \"transactional\"\n",
         {}},
    }));
    INFO(what);
    CHECK(Older{text}.planned() == expected);
    CHECK(Older(text, false).planned().empty());  // the control: nobody asked
}

TEST_CASE("the past is applied once, and what was withdrawn by hand stays withdrawn") {
    Older older{rule("news", "5d")};
    CHECK(older.house.only_job().state == JobState::scheduled);
    CHECK(older.reload(true).planned == 0);
    const std::int64_t id = older.house.only_job().id;
    older.house.work([&] { return older.house.house().cancel(id, "not this one"); });
    CHECK(older.reload(true).planned == 0);
    CHECK(older.house.only_job().state == JobState::withdrawn);
}

TEST_CASE("a step that is new acts on the past as a rule does") {
    SimHouse house{sources_with(evening + steps({"1d"})), then};
    house.receive(delivered("A1", then));
    house.run_until(now);
    REQUIRE(house.sent().size() == 1);
    const SetSources more = sources_with(evening + steps({"1d", "6d"}));
    CHECK(house.house().reload(more).replan.planned == 0);
    CHECK(house.house().reload(more, true).replan.planned == 1);
    house.run_for(date::days{7});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent_local()[1].starts_with("2026-03-08"));
}

TEST_CASE("orders that ended, are tests, or were erased get nothing") {
    const std::string refund = "unless = [\"refund-requested\"]\n";
    SimHouse house{sources_with(evening + other_rule), then};
    house.receive(delivered("A1", then));
    house.receive(an_event("A1", "refund.requested").in("DE").at("2026-03-03T10:00:00Z"));
    house.receive(delivered("B1", then).test_order());
    house.receive(delivered("C1", then));
    house.receive(an_event("C1", "buyer.redacted").at("2026-03-03T10:00:00Z"));
    house.receive(delivered("D1", then));
    house.run_until(now);
    const SetSources set = sources_with(evening + other_rule + rule("news", "5d", refund));
    CHECK(house.house().reload(set, true).replan.planned == 1);
    CHECK(house.only_job().key.order == "shopify/shop.example/D1");
}

TEST_CASE("two years of orders send nothing; the buyer's limit and the channel's rate hold") {
    SimHouse house{sources_with(evening + other_rule), "2024-03-01T00:00:00Z",
                   ":memory:", [](Config& config) { config.channels["email"].rate = 1; }};
    house.run_until(then);
    for (int i = 0; i < 600; ++i)
        house.receive(delivered("O" + std::to_string(i),
                                to_string(at("2024-03-01T00:00:00Z") + date::days{i})));
    for (int i = 0; i < 520; ++i)  // more than the walk reads at a time, and than an evening holds
        house.receive(delivered("A" + std::to_string(i), then).email("anna@example.org"));
    const std::string limits = "[limits]\nbuyer_per_day = 1\n";
    SECTION("a rate") {
        const SetSources set = sources_with(evening + other_rule + rule("news", "1d"));
        CHECK(house.house().reload(set, true).replan.planned == 520);
        std::map<std::string, int> evenings;
        for (const Job& job : house.all_jobs()) ++evenings[to_string(job.local_date)];
        CHECK(evenings.size() >= 5);
        for (const auto& [date, letters] : evenings) CHECK(letters <= 120);
    }
    SECTION("a limit") {
        const SetSources set = sources_with(limits + evening + other_rule + rule("news", "1d"));
        const Replan replan = house.house().reload(set, true).replan;
        CHECK(replan.planned + replan.held == 520);
        std::map<std::string, int> days;
        for (const Job& job : house.all_jobs())
            if (job.state == JobState::scheduled) ++days[to_string(job.local_date)];
        for (const auto& [date, letters] : days) CHECK(letters == 1);
    }
}

TEST_CASE("a rule that was renamed without a word, and then applied to the past, writes once") {
    const auto named = [](const std::string& name, const std::string& was) {
        return rule(name, "3d", was.empty() ? "" : "was = \"" + was + "\"\n");
    };
    SimHouse house{sources_with(evening + named("old", "")), then};
    house.receive(delivered("A1", then));
    house.run_until("2026-03-05T21:00:00Z");
    REQUIRE(house.sent().size() == 1);
    CHECK(house.house().reload(sources_with(evening + named("new", "")), true).replan.planned == 1);
    const Reload said = house.house().reload(sources_with(evening + named("new", "old")));
    CHECK(said.replan.withdrawn == 1);
    const auto job = house.house().store().job(JobKey{"shopify/shop.example/A1", "new", 0, 0});
    REQUIRE(job.has_value());
    CHECK(job->reason == "the rule wrote this when it was called \"old\"");
    house.run_for(date::days{7});
    CHECK(house.sent().size() == 1);
}
