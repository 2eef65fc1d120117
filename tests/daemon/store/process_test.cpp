// The store and processes: one that is killed anywhere, and one too many.
#include "builders.hpp"
#include "life.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <csignal>
#include <tuple>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

constexpr int commits_until_killed = 6;  // each of its writes costs a process

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
std::pair<bool, int> live_until(const std::string& path, std::int64_t n,
                                Acknowledge when = Acknowledge::after_commit) {
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
            live(
                store, commits_until_killed, [&] { (void)!::write(pipe[1], "a", 1); }, when);
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

TEST_CASE("control: acknowledging before the commit loses what was acknowledged") {
    int lost = 0;
    bool died = true;
    for (std::int64_t n = 1; died; n += 11) {
        Folder folder{"/dev/shm"};
        int acknowledged = 0;
        std::tie(died, acknowledged) =
            live_until(folder.file("v.db"), n, Acknowledge::before_commit);
        Store store{folder.file("v.db")};
        if (commits_found(store) < acknowledged) ++lost;
    }
    CHECK(lost > 5);
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
