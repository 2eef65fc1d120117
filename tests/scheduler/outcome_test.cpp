#include "scheduler/outcome.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace vesper;
using vesper::test::at;

namespace {

Job running_job() {
    Job job;
    job.key = {"shop/main/1001", "review-request", 0, 0};
    job.state = JobState::running;
    job.due = at("2026-03-23T18:10:00Z");
    job.closes = at("2026-03-23T19:59:00Z");
    job.attempts = 1;
    return job;
}

const Instant now = at("2026-03-23T18:10:05Z");

}  // namespace

TEST_CASE("accepted is delivered, late when the opening was over") {
    auto [finished, late] = GENERATE(table<std::string, bool>({
        {"2026-03-23T18:10:04Z", false},
        {"2026-03-23T19:59:59Z", false},  // within the margin
        {"2026-03-23T20:00:00Z", true},
    }));
    const auto done = std::get<Finish>(
        settle(running_job(), Delivered{"250 Ok"}, {}, at(finished), at(finished)));
    CHECK(done.receipt == "250 Ok");
    CHECK(done.late == late);
}

TEST_CASE("not now is tried again, after the far side's time or a back-off") {
    Job job = running_job();
    const auto first =
        std::get<Retry>(settle(job, Deferred{"451 greylisted", {}, false}, {}, now, now));
    CHECK(first.reason == "451 greylisted");
    CHECK(first.not_before == now + back_off({}, job.key, 1));

    auto [asked, waits] = GENERATE(
        table<int, int>({{10, 10}, {7200, 7200}, {86400, 86400}, {86401, 86400}, {-5, 0}}));
    const auto told =
        std::get<Retry>(settle(job, Deferred{"421 later", seconds{asked}, true}, {}, now, now));
    CHECK(told.not_before == now + seconds{waits});
}

TEST_CASE("an answer that waited for its turn is not retried in the past") {
    const auto retry = std::get<Retry>(
        settle(running_job(), Deferred{"451", seconds{10}, false}, {}, now, now + seconds{3600}));
    CHECK(retry.not_before == now + seconds{3600});
}

TEST_CASE("the last try is the last") {
    Job job = running_job();
    const RetryPolicy policy{seconds{300}, seconds{4000}, 3};
    const Deferred deferred{"451 greylisted", {}, false};
    job.attempts = 2;
    CHECK(std::holds_alternative<Retry>(settle(job, deferred, policy, now, now)));
    job.attempts = 3;
    const auto given_up = std::get<Refuse>(settle(job, deferred, policy, now, now));
    CHECK(given_up.reason == "gave up after 3 tries: 451 greylisted");
    CHECK_FALSE(given_up.suppress);
}

TEST_CASE("never is refused, and a dead address is suppressed") {
    const auto suppress = GENERATE(true, false);
    const auto refuse =
        std::get<Refuse>(settle(running_job(), Refused{"550 5.1.1", suppress}, {}, now, now));
    CHECK(refuse.reason == "550 5.1.1");
    CHECK(refuse.suppress == suppress);
}

TEST_CASE("unknown is resent only where the rule says so") {
    Job job = running_job();
    job.on_unknown = GENERATE(OnUnknown::resend, OnUnknown::hold);
    const auto unknown =
        std::get<BecomeUnknown>(settle(job, Unknown{"the connection broke"}, {}, now, now));
    CHECK(unknown.reason == "the connection broke");
    CHECK(unknown.resend == (job.on_unknown == OnUnknown::resend));
}

TEST_CASE("a letter whose every answer is lost is not resent for ever") {
    auto [attempts, deferrals, resend] = GENERATE(table<int, int, bool>(
        {{1, 0, true}, {2, 0, true}, {3, 0, false}, {20, 18, true}, {21, 18, false}}));
    Job job = running_job();
    job.on_unknown = OnUnknown::resend;
    job.attempts = attempts;
    job.deferrals = deferrals;
    INFO(attempts << " tries, " << deferrals << " put off");
    CHECK(std::get<BecomeUnknown>(settle(job, Unknown{"lost"}, {}, now, now)).resend == resend);
}

TEST_CASE("back-off doubles, ends, spreads, and repeats itself") {
    const RetryPolicy policy;
    auto [deferrals, pause] = GENERATE(table<int, int>(
        {{1, 300}, {2, 600}, {3, 1200}, {4, 2400}, {5, 4000}, {6, 4000}, {1000, 4000}}));
    std::set<std::int64_t> seen;
    for (int i = 0; i < 500; ++i) {
        const JobKey key{"shop/main/" + std::to_string(i), "review-request", 0, 0};
        const seconds made = back_off(policy, key, deferrals);
        CHECK(made == back_off(policy, key, deferrals));
        if (made < seconds{pause * 8 / 10} || made > seconds{pause * 12 / 10}) FAIL(made.count());
        seen.insert(made.count());
    }
    CHECK(seen.size() == 41);  // each whole percent from -20 to 20
}

TEST_CASE("the loop wakes for the earliest due, within a minute") {
    CHECK(next_wake(std::nullopt, now) == now + seconds{60});
    CHECK(next_wake(now + seconds{10}, now) == now + seconds{10});
    CHECK(next_wake(now + seconds{61}, now) == now + seconds{60});
    CHECK(next_wake(now - seconds{500}, now) == now);
}

TEST_CASE("outcomes have names and words") {
    auto [outcome, its_name] = GENERATE(table<Outcome, std::string>({
        {Delivered{"words"}, "delivered"},
        {Deferred{"words", {}, false}, "deferred"},
        {Refused{"words", false}, "refused"},
        {Unknown{"words"}, "unknown"},
    }));
    CHECK(name(outcome) == its_name);
    CHECK(words(outcome) == "words");
}

TEST_CASE("job states have names, and names are states") {
    for (int i = 0; i < 8; ++i) {
        const auto state = static_cast<JobState>(i);
        CHECK(job_state_named(name(state)) == state);
    }
    CHECK_FALSE(job_state_named("lost"));
    CHECK(to_string(JobKey{"shop/main/1001", "thanks", 2, 3}) ==
          "shop/main/1001\x1fthanks\x1f"
          "2\x1f"
          "3");
}
