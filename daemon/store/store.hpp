// The durable truth: events, orders, jobs, attempts, evidence; one SQLite file, one connection.
//
// DESIGN 5: locking_mode=EXCLUSIVE, WAL, synchronous=FULL (asserted at open), STRICT tables, CHECKs
// that repeat the state machine. Every move of a job is one named verb here and no other code
// writes `state`. Reading functions may be called at any time; changing ones only inside
// `in_one_commit`: outside of it, and for a job named in a state its verb does not leave, they
// throw std::logic_error, which undoes the commit and is nobody's to catch but main's.
//
// Nothing else in this process may open the file: closing any descriptor of it would drop the lock
// (POSIX locks belong to the process, fcntl(2)).
#pragma once

#include "rules/event.hpp"
#include "rules/load.hpp"
#include "scheduler/job.hpp"
#include "scheduler/occupancy.hpp"
#include "scheduler/outcome.hpp"
#include "scheduler/plan.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace vesper {

// What can be wrong with a store, by what the caller must do.

/// Disk full, read-only, quota: nothing was stored; stop sending, probe, resume (DESIGN 5).
struct StoreUnwritable : std::runtime_error {
    using runtime_error::runtime_error;
};
/// COMMIT itself failed: it may or may not have happened. Close, reopen, read.
struct CommitUnknown : std::runtime_error {
    using runtime_error::runtime_error;
};
/// Another process holds it.
struct StoreLocked : std::runtime_error {
    using runtime_error::runtime_error;
};
/// fsync failed, the file is corrupt, or its schema is newer than this program: say so and exit.
struct StoreBroken : std::runtime_error {
    using runtime_error::runtime_error;
};

/// One event as it was taken in.
struct EventRow {
    std::int64_t seq = 0;  // order of arrival
    std::string source;
    std::string id;
    std::string type;
    std::string order_key;
    Instant time;
    Instant received;
    std::string body_sha256;  // of the body as received; it stays when the body is erased
    std::string body;         // the event as received; erased with its buyer
    std::string effect;       // "applied", "superseded", "no change", "parked", "conflict", "test"
};

struct AttemptRow {
    std::int64_t id = 0;
    std::int64_t job = 0;
    int number = 0;
    std::string channel;
    Instant started;
    std::optional<Instant> finished;
    std::string outcome;  // name(Outcome); "" while under way
    std::string words;    // the far side's, or ours
    std::string message_id;
    std::string recipient;
    std::string redirected_from;  // the real recipient in a safe first week
    std::string subject;
    std::string text;    // the letter's text part as sent: evidence
    std::string sha256;  // of the MIME bytes
    std::string chain;   // sha256(previous chain + this row's facts): evidence is append-only
};

/// A named move of a job, for its story.
struct MoveRow {
    std::int64_t job = 0;
    Instant at;
    std::string verb;  // withdraw, retry, move, hold, ...
    JobState to = JobState::scheduled;
    std::optional<Instant> due_before;
    std::optional<Instant> due_after;
    std::string reason;
    std::optional<std::string> place_before{};  // the job's rule_place, where the move changed it
    // The job's, "" being none. Absent: as after it; where the offset is absent, too, not known.
    std::optional<std::string> zone_before{};
    std::optional<seconds> utc_offset_before{};  // the job's, for due_before; absent: not known
};

/// A rule that was considered for an order and planned nothing.
struct DecisionRow {
    std::string order_key;
    std::int64_t event = 0;  // EventRow::seq
    Instant at;
    std::string rule;
    std::string reason;
    std::string rule_place{};  // written_at the rule then; empty: not known
};

struct JobFilter {
    std::vector<JobState> states;  // empty = any
    std::string order;             // key, or number, or id: exact
    std::string buyer;             // e-mail address or buyer id: exact
    std::string country;
    std::string channel;
    std::string rule;
    std::optional<Instant> due_from;
    std::optional<Instant> due_before;
    // Paging by (due, id): rows after this position.
    std::optional<std::pair<Instant, std::int64_t>> after;
    int limit = 50;  // at most 1000
};

struct Tally {
    std::string channel;
    JobState state;
    std::int64_t count = 0;
};
/// Letters by channel and Unix minute.
using MinuteCounts = std::map<std::pair<std::string, std::int64_t>, std::int64_t>;

/// A waiting job, and of its order what planning it again reads.
struct WaitingJob {
    Job job;
    Order order;
};
struct Pause {
    std::string channel;
    Instant since;
    std::string reason;
};  // channel "*" = everything
struct Suppression {
    std::string address;
    Instant since;
    std::string reason;
};

class Database;
class Sql;

class Store {
public:
    /// Opens or makes the file (":memory:" for simulations), migrates it, takes the lock, returns
    /// running jobs as they are (see orphans). Throws StoreLocked, StoreBroken, StoreUnwritable.
    explicit Store(const std::string& path);
    ~Store();  // copies the log into the file and closes
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// BEGIN IMMEDIATE, `work`, COMMIT. An exception from `work` rolls back and goes on. A
    /// statement or a COMMIT that fails for want of space throws StoreUnwritable and nothing was
    /// stored; an fsync that failed throws StoreBroken; any other error of COMMIT throws
    /// CommitUnknown, and so does every later commit until reopen().
    void in_one_commit(const std::function<void()>& work);
    /// After CommitUnknown or StoreUnwritable: closes and opens again. Throws as the constructor;
    /// after StoreUnwritable it may still be read. Ends a backup under way.
    void reopen();
    /// Writes and commits one row of no meaning; throws as in_one_commit. Tells whether the disk is
    /// back.
    void probe(Instant now);

    // ---- intake
    std::optional<EventRow> event(const std::string& source, const std::string& id) const;
    std::int64_t record_event(const EventRow& row);
    std::optional<Order> order(const std::string& key) const;
    /// Orders with their place in a walk over all of them, after `after`.
    std::vector<std::pair<std::int64_t, Order>> orders(std::int64_t after, int limit) const;
    std::optional<std::string> order_key_by_tracking(const std::string& tracking_number) const;
    /// Keys of orders with this key, id, number or tracking number: what a person may type.
    std::vector<std::string> find_orders(const std::string& word) const;
    /// `fresh`: there was no such order when it was asked for, which spares looking again.
    void put_order(const Order& order, Instant now, bool fresh = false);
    /// Events that wait for their order, by order key or tracking number, oldest first; and their
    /// end.
    void park(std::int64_t event_seq, const std::string& order_key,
              const std::string& tracking_number, Instant until);
    std::vector<EventRow> unpark(const std::string& order_key, const std::string& tracking_number);
    std::vector<EventRow> drop_parked(Instant now);
    /// What became of an event that waited, and the order it turned out to be about.
    void settle_waiting(const EventRow& waited, const std::string& order_key,
                        const std::string& effect);
    void record_decision(const DecisionRow& row);

    // ---- jobs: each verb is one statement, checked to have moved exactly one row where a job is
    // named. All but enqueue and start leave a MoveRow.
    /// New job, state scheduled or held; sets job.id. False: the key exists already.
    bool enqueue(Job& job, Instant now);
    /// scheduled -> running, with its attempt on disk before the hand-over. Returns the attempt's
    /// id; its number is counted here.
    std::int64_t start(const Job& job, const AttemptRow& attempt);
    void finish(std::int64_t job, std::int64_t attempt, const Finish& finish,
                Instant now);  // running|unknown -> delivered
    void retry(std::int64_t job, std::int64_t attempt, const Landing& landing,
               const std::string& reason, Instant now);  // running -> scheduled
    void refuse(std::int64_t job, std::int64_t attempt, const std::string& reason,
                Instant now);  // running -> refused
    /// The channel refused for good, and another is to be tried: revise puts it on the plan again.
    void set_aside(std::int64_t job, std::int64_t attempt, const std::string& reason,
                   Instant now);  // running -> held
    void become_unknown(std::int64_t job, std::int64_t attempt, const std::string& reason,
                        Instant now);  // running -> unknown
    void resend(std::int64_t job, const Landing& landing, const std::string& reason,
                Instant now);  // unknown -> scheduled
    void withdraw(std::int64_t job, const std::string& reason,
                  Instant now);  // scheduled|held -> withdrawn
    void reinstate(std::int64_t job, const Landing& landing, const std::string& reason,
                   Instant now);  // withdrawn -> scheduled
    // From running, expire and hold also close the attempt under way, as deferred.
    void expire(std::int64_t job, const std::string& reason,
                Instant now);  // scheduled|held|running -> expired
    void hold(std::int64_t job, const std::string& reason, const std::optional<Intent>& intent,
              Instant now);  // scheduled|unknown|running -> held
    void release(std::int64_t job, const Landing& landing, const std::string& reason,
                 Instant now);  // held -> scheduled
    void move(std::int64_t job, const Landing& landing, const std::string& reason,
              Instant now);  // scheduled -> scheduled
    /// scheduled|held -> scheduled, due now, window set aside by a person, until `closes`.
    void send_now(std::int64_t job, const std::string& reason, Instant closes, Instant now);

    /// From here to `count_minutes`, in the same commit, whoever moves jobs counts the minutes
    /// himself: a hundred thousand moves change some thousand minutes.
    void count_minutes_aside();
    void count_minutes(const MinuteCounts& changes);

    /// A waiting job's rule changed its words: everything a plan decides is written anew (channel,
    /// message, class, policies, intent, due, closes, expires, explanation; scheduled or held).
    void revise(const Job& job, const std::string& why, Instant now);  // scheduled|held -> either

    /// Rules that have other names now: their jobs in every state and their decisions go under the
    /// new one (`names`: new by old; names may be exchanged). A job stays where the new name has
    /// one for its order, step and occurrence already. Returns how many jobs moved.
    int rename_rules(const std::map<std::string, std::string>& names, Instant now);
    /// After rename_rules: waiting jobs whose rule has begun to send the same by its old name,
    /// which stands beside each.
    std::vector<std::pair<std::string, Job>> begun_before(
        const std::map<std::string, std::string>& names) const;

    /// Scheduled jobs of `channel` due at or before `now`, critical first, then by due and id.
    std::vector<Job> due(const std::string& channel, Instant now, int limit) const;
    std::optional<Instant> earliest_due(const std::vector<std::string>& channels) const;
    /// Running jobs with no attempt of this process: what a crash left. Asked once, at start.
    std::vector<std::pair<Job, AttemptRow>> orphans() const;
    std::optional<Job> job(std::int64_t id) const;
    std::optional<Job> job(const JobKey& key) const;
    std::vector<Job> jobs(const JobFilter& filter) const;
    std::vector<Job> jobs_of_order(const std::string& order_key) const;
    /// Jobs of all orders of the order's buyer that are on the plan, under way or out, due at or
    /// after `from`.
    std::vector<Job> letters_of_buyer(const Order& order, Instant from) const;
    /// What the order's buyer has ordered and paid so far, this order included.
    BuyerRecord buyer_record(const Order& order) const;
    /// Waiting jobs (scheduled, held) in order of id after `after_id`: the walk of a re-plan.
    std::vector<Job> waiting(std::int64_t after_id, int limit) const;
    /// Zones in which jobs wait; "" for those whose clock is not known.
    std::vector<std::string> zones_waited_in() const;
    /// Rules whose jobs of the class wait in the zone.
    std::vector<std::string> rules_waiting_in(const std::string& zone,
                                              MessageClass message_class) const;
    /// Waiting jobs of one zone and class, in order of id after `after_id`.
    std::vector<WaitingJob> waiting_in(const std::string& zone, MessageClass message_class,
                                       std::int64_t after_id, int limit) const;
    /// What plans read of an order (scheduler/evidence), without a parse of its record.
    std::optional<Order> order_in_short(const std::string& key) const;
    /// Waiting jobs whose buyer's clock is in doubt, in order of id.
    std::vector<WaitingJob> waiting_in_doubt(std::int64_t after_id, int limit) const;
    /// How many scheduled jobs of the zone each minute has.
    MinuteCounts minutes_in(const std::string& zone) const;
    std::vector<AttemptRow> attempts(std::int64_t job) const;
    std::vector<MoveRow> moves(std::int64_t job) const;
    std::vector<EventRow> events_of_order(const std::string& order_key) const;
    /// Bodies of all events, oldest first, of orders that were heard of at or after `from`; without
    /// those that were erased.
    std::vector<std::string> event_bodies(Instant from) const;
    std::optional<Instant> oldest_event() const;  // when it arrived
    std::vector<DecisionRow> decisions(const std::string& order_key) const;
    /// Waiting jobs whose buyer's clock is in doubt, by how that was met.
    std::map<Doubt::Way, std::int64_t> in_doubt() const;
    std::vector<Tally> tallies() const;  // kept by triggers: cheap with a million rows
    Occupancy occupancy() const;         // kept by triggers, read once
    std::int64_t parked_count() const;
    /// The whole chain recomputed: 0 = whole, else the id of the first attempt that does not fit.
    std::int64_t broken_evidence() const;

    // ---- settings that live with the data. Addresses are compared without regard to case.
    void suppress(const std::string& address, const std::string& reason, Instant now);
    bool unsuppress(const std::string& address);
    std::optional<Suppression> suppression(const std::string& address) const;
    std::vector<Suppression> suppressions() const;
    void pause(const std::string& channel, const std::string& reason, Instant now);
    bool resume(const std::string& channel);
    std::vector<Pause> pauses() const;
    void keep_set(const SetSources& sources, Instant now);  // the last good set
    std::optional<SetSources> kept_set() const;
    void set_note(const std::string& name,
                  const std::string& value);  // small facts: "tzdata", "alive"
    std::string note(const std::string& name) const;
    /// The newest instant stored as having happened (received events, attempts): no sending before
    /// it.
    std::optional<Instant> newest_instant() const;

    // ---- upkeep
    /// Erases a buyer: letters' text, recipients, event bodies of the order; hashes stay.
    void erase_order(const std::string& order_key, Instant now);
    /// Finished jobs, their attempts and events older than `before`, at most `limit` rows, and the
    /// orders that nothing is left of. Returns how many rows, orders not counted.
    int prune(Instant before, int limit);
    std::int64_t wal_bytes() const;
    void checkpoint();  // wal_checkpoint(TRUNCATE), when idle

    /// An online copy, in steps between commits. One at a time.
    class Backup;
    /// Copies into `path` (a new file, which appears when it is complete). Throws StoreUnwritable
    /// if it cannot be made, is there already, or another backup is under way.
    std::unique_ptr<Backup> begin_backup(const std::string& path);

private:
    Database& database() const;  // throws StoreUnwritable while a reopen has failed
    void open();
    void prove_writable();
    void happened(Instant instant);
    void keep_newest();
    /// `intent`: what the job has after the move, where that changes.
    void record_move(std::int64_t job, const char* verb, JobState to,
                     std::optional<Instant> due_after, const std::string& reason, Instant now,
                     const Intent* intent = nullptr);
    void land(const Sql& verb, const char* verb_name, std::int64_t job, const Landing& landing,
              const std::string& reason, Instant now);
    std::int64_t open_attempt(std::int64_t job, const AttemptRow& attempt);
    void close_attempt(std::int64_t job, std::int64_t attempt, const char* outcome,
                       const std::string& words, Instant now);
    void defer_open_attempt(std::int64_t job, const std::string& reason, Instant now);

    std::string path_;
    std::unique_ptr<Database> database_;
    std::optional<Instant> newest_;  // as of the commit under way; on disk with it
    bool newest_moved_ = false;
    std::string unknown_;  // why nothing may be committed before a reopen
};

/// Steps of a backup; drop it to abandon it.
class Store::Backup {
public:
    virtual ~Backup() = default;
    /// Copies up to `pages`; true when the copy is complete and closed (not synced). Never called
    /// inside a commit. Throws StoreUnwritable when it cannot go on; then drop it.
    virtual bool step(int pages) = 0;
};

}  // namespace vesper
