// Files and statements the store refuses.
#include "builders.hpp"
#include "daemon/store/schema.hpp"
#include "life.hpp"

#include <sqlite3.h>

#include <catch2/catch.hpp>

#include <fstream>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

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
        live(store, 12, [] {});
    }
    std::string bytes = bytes_of(path);
    SECTION("a newer schema") {
        shell(path, "PRAGMA user_version = 1000");
        bytes = bytes_of(path);
        CHECK_THROWS_WITH(Store{path}, path + ": its schema 1000 is newer than this program (" +
                                           std::to_string(schema_version()) +
                                           "); "
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

TEST_CASE("the counts of an older program's store go on from where they were") {
    Folder folder;
    const std::string path = folder.file("v.db");
    {
        Database older{path};
        older.make_durable();
        migrate(older, 2);
    }
    shell(path, "INSERT INTO tallies VALUES ('email', 'scheduled', 5)");
    Store store{path};
    job_in(store, JobState::scheduled, "a/a/2");
    job_in(store, JobState::held, "a/a/3");
    const std::vector<Tally> tallies = store.tallies();
    const auto count = [&](JobState state) {
        std::int64_t found = 0;
        for (const Tally& tally : tallies) found += tally.state == state ? tally.count : 0;
        return found;
    };
    CHECK(count(JobState::scheduled) == 6);
    CHECK(count(JobState::held) == 1);
    CHECK(store.occupancy().planned("email", evening) == 1);
}

TEST_CASE("jobs of the oldest program say that their clock is in doubt") {
    Folder folder;
    const std::string path = folder.file("v.db");
    {
        Database older{path};
        older.make_durable();
        migrate(older, 1);
    }
    int id = 0;
    const auto keep = [&](const std::string& grade, const std::string& doubt) {
        const std::string number = std::to_string(++id);
        shell(path, "INSERT INTO jobs VALUES (" + number + ", 'a/a/" + number +
                        "', 'r', 0, 0, 'scheduled', 'America/New_York', '" + grade +
                        "', '', 'evening', 0, '1d', NULL, 0, '2026a', 0, 60, 120, NULL, 'email',"
                        " 'news', 1, 'next', 'drop', 'resend', '" +
                        doubt + "', 'US', 0, 0, '', '', 0, NULL)");
    };
    keep("weak", "both");
    keep("fair", "America/Chicago");
    keep("exact", "both");
    keep("none", "both");
    Store store{path};
    const std::map<Doubt::Way, std::int64_t> expected{
        {Doubt::Way::both, 1}, {Doubt::Way::zone, 1}, {Doubt::Way::hold, 1}};
    CHECK(store.in_doubt() == expected);
    CHECK(store.job(1)->rule_place.empty());  // where its rule stood was not kept, either
}

TEST_CASE("whose clock it was is not known of the moves of a program that kept none") {
    Folder folder;
    const std::string path = folder.file("v.db");
    std::int64_t job = 0;
    {
        Store store{path};
        job = job_in(store, JobState::scheduled, "a/a/1").job;
        store.in_one_commit([&] { store.move(job, a_landing(), "tzdata", noon); });
    }
    shell(path,
          "ALTER TABLE jobs DROP COLUMN utc_offset_s;"
          "ALTER TABLE moves DROP COLUMN zone_before;"
          "ALTER TABLE moves DROP COLUMN utc_offset_before_s; PRAGMA user_version = 8");
    Store store{path};
    CHECK_FALSE(store.moves(job).back().zone_before);
    CHECK_FALSE(store.moves(job).back().utc_offset_before);
    CHECK_FALSE(store.job(job)->utc_offset);
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
