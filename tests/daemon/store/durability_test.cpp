// The store on a disk that fails: power cuts, I/O errors, no room.
#include "builders.hpp"
#include "disk.hpp"
#include "life.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <random>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

constexpr int commits_in_a_life = 12;

struct Cuts {
    int cuts = 0;
    int lost = 0;     // fewer commits found than acknowledged
    int corrupt = 0;  // cannot be opened, half a commit, or integrity_check complains
    int unacknowledged = 0;
};

/// The operations of an uncut life.
struct Operations {
    std::int64_t count = 0;
    std::vector<std::int64_t> syncs;
};

/// Anywhere, and every fourth time at a sync: there a commit is written and not acknowledged.
std::int64_t point_of_cut(const Operations& operations, std::mt19937_64& random) {
    if (random() % 4 == 0) return operations.syncs[random() % operations.syncs.size()];
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(operations.count));
}

/// One life on a disk, cut at an operation the seed chooses.
void cut_once(Disk::Syncs syncs, const std::map<std::string, Disk::File>& empty_store,
              const Operations& operations, std::uint64_t seed, Cuts& cuts) {
    Disk disk;
    disk.files = empty_store;
    disk.syncs = syncs;
    std::mt19937_64 random{seed};
    disk.fails_after = point_of_cut(operations, random);
    int acknowledged = 0;
    try {
        Store store{"v.db"};
        live(store, commits_in_a_life, [&] { ++acknowledged; });
    } catch (const std::runtime_error&) {
        // the disk is gone
    }
    disk.power_cut(random());
    ++cuts.cuts;
    try {
        int found = 0;
        {
            Store store{"v.db"};
            found = commits_found(store);
        }
        if (found < 0 || integrity("v.db") != "ok")
            ++cuts.corrupt;
        else if (found < acknowledged)
            ++cuts.lost;
        else if (found > acknowledged)
            ++cuts.unacknowledged;
    } catch (const std::exception&) {
        ++cuts.corrupt;
    }
}

Cuts cut(Disk::Syncs syncs, int count, std::uint64_t first_seed) {
    std::map<std::string, Disk::File> empty_store;
    Operations operations;
    {
        Disk disk;
        { Store store{"v.db"}; }
        empty_store = disk.files;
        disk.fails_after = 1'000'000;  // count, do not fail
        disk.syncs_at.clear();
        {
            Store store{"v.db"};
            live(store, commits_in_a_life, [] {});
        }
        operations = {disk.operations, disk.syncs_at};
    }
    Cuts cuts;
    for (int i = 0; i < count; ++i)
        cut_once(syncs, empty_store, operations, first_seed + static_cast<std::uint64_t>(i), cuts);
    WARN("power cuts, seeds " << first_seed << " to " << first_seed + cuts.cuts - 1 << ": lost "
                              << cuts.lost << ", corrupt " << cuts.corrupt
                              << ", present though not acknowledged " << cuts.unacknowledged);
    return cuts;
}

std::uint64_t seed_of_today() {
    return std::random_device{}();
}

}  // namespace

TEST_CASE("a power cut anywhere loses nothing that was acknowledged") {
    const Cuts cuts = cut(Disk::Syncs::all, 1000, seed_of_today());
    CHECK(cuts.cuts == 1000);
    CHECK(cuts.lost == 0);
    CHECK(cuts.corrupt == 0);
    CHECK(cuts.unacknowledged > 0);  // an error from COMMIT is "unknown", not "no"
}

TEST_CASE("control: the syncs of synchronous=NORMAL lose acknowledged commits") {
    const Cuts cuts = cut(Disk::Syncs::normal, 60, seed_of_today());
    CHECK(cuts.lost > 12);
    CHECK(cuts.corrupt == 0);
}

TEST_CASE("control: without syncs the file is lost") {
    const Cuts cuts = cut(Disk::Syncs::none, 60, seed_of_today());
    CHECK(cuts.lost + cuts.corrupt > 12);
}

TEST_CASE("a store that would not be durable is not opened") {
    Disk disk;
    disk.synchronous_answer = "1";
    CHECK_THROWS_AS(Store{"v.db"}, StoreBroken);
}

TEST_CASE("an I/O error in COMMIT is unknown until the store is opened again") {
    Disk disk;
    Store store{"v.db"};
    enqueued(store, a_job("a/a/1"));
    Job job = a_job("a/a/2");
    disk.write_error = EIO;
    const auto put = [&] { store.in_one_commit([&] { store.enqueue(job, noon); }); };
    CHECK_THROWS_AS(put(), CommitUnknown);
    disk.write_error = 0;
    CHECK_THROWS_AS(put(), CommitUnknown);  // not before it was read what became of it
    store.reopen();
    CHECK(store.jobs_of_order("a/a/1").size() == 1);
    CHECK(store.jobs_of_order("a/a/2").empty());
    CHECK_NOTHROW(put());
    CHECK(store.jobs_of_order("a/a/2").size() == 1);
}

TEST_CASE("an fsync that failed breaks the store") {
    Disk disk;
    Store store{"v.db"};
    const auto put = [&](const char* order) {
        Job job = a_job(order);
        store.in_one_commit([&] { store.enqueue(job, noon); });
    };
    SECTION("in COMMIT") {
        disk.fsync_fails = true;
        CHECK_THROWS_AS(put("a/a/1"), StoreBroken);
    }
    SECTION("while the log is copied into the file, after a commit that stands") {
        int commits = 0;
        // Until the log is long enough: only then is the file itself synced.
        const auto until_copied = [&] {
            for (; commits < 5000; ++commits) {
                put(("a/a/" + std::to_string(commits)).c_str());
                disk.fsync_fails = disk.files["v.db-wal"].seen.size() > std::size_t{4000} * 4096;
            }
        };
        CHECK_THROWS_AS(until_copied(), StoreBroken);
        CHECK(commits < 5000);
    }
}

TEST_CASE("a full disk stores nothing, can be read, and takes up again by itself") {
    const int error = GENERATE(ENOSPC, EDQUOT, EROFS);
    Disk disk;
    Store store{"v.db"};
    const Job first = enqueued(store, a_job("a/a/1"));
    Job job = a_job("a/a/2");
    const auto put = [&] { store.in_one_commit([&] { store.enqueue(job, noon); }); };
    disk.write_error = error;
    for (int i = 0; i < 3; ++i) CHECK_THROWS_AS(put(), StoreUnwritable);
    CHECK_THROWS_AS(store.probe(noon), StoreUnwritable);
    CHECK(store.job(first.id)->state == JobState::scheduled);
    CHECK_THROWS_AS(store.reopen(), StoreUnwritable);
    CHECK(store.job(first.id)->state == JobState::scheduled);
    CHECK(store.jobs_of_order("a/a/2").empty());
    disk.write_error = 0;
    CHECK_NOTHROW(store.probe(noon));
    CHECK_NOTHROW(put());
    CHECK(store.jobs_of_order("a/a/2").size() == 1);
}
