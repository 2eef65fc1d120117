#include "scheduler/legal_hours.hpp"

#include "scheduler/calendar.hpp"
#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace vesper;
using test::at;

namespace {

Place recipient(const std::string& zone, const std::string& country, const std::string& part,
                Medium medium = Medium::sms, MessageClass message_class = MessageClass::marketing) {
    Place place;
    place.zone = &test::zone(zone);
    place.country = country;
    place.subdivision = part;
    place.medium = medium;
    place.message_class = message_class;
    return place;
}

Window all_day() {
    Window window;
    window.name = "always";
    window.everywhere.from = seconds{0};
    window.everywhere.until = seconds{86400};
    return window;
}

std::string opening_text(const Window& window, const Place& where, const std::string& from) {
    const std::optional<Opening> opening = first_opening(window, where, at(from));
    if (!opening) return "none";
    return test::wall(*where.zone, opening->from) + " to " +
           test::wall(*where.zone, opening->until);
}

}  // namespace

TEST_CASE("what the law leaves of a window that is always open") {
    // zone, country, part, from, opening
    auto [zone, country, part, from, expected] =
        GENERATE(table<const char*, const char*, const char*, const char*, const char*>({
            // Thursday 26 November 2026; federal law and the state's
            {"America/New_York", "US", "US-NY", "2026-11-26T12:00:00Z",
             "2026-11-26 08:00 -05 to 2026-11-26 21:00 -05"},
            {"America/New_York", "US", "US-FL", "2026-11-26T12:00:00Z",
             "2026-11-26 08:00 -05 to 2026-11-26 20:00 -05"},
            {"America/Chicago", "US", "US-TX", "2026-11-29T12:00:00Z",
             "2026-11-29 12:00 -06 to 2026-11-29 21:00 -06"},
            {"America/New_York", "US", "US-CT", "2026-11-26T12:00:00Z",
             "2026-11-26 09:00 -05 to 2026-11-26 20:00 -05"},
            {"America/New_York", "US", "US-RI", "2026-11-28T12:00:00Z",
             "2026-11-28 10:00 -05 to 2026-11-28 17:00 -05"},
            // No state is known: it could be any, so what all of them allow.
            {"America/New_York", "US", "", "2026-11-27T12:00:00Z",
             "2026-11-27 10:00 -05 to 2026-11-27 18:00 -05"},
            // France knows no SMS on Sundays.
            {"Europe/Paris", "FR", "", "2026-11-28T22:00:00Z",
             "2026-11-30 08:00 +01 to 2026-11-30 22:00 +01"},
            {"Europe/Berlin", "DE", "", "2026-11-28T22:00:00Z",
             "2026-11-28 23:00 +01 to 2026-11-29 00:00 +01"},
        }));
    INFO(zone << ' ' << part);
    CHECK(opening_text(all_day(), recipient(zone, country, part), from) == expected);
}

TEST_CASE("only what asks or sells, and only by SMS or call, is bound") {
    const auto open_at_night = [](Medium medium, MessageClass message_class) {
        return is_open(all_day(),
                       recipient("America/New_York", "US", "US-FL", medium, message_class),
                       at("2026-11-26T06:00:00Z"));
    };
    CHECK_FALSE(open_at_night(Medium::sms, MessageClass::marketing));
    CHECK_FALSE(open_at_night(Medium::sms, MessageClass::solicitation));
    CHECK_FALSE(open_at_night(Medium::call, MessageClass::marketing));
    CHECK(open_at_night(Medium::sms, MessageClass::transactional));
    CHECK(open_at_night(Medium::sms, MessageClass::critical));
    CHECK(open_at_night(Medium::email, MessageClass::marketing));
}

TEST_CASE("public holidays of the place bind where its law says so") {
    Diagnostics diagnostics;
    const Holidays holidays{
        load_calendars({{"c.toml", "[FR.holidays]\n\"Armistice\" = \"11-11\"\n"}}, diagnostics)};
    Place paris = recipient("Europe/Paris", "FR", "");
    CHECK(is_open(all_day(), paris, at("2026-11-11T12:00:00Z")));  // no calendar, no holiday
    paris.holidays = &holidays;
    CHECK_FALSE(is_open(all_day(), paris, at("2026-11-11T12:00:00Z")));
    CHECK(why_shut(all_day(), paris, at("2026-11-11T12:00:00Z")) ==
          "the operators' charter on SMS for marketing (AF2M): mon-sat 08:00-22:00, not on public "
          "holidays");
}

TEST_CASE("a shop's window does not get round the buyer's law") {
    Window office = all_day();
    office.clock = Window::Clock::shop;
    Place shanghai = recipient("Asia/Shanghai", "CN", "");
    CHECK(is_open(office, shanghai, at("2026-11-26T06:00:00Z")));
    shanghai.addressee = {&test::zone("America/New_York"), "US", "US-NY"};
    CHECK_FALSE(is_open(office, shanghai, at("2026-11-26T06:00:00Z")));  // 01:00 in New York
}

TEST_CASE("in doubt the law holds on every clock it may be") {
    Place place = recipient("America/New_York", "US", "US-KY");
    place.other_clocks = {&test::zone("America/Chicago")};
    CHECK(opening_text(all_day(), place, "2026-11-26T12:00:00Z") ==
          "2026-11-26 11:00 -05 to 2026-11-26 21:00 -05");
}

TEST_CASE("the plan obeys the law of the channel's medium and says so") {
    test::DeskOfPlans desk;
    desk.order.timezone = "America/New_York";
    desk.order.ship_to.country = "US";
    desk.order.ship_to.region = "Florida";
    desk.rules.rules.front().message_class = MessageClass::marketing;
    const std::map<std::string, Medium> media{{"email", Medium::sms}};
    Calendar calendar = desk.calendar();
    const auto plan_of = [&] {
        Evaluation evaluation;
        evaluation.matches.push_back({&desk.rules.rules.front(), 0, 0, at("2026-11-25T15:00:00Z")});
        return plan(evaluation, desk.order, calendar, desk.occupancy, at("2026-11-25T15:00:00Z"));
    };
    const Job by_mail = plan_of().jobs.at(0);
    CHECK(by_mail.closes == at("2026-11-25T20:59:00-05:00"));

    calendar.media = &media;
    const Job by_sms = plan_of().jobs.at(0);
    CHECK(by_sms.closes == at("2026-11-25T19:59:00-05:00"));
    CHECK(by_sms.explanation.find("; shortened by Fla. Stat. 501.616(6)(a): 08:00-20:00") !=
          std::string::npos);

    desk.order.ship_to.region = "RI";  // closes at 18:00: an evening of 19:00 never opens
    const Plan none = plan_of();
    REQUIRE(none.jobs.size() == 1);
    CHECK(none.jobs.front().state == JobState::held);
    CHECK(none.jobs.front().reason ==
          "the law in US-RI (47 CFR 64.1200(c)(1): 08:00-21:00; R.I. Gen. Laws 5-61-3.6: mon-fri "
          "09:00-18:00, sat 10:00-17:00, not on public holidays) leaves nothing of the window "
          "\"evening\" for sms");

    desk.order.ship_to.region.clear();  // any state's law may be the buyer's
    CHECK(plan_of().jobs.at(0).reason.starts_with(
        "the law in US, where the part of it is not known ("));

    // Control: a window that would not open without the law either is no business of the law's.
    desk.order.ship_to.region = "RI";
    desk.window().everywhere.days = Weekdays{0};
    CHECK(plan_of().jobs.at(0).reason == "the window \"evening\" does not open within 400 days");
}

TEST_CASE("what is sent late is sent within the law, or not at all") {
    test::DeskOfPlans desk;
    desk.order.timezone = "America/New_York";
    desk.order.ship_to.country = "US";
    desk.order.ship_to.region = "FL";
    desk.rules.rules.front().message_class = MessageClass::marketing;
    desk.step().missed = Missed::send;
    Job job = desk.plan_one("2026-11-25T15:00:00Z");
    job.due = at("2026-11-25T19:30:00-05:00");
    job.closes = at("2026-11-25T19:50:00-05:00");
    Calendar calendar = desk.calendar();
    const Instant late = at("2026-11-25T20:30:00-05:00");
    const Replanned by_mail = missed(job, desk.order, calendar, desk.occupancy, late);
    CHECK(std::get<Landing>(by_mail).due == late);

    const std::map<std::string, Medium> media{{"email", Medium::sms}};
    calendar.media = &media;
    const Replanned by_sms = missed(job, desk.order, calendar, desk.occupancy, late);
    CHECK(std::holds_alternative<ExpireIt>(by_sms));  // its twelve hours end before 08:00
    job.closes = at("2026-11-25T20:50:00-05:00");
    const Replanned next_morning = missed(job, desk.order, calendar, desk.occupancy, late);
    CHECK(std::get<Landing>(next_morning).due == at("2026-11-26T08:00:00-05:00"));
}

TEST_CASE(
    "in doubt about the buyer's clock the law holds on each, whoever's clock the window has") {
    test::DeskOfPlans desk;
    desk.order.timezone.clear();
    desk.order.ship_to.country = "US";
    desk.order.ship_to.region = "KY";  // Eastern or Central; not before 10:00
    desk.rules.rules.front().message_class = MessageClass::marketing;
    const std::map<std::string, Medium> media{{"email", Medium::sms}};
    Calendar calendar = desk.calendar();
    calendar.media = &media;
    const auto fate = [&](const std::string& now) {
        Evaluation evaluation;
        evaluation.matches.push_back({&desk.rules.rules.front(), 0, 0, at(now)});
        const Plan made = plan(evaluation, desk.order, calendar, desk.occupancy, at(now));
        return made.jobs.at(0);
    };
    Opens& hours = desk.window().everywhere;
    SECTION("the clock that a rule names for the doubt widens nothing") {
        desk.step().doubt = Doubt{Doubt::Way::zone, "America/New_York"};
        hours.from = seconds{10 * 3600};
        hours.until = seconds{11 * 3600};
        CHECK(fate("2026-11-25T12:00:00Z").state == JobState::held);
        hours.until = seconds{12 * 3600};
        CHECK(fate("2026-11-25T12:00:00Z").due >= at("2026-11-25T11:00:00-05:00"));
    }
    SECTION("a window on the shop's clock neither") {
        desk.window().clock = Window::Clock::shop;
        hours.from = seconds{23 * 3600};
        hours.until = seconds{24 * 3600};  // 9:00 to 10:00 in Chicago, but for summer
        CHECK(fate("2026-11-25T12:00:00Z").due >= at("2027-03-14T10:00:00-05:00"));
    }
    SECTION("nor does a buyer who is known by the telephone alone") {
        desk.order.ship_to = {};
        desk.order.buyer.phone = "+12125550123";
        desk.window().clock = Window::Clock::shop;
        hours.from = seconds{9 * 3600};
        hours.until = seconds{18 * 3600};  // 20:00 to 05:00 in New York
        CHECK(fate("2026-11-25T12:00:00Z").state == JobState::held);
    }
    SECTION("nor a letter that is late") {
        desk.step().missed = Missed::send;
        hours.from = seconds{10 * 3600};
        hours.until = seconds{20 * 3600};
        Job job = fate("2026-11-25T12:00:00Z");
        job.closes = at("2026-11-25T23:59:00-05:00");
        const Instant late = at("2026-11-26T10:30:00-05:00");
        const Replanned sent = missed(job, desk.order, calendar, desk.occupancy, late);
        CHECK(std::get<Landing>(sent).due == at("2026-11-26T11:00:00-05:00"));
    }
}

TEST_CASE("the table is complete in itself") {
    std::set<std::string_view> regions;
    for (const LegalHours& row : legal_hours()) {
        INFO(row.region << ' ' << row.law);
        CHECK(is_region_code(row.region));
        CHECK((row.sms || row.call));
        CHECK(row.hours.from < row.hours.until);
        CHECK_FALSE(row.law.empty());
        CHECK_FALSE(row.source.empty());
        regions.insert(row.region);
    }
    CHECK(regions.size() > 20);
}
