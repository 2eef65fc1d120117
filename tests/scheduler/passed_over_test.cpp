// What a plan, or no plan, says of the windows that it passed over: each by its date and reason.
#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string monday = "2026-03-23T09:00:00+01:00";

/// What the explanation says behind the place in the evening.
std::string passed(const std::string& explanation) {
    const std::size_t place = explanation.find(" min; ");
    return place == std::string::npos ? "nothing" : explanation.substr(place + 6);
}

void fill(DeskOfPlans& desk, const std::string& from, int days) {
    desk.occupancy.set_rate("email", 1);
    for (int minute = 0; minute < days * 1440; ++minute)
        desk.occupancy.add("email", at(from) + std::chrono::minutes{minute});
}

void write_to_buyer_on(DeskOfPlans& desk, const std::string& date, int letters) {
    const LocalDate day = zone("Europe/Berlin").local_date(at(date + "T12:00:00Z"));
    desk.occupancy.buyer.add(day, letters);
}

}  // namespace

TEST_CASE("evenings that were over before the letter was planned are named, the first five") {
    DeskOfPlans desk;
    // planned at -> what is said
    auto [now, said] = GENERATE(table<std::string, std::string>({
        {"2026-03-23T22:00:00+01:00", "its evening of Mon 23 Mar is over, the next is taken"},
        {"2026-03-25T22:00:00+01:00",
         "over already: its evening of Mon 23 Mar, Tue 24 Mar, Wed 25 Mar"},
    }));
    CHECK(passed(desk.plan_one(monday, now).explanation) == said);
    // Known late, and no staleness: what counts back from a deadline.
    desk.step().of = DeadlineKind::ship;
    desk.step().before = CalendarDays{30};
    desk.order.deadlines = {{DeadlineKind::ship, at("2026-04-20T12:00:00+02:00")}};
    CHECK(
        passed(
            desk.plan_one("2026-04-20T12:00:00+02:00", "2026-03-29T12:00:00+02:00").explanation) ==
        "over already: its evening of Sat 21 Mar, Sun 22 Mar, Mon 23 Mar, Tue 24 Mar, Wed 25 Mar "
        "and 3 more");
}

TEST_CASE("each reason has its own evenings") {
    DeskOfPlans desk;
    desk.rules.limits = {1, 3};
    desk.occupancy.buyer = BuyerDays{desk.rules.limits};
    write_to_buyer_on(desk, "2026-03-23", 1);
    write_to_buyer_on(desk, "2026-03-21", 1);
    write_to_buyer_on(desk, "2026-03-20", 1);
    fill(desk, "2026-03-27T00:00:00+01:00", 1);
    CHECK(passed(desk.plan_one(monday).explanation) ==
          "the buyer has letters enough (1 a day) on Mon 23 Mar; the buyer has letters enough (3 "
          "a week) on Tue 24 Mar, Wed 25 Mar, Thu 26 Mar; channel email is full on Fri 27 Mar, "
          "moved to Sat 28 Mar");
}

TEST_CASE("an evening that is night for another possible clock is named") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to.country = "IN";
    desk.order.bill_to.country = "US";
    desk.step().doubt = Doubt{Doubt::Way::both, ""};
    const Plan plan = desk.plan("2026-03-23T09:00:00Z");
    const Job& job = plan.jobs.at(0);
    CHECK(
        job.reason.ends_with("; it would be night on another possible clock on Mon 23 Mar, Tue "
                             "24 Mar, Wed 25 Mar, Thu 26 Mar, Fri 27 Mar and 55 more"));
    CHECK(plan.shareable.at(job.reason) ==
          "no hour of \"evening\" is a decent one on every clock that may be the buyer's; it would "
          "be night on another possible clock on Mon 23 Mar, Tue 24 Mar, Wed 25 Mar, Thu 26 Mar, "
          "Fri 27 Mar and 55 more");
}

TEST_CASE("no evening before the last moment: those that were tried are named") {
    DeskOfPlans desk;
    fill(desk, "2026-03-23T00:00:00+01:00", 2);
    desk.step().latest = CalendarDays{1};
    const std::string none = "no evening before the end of Tue 24 Mar buyer time";
    const std::string full = "; channel email is full on Mon 23 Mar, Tue 24 Mar";
    CHECK(desk.plan(monday).none.at(0).reason == none + full);
    desk.step().no_evening = NoEvening::early;
    CHECK(desk.plan(monday).none.at(0).reason == none + ", nor an earlier one" + full);
    desk.step().no_evening = NoEvening::daytime;
    CHECK(desk.plan(monday).none.at(0).reason == none + ", nor a daytime" + full);
    fill(desk, "2026-03-23T00:00:00+01:00", 0);
    desk.occupancy.set_rate("email", 2);  // control
    CHECK(passed(desk.plan_one(monday).explanation) == "nothing");
}
