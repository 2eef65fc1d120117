// Every move of a job: one verb, one statement whose WHERE names the state it leaves.
#include "daemon/store/job_row.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

namespace vesper {
namespace {

// ?1 is always the job.
const Sql enqueue_job{
    "INSERT OR ROLLBACK INTO jobs (order_key, rule, step, occurrence, state, zone, grade, rung,"
    " window_name, anchor_s, delay, latest, of_deadline, before_delay, by_deadline, not_before_s,"
    " tzdata, in_doubt, local_date, due_s, closes_s, expires_s, channel, message, priority, missed,"
    " no_evening, on_unknown, doubt, country, attempts, deferrals, explanation, reason, rule_place,"
    " utc_offset_s, created_s, planned_as)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, "
    "?37,"
    // A rule may go by a name that another once planned under: the world must tell them apart.
    " (SELECT ?2 || '~' || count(*) FROM jobs WHERE order_key = ?1 AND step = ?3"
    " AND occurrence = ?4 AND (planned_as = ?2 OR planned_as GLOB ?2 || '~*')"
    " HAVING count(*) > 0))"
    " ON CONFLICT (order_key, rule, step, occurrence) DO NOTHING"};
const Sql start_job{
    "UPDATE OR ROLLBACK jobs SET state = 'running', attempts = attempts + 1, reason = ''"
    " WHERE id = ?1 AND state = 'scheduled'"};
const Sql finish_job{
    "UPDATE OR ROLLBACK jobs SET state = 'delivered', settled_s = ?2, reason = ?3"
    " WHERE id = ?1 AND state IN ('running', 'unknown')"};
const Sql refuse_job{
    "UPDATE OR ROLLBACK jobs SET state = 'refused', settled_s = ?2, reason = ?3"
    " WHERE id = ?1 AND state = 'running'"};
const Sql make_unknown{
    "UPDATE OR ROLLBACK jobs SET state = 'unknown', reason = ?2 WHERE id = ?1 AND state = "
    "'running'"};
const Sql withdraw_job{
    "UPDATE OR ROLLBACK jobs SET state = 'withdrawn', settled_s = ?2, reason = ?3"
    " WHERE id = ?1 AND state IN ('scheduled', 'held')"};
const Sql expire_job{
    "UPDATE OR ROLLBACK jobs SET state = 'expired', settled_s = ?2, reason = ?3"
    " WHERE id = ?1 AND state IN ('scheduled', 'held', 'running')"};
const Sql hold_job{
    "UPDATE OR ROLLBACK jobs SET state = 'held', reason = ?2"
    " WHERE id = ?1 AND state IN ('scheduled', 'unknown', 'running')"};
const Sql rewrite_intent{"UPDATE OR ROLLBACK jobs SET " INTENT_ASSIGNMENTS
                         " WHERE id = ?1 AND state = 'held'"};
const Sql send_job_now{
    "UPDATE OR ROLLBACK jobs SET state = 'scheduled', reason = '', not_before_s = ?2, due_s = ?2,"
    " utc_offset_s = NULL, closes_s = ?3, explanation = ?4 WHERE id = ?1 AND state IN "
    "('scheduled', 'held')"};

// A job that lands again; what brought it there is in its moves.
const Sql retry_job{"UPDATE OR ROLLBACK jobs SET " LANDING_ASSIGNMENTS
                    ", state = 'scheduled', deferrals = deferrals + 1, reason = ''"
                    " WHERE id = ?1 AND state = 'running'"};
const Sql resend_job{"UPDATE OR ROLLBACK jobs SET " LANDING_ASSIGNMENTS
                     ", state = 'scheduled', reason = '' WHERE id = ?1 AND state = 'unknown'"};
const Sql reinstate_job{"UPDATE OR ROLLBACK jobs SET " LANDING_ASSIGNMENTS
                        ", state = 'scheduled', settled_s = NULL, reason = ''"
                        " WHERE id = ?1 AND state = 'withdrawn'"};
const Sql release_job{"UPDATE OR ROLLBACK jobs SET " LANDING_ASSIGNMENTS
                      ", state = 'scheduled', reason = '' WHERE id = ?1 AND state = 'held'"};
// Most moves of a re-plan stay in their zone. What is not named here need not be taken out of an
// index and put back.
const Sql move_job_in_zone{
    "UPDATE OR ROLLBACK jobs SET grade = ?2, rung = ?3, anchor_s = ?4, not_before_s = ?5,"
    " tzdata = ?6, local_date = ?7, due_s = ?8, closes_s = ?9, expires_s = ?10, explanation = ?11,"
    " utc_offset_s = ?12"
    " WHERE id = ?1 AND state = 'scheduled' AND zone = ?13 AND in_doubt IS ?14"
    " AND window_name = ?15"};
// Without a word about `state`, which it leaves as it is: that spares the triggers of a state's
// change, and a re-plan moves a hundred thousand jobs.
const Sql move_job{"UPDATE OR ROLLBACK jobs SET " LANDING_ASSIGNMENTS
                   " WHERE id = ?1 AND state = 'scheduled'"};

// In the numbering of enqueue_job; attempts and deferrals stay what they were.
const Sql revise_job{
    "UPDATE OR ROLLBACK jobs SET state = ?5, zone = ?6, grade = ?7, rung = ?8, window_name = ?9,"
    " anchor_s = ?10, delay = ?11, latest = ?12, of_deadline = ?13, before_delay = ?14,"
    " by_deadline = ?15, not_before_s = ?16, tzdata = ?17, in_doubt = ?18, local_date = ?19,"
    " due_s = ?20, closes_s = ?21, expires_s = ?22, channel = ?23, message = ?24, priority = ?25,"
    " missed = ?26, no_evening = ?27, on_unknown = ?28, doubt = ?29, country = ?30,"
    " explanation = ?33, reason = ?34, rule_place = ?35, utc_offset_s = ?36"
    " WHERE order_key = ?1 AND rule = ?2 AND step = ?3 AND occurrence = ?4"
    " AND state IN ('scheduled', 'held')"};

// The triggers that count minutes, which a re-plan does itself: a trigger that only looks whether
// it is wanted costs a good part of a move. They go and come back in the one commit. (The table
// minutes_aside, into which they look, stays empty.)
const Sql minute_triggers{
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    " AND name IN ('job_leaves_minute', 'job_enters_minute') ORDER BY name"};
const Sql keep_aside{"INSERT INTO notes VALUES ('aside:' || ?1, ?2)"};
const Sql kept_aside{"SELECT value FROM notes WHERE name GLOB 'aside:*' ORDER BY name"};
const Sql forget_aside{"DELETE FROM notes WHERE name GLOB 'aside:*'"};
const Sql add_to_minute{
    "INSERT INTO minutes VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + ?3"};
const Sql take_from_minute{
    "UPDATE minutes SET count = count + ?3 WHERE channel = ?1 AND minute = ?2"};
const Sql forget_empty_minute{
    "DELETE FROM minutes WHERE channel = ?1 AND minute = ?2 AND count = 0"};

// Of a job that stays in its zone a re-plan need not write the zone a hundred thousand times. Where
// there is no offset it is written, since that a row has neither says that nobody kept it.
#define ZONE_BEFORE(after) " CASE WHEN utc_offset_s IS NULL OR zone <> " after " THEN zone END"

const Sql insert_move{
    "INSERT INTO moves (job, at_s, verb, state, due_before_s, due_after_s, reason, zone_before,"
    " utc_offset_before_s)"
    " SELECT id, ?2, ?3, ?4, nullif(due_s, 0), ?5, ?6," ZONE_BEFORE("coalesce(?7, zone)") ","
    " utc_offset_s FROM jobs WHERE id = ?1"};

const Sql insert_revision{
    "INSERT INTO moves (job, at_s, verb, state, due_before_s, due_after_s, reason, zone_before,"
    " utc_offset_before_s, place_before)"
    " SELECT id, ?2, 'revise', ?3, nullif(due_s, 0),"
    " CASE WHEN ?3 = 'scheduled' THEN ?4 END, ?5," ZONE_BEFORE("?7") ", utc_offset_s,"
    " CASE WHEN rule_place IS NOT nullif(?6, '') THEN coalesce(rule_place, '') END"
    " FROM jobs WHERE id = ?1"};

void must_move_one(int moved, const char* verb, std::int64_t job) {
    if (moved != 1)
        throw std::logic_error{std::string{verb} + ": job " + std::to_string(job) +
                               " is not in a state this verb leaves"};
}

}  // namespace

bool Store::enqueue(Job& job, Instant now) {
    if (!database().in_transaction()) throw std::logic_error{"enqueue outside of a commit"};
    Query query{database(), enqueue_job};
    bind_job(query, job);
    query.bind(now);
    if (query.run() == 0) return false;
    job.id = database().last_id();
    return true;
}

void Store::record_move(std::int64_t job, const char* verb, JobState to,
                        std::optional<Instant> due_after, const std::string& reason, Instant now,
                        const Intent* intent) {
    std::optional<std::string_view> zone_after;
    if (intent != nullptr) zone_after = intent->zone;
    must_move_one(
        database().change(insert_move, job, now, verb, name(to), due_after, reason, zone_after),
        verb, job);
}

void Store::land(const Sql& verb, const char* verb_name, std::int64_t job, const Landing& landing,
                 const std::string& reason, Instant now) {
    record_move(job, verb_name, JobState::scheduled, landing.due, reason, now, &landing.intent);
    Query query{database(), verb, job};
    bind_landing(query, landing);
    must_move_one(query.run(), verb_name, job);
}

std::int64_t Store::start(const Job& job, const AttemptRow& attempt) {
    must_move_one(database().change(start_job, job.id), "start", job.id);
    return open_attempt(job.id, attempt);
}

void Store::finish(std::int64_t job, std::int64_t attempt, const Finish& finish, Instant now) {
    const std::string reason =
        finish.late ? "accepted after its window closed: " + finish.receipt : finish.receipt;
    record_move(job, "finish", JobState::delivered, std::nullopt, reason, now);
    must_move_one(database().change(finish_job, job, now, reason), "finish", job);
    close_attempt(job, attempt, "delivered", finish.receipt, now);
}

void Store::retry(std::int64_t job, std::int64_t attempt, const Landing& landing,
                  const std::string& reason, Instant now) {
    land(retry_job, "retry", job, landing, reason, now);
    close_attempt(job, attempt, "deferred", reason, now);
}

void Store::refuse(std::int64_t job, std::int64_t attempt, const std::string& reason, Instant now) {
    record_move(job, "refuse", JobState::refused, std::nullopt, reason, now);
    must_move_one(database().change(refuse_job, job, now, reason), "refuse", job);
    close_attempt(job, attempt, "refused", reason, now);
}

void Store::set_aside(std::int64_t job, std::int64_t attempt, const std::string& reason,
                      Instant now) {
    record_move(job, "set_aside", JobState::held, std::nullopt, reason, now);
    must_move_one(database().change(hold_job, job, reason), "set_aside", job);
    close_attempt(job, attempt, "refused", reason, now);
}

void Store::become_unknown(std::int64_t job, std::int64_t attempt, const std::string& reason,
                           Instant now) {
    record_move(job, "become_unknown", JobState::unknown, std::nullopt, reason, now);
    must_move_one(database().change(make_unknown, job, reason), "become_unknown", job);
    close_attempt(job, attempt, "unknown", reason, now);
}

void Store::resend(std::int64_t job, const Landing& landing, const std::string& reason,
                   Instant now) {
    land(resend_job, "resend", job, landing, reason, now);
}

void Store::withdraw(std::int64_t job, const std::string& reason, Instant now) {
    record_move(job, "withdraw", JobState::withdrawn, std::nullopt, reason, now);
    must_move_one(database().change(withdraw_job, job, now, reason), "withdraw", job);
}

void Store::reinstate(std::int64_t job, const Landing& landing, const std::string& reason,
                      Instant now) {
    land(reinstate_job, "reinstate", job, landing, reason, now);
}

void Store::expire(std::int64_t job, const std::string& reason, Instant now) {
    record_move(job, "expire", JobState::expired, std::nullopt, reason, now);
    must_move_one(database().change(expire_job, job, now, reason), "expire", job);
    defer_open_attempt(job, reason, now);
}

void Store::hold(std::int64_t job, const std::string& reason, const std::optional<Intent>& intent,
                 Instant now) {
    record_move(job, "hold", JobState::held, std::nullopt, reason, now,
                intent ? &*intent : nullptr);
    must_move_one(database().change(hold_job, job, reason), "hold", job);
    if (intent) {
        Query query{database(), rewrite_intent, job};
        bind_intent(query, *intent);
        must_move_one(query.run(), "hold", job);
    }
    defer_open_attempt(job, reason, now);
}

void Store::release(std::int64_t job, const Landing& landing, const std::string& reason,
                    Instant now) {
    land(release_job, "release", job, landing, reason, now);
}

void Store::move(std::int64_t job, const Landing& landing, const std::string& reason, Instant now) {
    record_move(job, "move", JobState::scheduled, landing.due, reason, now, &landing.intent);
    const Intent& intent = landing.intent;
    const std::int64_t date = landing.local_date.time_since_epoch().count();
    std::optional<std::string_view> in_doubt;
    if (intent.in_doubt) in_doubt = name(*intent.in_doubt);
    std::optional<std::int64_t> utc_offset;
    if (landing.utc_offset) utc_offset = landing.utc_offset->count();
    const int moved = database().change(
        move_job_in_zone, job, name(intent.grade), intent.rung, intent.anchor, intent.not_before,
        intent.tzdata, date, landing.due, landing.closes, landing.expires, landing.explanation,
        utc_offset, intent.zone, in_doubt, intent.window);
    if (moved == 1) return;
    Query query{database(), move_job, job};
    bind_landing(query, landing);
    must_move_one(query.run(), "move", job);
}

void Store::count_minutes_aside() {
    std::vector<std::pair<std::string, std::string>> triggers;
    {
        Query query{database(), minute_triggers};
        while (query.next()) triggers.emplace_back(query.text(0), query.text(1));
    }
    if (triggers.size() != 2) throw std::logic_error{"the minutes are counted aside already"};
    for (const auto& [name, sql] : triggers) {
        database().change(keep_aside, name, sql);
        database().execute("DROP TRIGGER " + name);
    }
}

void Store::count_minutes(const MinuteCounts& changes) {
    for (const auto& [minute, change] : changes) {
        if (change == 0) continue;
        if (change > 0) {
            database().change(add_to_minute, minute.first, minute.second, change);
        } else {
            database().change(take_from_minute, minute.first, minute.second, change);
            database().change(forget_empty_minute, minute.first, minute.second);
        }
    }
    std::vector<std::string> triggers;
    {
        Query query{database(), kept_aside};
        while (query.next()) triggers.push_back(query.text(0));
    }
    for (const std::string& sql : triggers) database().execute(sql);
    database().change(forget_aside);
}

void Store::revise(const Job& job, const std::string& why, Instant now) {
    must_move_one(database().change(insert_revision, job.id, now, name(job.state), job.due, why,
                                    job.rule_place, job.intent.zone),
                  "revise", job.id);
    Query query{database(), revise_job};
    bind_job(query, job);
    must_move_one(query.run(), "revise", job.id);
}

void Store::send_now(std::int64_t job, const std::string& reason, Instant closes, Instant now) {
    record_move(job, "send_now", JobState::scheduled, now, reason, now);
    must_move_one(database().change(send_job_now, job, now, closes, reason), "send_now", job);
}

}  // namespace vesper
