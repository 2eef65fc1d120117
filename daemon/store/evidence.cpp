// Attempts, and the chain that shows that nobody changed what they say.
//
// The chain is a table that is only added to. Its row `letter` is written when the attempt starts,
// before the hand-over: a digest of who, what and when. Its row `outcome` is written when the
// attempt ends: a digest of what the far side said. Each row's chain = sha256(chain before + digest
// of this row), so a row taken out, put in, or changed breaks every chain after it; and the digest
// of a letter that is still kept is computed again from the attempt itself. Digests are not
// personal data: they stay when a letter is erased or an old job is pruned. Only the end of the
// chain, written down elsewhere, shows that its last rows are missing.
#include "daemon/digest.hpp"
#include "daemon/store/job_row.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

#include <initializer_list>

namespace vesper {
namespace {

const Sql insert_attempt{
    "INSERT INTO attempts (job, number, channel, started_s, outcome, words, message_id, recipient,"
    " redirected_from, subject, text, sha256)"
    " SELECT id, attempts, ?2, ?3, '', '', ?4, ?5, ?6, ?7, ?8, ?9 FROM jobs WHERE id = ?1"};
// An unknown outcome may become known: the channel could be asked.
const Sql end_attempt{
    "UPDATE attempts SET finished_s = ?3, outcome = ?4, words = ?5"
    " WHERE id = ?2 AND job = ?1 AND outcome IN ('', 'unknown')"};
const Sql open_attempt_of_job{"SELECT id FROM attempts WHERE job = ?1 AND outcome = ''"};

#define ATTEMPT_COLUMNS                                                                \
    "a.id, a.job, a.number, a.channel, a.started_s, a.finished_s, a.outcome, a.words," \
    " a.message_id, a.recipient, a.redirected_from, a.subject, a.text, a.sha256, a.erased_s,"
#define CHAIN_OF_ATTEMPT \
    " (SELECT chain FROM evidence WHERE attempt = a.id ORDER BY seq DESC LIMIT 1)"
constexpr int after_attempt_columns = 15;

const Sql attempt_by_id{"SELECT " ATTEMPT_COLUMNS CHAIN_OF_ATTEMPT
                        " FROM attempts a WHERE a.id = ?1"};
const Sql attempts_of_job{"SELECT " ATTEMPT_COLUMNS CHAIN_OF_ATTEMPT
                          " FROM attempts a WHERE a.job = ?1 ORDER BY a.number"};
const Sql attempts_under_way{"SELECT " ATTEMPT_COLUMNS CHAIN_OF_ATTEMPT
                             " FROM jobs j JOIN attempts a ON a.job = j.id AND a.outcome = ''"
                             " WHERE j.state = 'running' AND j.state <> 'scheduled' ORDER BY j.id"};

const Sql end_of_chain{"SELECT chain FROM evidence ORDER BY seq DESC LIMIT 1"};
const Sql insert_evidence{
    "INSERT INTO evidence (attempt, part, digest, chain) VALUES (?1, ?2, ?3, ?4)"};
const Sql whole_chain{"SELECT " ATTEMPT_COLUMNS
                      " e.attempt, e.part, e.digest, e.chain,"
                      " e.seq = (SELECT max(seq) FROM evidence WHERE attempt = e.attempt)"
                      " FROM evidence e LEFT JOIN attempts a ON a.id = e.attempt ORDER BY e.seq"};
const Sql attempt_without_evidence{
    "SELECT min(id) FROM attempts a WHERE"
    " (SELECT count(*) FROM evidence WHERE attempt = a.id AND part = 'letter') <> 1"
    " OR (outcome <> '') > EXISTS (SELECT 1 FROM evidence WHERE attempt = a.id"
    "                             AND part = 'outcome')"};

AttemptRow attempt_from(const Query& row) {
    AttemptRow attempt;
    attempt.id = row.integer(0);
    attempt.job = row.integer(1);
    attempt.number = static_cast<int>(row.integer(2));
    attempt.channel = row.text(3);
    attempt.started = row.instant(4);
    attempt.finished = row.instant_if_any(5);
    attempt.outcome = row.text(6);
    attempt.words = row.text(7);
    attempt.message_id = row.text(8);
    attempt.recipient = row.text(9);
    attempt.redirected_from = row.text(10);
    attempt.subject = row.text(11);
    attempt.text = row.text(12);
    attempt.sha256 = row.text(13);
    return attempt;
}

/// Each field with its length before it, so that no two lists of fields run together alike.
std::string digest_of(std::initializer_list<std::string> fields) {
    std::string facts;
    for (const std::string& field : fields) facts += std::to_string(field.size()) + ":" + field;
    return sha256_hex(facts);
}

std::string letter_digest(const AttemptRow& attempt) {
    return digest_of({std::to_string(attempt.id), std::to_string(attempt.job),
                      std::to_string(attempt.number), attempt.channel,
                      std::to_string(unix_seconds(attempt.started)), attempt.message_id,
                      attempt.recipient, attempt.redirected_from, attempt.subject, attempt.text,
                      attempt.sha256});
}

std::string outcome_digest(const AttemptRow& attempt) {
    return digest_of({std::to_string(attempt.id),
                      attempt.finished ? std::to_string(unix_seconds(*attempt.finished)) : "",
                      attempt.outcome, attempt.words});
}

std::string next_chain(const std::string& before, const std::string& part,
                       const std::string& digest) {
    return sha256_hex(before + part + digest);
}

AttemptRow attempt_row(Database& database, std::int64_t id) {
    Query row{database, attempt_by_id, id};
    if (!row.next()) throw std::logic_error{"there is no attempt " + std::to_string(id)};
    return attempt_from(row);
}

void add_evidence(Database& database, std::int64_t attempt, const std::string& part,
                  const std::string& digest) {
    std::string before;
    {
        Query row{database, end_of_chain};
        if (row.next()) before = row.text(0);
    }
    database.change(insert_evidence, attempt, part, digest, next_chain(before, part, digest));
}

}  // namespace

std::int64_t Store::open_attempt(std::int64_t job, const AttemptRow& attempt) {
    database().change(insert_attempt, job, attempt.channel, attempt.started, attempt.message_id,
                      attempt.recipient, attempt.redirected_from, attempt.subject, attempt.text,
                      attempt.sha256);
    const std::int64_t id = database().last_id();
    add_evidence(database(), id, "letter", letter_digest(attempt_row(database(), id)));
    happened(attempt.started);
    return id;
}

void Store::close_attempt(std::int64_t job, std::int64_t attempt, const char* outcome,
                          const std::string& words, Instant now) {
    if (database().change(end_attempt, job, attempt, now, outcome, words) != 1)
        throw std::logic_error{"attempt " + std::to_string(attempt) + " of job " +
                               std::to_string(job) + " is not under way"};
    add_evidence(database(), attempt, "outcome", outcome_digest(attempt_row(database(), attempt)));
    happened(now);
}

void Store::defer_open_attempt(std::int64_t job, const std::string& reason, Instant now) {
    std::int64_t attempt = 0;
    {
        Query row{database(), open_attempt_of_job, job};
        if (row.next()) attempt = row.integer(0);
    }
    if (attempt != 0) close_attempt(job, attempt, "deferred", reason, now);
}

std::vector<AttemptRow> Store::attempts(std::int64_t job) const {
    std::vector<AttemptRow> rows;
    Query query{database(), attempts_of_job, job};
    while (query.next()) {
        rows.push_back(attempt_from(query));
        rows.back().chain = query.text(after_attempt_columns);
    }
    return rows;
}

std::vector<std::pair<Job, AttemptRow>> Store::orphans() const {
    std::vector<std::pair<Job, AttemptRow>> rows;
    Query query{database(), attempts_under_way};
    while (query.next()) {
        AttemptRow attempt = attempt_from(query);
        attempt.chain = query.text(after_attempt_columns);
        Job running = *job(attempt.job);
        rows.emplace_back(std::move(running), std::move(attempt));
    }
    return rows;
}

std::int64_t Store::broken_evidence() const {
    std::string before;
    Query row{database(), whole_chain};
    while (row.next()) {
        const std::int64_t attempt = row.integer(after_attempt_columns);
        const std::string part = row.text(after_attempt_columns + 1);
        const std::string digest = row.text(after_attempt_columns + 2);
        const std::string chain = row.text(after_attempt_columns + 3);
        const bool latest = row.integer(after_attempt_columns + 4) == 1;
        if (chain != next_chain(before, part, digest)) return attempt;
        before = chain;
        const bool pruned = row.is_null(0);
        const bool erased = !row.is_null(14);
        if (pruned || erased) continue;  // the digest is all that is kept of it
        if (part == "letter" && digest != letter_digest(attempt_from(row))) return attempt;
        if (part == "outcome" && latest && digest != outcome_digest(attempt_from(row)))
            return attempt;
    }
    Query without{database(), attempt_without_evidence};
    without.next();
    return without.integer(0);
}

}  // namespace vesper
