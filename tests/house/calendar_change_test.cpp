// Holidays under waiting jobs: on the buyer's date, and followed when the calendar files change.
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string rules =
    "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\navoid = [\"public-holidays\", \"sale\"]\n"
    "[rule.news]\non = \"delivered\"\nafter = \"1d\"\nwindow = \"evening\"\nchannel = \"email\"\n"
    "message = \"news\"\nclass = \"transactional\"\n";

SetSources sources_of(const std::string& german_days, const std::string& sale_days) {
    SetSources sources = sources_with(rules);
    sources.calendars = {
        {"calendars/days.toml", "[DE.holidays]\n\"A holiday\" = \"" + german_days +
                                    "\"\n[calendar.sale]\nname = \"The sale\"\ndays = \"" +
                                    sale_days + "\"\n"}};
    return sources;
}

EventBuilder delivered(const std::string& order, const std::string& country) {
    return an_event(order, "shipment.delivered").in(country).at("2026-03-02T10:00:00Z");
}

}  // namespace

TEST_CASE("a holiday is left in peace where it is one, and nowhere else") {
    SimHouse house{sources_of("03-03", "11-11"), "2026-03-02T10:00:00Z"};
    house.receive(delivered("A1", "DE"));
    house.receive(delivered("A2", "AT"));
    house.run_until("2026-03-08T00:00:00Z");
    REQUIRE(house.sent_local().size() == 2);
    CHECK(house.sent_local()[0].starts_with("2026-03-03"));  // Vienna
    CHECK(house.sent_local()[1].starts_with("2026-03-04"));  // Berlin
    const std::vector<Job> jobs = house.jobs();
    const bool told = std::any_of(jobs.begin(), jobs.end(), [](const Job& job) {
        return job.explanation.find("; not Tue 3 Mar (A holiday)") != std::string::npos;
    });
    CHECK(told);
}

TEST_CASE("a text message follows a new public holiday on which the law wants silence") {
    const auto with_holiday = [](const std::string& day) {
        SetSources sources = sources_with(
            "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
            "[rule.offer]\non = \"delivered\"\nafter = \"1d\"\nwindow = \"evening\"\n"
            "channel = \"sms\"\nmessage = \"news\"\nclass = \"solicitation\"\n");
        sources.calendars = {
            {"calendars/days.toml", "[FR.holidays]\n\"A holiday\" = \"" + day + "\"\n"}};
        return sources;
    };
    SimHouse house{with_holiday("12-25"), "2026-03-02T10:00:00Z", ":memory:", [](Config& config) {
                       config.channels["sms"].name = "sms";
                       config.channels["sms"].medium = Medium::sms;
                   }};
    house.receive(delivered("A1", "FR"));
    CHECK(to_string(house.only_job().local_date) == "2026-03-03");
    CHECK(house.house().reload(with_holiday("03-03")).replan.moved == 1);
    CHECK(to_string(house.only_job().local_date) == "2026-03-04");
}

TEST_CASE("what waits follows a changed calendar, and its last good set survives a restart") {
    SimHouse house{sources_of("12-25", "11-11"), "2026-03-02T10:00:00Z"};
    house.receive(delivered("A1", "DE"));
    CHECK(to_string(house.only_job().local_date) == "2026-03-03");

    const Reload sale = house.house().reload(sources_of("12-25", "03-03"));
    CHECK(sale.accepted);
    CHECK(sale.replan.moved == 1);
    CHECK(to_string(house.only_job().local_date) == "2026-03-04");

    // A slip in a calendar refuses the set as a slip in a rule does.
    const Reload slip = house.house().reload(sources_of("25.12.", "03-03"));
    CHECK_FALSE(slip.accepted);
    CHECK(to_string(house.only_job().local_date) == "2026-03-04");

    const Reload back = house.house().reload(sources_of("12-25", "11-11"));
    CHECK(back.replan.moved == 1);
    CHECK(to_string(house.only_job().local_date) == "2026-03-03");
    // The same again moves nothing.
    CHECK(house.house().reload(sources_of("12-25", "11-11")).replan.moved == 0);
}
