// A rule gets another name, and its letters go with it.
#include "tests/support/other_zones.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

std::string called(const std::string& name, const std::string& was = "",
                   const std::string& after = "3d", const std::string& lines = "") {
    return rule(name, after, (was.empty() ? "" : "was = \"" + was + "\"\n") + lines);
}

SetSources rules(const std::string& text) {
    return sources_with(evening + text);
}

/// What a reader of a job sees of its place: state, evening, second, rule.
std::string line_of(const Job& job) {
    return std::string{name(job.state)} + ' ' + to_string(job.due) + ' ' + job.key.rule;
}

Job job_of(const SimHouse& house, const std::string& order, const std::string& rule) {
    const auto job =
        house.house().store().job(JobKey{"shopify/shop.example/" + order, rule, 0, 0, {}});
    REQUIRE(job.has_value());
    return *job;
}

void reload(SimHouse& house, const SetSources& sources) {
    const Reload reload = house.house().reload(sources);
    INFO(format(reload.diagnostics));
    REQUIRE(reload.accepted);
}

}  // namespace

TEST_CASE("a renamed rule keeps what waits to the second, and writes to nobody twice") {
    SimHouse house{rules(called("old")), morning};
    house.receive(delivered("A1"));
    house.run_until("2026-03-06T00:00:00Z");
    REQUIRE(house.sent().size() == 1);
    house.receive(delivered("B1", "2026-03-05T10:00:00Z"));
    const Instant due = job_of(house, "B1", "old").due;

    const Reload renamed = house.house().reload(rules(called("new", "old")));
    REQUIRE(renamed.accepted);
    CHECK(renamed.replan.renamed == 2);
    CHECK(renamed.replan.moved == 0);
    CHECK(renamed.replan.withdrawn == 0);
    CHECK(line_of(job_of(house, "B1", "new")) == "scheduled " + to_string(due) + " new");
    CHECK(line_of(job_of(house, "A1", "new")).starts_with("delivered"));
    const MoveRow move = house.house().store().moves(job_of(house, "A1", "new").id).back();
    CHECK(move.verb == "rename");
    CHECK(move.reason == "the rule \"old\" is called \"new\" now");

    // The same news again plans nothing: the step was sent under its former name.
    house.receive(delivered("A1", "2026-03-06T10:00:00Z").id("again"));
    CHECK(house.jobs().size() == 2);
    house.run_for(date::days{7});
    CHECK(house.sent().size() == 2);
}

TEST_CASE("the control: without was, what waits is withdrawn and the rule is another") {
    SimHouse house{rules(called("old")), morning};
    house.receive(delivered("A1"));
    reload(house, rules(called("new")));
    CHECK(house.only_job().key.rule == "old");
    CHECK(house.only_job().reason == "the rule was removed");

    // Said later, they come back, to the same second.
    const Instant due = house.only_job().due;
    reload(house, rules(called("new", "old")));
    CHECK(line_of(house.only_job()) == "scheduled " + to_string(due) + " new");
    house.run_for(date::days{7});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a rule that changes with its name follows its words") {
    SimHouse house{rules(called("old")), morning};
    house.receive(delivered("A1"));
    reload(house, rules(called("new", "old", "5d")));
    CHECK(to_string(house.only_job().local_date) == "2026-03-07");
    CHECK(house.only_job().key.rule == "new");

    SimHouse kept{rules(called("old")), morning};
    kept.receive(delivered("A1"));
    reload(kept, rules(called("new", "old", "5d", "on_change = \"keep\"\n")));
    CHECK(to_string(kept.only_job().local_date) == "2026-03-05");
    CHECK(kept.only_job().key.rule == "new");
}

TEST_CASE("a letter's minute and its Message-ID outlive the name of its rule") {
    SimHouse house{rules(called("old")), morning};
    SimHouse unnamed{rules(called("old")), morning};
    for (SimHouse* one : {&house, &unnamed})
        for (int i = 0; i < 20; ++i) one->receive(delivered("A" + std::to_string(i)));
    reload(house, rules(called("new", "old")));
    reload(house, rules(called("newer", "new")));
    // Words that change and change back, and another clock, plan all of them again.
    for (SimHouse* one : {&house, &unnamed}) {
        const bool is_new = one == &house;
        const std::string name = is_new ? "newer" : "old";
        const std::string was = is_new ? "new" : "";
        for (const char* after : {"5d", "3d"}) reload(*one, rules(called(name, was, after)));
        one->house().new_zones(zones_where("Europe/Berlin", "Europe/Moscow", "2099z"));
        one->run_for(date::days{7});
    }
    REQUIRE(house.sent().size() == 20);
    REQUIRE(unnamed.sent().size() == 20);
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK(house.sent()[i].when == unnamed.sent()[i].when);
        CHECK(house.sent()[i].parcel.message_id == unnamed.sent()[i].parcel.message_id);
    }
}

TEST_CASE("names one after the other, and each other's") {
    const std::string both = called("a") + called("b", "", "5d");
    SECTION("a letter goes on under the next name") {
        SimHouse house{rules(both), morning};
        house.receive(delivered("A1"));
        const Instant a = job_of(house, "A1", "a").due;
        const Instant b = job_of(house, "A1", "b").due;
        reload(house, rules(called("b", "a") + called("c", "b", "5d")));
        CHECK(job_of(house, "A1", "b").due == a);
        CHECK(job_of(house, "A1", "c").due == b);
        CHECK(house.jobs().size() == 2);
    }
    SECTION("exchanged once, whatever is read again") {
        const Scratch scratch;
        SimHouse house{rules(both), morning, scratch.path("v.db")};
        house.receive(delivered("A1"));
        const Instant a = job_of(house, "A1", "a").due;
        const Instant b = job_of(house, "A1", "b").due;
        const SetSources exchanged = rules(called("b", "a") + called("a", "b", "5d"));
        for (int times = 0; times < 3; ++times) {
            reload(house, exchanged);
            CHECK(job_of(house, "A1", "b").due == a);
            CHECK(job_of(house, "A1", "a").due == b);
        }
        house.restart_with(exchanged);
        CHECK(job_of(house, "A1", "b").due == a);
        CHECK(job_of(house, "A1", "a").due == b);
        CHECK(house.jobs().size() == 2);
    }
}

TEST_CASE("names that go on do not take a sent letter of one rule for another's") {
    SimHouse house{rules(called("a") + called("b", "", "5d")), morning};
    house.receive(delivered("A1"));
    house.run_until("2026-03-06T00:00:00Z");
    REQUIRE(house.sent().size() == 1);
    SECTION("one after the other") {
        reload(house, rules(called("b", "a") + called("c", "b", "5d")));
        CHECK(job_of(house, "A1", "c").state == JobState::scheduled);
    }
    SECTION("each other's") {
        reload(house, rules(called("b", "a") + called("a", "b", "5d")));
        CHECK(job_of(house, "A1", "a").state == JobState::scheduled);
    }
    house.run_for(date::days{7});
    CHECK(house.sent().size() == 2);
}

TEST_CASE("a rule by a name that another planned under writes letters of its own") {
    SimHouse house{rules(called("b")), morning};
    house.receive(delivered("A1"));
    house.run_until("2026-03-06T00:00:00Z");
    REQUIRE(house.sent().size() == 1);
    reload(house, rules(called("c", "b")));
    const SetSources both = rules(called("c") + called("b", "", "5d"));
    REQUIRE(house.house().reload(both, true).accepted);
    CHECK(job_of(house, "A1", "b").key.planned_as == "b~1");
    house.run_for(date::days{7});
    REQUIRE(house.sent().size() == 2);
    CHECK(house.sent()[0].parcel.message_id != house.sent()[1].parcel.message_id);
}

TEST_CASE("a letter that cannot take its rule's new name is withdrawn, and holds no minute") {
    SimHouse house{rules(called("old") + called("new", "", "4d")), morning};
    house.receive(delivered("A1"));
    reload(house, rules(called("new", "old", "4d")));
    CHECK(job_of(house, "A1", "old").state == JobState::withdrawn);
    CHECK(job_of(house, "A1", "new").state == JobState::scheduled);
}

TEST_CASE("a was that stays in the file does nothing more") {
    SimHouse house{rules(called("old")), morning};
    house.receive(delivered("A1"));
    reload(house, rules(called("new", "old")));
    const Instant due = house.only_job().due;
    const std::size_t moves = house.house().store().moves(house.only_job().id).size();
    const Reload again = house.house().reload(rules(called("new", "old")));
    CHECK(again.replan.renamed == 0);
    reload(house, rules(called("new")));
    CHECK(house.only_job().due == due);
    CHECK(house.house().store().moves(house.only_job().id).size() == moves);
}

TEST_CASE("a rule that was renamed while the daemon was down takes its letters along") {
    const Scratch scratch;
    SimHouse house{rules(called("old")), morning, scratch.path("v.db")};
    house.receive(delivered("A1"));
    const Instant due = house.only_job().due;
    house.restart_with(rules(called("new", "old")));
    CHECK(line_of(house.only_job()) == "scheduled " + to_string(due) + " new");
}

TEST_CASE("decisions go with the name, so that an order's story stays whole") {
    SimHouse house{rules(called("old", "", "3d", "when = { country = [\"FR\"] }\n")), morning};
    house.receive(delivered("A1"));
    REQUIRE(house.house().store().decisions("shopify/shop.example/A1").size() == 1);
    reload(house, rules(called("new", "old", "3d", "when = { country = [\"FR\"] }\n")));
    CHECK(house.house().store().decisions("shopify/shop.example/A1")[0].rule == "new");
}

TEST_CASE("a holdout leaves out the same buyers under the new name") {
    const std::string share = "holdout = \"50%\"\n";
    SimHouse house{rules(called("old", "", "3d", share)), morning};
    SimHouse renamed{rules(called("new", "old", "3d", share)), morning};
    SimHouse other{rules(called("new", "", "3d", share)), morning};
    for (SimHouse* one : {&house, &renamed, &other})
        for (int i = 0; i < 40; ++i) one->receive(delivered("A" + std::to_string(i)));
    const auto chosen = [](const SimHouse& one) {
        std::vector<std::string> orders;
        for (const Job& job : one.jobs()) orders.push_back(job.key.order);
        std::sort(orders.begin(), orders.end());
        return orders;
    };
    CHECK(chosen(renamed) == chosen(house));
    CHECK(chosen(other) != chosen(house));  // the control: another rule, other buyers
}
