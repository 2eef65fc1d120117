#include "builders.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

struct Verb {
    const char* name;
    std::set<JobState> leaves;
    JobState to;
    std::function<void(Store&, const Standing&)> act;
};

const std::vector<Verb>& verbs() {
    using enum JobState;
    static const std::vector<Verb> all{
        {"start",
         {scheduled},
         running,
         [](Store& s, const Standing& j) { s.start(*s.job(j.job), an_attempt(*s.job(j.job))); }},
        {"finish",
         {running, unknown},
         delivered,
         [](Store& s, const Standing& j) {
             s.finish(j.job, j.attempt, {"250", false}, evening);
         }},
        {"retry",
         {running},
         scheduled,
         [](Store& s, const Standing& j) { s.retry(j.job, j.attempt, a_landing(), "4", evening); }},
        {"refuse",
         {running},
         refused,
         [](Store& s, const Standing& j) { s.refuse(j.job, j.attempt, "550", evening); }},
        {"become_unknown",
         {running},
         unknown,
         [](Store& s, const Standing& j) { s.become_unknown(j.job, j.attempt, "?", evening); }},
        {"resend",
         {unknown},
         scheduled,
         [](Store& s, const Standing& j) { s.resend(j.job, a_landing(), "again", evening); }},
        {"withdraw",
         {scheduled, held},
         withdrawn,
         [](Store& s, const Standing& j) { s.withdraw(j.job, "refunded", evening); }},
        {"reinstate",
         {withdrawn},
         scheduled,
         [](Store& s, const Standing& j) { s.reinstate(j.job, a_landing(), "back", evening); }},
        {"expire",
         {scheduled, held, running},
         expired,
         [](Store& s, const Standing& j) { s.expire(j.job, "too late", evening); }},
        {"hold",
         {scheduled, unknown, running},
         held,
         [](Store& s, const Standing& j) { s.hold(j.job, "a person", {}, evening); }},
        {"release",
         {held},
         scheduled,
         [](Store& s, const Standing& j) { s.release(j.job, a_landing(), "go", evening); }},
        {"move",
         {scheduled},
         scheduled,
         [](Store& s, const Standing& j) { s.move(j.job, a_landing(), "tzdata", evening); }},
        {"send_now",
         {scheduled, held},
         scheduled,
         [](Store& s, const Standing& j) {
             s.send_now(j.job, "a person", evening + seconds{3600}, evening);
         }},
    };
    return all;
}

const std::vector<JobState> states{JobState::scheduled, JobState::running, JobState::delivered,
                                   JobState::withdrawn, JobState::expired, JobState::refused,
                                   JobState::unknown,   JobState::held};

/// Everything the triggers keep, counted again from the jobs.
void check_kept_counts(const Store& store, const std::string& channel) {
    std::map<JobState, std::int64_t> counted;
    std::map<std::int64_t, int> minutes;
    JobFilter all;
    all.limit = 1000;
    for (const Job& job : store.jobs(all)) {
        ++counted[job.state];
        if (job.state == JobState::scheduled) ++minutes[unix_seconds(job.due) / 60];
    }
    std::map<JobState, std::int64_t> kept;
    for (const Tally& tally : store.tallies()) kept[tally.state] = tally.count;
    CHECK(kept == counted);
    const Occupancy occupancy = store.occupancy();
    for (const std::int64_t minute :
         {unix_seconds(evening) / 60, unix_seconds(evening) / 60 + 1440})
        CHECK(occupancy.planned(channel, from_unix(minute * 60)) == minutes[minute]);
}

}  // namespace

TEST_CASE("every verb from every state moves one job, or throws and changes nothing") {
    Store store{":memory:"};
    int number = 0;
    for (const Verb& verb : verbs())
        for (const JobState from : states) {
            INFO(verb.name << " from " << name(from));
            const Standing standing =
                job_in(store, from, "shopify/main/" + std::to_string(++number));
            const auto moves_before = store.moves(standing.job).size();
            const auto act = [&] { store.in_one_commit([&] { verb.act(store, standing); }); };
            if (verb.leaves.contains(from)) {
                CHECK_NOTHROW(act());
                CHECK(store.job(standing.job)->state == verb.to);
                const bool recorded = std::string{verb.name} != "start";
                CHECK(store.moves(standing.job).size() == moves_before + (recorded ? 1 : 0));
                if (recorded) CHECK(store.moves(standing.job).back().verb == verb.name);
            } else {
                CHECK_THROWS_AS(act(), std::logic_error);
                CHECK(store.job(standing.job)->state == from);
                CHECK(store.moves(standing.job).size() == moves_before);
            }
        }
    check_kept_counts(store, "email");
    CHECK(store.broken_evidence() == 0);
}

TEST_CASE("a verb outside of a commit, or a commit inside a commit, is our bug") {
    Store store{":memory:"};
    Job job = a_job("shopify/main/A1");
    CHECK_THROWS_AS(store.enqueue(job, noon), std::logic_error);
    job = enqueued(store, job);
    CHECK_THROWS_AS(store.withdraw(job.id, "no", noon), std::logic_error);
    CHECK_THROWS_AS(store.in_one_commit([&] { store.in_one_commit([] {}); }), std::logic_error);
    CHECK(store.job(job.id)->state == JobState::scheduled);
    CHECK_NOTHROW(store.in_one_commit([&] { store.withdraw(job.id, "yes", noon); }));
}

TEST_CASE("a job comes back as it went in") {
    Store store{":memory:"};
    const Job in = enqueued(store, a_job("shopify/main/A1"));
    const Job out = *store.job(in.key);
    CHECK(out.id == in.id);
    CHECK(out.key == in.key);
    CHECK(out.intent.zone == in.intent.zone);
    CHECK(out.intent.grade == in.intent.grade);
    CHECK(out.intent.rung == in.intent.rung);
    CHECK(out.intent.window == in.intent.window);
    CHECK(out.intent.anchor == in.intent.anchor);
    CHECK(out.intent.after == in.intent.after);
    CHECK(out.intent.latest == in.intent.latest);
    CHECK(out.intent.of == in.intent.of);
    CHECK(out.intent.before == in.intent.before);
    CHECK(out.intent.by == in.intent.by);
    CHECK(out.intent.not_before == in.intent.not_before);
    CHECK(out.intent.tzdata == in.intent.tzdata);
    CHECK(out.intent.in_doubt == in.intent.in_doubt);
    CHECK(out.local_date == in.local_date);
    CHECK(out.due == in.due);
    CHECK(out.utc_offset == in.utc_offset);
    CHECK(out.closes == in.closes);
    CHECK(out.expires == in.expires);
    CHECK(out.channel == in.channel);
    CHECK(out.message == in.message);
    CHECK(out.message_class == in.message_class);
    CHECK(out.missed == in.missed);
    CHECK(out.no_evening == in.no_evening);
    CHECK(out.on_unknown == in.on_unknown);
    CHECK(out.doubt == in.doubt);
    CHECK(out.country == in.country);
    CHECK(out.rule_place == in.rule_place);
    CHECK(out.explanation == in.explanation);
}

TEST_CASE("an order never gets the same step of the same rule twice") {
    Store store{":memory:"};
    enqueued(store, a_job("shopify/main/A1"));
    Job again = a_job("shopify/main/A1");
    store.in_one_commit([&] { CHECK_FALSE(store.enqueue(again, noon)); });
    CHECK(again.id == 0);
    again.key.occurrence = 1;
    store.in_one_commit([&] { CHECK(store.enqueue(again, noon)); });
    CHECK(store.jobs_of_order("shopify/main/A1").size() == 2);
}

TEST_CASE("a retry lands again as it is told, and counts") {
    Store store{":memory:"};
    const Standing standing = job_in(store, JobState::running, "shopify/main/A1");
    store.in_one_commit(
        [&] { store.retry(standing.job, standing.attempt, a_landing(), "451 later", evening); });
    const Job job = *store.job(standing.job);
    CHECK(job.attempts == 1);
    CHECK(job.deferrals == 1);
    CHECK(job.due == a_landing().due);
    CHECK(job.closes == a_landing().closes);
    CHECK(job.local_date == a_landing().local_date);
    CHECK(job.expires == a_landing().expires);
    CHECK(job.explanation == "the next evening");
    CHECK(job.intent.zone == "America/New_York");
    CHECK(job.intent.grade == Grade::fair);
    CHECK(job.intent.after == Delay{Elapsed{seconds{5400}}});
    CHECK_FALSE(job.intent.latest);
    CHECK_FALSE(job.intent.of);
    CHECK_FALSE(job.intent.before);
    CHECK_FALSE(job.intent.by);
    CHECK(job.intent.tzdata == "2026g");
    const MoveRow move = store.moves(standing.job).back();
    CHECK(move.due_before == evening);
    CHECK(move.due_after == a_landing().due);
    CHECK(move.reason == "451 later");
    const AttemptRow attempt = store.attempts(standing.job).back();
    CHECK(attempt.outcome == "deferred");
    CHECK(attempt.words == "451 later");
    CHECK(attempt.finished == evening);
}

TEST_CASE("a job's rule may stand elsewhere when it is planned anew; both places are kept") {
    Store store{":memory:"};
    Job job = enqueued(store, a_job("a/a/1"));
    const auto revised_by = [&](const std::string& place) {
        job.rule_place = place;
        store.in_one_commit([&] { store.revise(job, "the rules changed", noon); });
        CHECK(store.job(job.id)->rule_place == place);
        return store.moves(job.id).back().place_before;
    };
    CHECK_FALSE(revised_by("rules/30-afterwards.toml:45"));
    CHECK(revised_by("rules/50-mine.toml:3") == "rules/30-afterwards.toml:45");
    CHECK(revised_by("") == "rules/50-mine.toml:3");
    CHECK(revised_by("rules/50-mine.toml:9") == "");  // it was not known
    CHECK(store.moves(job.id).back().due_after == job.due);
}

TEST_CASE("a move keeps the zone and the clock that the job had before it") {
    Store store{":memory:"};
    const Job job = enqueued(store, a_job("a/a/1"));
    const auto last = [&] { return store.moves(job.id).back(); };
    store.in_one_commit([&] { store.move(job.id, a_landing(), "the address changed", noon); });
    CHECK(last().zone_before == "Europe/Berlin");
    CHECK(last().utc_offset_before == std::chrono::hours{2});
    CHECK(store.job(job.id)->utc_offset == -std::chrono::hours{4});
    Landing winter = a_landing();  // in its zone
    winter.utc_offset = -std::chrono::hours{5};
    store.in_one_commit([&] { store.move(job.id, winter, "tzdata", noon); });
    CHECK_FALSE(last().zone_before);  // as after it
    CHECK(last().utc_offset_before == -std::chrono::hours{4});
    CHECK(store.job(job.id)->utc_offset == -std::chrono::hours{5});
    store.in_one_commit([&] { store.revise(job, "the rules changed", noon); });
    CHECK(last().zone_before == "America/New_York");
    CHECK(store.job(job.id)->utc_offset == std::chrono::hours{2});
    store.in_one_commit([&] { store.send_now(job.id, "by hand", evening, noon); });
    CHECK(last().utc_offset_before == std::chrono::hours{2});
    CHECK_FALSE(store.job(job.id)->utc_offset);  // of an hour that nobody planned
    store.in_one_commit([&] { store.withdraw(job.id, "by hand", noon); });
    CHECK(last().zone_before == "Europe/Berlin");  // written, since there is no offset
}

TEST_CASE("what is due comes critical first, then by due; a full walk behind it is not taken") {
    Store store{":memory:"};
    const auto put = [&](const char* order, MessageClass message_class, int late, const char* way) {
        Job job = a_job(order);
        job.message_class = message_class;
        job.due += seconds{late};
        job.channel = way;
        return enqueued(store, job).id;
    };
    const auto marketing = put("a/a/1", MessageClass::marketing, 0, "email");
    const auto second = put("a/a/2", MessageClass::critical, 2, "email");
    const auto first = put("a/a/3", MessageClass::critical, 1, "email");
    put("a/a/4", MessageClass::critical, 10, "email");
    put("a/a/5", MessageClass::critical, -9, "maildir");
    std::vector<std::int64_t> ids;
    for (const Job& job : store.due("email", evening + seconds{9}, 10)) ids.push_back(job.id);
    CHECK(ids == std::vector{first, second, marketing});
    CHECK(store.due("email", evening + seconds{9}, 2).size() == 2);
    CHECK(store.earliest_due({"email"}) == evening);
    CHECK(store.earliest_due({"email", "maildir"}) == evening - seconds{9});
    CHECK_FALSE(store.earliest_due({"pigeon"}));
}

TEST_CASE("jobs by what people ask for") {
    Store store{":memory:"};
    store.in_one_commit([&] {
        for (const char* id : {"A1", "A2", "A3"}) store.put_order(an_order(id), noon);
    });
    for (int i = 0; i < 9; ++i) {
        Job job = a_job("shopify/main/A" + std::to_string(i % 3 + 1), "rule" + std::to_string(i));
        job.due += seconds{i * 60};
        job.country = i % 2 ? "DE" : "BR";
        job.channel = i % 4 ? "email" : "maildir";
        job.state = i == 8 ? JobState::held : JobState::scheduled;
        enqueued(store, job);
    }
    const auto count = [&](auto set) {
        JobFilter filter;
        set(filter);
        return store.jobs(filter).size();
    };
    CHECK(count([](JobFilter&) {}) == 9);
    CHECK(count([](JobFilter& f) { f.order = "shopify/main/A1"; }) == 3);
    CHECK(count([](JobFilter& f) { f.order = "#A1"; }) == 3);
    CHECK(count([](JobFilter& f) { f.order = "A1"; }) == 3);
    CHECK(count([](JobFilter& f) { f.order = "A4"; }) == 0);
    CHECK(count([](JobFilter& f) { f.buyer = "aNNa.a2@example.COM"; }) == 3);
    CHECK(count([](JobFilter& f) { f.buyer = "buyer-A2"; }) == 3);
    CHECK(count([](JobFilter& f) { f.country = "BR"; }) == 5);
    CHECK(count([](JobFilter& f) { f.channel = "maildir"; }) == 3);
    CHECK(count([](JobFilter& f) { f.rule = "rule4"; }) == 1);
    CHECK(count([](JobFilter& f) { f.states = {JobState::held}; }) == 1);
    CHECK(count([](JobFilter& f) { f.due_from = evening + seconds{120}; }) == 7);
    CHECK(count([](JobFilter& f) { f.due_before = evening + seconds{120}; }) == 2);
    CHECK(count([](JobFilter& f) { f.order = "A1'; DROP TABLE jobs; --"; }) == 0);

    JobFilter page;
    page.limit = 2;
    std::vector<std::string> rules;
    for (auto rows = store.jobs(page); !rows.empty(); rows = store.jobs(page)) {
        for (const Job& job : rows) rules.push_back(job.key.rule);
        page.after = {rows.back().due, rows.back().id};
    }
    CHECK(rules == std::vector<std::string>{"rule0", "rule1", "rule2", "rule3", "rule4", "rule5",
                                            "rule6", "rule7", "rule8"});
}

TEST_CASE("waiting jobs are walked by id") {
    Store store{":memory:"};
    const Job first = enqueued(store, a_job("a/a/1", "one"));
    job_in(store, JobState::delivered, "a/a/2");
    const Job third = enqueued(store, a_job("a/a/1", "two"));
    Job held = a_job("a/a/1", "three");
    held.state = JobState::held;
    held = enqueued(store, held);
    REQUIRE(store.waiting(0, 10).size() == 3);
    CHECK(store.waiting(first.id, 1).front().id == third.id);
    store.in_one_commit([&] {
        for (const Job& job : {first, third, held}) store.withdraw(job.id, "refunded", noon);
    });
    CHECK(store.waiting(0, 10).empty());
    CHECK(store.job(held.id)->reason == "refunded");
    CHECK(store.moves(third.id).back().verb == "withdraw");
}

TEST_CASE("what a crash left running is found with its attempt") {
    Folder folder;
    Standing standing;
    {
        Store store{folder.file("v.db")};
        standing = job_in(store, JobState::running, "a/a/1");
        job_in(store, JobState::delivered, "a/a/2");
    }
    Store store{folder.file("v.db")};
    const auto orphans = store.orphans();
    REQUIRE(orphans.size() == 1);
    CHECK(orphans[0].first.id == standing.job);
    CHECK(orphans[0].second.id == standing.attempt);
    CHECK(orphans[0].second.message_id == "<review-request@shop.example>");
}
