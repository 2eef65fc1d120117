#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::DeskOfPlans;
using vesper::test::wall;
using vesper::test::zone;

namespace {

const std::string monday = "2026-03-16T09:00:00+01:00";  // evenings are 19:00-21:00 in Berlin

void set_deadline(DeskOfPlans& desk, DeadlineKind kind, const std::string& instant) {
    desk.order.deadlines = {{kind, at(instant)}};
}

bool says(const Job& job, const std::string& words) {
    return job.explanation.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a letter leaves before the deadline that its rule names") {
    // after, deadline, no_evening -> the wall clock when its opening closes, or why it is not sent
    auto [after, deadline, way, closes] =
        GENERATE(table<std::string, std::string, NoEvening, std::string>({
            {"0d", "2026-03-16T20:00:00+01:00", NoEvening::drop, "2026-03-16 19:59 +01"},
            {"0d", "2026-03-18T09:00:00+01:00", NoEvening::drop, "2026-03-16 20:59 +01"},
            {"2d", "2026-03-18T19:30:00+01:00", NoEvening::drop, "2026-03-18 19:29 +01"},
            {"2d", "2026-03-18T19:01:00+01:00", NoEvening::early, "2026-03-17 20:59 +01"},
            {"2d", "2026-03-18T18:00:00+01:00", NoEvening::early, "2026-03-17 20:59 +01"},
            {"2d", "2026-03-18T18:00:00+01:00", NoEvening::daytime, "2026-03-18 17:59 +01"},
            {"9d", "2026-03-18T18:00:00+01:00", NoEvening::early, "2026-03-17 20:59 +01"},
        }));
    CAPTURE(after, deadline);
    DeskOfPlans desk;
    desk.step().after = *parse_delay(after);
    desk.step().by = DeadlineKind::ship;
    desk.step().no_evening = way;
    set_deadline(desk, DeadlineKind::ship, deadline);
    const Job job = desk.plan_one(monday);
    CHECK(wall(zone("Europe/Berlin"), job.closes) == closes);
    CHECK(job.due < job.closes);
    CHECK(job.due >= at(monday));
    CHECK(job.expires == at(deadline));
}

TEST_CASE("with no evening before the deadline its rule decides, and the record says which") {
    DeskOfPlans desk;
    desk.step().after = CalendarDays{2};
    desk.step().by = DeadlineKind::confirm_receipt;
    set_deadline(desk, DeadlineKind::confirm_receipt, "2026-03-18T18:00:00+01:00");
    const std::string none = "no evening before confirm-receipt, Wed 18 Mar 18:00 buyer time";
    SECTION("drop") {
        CHECK(desk.plan(monday).none.at(0).reason == none);
    }
    SECTION("early") {
        desk.step().no_evening = NoEvening::early;
        CHECK(says(desk.plan_one(monday), "; " + none + ": sent early"));
        CHECK(desk.plan(monday, "2026-03-17T21:00:00+01:00").none.at(0).reason ==
              none + ", nor an earlier one");
    }
    SECTION("daytime") {
        desk.step().no_evening = NoEvening::daytime;
        CHECK(says(desk.plan_one(monday), "; " + none + ": sent in the daytime"));
    }
    SECTION("it has passed") {
        CHECK(desk.plan(monday, "2026-03-18T18:00:00+01:00").none.at(0).reason ==
              "too late: confirm-receipt, Wed 18 Mar 18:00 buyer time, has passed");
    }
    SECTION("an order that has no such deadline knows no such limit") {
        desk.order.deadlines.clear();
        CHECK(to_string(desk.plan_one(monday).local_date) == "2026-03-18");
    }
    SECTION("of two limits the sooner counts, and is named") {
        desk.step().latest = CalendarDays{1};
        CHECK(desk.plan(monday).none.at(0).reason ==
              "no evening before the end of Tue 17 Mar buyer time");
        desk.step().latest = CalendarDays{9};
        CHECK(desk.plan(monday).none.at(0).reason == none);
    }
}

TEST_CASE("a letter that has room says what it leaves before") {
    DeskOfPlans desk;
    desk.step().by = DeadlineKind::dispute_reply;
    desk.order.dispute.due_at = at("2026-03-18T18:00:00+01:00");  // a dispute states its own
    CHECK(says(desk.plan_one(monday),
               "; must leave before dispute-reply, Wed 18 Mar 18:00 buyer time"));
}

TEST_CASE("counted back from a deadline") {
    // before, deadline, now -> opening date
    auto [before, deadline, now, date] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"5d", "2026-03-27T12:00:00+01:00", monday, "2026-03-22"},
            // the same date, whatever the hour, on the buyer's calendar
            {"5d", "2026-03-27T00:00:00+01:00", monday, "2026-03-22"},
            {"5d", "2026-03-27T23:59:00+01:00", monday, "2026-03-22"},
            {"0d", "2026-03-27T23:59:00+01:00", monday, "2026-03-27"},
            // elapsed time, across the night in which an hour is skipped
            {"24h", "2026-03-29T20:00:00+02:00", monday, "2026-03-28"},
            {"25h", "2026-03-29T23:30:00+02:00", monday, "2026-03-29"},
            {"27h", "2026-03-29T23:30:00+02:00", monday, "2026-03-28"},
            // known late: the first evening from now, even when its own is long over
            {"30d", "2026-03-27T12:00:00+01:00", "2026-03-25T09:00:00+01:00", "2026-03-25"},
        }));
    CAPTURE(before, deadline, now);
    DeskOfPlans desk;
    desk.step().of = DeadlineKind::confirm_receipt;
    desk.step().before = *parse_delay(before);
    set_deadline(desk, DeadlineKind::confirm_receipt, deadline);
    const Job job = desk.plan_one(deadline, now);  // the anchor is the deadline
    CHECK(to_string(job.local_date) == date);
    CHECK(job.expires == at(deadline));
    CHECK(job.due < at(deadline));
}

TEST_CASE("a letter before a deadline explains itself in one line") {
    DeskOfPlans desk;
    desk.step().of = DeadlineKind::confirm_receipt;
    desk.step().before = CalendarDays{5};
    desk.order.timezone.clear();
    set_deadline(desk, DeadlineKind::confirm_receipt, "2026-03-27T12:00:00+01:00");
    const Job job = desk.plan_one("2026-03-27T12:00:00+01:00", monday);
    const auto minutes_in = (job.due - at("2026-03-22T18:00:00Z")).count() / 60;
    CHECK(job.explanation ==
          "confirm-receipt Fri 27 Mar 12:00 buyer time; 5 days before it; zone Europe/Berlin "
          "(country DE has one clock, exact; tzdata " +
              desk.zones->version() + "); evening 19:00-21:00; place " +
              std::to_string(minutes_in) + " min");
}

TEST_CASE("a deadline that moves takes its letters along") {
    DeskOfPlans desk;
    desk.step().of = DeadlineKind::confirm_receipt;
    desk.step().before = CalendarDays{5};
    set_deadline(desk, DeadlineKind::confirm_receipt, "2026-03-27T12:00:00+01:00");
    const Job job = desk.plan_one("2026-03-27T12:00:00+01:00", monday);
    // The platform extends the protection by a week; or it takes two days of it.
    auto [deadline, date] = GENERATE(table<std::string, std::string>({
        {"2026-04-03T12:00:00+02:00", "2026-03-29"},
        {"2026-03-25T12:00:00+01:00", "2026-03-20"},
    }));
    set_deadline(desk, DeadlineKind::confirm_receipt, deadline);
    const auto moved = std::get<Landing>(replan(job, desk.order, desk.calendar(), desk.occupancy,
                                                job.intent.not_before, at(monday)));
    CHECK(to_string(moved.local_date) == date);
    CHECK(moved.expires == at(deadline));
    CHECK(moved.intent.anchor == at(deadline));
    // A deadline that the order no longer names stays where it was.
    desk.order.deadlines.clear();
    const auto kept = std::get<Landing>(replan(job, desk.order, desk.calendar(), desk.occupancy,
                                               job.intent.not_before, at(monday)));
    CHECK(kept.due == job.due);
}

TEST_CASE("onwards from the day that reviews open") {
    DeskOfPlans desk;
    desk.step().of = DeadlineKind::review_opens;
    desk.step().after = CalendarDays{1};
    set_deadline(desk, DeadlineKind::review_opens, "2026-03-20T12:00:00+01:00");
    const Job job = desk.plan_one("2026-03-20T12:00:00+01:00", monday);
    CHECK(to_string(job.local_date) == "2026-03-21");
    CHECK_FALSE(job.expires);
    CHECK(job.explanation.starts_with("review-opens Fri 20 Mar 12:00 buyer time; + 1 day; "));
}
