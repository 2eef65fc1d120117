#include "scheduler/occupancy.hpp"

#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace vesper;
using vesper::test::at;
using vesper::test::DeskOfPlans;

TEST_CASE("minutes fill up and empty again") {
    Occupancy occupancy;
    const Instant instant = at("2026-03-23T19:30:59Z");
    CHECK(occupancy.has_room("email", instant));  // a channel without a rate is never full
    occupancy.set_rate("email", 2);
    occupancy.add("email", instant);
    CHECK(occupancy.has_room("email", instant));
    occupancy.add("email", at("2026-03-23T19:30:00Z"));
    CHECK(occupancy.planned("email", instant) == 2);
    CHECK_FALSE(occupancy.has_room("email", instant));
    CHECK(occupancy.has_room("email", at("2026-03-23T19:31:00Z")));
    CHECK(occupancy.has_room("email", at("2026-03-24T19:30:00Z")));
    CHECK(occupancy.has_room("sms", instant));
    occupancy.set_rate("email", 1);
    CHECK(occupancy.room("email", instant) == -1);
    occupancy.add("email", instant, -2);
    CHECK(occupancy.planned("email", instant) == 0);
    CHECK(occupancy.room("email", instant) == 1);
    occupancy.add("email", from_unix(-1), 3);  // minutes before 1970 are minutes
    CHECK(occupancy.planned("email", from_unix(-60)) == 3);
    CHECK(occupancy.planned("email", from_unix(0)) == 0);
}

TEST_CASE("what does not fit this evening is planned into the next, visibly") {
    DeskOfPlans desk;
    desk.occupancy.set_rate("email", 1);
    std::map<std::int64_t, int> per_minute;
    std::map<std::string, int> per_date;
    // 19:00-20:59 has 119 minutes for one letter each
    for (int i = 0; i < 250; ++i) {
        desk.order.key = "shop/main/" + std::to_string(i);
        const Job job = desk.plan_one("2026-03-23T09:00:00+01:00");
        desk.occupancy.add("email", job.due);
        ++per_minute[unix_seconds(job.due) / 60];
        ++per_date[to_string(job.local_date)];
        if (i == 249) {
            CHECK(job.explanation.find("; channel email is full on Mon 23 Mar, Tue 24 Mar, moved "
                                       "to Wed 25 Mar") != std::string::npos);
        }
    }
    for (const auto& [minute, letters] : per_minute) CHECK(letters == 1);
    CHECK(per_date ==
          std::map<std::string, int>{{"2026-03-23", 119}, {"2026-03-24", 119}, {"2026-03-25", 12}});
}

TEST_CASE("letters of one plan do not share a minute that has room for one") {
    DeskOfPlans desk;
    desk.occupancy.set_rate("email", 1);
    desk.window().everywhere.until = seconds{19 * 3600 + 4 * 60};  // three minutes to be used
    desk.rules.rules.front().steps.resize(3, desk.step());
    Evaluation evaluation;
    for (int step = 0; step < 3; ++step) {
        evaluation.matches.push_back(
            {&desk.rules.rules.front(), step, 0, at("2026-03-23T09:00:00Z")});
    }
    const Plan made =
        plan(evaluation, desk.order, desk.calendar(), desk.occupancy, at("2026-03-23T09:00:00Z"));
    REQUIRE(made.jobs.size() == 3);
    std::map<std::int64_t, int> per_minute;
    for (const Job& job : made.jobs) ++per_minute[unix_seconds(job.due) / 60];
    CHECK(per_minute.size() == 3);
}

TEST_CASE("a job's own minute does not count against it") {
    DeskOfPlans desk;
    desk.occupancy.set_rate("email", 1);
    const Job job = desk.plan_one("2026-03-23T09:00:00+01:00");
    desk.occupancy.add("email", job.due);
    const auto again = replan(job, desk.order, desk.calendar(), desk.occupancy,
                              at("2026-03-23T09:00:00+01:00"), at("2026-03-23T09:00:00+01:00"));
    CHECK(std::get<Landing>(again).due == job.due);
    desk.order.key = job.key.order;
    CHECK(desk.plan_one("2026-03-23T09:00:00+01:00").due != job.due);  // another letter's does
}

TEST_CASE("a letter whose minute became too full moves at a re-plan") {
    DeskOfPlans desk;
    desk.occupancy.set_rate("email", 2);
    const Job job = desk.plan_one("2026-03-23T09:00:00+01:00");
    desk.occupancy.add("email", job.due, 2);  // its own and another: full, and no more than that
    const auto again = [&] {
        return std::get<Landing>(replan(job, desk.order, desk.calendar(), desk.occupancy,
                                        at("2026-03-23T09:00:00+01:00"),
                                        at("2026-03-23T09:00:00+01:00")));
    };
    CHECK(again().due == job.due);
    desk.occupancy.set_rate("email", 1);  // somebody lowered the rate
    CHECK(again().due == job.due + seconds{60});
    CHECK(again().explanation.find("; its minute is full, moved to ") != std::string::npos);
}

TEST_CASE("a channel that is full for two months is a matter for a person") {
    DeskOfPlans desk;
    desk.occupancy.set_rate("email", 1);
    for (int minute = 0; minute < 70 * 1440; ++minute) {
        desk.occupancy.add("email", at("2026-03-23T00:00:00Z") + std::chrono::minutes{minute});
    }
    const Job job = desk.plan_one("2026-03-23T09:00:00+01:00");
    CHECK(job.state == JobState::held);
    CHECK(
        job.reason ==
        "no place in 60 openings of \"evening\"; channel email is full on Mon 23 Mar, Tue 24 Mar, "
        "Wed 25 Mar, Thu 26 Mar, Fri 27 Mar and 55 more");
}
