// Evidence, erasure, pruning, copies.
#include "builders.hpp"
#include "life.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::store_tests;

TEST_CASE("evidence that somebody changed is found") {
    Folder folder;
    const std::string path = folder.file("v.db");
    std::vector<Standing> letters;
    {
        Store store{path};
        for (const char* order : {"a/a/1", "a/a/2", "a/a/3"})
            letters.push_back(job_in(store, JobState::delivered, order));
        REQUIRE(store.broken_evidence() == 0);
        CHECK(store.attempts(letters[1].job).at(0).chain.size() == 64);
    }
    // A thief has a shell, so the triggers are no obstacle.
    const std::string before = "DROP TRIGGER evidence_stays; DROP TRIGGER evidence_is_kept;";
    const char* sql = GENERATE(
        "UPDATE attempts SET text = 'Dear Bob' WHERE id = 2",
        "UPDATE attempts SET started_s = started_s - 86400 WHERE id = 2",
        "UPDATE attempts SET recipient = 'bob@example.com' WHERE id = 2",
        "UPDATE attempts SET words = '250 better' WHERE id = 2",
        "UPDATE attempts SET finished_s = finished_s + 1 WHERE id = 2",
        "UPDATE evidence SET digest = 'x' WHERE attempt = 2",
        "UPDATE evidence SET chain = 'x' WHERE attempt = 2 AND part = 'letter'",
        "DELETE FROM evidence WHERE attempt = 2",
        "INSERT INTO attempts SELECT 9, job, 2, channel, started_s, finished_s, outcome, words,"
        " message_id, recipient, redirected_from, subject, text, sha256, erased_s"
        " FROM attempts WHERE id = 2");
    shell(path, before + sql);
    INFO(sql);
    CHECK(Store{path}.broken_evidence() >= 2);
}

TEST_CASE("an outcome that became known later is evidence too") {
    Store store{":memory:"};
    const Standing standing = job_in(store, JobState::unknown, "a/a/1");
    store.in_one_commit([&] {
        store.finish(standing.job, standing.attempt, {"found in the outbox", true}, evening);
    });
    const AttemptRow attempt = store.attempts(standing.job).at(0);
    CHECK(attempt.outcome == "delivered");
    CHECK(attempt.words == "found in the outbox");
    CHECK(store.job(standing.job)->reason ==
          "accepted after its window closed: found in the outbox");
    CHECK(store.broken_evidence() == 0);
}

TEST_CASE("a held or expired job leaves no attempt under way") {
    Store store{":memory:"};
    const Standing held = job_in(store, JobState::running, "a/a/1");
    const Standing expired = job_in(store, JobState::running, "a/a/2");
    store.in_one_commit([&] {
        store.hold(held.job, "451; and no evening is known", a_landing().intent, evening);
        store.expire(expired.job, "451; too late", evening);
    });
    CHECK(store.attempts(held.job).at(0).outcome == "deferred");
    CHECK(store.attempts(expired.job).at(0).outcome == "deferred");
    CHECK(store.job(held.job)->intent.zone == "America/New_York");
    CHECK(store.orphans().empty());
}

TEST_CASE("an erased buyer leaves digests and nothing else") {
    Folder folder;
    const std::string path = folder.file("v.db");
    Store store{path};
    const Standing gone = job_in(store, JobState::refused, "a/a/1");
    const Standing stays = job_in(store, JobState::delivered, "a/a/2");
    store.in_one_commit([&] {
        store.record_event(an_event("e1", "a/a/1"));
        store.erase_order("a/a/1", evening);
    });
    const AttemptRow erased = store.attempts(gone.job).at(0);
    CHECK(erased.text.empty());
    CHECK(erased.subject.empty());
    CHECK(erased.recipient.empty());
    CHECK(erased.redirected_from.empty());
    CHECK(erased.words.empty());
    CHECK(erased.sha256.size() == 64);
    CHECK(store.events_of_order("a/a/1").at(0).body.empty());
    CHECK(store.job(gone.job)->reason.empty());
    CHECK(store.moves(gone.job).back().reason.empty());
    CHECK(store.attempts(stays.job).at(0).text == "Dear Anna, ...");
    CHECK(store.broken_evidence() == 0);
}

TEST_CASE("whatever was done with an erased buyer's letters, and why, is told no more") {
    Store store{":memory:"};
    const Job job = enqueued(store, a_job("a/a/1"));
    const auto begin = [&] { return store.start(*store.job(job.id), an_attempt(job)); };
    store.in_one_commit([&] {
        const std::string anna = "by hand: Anna Muster called";
        const Landing landing = a_landing();
        store.hold(job.id, anna, std::nullopt, noon);
        store.release(job.id, landing, anna, noon);
        store.move(job.id, landing, anna, noon);
        store.retry(job.id, begin(), landing, anna, noon);
        store.set_aside(job.id, begin(), anna, noon);
        store.revise(*store.job(job.id), anna, noon);
        store.withdraw(job.id, anna, noon);
        store.reinstate(job.id, landing, anna, noon);
        store.become_unknown(job.id, begin(), anna, noon);
        store.resend(job.id, landing, anna, noon);
        store.send_now(job.id, anna, noon + std::chrono::hours{1}, noon);
    });
    REQUIRE(store.moves(job.id).size() == 11);
    for (const MoveRow& move : store.moves(job.id)) CHECK_FALSE(move.reason.empty());
    store.in_one_commit([&] { store.erase_order("a/a/1", noon); });
    for (const MoveRow& move : store.moves(job.id)) {
        INFO(move.verb);
        CHECK(move.reason.empty());
    }
    CHECK(store.job(job.id)->reason.empty());
    CHECK(store.job(job.id)->explanation.empty());
}

TEST_CASE("pruning takes what is settled and old, and no more than it may") {
    Store store{":memory:"};
    for (const JobState state :
         {JobState::delivered, JobState::refused, JobState::withdrawn, JobState::expired,
          JobState::scheduled, JobState::held, JobState::unknown, JobState::running})
        job_in(store, state, "a/a/" + std::string{name(state)});
    job_in(store, JobState::delivered, "a/a/newest");
    store.in_one_commit([&] {
        for (const char* id : {"e1", "e2", "e3"}) store.record_event(an_event(id, "a/a/1"));
        store.park(store.event("shopify:/main", "e2")->seq, "a/a/1", "", evening);
        store.record_decision({"a/a/1", 1, noon, "review", "stale"});
    });
    const auto prune = [&](Instant before, int limit) {
        int gone = 0;
        store.in_one_commit([&] { gone = store.prune(before, limit); });
        return gone;
    };
    CHECK(prune(noon, 100) == 0);
    const Instant later = evening + std::chrono::hours{24};
    CHECK(prune(later, 3) == 3);
    // The fourth job, one event (one is parked, the newest stays), and the decision.
    CHECK(prune(later, 100) == 3);
    CHECK(prune(later, 100) == 0);
    JobFilter all;
    CHECK(store.jobs(all).size() == 5);
    CHECK(store.jobs_of_order("a/a/newest").size() == 1);
    CHECK(store.broken_evidence() == 0);
}

TEST_CASE("an order goes with the last that is kept of it") {
    Store store{":memory:"};
    const auto order = [&](const char* key) {
        Order made = an_order("1");
        made.key = key;
        store.put_order(made, noon);
    };
    store.in_one_commit([&] {
        for (const char* key : {"a/a/done", "a/a/waits", "a/a/parked", "a/a/newest"}) {
            order(key);
            store.record_event(an_event(key, key));
        }
        const std::int64_t parked = store.event("shopify:/main", "a/a/parked")->seq;
        store.park(parked, "a/a/parked", "", evening);
    });
    job_in(store, JobState::delivered, "a/a/done");
    job_in(store, JobState::scheduled, "a/a/waits");
    job_in(store, JobState::delivered, "a/a/last-job");
    const auto prune = [&](Instant before) {
        store.in_one_commit([&] { store.prune(before, 100); });
    };
    prune(noon);
    for (const char* key : {"a/a/done", "a/a/waits", "a/a/parked", "a/a/newest"})
        CHECK(store.order(key));
    prune(evening + std::chrono::hours{24});
    CHECK_FALSE(store.order("a/a/done"));
    CHECK(store.find_orders("a/a/done").empty());
    for (const char* key : {"a/a/waits", "a/a/parked", "a/a/newest"}) CHECK(store.order(key));
}

TEST_CASE("a copy made under interleaved writes is whole") {
    Folder folder;
    Store store{folder.file("v.db")};
    live(store, 30, [] {});
    int more = 0;
    const auto write_one = [&] { enqueued(store, a_job("b/b/" + std::to_string(++more))); };
    for (int round = 0; round < 10; ++round) {
        const std::string path = folder.file("copy" + std::to_string(round) + ".db");
        const int before = more;
        auto copy = store.begin_backup(path);
        CHECK_THROWS_AS(store.begin_backup(path + "2"), StoreUnwritable);
        int steps = 1;
        for (; !copy->step(5); ++steps) {
            CHECK_FALSE(std::filesystem::exists(path));
            if (round % 2 == 0 || steps < 4) write_one();
        }
        CHECK(steps > 4);
        CHECK(copy->step(5));
        CHECK(std::filesystem::exists(path));
        CHECK_FALSE(std::filesystem::exists(path + ".part"));
        CHECK_FALSE(std::filesystem::exists(path + "-wal"));
        copy.reset();
        CHECK(integrity(path) == "ok");
        Store copied{path};
        CHECK(copied.event("shopify:/main", "e29"));
        for (int i = 1; i <= before; ++i)
            CHECK(copied.jobs_of_order("b/b/" + std::to_string(i)).size() == 1);
        CHECK(copied.broken_evidence() == 0);
    }
}

TEST_CASE("a copy that cannot be, or is dropped, leaves no file") {
    Folder folder;
    Store store{folder.file("v.db")};
    live(store, 10, [] {});
    CHECK_THROWS_AS(store.begin_backup(folder.file("v.db")), StoreUnwritable);
    CHECK_THROWS_AS(store.begin_backup(folder.file("missing/copy.db")), StoreUnwritable);
    const std::string path = folder.file("copy.db");
    {
        auto dropped = store.begin_backup(path);
        CHECK_FALSE(dropped->step(1));
        CHECK_THROWS_AS(store.in_one_commit([&] { dropped->step(1); }), std::logic_error);
    }
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(path + ".part"));
    auto cut_off = store.begin_backup(path);
    CHECK_FALSE(cut_off->step(1));
    store.reopen();
    CHECK_THROWS_AS(cut_off->step(1), StoreUnwritable);
    cut_off.reset();
    auto again = store.begin_backup(path);
    while (!again->step(1000)) continue;
    CHECK(Store{path}.event("shopify:/main", "e9"));
}

TEST_CASE("the log is copied into the file and cut") {
    Folder folder;
    Store store{folder.file("v.db")};
    live(store, 4, [] {});
    CHECK(store.wal_bytes() > 0);
    store.checkpoint();
    CHECK(store.wal_bytes() == 0);
    CHECK(Store{":memory:"}.wal_bytes() == 0);
}
