#include "builders.hpp"
#include "disk.hpp"
#include "life.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

constexpr int commits_in_a_life = 12;
constexpr int commits_until_killed = 6;  // each of its writes costs a process

std::string integrity(const std::string& path) {
    sqlite3* connection = nullptr;
    std::string answer = "cannot open";
    sqlite3_open(path.c_str(), &connection);
    const auto first_row = [](void* into, int, char** values, char**) {
        *static_cast<std::string*>(into) = values[0];
        return 1;
    };
    // EXCLUSIVE first: the disk in memory has no shared memory for a log.
    sqlite3_exec(connection, "PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
    sqlite3_exec(connection, "PRAGMA integrity_check", first_row, &answer, nullptr);
    sqlite3_close(connection);
    return answer;
}

struct Cuts {
    int cuts = 0;
    int lost = 0;     // fewer commits found than acknowledged
    int corrupt = 0;  // cannot be opened, half a commit, or integrity_check complains
    int unacknowledged = 0;
};

/// One life on a disk, cut at an operation the seed chooses.
void cut_once(Disk::Syncs syncs, const std::map<std::string, Disk::File>& empty_store,
              std::int64_t operations, std::uint64_t seed, Cuts& cuts) {
    Disk disk;
    disk.files = empty_store;
    disk.syncs = syncs;
    std::mt19937_64 random{seed};
    disk.fails_after = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(operations));
    int acknowledged = 0;
    try {
        Store store{"v.db"};
        live(store, commits_in_a_life, [&] { ++acknowledged; });
    } catch (const std::runtime_error&) {
        // the disk is gone
    }
    disk.power_cut(seed);
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
    std::int64_t operations = 0;
    {
        Disk disk;
        { Store store{"v.db"}; }
        empty_store = disk.files;
        disk.fails_after = 1'000'000;  // count, do not fail
        {
            Store store{"v.db"};
            live(store, commits_in_a_life, [] {});
        }
        operations = disk.operations;
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
    CHECK(cuts.lost > 30);
    CHECK(cuts.corrupt == 0);
}

TEST_CASE("control: without syncs the file is lost") {
    const Cuts cuts = cut(Disk::Syncs::none, 60, seed_of_today());
    CHECK(cuts.lost + cuts.corrupt > 30);
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
                disk.fsync_fails = disk.files["v.db-wal"].seen.size() > std::size_t{1000} * 4096;
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

namespace {

// The calls of SQLite that change a file, counted in a child that dies at the n-th.
std::int64_t calls_left = 0;

void count_call() {
    if (--calls_left == 0) ::raise(SIGKILL);
}
ssize_t counted_pwrite(int file, const void* bytes, std::size_t count, off_t offset) {
    count_call();
    return ::pwrite(file, bytes, count, offset);
}
int counted_truncate(int file, off_t size) {
    count_call();
    return ::ftruncate(file, size);
}
int counted_unlink(const char* path) {
    count_call();
    return ::unlink(path);
}

void replace_call(const char* name, void (*call)()) {
    sqlite3_vfs* vfs = sqlite3_vfs_find("unix");
    if (vfs->xGetSystemCall(vfs, name))
        vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(call));
}

/// A child that lives in `path` and is killed at its n-th call. Returns whether it died, and how
/// many commits it acknowledged.
std::pair<bool, int> live_until(const std::string& path, std::int64_t n) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        calls_left = n;
        replace_call("pwrite", reinterpret_cast<void (*)()>(counted_pwrite));
        replace_call("pwrite64", reinterpret_cast<void (*)()>(counted_pwrite));
        replace_call("ftruncate", reinterpret_cast<void (*)()>(counted_truncate));
        replace_call("unlink", reinterpret_cast<void (*)()>(counted_unlink));
        try {
            Store store{path};
            live(store, commits_until_killed, [&] { (void)!::write(pipe[1], "a", 1); });
        } catch (...) {
            ::_exit(2);
        }
        ::_exit(0);
    }
    ::close(pipe[1]);
    int acknowledged = 0;
    for (char byte; ::read(pipe[0], &byte, 1) == 1;) ++acknowledged;
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)));
    return {killed, acknowledged};
}

}  // namespace

TEST_CASE("a process killed at any of its writes loses nothing that was acknowledged") {
    int deaths = 0;
    for (std::int64_t n = 1;; ++n) {
        // What the kernel was given survives a killed process: memory serves as well as a disk.
        Folder folder{"/dev/shm"};
        const std::string path = folder.file("v.db");
        const auto [died, acknowledged] = live_until(path, n);
        {
            Store store{path};
            const int found = commits_found(store);
            INFO("killed at write " << n << ", acknowledged " << acknowledged);
            REQUIRE(found >= acknowledged);
            REQUIRE(found <= acknowledged + 1);
        }
        REQUIRE(integrity(path) == "ok");
        if (!died) break;
        ++deaths;
    }
    CHECK(deaths > 10 * commits_until_killed);
}

TEST_CASE("a second process is refused at once, and let in when the first is gone") {
    Folder folder;
    const std::string path = folder.file("v.db");
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t first = ::fork();
    if (first == 0) {
        Store store{path};
        (void)!::write(ready[1], "r", 1);
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    const auto before = std::chrono::steady_clock::now();
    CHECK_THROWS_WITH(Store{path},
                      path + ": another process holds this store; is vesperd running?");
    CHECK_THROWS_AS(Store{path}, StoreLocked);
    CHECK(std::chrono::steady_clock::now() - before < seconds{1});
    ::kill(first, SIGKILL);
    ::waitpid(first, nullptr, 0);
    CHECK_NOTHROW(Store{path});
    ::close(ready[0]);
    ::close(ready[1]);
}

namespace {

void shell(const std::string& path, const char* sql) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
    REQUIRE(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(connection);
}

std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("a file that is not ours to use is refused and left as it is") {
    Folder folder;
    const std::string path = folder.file("v.db");
    {
        Store store{path};
        live(store, commits_in_a_life, [] {});
    }
    std::string bytes = bytes_of(path);
    SECTION("a newer schema") {
        shell(path, "PRAGMA user_version = 1000");
        bytes = bytes_of(path);
        CHECK_THROWS_WITH(Store{path}, path +
                                           ": its schema 1000 is newer than this program (1); "
                                           "install the newer vesper again");
    }
    SECTION("another program's database") {
        std::filesystem::remove(path);
        shell(path, "CREATE TABLE songs (title TEXT)");
        bytes = bytes_of(path);
    }
    SECTION("a table gone") {
        shell(path, "DROP TABLE decisions");
        bytes = bytes_of(path);
    }
    SECTION("not a database") {
        bytes = "#!/bin/sh\necho hello\n" + std::string(5000, 'x');
    }
    SECTION("a header with flipped bytes") {
        for (std::size_t i = 0; i < 16; ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
    }
    SECTION("cut short") {
        bytes.resize(3 * 4096);
    }
    std::ofstream{path, std::ios::binary}.write(bytes.data(),
                                                static_cast<std::streamsize>(bytes.size()));
    CHECK_THROWS_AS(Store{path}, StoreBroken);
    CHECK(bytes_of(path) == bytes);
}

TEST_CASE("no program can make a job that cannot be") {
    Folder folder;
    const std::string path = folder.file("v.db");
    std::int64_t job = 0;
    {
        Store store{path};
        job = job_in(store, JobState::delivered, "a/a/1").job;
        job_in(store, JobState::scheduled, "a/a/2");
    }
    const char* sql =
        GENERATE("UPDATE jobs SET state = 'scheduled', settled_s = NULL WHERE state = 'delivered'",
                 "UPDATE jobs SET settled_s = NULL WHERE state = 'delivered'",
                 "UPDATE jobs SET state = 'sent'", "UPDATE jobs SET closes_s = due_s",
                 "UPDATE jobs SET state = 'running' WHERE state = 'scheduled'",
                 "UPDATE jobs SET rule = 'x'", "DELETE FROM jobs WHERE state = 'scheduled'",
                 "UPDATE evidence SET digest = 'x'", "DELETE FROM evidence");
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
    INFO(sql);
    CHECK(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
    sqlite3_close(connection);
    CHECK(Store{path}.job(job)->state == JobState::delivered);
}
