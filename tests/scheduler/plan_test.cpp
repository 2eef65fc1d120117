#include "scheduler/plan.hpp"

#include "rules/load.hpp"
#include "scheduler/place.hpp"
#include "scheduler/shabbat.hpp"
#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::DeskOfPlans;
using vesper::test::wall;
using vesper::test::zone;

TEST_CASE("three days after a delivery on Monday, whatever the hour, is Thursday's evening") {
    auto [delivered, date] = GENERATE(table<std::string, std::string>({
        {"2026-03-23T00:30:00+01:00", "2026-03-26"},
        {"2026-03-23T18:02:00+01:00", "2026-03-26"},
        {"2026-03-23T20:59:00+01:00", "2026-03-26"},
        {"2026-03-23T23:59:00+01:00", "2026-03-26"},
        {"2026-03-24T00:00:00+01:00", "2026-03-27"},
    }));
    DeskOfPlans desk;
    desk.step().after = CalendarDays{3};
    const Job job = desk.plan_one(delivered);
    CHECK(to_string(job.local_date) == date);
    CHECK(wall(zone("Europe/Berlin"), job.closes).substr(0, 16) == date + " 20:59");
}

TEST_CASE("the fast is broken by the sun of the town, where the address has no coordinates") {
    // city, latest sunset of 1 March 2026 by the clock of Riyadh
    auto [city, dusk] = GENERATE(table<std::string, std::string>({
        {"Jeddah", "18:27"},
        {"جدة", "18:27"},
        {"Dammam", "17:40"},
        {"AL KHOBAR", "17:40"},
        {"", "18:39"},  // the west end of the country
        {"A hamlet", "18:39"},
    }));
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to = {};
    desk.order.ship_to.country = "SA";
    desk.order.ship_to.city = city;
    const ZoneAnswer buyer = resolve_buyer(desk.order, desk.shop, *desk.zones);
    const Place place = place_of(desk.window(), buyer, desk.order, desk.calendar(), Job{});
    CHECK(place.located == (dusk != "18:39"));
    const LocalDate date{date::sys_days{date::year{2026} / 3 / 1}.time_since_epoch()};
    INFO(city);
    CHECK(wall(zone("Asia/Riyadh"), dusk_on(date, place).latest).substr(11, 5) == dusk);
}

TEST_CASE("when a letter lands") {
    // after, anchor, now (Berlin), its opening date
    auto [after, anchor, now, date] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            // 0d includes the opening in progress; elapsed time is counted, dates are not
            {"0d", "2026-03-23T19:30:00+01:00", "2026-03-23T19:30:00+01:00", "2026-03-23"},
            {"0d", "2026-03-23T20:59:00+01:00", "2026-03-23T20:59:00+01:00", "2026-03-24"},
            {"0d", "2026-03-23T21:00:00+01:00", "2026-03-23T21:00:00+01:00", "2026-03-24"},
            {"1d", "2026-03-23T09:00:00+01:00", "2026-03-23T09:00:00+01:00", "2026-03-24"},
            {"24h", "2026-03-23T09:00:00+01:00", "2026-03-23T09:00:00+01:00", "2026-03-24"},
            {"24h", "2026-03-23T21:30:00+01:00", "2026-03-23T21:30:00+01:00", "2026-03-25"},
            {"1d", "2026-03-23T21:30:00+01:00", "2026-03-23T21:30:00+01:00", "2026-03-24"},
            // 35 h after 09:00 is 21:00 where an hour was skipped
            {"35h", "2026-03-28T09:00:00+01:00", "2026-03-28T09:00:00+01:00", "2026-03-30"},
            {"34h", "2026-03-28T09:00:00+01:00", "2026-03-28T09:00:00+01:00", "2026-03-29"},
            {"90m", "2026-03-23T17:00:00+01:00", "2026-03-23T17:00:00+01:00", "2026-03-23"},
            // reported late: the next evening from now, as long as it is not stale
            {"1d", "2026-03-23T09:00:00+01:00", "2026-03-26T12:00:00+01:00", "2026-03-26"},
            {"5d", "2026-03-23T09:00:00+01:00", "2026-03-27T12:00:00+01:00", "2026-03-28"},
        }));
    CAPTURE(after, anchor, now);
    DeskOfPlans desk;
    desk.step().after = *parse_delay(after);
    const Job job = desk.plan_one(anchor, now);
    CHECK(job.state == JobState::scheduled);
    CHECK(to_string(job.local_date) == date);
    CHECK(job.due >= at(now));
    CHECK(job.due < job.closes);
    CHECK(wall(zone("Europe/Berlin"), job.closes).substr(0, 16) == date + " 20:59");
}

TEST_CASE("the place in the window is the hash of the job's key") {
    DeskOfPlans desk;
    const Job job = desk.plan_one("2026-03-23T09:00:00+01:00");
    const Opening evening{at("2026-03-23T18:00:00Z"), at("2026-03-23T20:00:00Z"), {}};
    CHECK(job.due == place_in(evening, to_string(job.key)));
    CHECK(desk.plan_one("2026-03-23T09:00:00+01:00").due == job.due);
}

TEST_CASE("a plan explains itself in one line") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.step().after = CalendarDays{3};
    const Job job = desk.plan_one("2026-03-28T18:02:00+01:00");
    const auto minutes_in = (job.due - at("2026-03-31T17:00:00Z")).count() / 60;
    CHECK(job.explanation ==
          "delivered Sat 28 Mar 18:02 buyer time; + 3 days; zone Europe/Berlin (country DE has "
          "one clock, exact; tzdata " +
              desk.zones->version() + "); evening 19:00-21:00; place " +
              std::to_string(minutes_in) + " min");
    CHECK(job.intent.zone == "Europe/Berlin");
    CHECK(job.intent.tzdata == desk.zones->version());
}

TEST_CASE("what is stale is not planned") {
    DeskOfPlans desk;
    // The evening of the delivery ended on Monday at 21:00; three days later it is just not stale.
    CHECK(desk.plan("2026-03-23T09:00:00+01:00", "2026-03-26T21:00:00+01:00").jobs.size() == 1);
    const Plan late = desk.plan("2026-03-23T09:00:00+01:00", "2026-03-26T21:00:01+01:00");
    CHECK(late.jobs.empty());
    REQUIRE(late.none.size() == 1);
    CHECK(late.none[0].reason ==
          "stale: its evening ended 2026-03-23 21:00 buyer time, 3 days ago");
    // Reported four days late, the letter of day five still goes out.
    desk.step().after = CalendarDays{5};
    CHECK(desk.plan("2026-03-23T09:00:00+01:00", "2026-03-27T09:00:00+01:00").jobs.size() == 1);
}

TEST_CASE("two years of old orders plan nothing") {
    DeskOfPlans desk;
    desk.step().after = CalendarDays{14};
    for (int day = 20; day < 730; ++day) {
        const Instant anchor = at("2026-03-23T09:00:00Z") - date::days{day};
        CHECK(desk.plan(to_string(anchor), "2026-03-23T09:00:00Z").jobs.empty());
    }
}

TEST_CASE("test orders and erased buyers get nothing") {
    DeskOfPlans desk;
    desk.order.test = true;
    CHECK(desk.plan("2026-03-23T09:00:00Z").none.at(0).reason ==
          "a test order never reaches a buyer");
    desk.order.test = false;
    desk.order.redacted = true;
    CHECK(desk.plan("2026-03-23T09:00:00Z").none.at(0).reason == "the buyer's data was erased");
    desk.order.redacted = false;
    CHECK(desk.plan("2026-03-23T09:00:00Z").jobs.size() == 1);
}

TEST_CASE("latest lasts to the end of its local date") {
    DeskOfPlans desk;
    desk.step().after = CalendarDays{1};
    desk.step().latest = CalendarDays{2};
    const Job days = desk.plan_one("2026-03-27T09:00:00+01:00");  // the clocks change on the 29th
    CHECK(wall(zone("Europe/Berlin"), days.expires.value()) == "2026-03-30 00:00 +02");
    desk.step().latest = Elapsed{seconds{30 * 3600}};
    const Job elapsed = desk.plan_one("2026-03-27T09:00:00+01:00");
    CHECK(wall(zone("Europe/Berlin"), elapsed.expires.value()) == "2026-03-29 00:00 +01");
    const Plan over = desk.plan("2026-03-24T09:00:00+01:00", "2026-03-26T09:00:00+01:00");
    CHECK(over.none.at(0).reason == "too late: its last day, Wed 25 Mar buyer time, is over");
}

TEST_CASE("no evening before the deadline") {
    DeskOfPlans desk;
    desk.window().everywhere.days = *parse_weekdays("mon-fri");
    desk.step().after = CalendarDays{2};   // of a Thursday: Saturday
    desk.step().latest = CalendarDays{3};  // to the end of Sunday
    const std::string thursday = "2026-03-19T09:00:00+01:00";
    SECTION("drop") {
        CHECK(desk.plan(thursday).none.at(0).reason ==
              "no evening before the end of Sun 22 Mar buyer time");
    }
    SECTION("early is the last evening before the deadline") {
        desk.step().no_evening = NoEvening::early;
        const Job job = desk.plan_one(thursday);
        CHECK(to_string(job.local_date) == "2026-03-20");
        CHECK(job.explanation.find("; no evening before the end of Sun 22 Mar buyer time: sent "
                                   "early") != std::string::npos);
        CHECK(desk.plan(thursday, "2026-03-21T09:00:00+01:00").none.at(0).reason ==
              "no evening before the end of Sun 22 Mar buyer time, nor an earlier one");
    }
    SECTION("daytime is 08-21 on the first day that counts") {
        desk.step().no_evening = NoEvening::daytime;
        const Job job = desk.plan_one(thursday);
        CHECK(to_string(job.local_date) == "2026-03-21");
        CHECK(wall(zone("Europe/Berlin"), job.closes) == "2026-03-21 20:59 +01");
        CHECK(job.due >= at("2026-03-21T08:00:00+01:00"));
        CHECK(job.explanation.find("daytime 08:00-21:00") != std::string::npos);
    }
}

TEST_CASE("letters to the shop follow the shop's clock") {
    DeskOfPlans desk;
    desk.window().clock = Window::Clock::shop;
    desk.order.timezone.clear();
    desk.order.ship_to = {};  // nothing is known about the buyer
    const Job job = desk.plan_one("2026-03-23T09:00:00Z");
    CHECK(job.state == JobState::scheduled);
    CHECK(job.intent.zone == "Asia/Shanghai");
    CHECK(wall(zone("Asia/Shanghai"), job.closes) == "2026-03-23 20:59 +08");
    CHECK(job.explanation.find("shop time") != std::string::npos);
}

TEST_CASE("a buyer without a clock is held, never UTC") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to = {};
    const Job job = desk.plan_one("2026-03-23T09:00:00Z");
    CHECK(job.state == JobState::held);
    CHECK(job.intent.zone.empty());
    CHECK(job.reason.find("the buyer's clock is not known: ") == 0);
}

TEST_CASE("billing against shipping: in the window of both, where the windows meet") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    const auto [bill_to, from, until, words] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            // 19:00-21:00 in London is 20:00-22:00 in Berlin
            {"GB", "20:00", "20:59", "in the evening also in Europe/London"},
            {"US", "19:00", "20:59", "between 08:00 and 21:00 also in America/New_York"},
        }));
    desk.order.bill_to.country = bill_to;
    if (bill_to == "US") desk.order.bill_to.region = "NY";
    for (int i = 0; i < 200; ++i) {
        desk.order.key = "shop/main/" + std::to_string(i);
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        REQUIRE(job.state == JobState::scheduled);
        CHECK(job.intent.zone == "Europe/Berlin");
        const std::string due = wall(zone("Europe/Berlin"), job.due).substr(11, 5);
        if (due < from || due > until) FAIL(due);
        CHECK_THAT(job.explanation, Catch::Contains("; clock in doubt: " + words));
        CHECK_THAT(job.explanation, Catch::Contains("billing address"));
    }
}

TEST_CASE("one country's window may be shut where the other's is open") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.bill_to.country = "GB";
    Opens later;
    later.from = seconds{20 * 3600};
    later.until = seconds{22 * 3600};
    desk.window().in["GB"] = later;  // 21:00-23:00 in Berlin: the windows never meet
    const Job job = desk.plan_one("2026-03-23T09:00:00Z");
    CHECK_THAT(job.explanation, Catch::Contains("between 08:00 and 21:00 also in Europe/London"));
}

TEST_CASE("a territory written as its mother country keeps its own hours and calendar") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to.country = "FR";
    desk.order.ship_to.postal = GENERATE("97110", "75001");
    const bool overseas = desk.order.ship_to.postal == "97110";
    Opens later;
    later.from = seconds{20 * 3600};
    later.until = seconds{21 * 3600};
    desk.window().in["GP"] = later;
    int before_eight = 0;
    Job job;
    for (int i = 0; i < 50; ++i) {
        desk.order.key = "shop/main/" + std::to_string(i);
        job = desk.plan_one("2026-03-23T09:00:00Z");
        REQUIRE(job.intent.zone == (overseas ? "America/Guadeloupe" : "Europe/Paris"));
        before_eight += wall(zone(job.intent.zone), job.due).substr(11, 2) < "20" ? 1 : 0;
    }
    CHECK((before_eight == 0) == overseas);

    Diagnostics diagnostics;
    const Holidays holidays{load_calendars({{"c.toml",
                                             "[FR.holidays]\n\"Armistice\" = \"11-11\"\n"
                                             "[GP.holidays]\n\"Abolition Day\" = \"05-27\"\n"}},
                                           diagnostics)};
    REQUIRE(diagnostics.empty());
    Calendar calendar = desk.calendar();
    calendar.holidays = &holidays;
    const Place place = place_of(desk.window(), resolve_buyer(desk.order, desk.shop, *desk.zones),
                                 desk.order, calendar, job);
    CHECK(place.country == "FR");  // whose law it stays
    const Occasion any{Occasion::Kind::public_holidays, {}, {}};
    CHECK(holidays.is_on(any, place.locality(), LocalDate{date::year{2027} / 5 / 27}) == overseas);
    CHECK(holidays.is_on(any, place.locality(), LocalDate{date::year{2026} / 11 / 11}) != overseas);
}

TEST_CASE("a buyer whose clock is in doubt") {
    DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to = {};
    desk.order.ship_to.country = "US";
    SECTION("hold") {
        desk.step().doubt = Doubt{Doubt::Way::hold, ""};
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(job.state == JobState::held);
        CHECK(job.reason.find("the buyer's clock is not certain: ") == 0);
        CHECK(job.intent.in_doubt == Doubt::Way::hold);
        CHECK(job.reason.find("America/New_York ") != std::string::npos);
    }
    SECTION("both: an evening for most, a decent hour for all") {
        const ZoneAnswer answer = resolve_buyer(desk.order, desk.shop, *desk.zones);
        REQUIRE(answer.candidates.size() > 3);
        for (int i = 0; i < 200; ++i) {
            desk.order.key = "shop/main/" + std::to_string(i);
            const Job job = desk.plan_one("2026-03-23T09:00:00Z");
            REQUIRE(job.state == JobState::scheduled);
            CHECK(wall(zone(answer.zone), job.due).substr(11, 2) >= "19");
            CHECK(wall(zone(answer.zone), job.due).substr(11, 2) < "21");
            for (const ZoneCandidate& candidate : answer.candidates) {
                const std::string hour = wall(zone(candidate.zone), job.due).substr(11, 2);
                if (hour < "08" || hour >= "21") FAIL(candidate.zone << " " << hour);
            }
            CHECK(job.explanation.find("; clock in doubt: between 08:00 and 21:00 also in ") !=
                  std::string::npos);
        }
    }
    SECTION("a named zone") {
        desk.step().doubt = Doubt{Doubt::Way::zone, "America/Chicago"};
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(job.state == JobState::scheduled);
        CHECK(job.intent.zone == "America/Chicago");
        CHECK(wall(zone("America/Chicago"), job.closes) == "2026-03-23 20:59 -05");
        CHECK(job.intent.in_doubt == Doubt::Way::zone);
        CHECK(job.explanation.find("; clock in doubt: taken as America/Chicago, as the rule "
                                   "says") != std::string::npos);
    }
    SECTION("a named zone serves a buyer of whom nothing is known, and no buyer that is known") {
        desk.shop.doubt = Doubt{Doubt::Way::zone, "America/Chicago"};
        desk.order.ship_to = {};
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").intent.zone == "America/Chicago");
        desk.order.ship_to.country = "DE";
        const Job known = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(known.intent.zone == "Europe/Berlin");
        CHECK_FALSE(known.intent.in_doubt);
    }
    SECTION("a language hints and stands in no named zone's way") {
        desk.step().doubt = Doubt{Doubt::Way::zone, "America/Chicago"};
        desk.order.ship_to = {};
        desk.order.buyer.locale = "ja-JP";
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").intent.zone == "America/Chicago");
    }
    SECTION("what the shop assumes is told where a rule holds all the same") {
        desk.shop.doubt = Doubt{Doubt::Way::zone, "America/Chicago"};
        desk.step().doubt = Doubt{Doubt::Way::hold, ""};
        desk.order.ship_to = {};
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(job.state == JobState::held);
        CHECK(job.reason ==
              "the buyer's clock is not known: no country is known; the shop assumes "
              "America/Chicago");
    }
    SECTION("a named zone that tzdata does not know") {
        desk.step().doubt = Doubt{Doubt::Way::zone, "America/Nowhere"};
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").reason ==
              "the zone America/Nowhere is not in tzdata " + desk.zones->version());
    }
    SECTION("both, where it would be night by the likeliest: the evening of another") {
        desk.order.ship_to.region = "CA";
        desk.order.bill_to.country = "US";
        desk.order.bill_to.region = "NY";
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        REQUIRE(job.state == JobState::scheduled);
        CHECK(job.intent.zone == "America/New_York");
        CHECK(wall(zone("America/New_York"), job.closes) == "2026-03-23 20:59 -04");
        CHECK(wall(zone("America/Los_Angeles"), job.closes) == "2026-03-23 17:59 -07");
        CHECK(job.explanation.find(
                  "; no hour by the likeliest clock, that of America/Los_Angeles, is a decent one "
                  "on the others; clock in doubt: between 08:00 and 21:00 also in "
                  "America/Los_Angeles") != std::string::npos);
        // Planned again it stays.
        const Replanned again = replan(job, desk.order, desk.calendar(), desk.occupancy,
                                       at("2026-03-23T10:00:00Z"), at("2026-03-23T10:00:00Z"));
        REQUIRE(std::holds_alternative<Landing>(again));
        CHECK(std::get<Landing>(again).due == job.due);
        CHECK(std::get<Landing>(again).intent.zone == job.intent.zone);
        // Control: the other way round the likeliest has it.
        std::swap(desk.order.ship_to, desk.order.bill_to);
        const Job other = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(other.intent.zone == "America/New_York");
        CHECK(other.explanation.find("the likeliest clock") == std::string::npos);
    }
    SECTION("both, where no hour is decent everywhere") {
        desk.order.ship_to.country = "IN";
        desk.order.bill_to.country = "US";
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(job.state == JobState::held);
        CHECK(job.reason.find("no hour of \"evening\" is a decent one on every clock: ") == 0);
    }
    SECTION("likewise before a last moment: a person judges, and it is counted") {
        desk.order.ship_to.country = "IN";
        desk.step().latest = CalendarDays{14};
        const NoEvening what = GENERATE(NoEvening::drop, NoEvening::early, NoEvening::daytime);
        desk.step().no_evening = what;
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").state == JobState::scheduled);  // control
        desk.order.bill_to.country = "US";
        const Job job = desk.plan_one("2026-03-23T09:00:00Z");
        CHECK(job.state == JobState::held);
        CHECK(job.reason.find("no hour of \"evening\" is a decent one on every clock: ") == 0);
        CHECK(job.reason.find("; no evening before the end of ") != std::string::npos);
        CHECK(job.intent.in_doubt == Doubt::Way::both);
    }
}

TEST_CASE("a window that is gone or never opens is held with its reason") {
    DeskOfPlans desk;
    SECTION("gone") {
        desk.step().window = "morning";
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").reason ==
              "the window \"morning\" is in the rules no more");
    }
    SECTION("no weekday") {
        desk.window().everywhere.days = Weekdays{0};
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").reason ==
              "the window \"evening\" does not open within 400 days");
    }
    SECTION("shorter than the margin") {
        desk.window().everywhere.until = seconds{19 * 3600 + 60};
        CHECK(desk.plan_one("2026-03-23T09:00:00Z").reason ==
              "the window \"evening\" is never open for longer than 60 s");
    }
}
