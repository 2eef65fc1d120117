// A disk that lies in memory and can fail: what reads see, what would survive a power cut, and what
// was written and not yet synced.
//
// While a Disk lives it is SQLite's default file system. A cut keeps what was synced and, of the
// rest, nothing, some writes, some 512-byte sectors, or all, as a seed decides (files that were
// made or deleted stay so: the directory is the file system's own journal's business).
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace vesper::store_tests {

class Disk {
public:
    /// Which syncs reach the platter: all; those that synchronous=NORMAL would ask for (the log
    /// only before it is copied into the file); none, as with synchronous=OFF.
    enum class Syncs { all, normal, none };

    Disk();
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    Syncs syncs = Syncs::all;
    std::int64_t operations = 0;    // writes, truncations, syncs, deletions so far
    std::int64_t fails_after = -1;  // every operation after this many fails with EIO; -1: never
    int write_error = 0;            // errno of every write: ENOSPC, EDQUOT, EROFS, EIO
    bool fsync_fails = false;
    std::string synchronous_answer;  // what PRAGMA synchronous is made to answer

    void power_cut(std::uint64_t seed);

    struct Pending {
        std::int64_t offset = 0;
        std::string bytes;
        bool truncates = false;
    };
    struct File {
        std::string seen;
        std::string durable;
        std::vector<Pending> pending;
        bool sync_owed = false;
    };
    std::map<std::string, File> files;

    std::vector<std::int64_t> syncs_at;  // the operations that were syncs

    bool operation_fails() { return fails_after >= 0 && operations++ >= fails_after; }
    void sync(const std::string& name);
    void before_write(const std::string& name);

private:
    sqlite3_vfs* vfs_;
};

}  // namespace vesper::store_tests
