// Deferrals, outages, crashes and clocks: late is better than lost, and never twice.
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace vesper;
using namespace vesper::test;

namespace {

std::string news(const std::string& lines = "") {
    return "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
           "[rule.news]\non = \"delivered\"\nafter = \"0d\"\nwindow = \"evening\"\nchannel = "
           "\"email\"\n"
           "message = \"news\"\nclass = \"transactional\"\n" +
           lines;
}

bool in_evening(const std::string& local) {
    return local.substr(11) >= "19:00" && local.substr(11) < "21:00";
}

}  // namespace

TEST_CASE("deferred letters are tried again, every time inside an evening") {
    SimHouse house{sources_with(news()), morning};
    house.receive(delivered("A1"));
    house.answer({Deferred{"450 4.2.1 busy", std::nullopt, false},
                  Deferred{"450 4.2.1 busy", std::nullopt, false}});
    house.run_for(date::days{3});
    REQUIRE(house.sent().size() == 3);
    for (const Sent& letter : house.sent()) CHECK(in_evening(letter.local));
    CHECK(house.sent()[0].parcel.message_id == house.sent()[2].parcel.message_id);
    CHECK(house.only_job().state == JobState::delivered);
    CHECK(house.house().store().attempts(house.only_job().id).size() == 3);
}

TEST_CASE("a retry that does not fit this evening follows the rule's word for missed") {
    auto [missed, letters, last_date] = GENERATE(table<std::string, std::size_t, std::string>(
        {{"next", 2, "2026-03-03"}, {"drop", 1, "2026-03-02"}, {"send", 2, "2026-03-02"}}));
    SimHouse house{sources_with(news("missed = \"" + missed + "\"\n")), morning};
    house.receive(delivered("A1"));
    // The far side names a time behind the end of the window.
    house.answer({Deferred{"451 later", seconds{2 * 3600 + 600}, false}});
    house.run_for(date::days{3});
    INFO(missed);
    REQUIRE(house.sent().size() == letters);
    CHECK(house.sent().back().local.substr(0, 10) == last_date);
    CHECK(house.only_job().state == (missed == "drop" ? JobState::expired : JobState::delivered));
}

TEST_CASE("an address that is refused for good is refused once and suppressed") {
    SimHouse house{sources_with(news()), morning};
    house.receive(delivered("A1").email("typo@example.org"));
    house.answer({Refused{"550 5.1.1 no such user", true}});
    house.run_for(date::days{3});
    CHECK(house.sent().size() == 1);
    CHECK(house.only_job().state == JobState::refused);
    CHECK(house.house().store().suppression("typo@example.org").has_value());
}

TEST_CASE("a pause over the evening: the next one, and a resume sends nothing at night") {
    SimHouse house{sources_with(news()), morning};
    house.receive(delivered("A1"));
    house.work([&] { return house.house().pause("*", "stock-taking"); });
    house.run_until("2026-03-02T23:30:00Z");
    CHECK(house.sent().empty());
    house.work([&] { return house.house().resume("*"); });
    house.run_until("2026-03-04T12:00:00Z");
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].local.substr(0, 10) == "2026-03-03");
    CHECK(in_evening(house.sent()[0].local));
}

TEST_CASE("a crash with a letter under way: resent with its Message-ID, or left for a person") {
    auto [unknown, letters, state] = GENERATE(table<std::string, std::size_t, JobState>(
        {{"resend", 2, JobState::delivered}, {"hold", 1, JobState::unknown}}));
    const Scratch folder;
    SimHouse house{sources_with(news("unknown = \"" + unknown + "\"\n")), morning,
                   folder.path("vesper.db")};
    house.receive(delivered("A1"));
    house.clock().set(house.only_job().due);
    house.house().turn();  // handed over; the answer is never collected
    REQUIRE(house.sent().size() == 1);
    REQUIRE(house.only_job().state == JobState::running);
    house.restart();
    house.run_for(date::days{3});
    INFO(unknown);
    REQUIRE(house.sent().size() == letters);
    CHECK(house.sent().back().parcel.message_id == house.sent().front().parcel.message_id);
    CHECK(in_evening(house.sent().back().local));
    CHECK(house.only_job().state == state);
}

TEST_CASE("a restart is silent and forgets nothing") {
    const Scratch folder;
    SimHouse house{sources_with(news()), morning, folder.path("vesper.db")};
    for (int i = 0; i < 20; ++i) house.receive(delivered("A" + std::to_string(i)));
    house.run_until("2026-03-02T19:00:00Z");  // mid-evening in Berlin
    const std::size_t before = house.sent().size();
    REQUIRE(before > 0);
    REQUIRE(before < 20);
    for (int i = 0; i < 5; ++i) house.restart();
    CHECK(house.sent().size() == before);
    house.run_for(date::days{1});
    CHECK(house.sent().size() == 20);
}

TEST_CASE("a clock that reads earlier than what has happened sends nothing") {
    SimHouse house{sources_with(news()), morning};
    house.receive(delivered("A1"));
    const Instant due = house.only_job().due;
    house.run_until(to_string(due - seconds{60}));
    house.clock().set(test::at("2026-03-01T18:30:00Z"));  // a day back, in another evening
    house.receive(an_event("B1", "shipment.delivered").in("DE").at("2026-03-01T10:00:00Z"));
    house.clock().set(test::at("2026-03-01T20:00:00Z"));
    house.house().turn();
    CHECK_FALSE(house.house().status().clock_problem.empty());
    CHECK(house.sent().empty());
    house.clock().set(test::at("2026-03-02T10:00:00Z") + date::days{1});
    house.house().turn();
    CHECK(house.house().status().clock_problem.empty());
}

TEST_CASE("a channel's rate spreads an evening and never exceeds a minute's budget") {
    SimHouse house{sources_with(news()), morning,
                   ":memory:", [](Config& config) { config.channels["email"].rate = 2; }};
    for (int i = 0; i < 200; ++i) house.receive(delivered("A" + std::to_string(i)));
    house.run_for(date::days{3});
    REQUIRE(house.sent().size() == 200);
    std::map<std::string, int> per_minute;
    for (const Sent& letter : house.sent()) {
        CHECK(in_evening(letter.local));
        ++per_minute[letter.local];
    }
    for (const auto& [minute, count] : per_minute) CHECK(count <= 2);
    CHECK(per_minute.size() >= 100);
}

TEST_CASE("an unreachable relay: the lane waits, one letter probes, nothing is lost") {
    SimHouse house{sources_with(news()), morning};
    for (int i = 0; i < 10; ++i) house.receive(delivered("A" + std::to_string(i)));
    house.answer(std::vector<Outcome>(6, Deferred{"connection refused", std::nullopt, true}));
    house.run_for(date::days{3});
    std::set<std::string> delivered_ids;
    for (const Job& job : house.jobs()) {
        CHECK(job.state == JobState::delivered);
        delivered_ids.insert(job.key.order);
    }
    CHECK(delivered_ids.size() == 10);
    CHECK(house.sent().size() == 16);
}
