// Upkeep: what is erased on request, what grows too old, and the log beside the file.
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

#include <filesystem>
#include <set>
#include <utility>
#include <vector>

namespace vesper {
namespace {

// Who, what it said, and what the far side said about the address. Digests stay (evidence.cpp).
const Sql erase_letters{
    "UPDATE attempts SET erased_s = ?2, recipient = '', redirected_from = '', subject = '',"
    " text = '', words = '' WHERE job IN (SELECT id FROM jobs WHERE order_key = ?1)"};
const Sql erase_bodies{"UPDATE events SET body = '' WHERE order_key = ?1"};
// Of every verb: what people typed after --why is among them.
const Sql erase_reasons_of_moves{
    "UPDATE moves SET reason = '' WHERE job IN (SELECT id FROM jobs WHERE order_key = ?1)"};
const Sql erase_reasons_of_jobs{
    "UPDATE jobs SET explanation = '', reason = '' WHERE order_key = ?1"};

// By due, for which there is an index: a job settled before `before` but due after it goes when
// its due has passed. The newest ids stay, so that no id is ever given twice.
const Sql old_jobs{
    "SELECT id, order_key FROM jobs INDEXED BY jobs_otherwise WHERE state <> 'scheduled' AND state "
    "= ?1"
    " AND due_s < ?2 AND settled_s < ?2 AND id < (SELECT max(id) FROM jobs)"
    " ORDER BY due_s LIMIT ?3"};
const Sql delete_attempts{
    "DELETE FROM attempts WHERE job = ?1 AND id < (SELECT max(id) FROM attempts)"};
const Sql attempts_left{"SELECT count(*) FROM attempts WHERE job = ?1"};
const Sql delete_job{"DELETE FROM jobs WHERE id = ?1"};
// The oldest arrivals only: events arrive in the order of `seq`.
const Sql delete_events{
    "DELETE FROM events WHERE seq IN"
    " (SELECT seq FROM (SELECT seq, received_s FROM events ORDER BY seq LIMIT ?2)"
    "  WHERE received_s < ?1)"
    " AND seq NOT IN (SELECT event_seq FROM parked) AND seq < (SELECT max(seq) FROM events)"
    " RETURNING order_key"};
// An order begins with an event and lives as long as one is kept, or a job.
const Sql delete_order{
    "DELETE FROM orders WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM events WHERE order_key = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM jobs WHERE order_key = ?1)"};
const Sql delete_decisions{
    "DELETE FROM decisions WHERE seq IN"
    " (SELECT seq FROM (SELECT seq, at_s FROM decisions ORDER BY seq LIMIT ?2) WHERE at_s < ?1)"};

bool has_attempts(Database& database, std::int64_t job) {
    Query row{database, attempts_left, job};
    row.next();
    return row.integer(0) > 0;
}

}  // namespace

void Store::erase_order(const std::string& order_key, Instant now) {
    database().change(erase_letters, order_key, now);
    database().change(erase_bodies, order_key);
    database().change(erase_reasons_of_moves, order_key);
    database().change(erase_reasons_of_jobs, order_key);
}

int Store::prune(Instant before, int limit) {
    int gone = 0;
    std::set<std::string> orders;  // that lost something
    for (const char* state : {"delivered", "withdrawn", "expired", "refused"}) {
        std::vector<std::pair<std::int64_t, std::string>> old;
        {
            Query query{database(), old_jobs, state, before, limit - gone};
            while (query.next()) old.emplace_back(query.integer(0), query.text(1));
        }
        for (const auto& [job, order] : old) {
            database().change(delete_attempts, job);
            if (has_attempts(database(), job)) continue;  // it holds the newest attempt's id
            gone += database().change(delete_job, job);
            orders.insert(order);
        }
    }
    {
        Query query{database(), delete_events, before, limit - gone};
        for (; query.next(); ++gone) orders.insert(query.text(0));
    }
    gone += database().change(delete_decisions, before, limit - gone);
    for (const std::string& order : orders) database().change(delete_order, order);
    return gone;
}

std::int64_t Store::wal_bytes() const {
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(path_ + "-wal", missing);
    return missing ? 0 : static_cast<std::int64_t>(bytes);
}

void Store::checkpoint() {
    database().execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace vesper
