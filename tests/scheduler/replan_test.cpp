#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::DeskOfPlans;
using vesper::test::wall;
using vesper::test::zone;

namespace {

const std::string monday = "2026-03-23T09:00:00+01:00";

Replanned replanned(const DeskOfPlans& desk, const Job& job, const std::string& not_before) {
    return replan(job, desk.order, desk.calendar(), desk.occupancy, at(not_before), at(not_before));
}

Replanned missed_at(const DeskOfPlans& desk, const Job& job, const std::string& now) {
    return missed(job, desk.order, desk.calendar(), desk.occupancy, at(now));
}

}  // namespace

TEST_CASE("a re-plan that changes nothing keeps the instant, also in the middle of the evening") {
    DeskOfPlans desk;
    const Job job = desk.plan_one(monday);
    const std::string shortly_before = to_string(job.due - seconds{60});
    const auto landing = std::get<Landing>(replanned(desk, job, shortly_before));
    CHECK(landing.due == job.due);
    CHECK(landing.closes == job.closes);
}

TEST_CASE("a buyer who moves gets the letter in the new evening") {
    DeskOfPlans desk;
    const Job job = desk.plan_one(monday);
    desk.order.timezone = "Asia/Tokyo";
    const auto landing = std::get<Landing>(replanned(desk, job, "2026-03-23T09:30:00Z"));
    CHECK(wall(zone("Asia/Tokyo"), landing.closes) == "2026-03-23 20:59 +09");
    CHECK(landing.intent.zone == "Asia/Tokyo");

    // 20:00 on the 23rd in Berlin is the 24th in Tokyo: the anchor's date is computed again.
    desk.order.timezone = "Europe/Berlin";
    desk.step().after = CalendarDays{1};
    const Job next_day = desk.plan_one("2026-03-23T20:00:00+01:00");
    CHECK(to_string(next_day.local_date) == "2026-03-24");
    desk.order.timezone = "Asia/Tokyo";
    const auto tokyo = std::get<Landing>(replanned(desk, next_day, "2026-03-23T19:00:00Z"));
    CHECK(to_string(tokyo.local_date) == "2026-03-25");
}

TEST_CASE("a retry lands in a window again") {
    DeskOfPlans desk;
    const Job job = desk.plan_one(monday);
    const auto same = std::get<Landing>(replanned(desk, job, "2026-03-23T20:30:00+01:00"));
    CHECK(same.due >= at("2026-03-23T20:30:00+01:00"));
    CHECK(same.closes == job.closes);
    const auto next = std::get<Landing>(replanned(desk, job, "2026-03-23T20:59:00+01:00"));
    CHECK(wall(zone("Europe/Berlin"), next.closes) == "2026-03-24 20:59 +01");
    CHECK(next.intent.not_before == at("2026-03-23T20:59:00+01:00"));
    CHECK(next.explanation.find("; too little is left of Mon 23 Mar, moved to Tue 24 Mar") !=
          std::string::npos);
    const auto after = std::get<Landing>(replanned(desk, job, "2026-03-23T21:00:00+01:00"));
    CHECK(after.explanation.find("; its evening of Mon 23 Mar is over, the next is taken") !=
          std::string::npos);
}

TEST_CASE("an unknown clock holds a job that waits, and a known one frees it") {
    DeskOfPlans desk;
    const Job job = desk.plan_one(monday);
    desk.order.timezone.clear();
    desk.order.ship_to = {};
    const auto held = std::get<HoldIt>(replanned(desk, job, monday));
    CHECK(held.intent.zone.empty());
    Job waiting = job;
    waiting.state = JobState::held;
    waiting.intent = held.intent;
    desk.order.timezone = "Europe/Berlin";
    CHECK(std::get<Landing>(replanned(desk, waiting, monday)).due == job.due);
}

TEST_CASE("missed: next") {
    DeskOfPlans desk;
    const Job job = desk.plan_one(monday);
    const auto next = std::get<Landing>(missed_at(desk, job, "2026-03-23T20:59:00+01:00"));
    CHECK(wall(zone("Europe/Berlin"), next.closes) == "2026-03-24 20:59 +01");
    CHECK(next.explanation.find("; it could not leave in its evening of Mon 23 Mar") !=
          std::string::npos);
    // An outage of four days: its evening is stale.
    CHECK(std::get<ExpireIt>(missed_at(desk, job, "2026-03-27T12:00:00+01:00")).reason ==
          "stale: its evening ended 2026-03-23 21:00 buyer time, 3 days ago");
}

TEST_CASE("missed: next, beyond the deadline") {
    DeskOfPlans desk;
    desk.step().latest = CalendarDays{0};
    const Job job = desk.plan_one(monday);
    CHECK(std::get<ExpireIt>(missed_at(desk, job, "2026-03-23T20:59:30+01:00")).reason ==
          "no evening before the end of Mon 23 Mar buyer time");
    CHECK(std::get<ExpireIt>(missed_at(desk, job, "2026-03-24T00:00:00+01:00")).reason ==
          "too late: its last day, Mon 23 Mar buyer time, is over");
}

TEST_CASE("missed: drop") {
    DeskOfPlans desk;
    desk.step().missed = Missed::drop;
    const Job job = desk.plan_one(monday);
    CHECK(std::get<ExpireIt>(missed_at(desk, job, "2026-03-23T20:59:00+01:00")).reason ==
          "it could not leave in its evening of Mon 23 Mar and its rule says drop");
}

TEST_CASE("missed: send, for twelve hours or to the deadline") {
    DeskOfPlans desk;
    desk.step().missed = Missed::send;
    Job job = desk.plan_one(monday);
    const auto late = std::get<Landing>(missed_at(desk, job, "2026-03-24T03:00:00+01:00"));
    CHECK(late.due == at("2026-03-24T03:00:00+01:00"));
    CHECK(late.closes == job.closes + missed_send_bound);
    CHECK(late.explanation.find("; it could not leave in its evening of Mon 23 Mar: sent late, "
                                "Tue 24 Mar 03:00") != std::string::npos);
    const std::string over =
        "it could not leave in its evening of Mon 23 Mar and its time to be sent late is over";
    CHECK(std::get<ExpireIt>(missed_at(desk, job, "2026-03-24T08:59:00+01:00")).reason == over);

    // What was sent late and put off does not win twelve hours more.
    job.due = late.due;
    job.closes = late.closes;
    CHECK(std::get<ExpireIt>(missed_at(desk, job, to_string(late.closes))).reason == over);

    desk.step().latest = CalendarDays{0};
    const Job bounded = desk.plan_one(monday);
    CHECK(std::get<Landing>(missed_at(desk, bounded, "2026-03-23T23:00:00+01:00")).closes ==
          at("2026-03-24T00:00:00+01:00"));
    CHECK(std::get<ExpireIt>(missed_at(desk, bounded, "2026-03-24T00:00:00+01:00")).reason == over);
}
