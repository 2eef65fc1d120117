#include "daemon/store/schema.hpp"

#include "daemon/store/store.hpp"

#include <array>

namespace vesper {
namespace {

// "Vspr": `file` and we ourselves know whose database this is.
constexpr int application_id = 0x56737072;

// Instants are Unix seconds (`_s`). Text that is not known is '', so that equality is plain.
//
// SQLite builds a table in memory for each IN of more than two values, each time the statement
// runs: what every job passes through says OR, or looks into a table. And raise(ROLLBACK) needs no
// journal of the statement, which raise(ABORT) does; whoever breaks a promise here loses the whole
// commit anyhow (Store::in_one_commit).
constexpr const char* first = R"sql(
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    order_key TEXT NOT NULL,
    time_s INTEGER NOT NULL,
    received_s INTEGER NOT NULL,
    body_sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    effect TEXT NOT NULL,
    UNIQUE (source, id)
) STRICT;
CREATE INDEX events_of_order ON events (order_key);

-- Events that wait for their order.
CREATE TABLE parked (
    event_seq INTEGER PRIMARY KEY REFERENCES events (seq),
    order_key TEXT NOT NULL,
    tracking_number TEXT NOT NULL,
    until_s INTEGER NOT NULL
) STRICT;
CREATE INDEX parked_by_order ON parked (order_key) WHERE order_key <> '';
CREATE INDEX parked_by_tracking ON parked (tracking_number) WHERE tracking_number <> '';
CREATE INDEX parked_by_end ON parked (until_s);

-- `record` is the whole order; the other columns are what people and parcels call it.
CREATE TABLE orders (
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    tracking_number TEXT NOT NULL,
    buyer_email TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    record TEXT NOT NULL,
    updated_s INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_by_number ON orders (number) WHERE number <> '';
CREATE INDEX orders_by_tracking ON orders (tracking_number) WHERE tracking_number <> '';
CREATE INDEX orders_by_email ON orders (buyer_email) WHERE buyer_email <> '';
CREATE INDEX orders_by_buyer ON orders (buyer_id) WHERE buyer_id <> '';

CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    order_key TEXT NOT NULL,
    event INTEGER NOT NULL,
    at_s INTEGER NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_of_order ON decisions (order_key);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    order_key TEXT NOT NULL,
    rule TEXT NOT NULL,
    step INTEGER NOT NULL,
    occurrence INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state = 'scheduled' OR state = 'running' OR state = 'delivered' OR
                               state = 'withdrawn' OR state = 'expired' OR state = 'refused' OR
                               state = 'unknown' OR state = 'held'),
    zone TEXT NOT NULL,
    grade TEXT NOT NULL,
    rung TEXT NOT NULL,
    window_name TEXT NOT NULL,
    anchor_s INTEGER NOT NULL,
    delay TEXT NOT NULL,
    latest TEXT,
    not_before_s INTEGER NOT NULL,
    tzdata TEXT NOT NULL,
    local_date INTEGER NOT NULL,       -- days since 1970-01-01, on the buyer's calendar
    due_s INTEGER NOT NULL,
    closes_s INTEGER NOT NULL,
    expires_s INTEGER,
    channel TEXT NOT NULL,
    message TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 3),  -- the class; 0 = critical
    missed TEXT NOT NULL,
    no_evening TEXT NOT NULL,
    on_unknown TEXT NOT NULL,
    doubt TEXT NOT NULL,
    country TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    deferrals INTEGER NOT NULL,
    explanation TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_s INTEGER NOT NULL,
    settled_s INTEGER,
    CHECK (state <> 'scheduled' OR due_s < closes_s),
    CHECK (attempts > 0 OR (state <> 'running' AND state <> 'unknown')),
    CHECK (deferrals <= attempts),
    CHECK ((state = 'delivered' OR state = 'withdrawn' OR state = 'expired' OR state = 'refused')
           = (settled_s IS NOT NULL)),
    UNIQUE (order_key, rule, step, occurrence)
) STRICT;
-- What is due: one short walk per channel and class, whatever else waits behind a paused channel.
CREATE INDEX jobs_scheduled ON jobs (channel, priority, due_s) WHERE state = 'scheduled';
-- Everything else by state: what a crash left running, what is held, what may be pruned.
CREATE INDEX jobs_otherwise ON jobs (state, due_s) WHERE state <> 'scheduled';

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id),
    number INTEGER NOT NULL CHECK (number > 0),
    channel TEXT NOT NULL,
    started_s INTEGER NOT NULL,
    finished_s INTEGER,
    outcome TEXT NOT NULL CHECK (outcome = '' OR outcome = 'delivered' OR outcome = 'deferred' OR
                                 outcome = 'refused' OR outcome = 'unknown'),
    words TEXT NOT NULL,
    message_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    redirected_from TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    erased_s INTEGER,
    UNIQUE (job, number),
    CHECK ((outcome = '') = (finished_s IS NULL))
) STRICT;

-- The chain (evidence.cpp). Digests alone: they outlive the letters they vouch for.
CREATE TABLE evidence (
    seq INTEGER PRIMARY KEY,
    attempt INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('letter', 'outcome')),
    digest TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_of_attempt ON evidence (attempt);
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence
    BEGIN SELECT raise(ROLLBACK, 'evidence is only added to'); END;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence
    BEGIN SELECT raise(ROLLBACK, 'evidence is only added to'); END;

CREATE TABLE moves (
    seq INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    at_s INTEGER NOT NULL,
    verb TEXT NOT NULL,
    state TEXT NOT NULL,
    due_before_s INTEGER,
    due_after_s INTEGER,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX moves_of_job ON moves (job);

-- Kept by the triggers below, so that a count or the load of a minute never walks the jobs.
CREATE TABLE tallies (
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (channel, state)
) STRICT, WITHOUT ROWID;
CREATE TABLE minutes (
    channel TEXT NOT NULL,
    minute INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (channel, minute)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER job_comes AFTER INSERT ON jobs BEGIN
    INSERT INTO tallies VALUES (new.channel, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO minutes SELECT new.channel, new.due_s / 60, 1 WHERE new.state = 'scheduled'
        ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER job_changes_state AFTER UPDATE OF state, channel ON jobs
    WHEN old.state <> new.state OR old.channel <> new.channel BEGIN
    UPDATE tallies SET count = count - 1 WHERE channel = old.channel AND state = old.state;
    INSERT INTO tallies VALUES (new.channel, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER job_leaves_minute AFTER UPDATE OF state, due_s, channel ON jobs
    WHEN old.state = 'scheduled' AND (new.state <> 'scheduled' OR old.due_s <> new.due_s
                                      OR old.channel <> new.channel) BEGIN
    UPDATE minutes SET count = count - 1 WHERE channel = old.channel AND minute = old.due_s / 60;
    DELETE FROM minutes WHERE channel = old.channel AND minute = old.due_s / 60 AND count = 0;
END;
CREATE TRIGGER job_enters_minute AFTER UPDATE OF state, due_s, channel ON jobs
    WHEN new.state = 'scheduled' AND (old.state <> 'scheduled' OR old.due_s <> new.due_s
                                      OR old.channel <> new.channel) BEGIN
    INSERT INTO minutes VALUES (new.channel, new.due_s / 60, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER job_goes AFTER DELETE ON jobs BEGIN
    UPDATE tallies SET count = count - 1 WHERE channel = old.channel AND state = old.state;
END;

-- The arrows of ARCHITECTURE.md and no other.
CREATE TABLE arrows (
    leaves TEXT NOT NULL,
    reaches TEXT NOT NULL,
    PRIMARY KEY (leaves, reaches)
) STRICT, WITHOUT ROWID;
INSERT INTO arrows VALUES
    ('scheduled', 'scheduled'), ('scheduled', 'running'), ('scheduled', 'withdrawn'),
    ('scheduled', 'expired'), ('scheduled', 'held'),
    ('running', 'delivered'), ('running', 'scheduled'), ('running', 'refused'),
    ('running', 'unknown'), ('running', 'expired'), ('running', 'held'),
    ('unknown', 'scheduled'), ('unknown', 'delivered'), ('unknown', 'held'),
    ('held', 'scheduled'), ('held', 'withdrawn'), ('held', 'expired'),
    ('withdrawn', 'scheduled');
CREATE TRIGGER job_moves_by_its_arrows BEFORE UPDATE OF state ON jobs
    WHEN NOT EXISTS (SELECT 1 FROM arrows WHERE leaves = old.state AND reaches = new.state)
    BEGIN SELECT raise(ROLLBACK, 'a job does not move that way'); END;
CREATE TRIGGER job_keeps_its_key
    BEFORE UPDATE OF id, order_key, rule, step, occurrence ON jobs
    BEGIN SELECT raise(ROLLBACK, 'a job keeps its key'); END;
CREATE TRIGGER job_keeps_its_channel BEFORE UPDATE OF channel ON jobs
    WHEN old.channel <> new.channel AND old.state NOT IN ('scheduled', 'held')
    BEGIN SELECT raise(ROLLBACK, 'a job that was begun keeps its channel'); END;
CREATE TRIGGER only_settled_jobs_go BEFORE DELETE ON jobs WHEN old.settled_s IS NULL
    BEGIN SELECT raise(ROLLBACK, 'only a settled job is deleted'); END;
CREATE TRIGGER jobs_begin_waiting BEFORE INSERT ON jobs
    WHEN new.state <> 'scheduled' AND new.state <> 'held'
    BEGIN SELECT raise(ROLLBACK, 'a job begins scheduled or held'); END;

CREATE TABLE suppressions (
    address TEXT PRIMARY KEY,
    since_s INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pauses (
    channel TEXT PRIMARY KEY,
    since_s INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last good set of rules and messages.
CREATE TABLE kept_set (
    kind TEXT NOT NULL CHECK (kind IN ('shop', 'rules', 'message')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    kept_s INTEGER NOT NULL,
    PRIMARY KEY (kind, position)
) STRICT;
)sql";

// Rules that count from a deadline of the order, or must leave before one; and how doubt about a
// clock was met, which is counted.
constexpr const char* deadlines_and_doubt = R"sql(
ALTER TABLE jobs ADD COLUMN of_deadline TEXT;
ALTER TABLE jobs ADD COLUMN before_delay TEXT;
ALTER TABLE jobs ADD COLUMN by_deadline TEXT;
ALTER TABLE jobs ADD COLUMN in_doubt TEXT;
CREATE INDEX jobs_in_doubt ON jobs (in_doubt)
    WHERE in_doubt IS NOT NULL AND (state = 'scheduled' OR state = 'held');
)sql";

// The same promises for half the work. "ON CONFLICT DO UPDATE" may abort its statement by itself,
// whatever the statement around its trigger says, so SQLite kept a journal of each job that came;
// and a trigger before the row copies all of its columns.
constexpr const char* cheaper_counts = R"sql(
DROP TRIGGER jobs_begin_waiting;
DROP TRIGGER job_comes;
CREATE TRIGGER job_comes AFTER INSERT ON jobs BEGIN
    SELECT raise(ROLLBACK, 'a job begins scheduled or held')
        WHERE new.state <> 'scheduled' AND new.state <> 'held';
    UPDATE tallies SET count = count + 1 WHERE channel = new.channel AND state = new.state;
    INSERT INTO tallies SELECT new.channel, new.state, 1 WHERE changes() = 0;
    UPDATE minutes SET count = count + 1
        WHERE channel = new.channel AND minute = new.due_s / 60 AND new.state = 'scheduled';
    INSERT INTO minutes SELECT new.channel, new.due_s / 60, 1
        WHERE changes() = 0 AND new.state = 'scheduled';
END;
DROP TRIGGER job_changes_state;
CREATE TRIGGER job_changes_state AFTER UPDATE OF state, channel ON jobs
    WHEN old.state <> new.state OR old.channel <> new.channel BEGIN
    UPDATE tallies SET count = count - 1 WHERE channel = old.channel AND state = old.state;
    UPDATE tallies SET count = count + 1 WHERE channel = new.channel AND state = new.state;
    INSERT INTO tallies SELECT new.channel, new.state, 1 WHERE changes() = 0;
END;
DROP TRIGGER job_enters_minute;
CREATE TRIGGER job_enters_minute AFTER UPDATE OF state, due_s, channel ON jobs
    WHEN new.state = 'scheduled' AND (old.state <> 'scheduled' OR old.due_s <> new.due_s
                                      OR old.channel <> new.channel) BEGIN
    UPDATE minutes SET count = count + 1 WHERE channel = new.channel AND minute = new.due_s / 60;
    INSERT INTO minutes SELECT new.channel, new.due_s / 60, 1 WHERE changes() = 0;
END;
)sql";

// A re-plan of everything that waits in some zones: the jobs by zone and class, and of their orders
// only what plans read (scheduler/plan). '' = not written yet: the record tells.
constexpr const char* replanning = R"sql(
CREATE INDEX jobs_waiting ON jobs (zone, priority) WHERE state = 'scheduled' OR state = 'held';
ALTER TABLE orders ADD COLUMN evidence TEXT NOT NULL DEFAULT '';

-- While a re-plan is under way it counts the minutes itself, once for each instead of once for each
-- job (Store::count_minutes_aside).
CREATE TABLE minutes_aside (aside INTEGER PRIMARY KEY) STRICT;
DROP TRIGGER job_leaves_minute;
DROP TRIGGER job_enters_minute;
CREATE TRIGGER job_leaves_minute AFTER UPDATE OF state, due_s, channel ON jobs
    WHEN old.state = 'scheduled' AND (new.state <> 'scheduled' OR old.due_s <> new.due_s
                                      OR old.channel <> new.channel)
         AND NOT EXISTS (SELECT 1 FROM minutes_aside) BEGIN
    UPDATE minutes SET count = count - 1 WHERE channel = old.channel AND minute = old.due_s / 60;
    DELETE FROM minutes WHERE channel = old.channel AND minute = old.due_s / 60 AND count = 0;
END;
CREATE TRIGGER job_enters_minute AFTER UPDATE OF state, due_s, channel ON jobs
    WHEN new.state = 'scheduled' AND (old.state <> 'scheduled' OR old.due_s <> new.due_s
                                      OR old.channel <> new.channel)
         AND NOT EXISTS (SELECT 1 FROM minutes_aside) BEGIN
    UPDATE minutes SET count = count + 1 WHERE channel = new.channel AND minute = new.due_s / 60;
    INSERT INTO minutes SELECT new.channel, new.due_s / 60, 1 WHERE changes() = 0;
END;
)sql";

// Calendar files are part of the set. SQLite changes no CHECK in place.
constexpr const char* kept_calendars = R"sql(
CREATE TABLE kept_set_with_calendars (
    kind TEXT NOT NULL CHECK (kind IN ('shop', 'rules', 'message', 'calendar')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    kept_s INTEGER NOT NULL,
    PRIMARY KEY (kind, position)
) STRICT;
INSERT INTO kept_set_with_calendars SELECT kind, position, name, text, kept_s FROM kept_set;
DROP TABLE kept_set;
ALTER TABLE kept_set_with_calendars RENAME TO kept_set;
)sql";

// A rule that gets another name takes its jobs along (Store::rename_rules). The name that a job was
// planned under goes on being what its place and its Message-ID come from. NULL: it has that name.
constexpr const char* renamed_rules = R"sql(
ALTER TABLE jobs ADD COLUMN planned_as TEXT;
DROP TRIGGER job_keeps_its_key;
CREATE TRIGGER job_keeps_its_key
    BEFORE UPDATE OF id, order_key, step, occurrence ON jobs
    BEGIN SELECT raise(ROLLBACK, 'a job keeps its key'); END;
CREATE TRIGGER job_keeps_its_first_name BEFORE UPDATE OF rule, planned_as ON jobs
    WHEN new.planned_as IS NOT coalesce(old.planned_as, old.rule)
    BEGIN SELECT raise(ROLLBACK, 'a job keeps the name it was planned under'); END;
-- What a person holds stays held under new words (Store::revise).
INSERT INTO arrows VALUES ('held', 'held');
)sql";

// What the first schema kept does not say how doubt about its clock was met, and a re-plan for new
// zones looks for it. A grade below strong may be doubt; where it is none, the next plan of the job
// says so.
constexpr const char* doubt_of_old_jobs = R"sql(
UPDATE jobs SET in_doubt = CASE WHEN doubt <> 'hold' AND doubt <> 'both' THEN 'zone'
                                WHEN grade = 'none' THEN 'hold' ELSE doubt END
    WHERE in_doubt IS NULL AND (state = 'scheduled' OR state = 'held')
          AND (grade = 'none' OR grade = 'weak' OR grade = 'fair');
)sql";

// Where the rule stood that planned a job, or decided against one: files change, and rules go.
// NULL: not known. A move keeps the place before it, where that is another; '': not known.
constexpr const char* places_of_rules = R"sql(
ALTER TABLE jobs ADD COLUMN rule_place TEXT;
ALTER TABLE decisions ADD COLUMN rule_place TEXT;
ALTER TABLE moves ADD COLUMN place_before TEXT;
)sql";

// What the buyer's clock read when a letter was planned: orders move to other countries, and
// countries change their clocks. A move keeps the job's offset before it, and its zone where
// that is another, or where there is no offset. Both NULL: not known.
constexpr const char* clocks_of_then = R"sql(
ALTER TABLE jobs ADD COLUMN utc_offset_s INTEGER;
ALTER TABLE moves ADD COLUMN zone_before TEXT;
ALTER TABLE moves ADD COLUMN utc_offset_before_s INTEGER;
)sql";

constexpr std::array migrations{
    first,         deadlines_and_doubt, cheaper_counts,  replanning,    kept_calendars,
    renamed_rules, doubt_of_old_jobs,   places_of_rules, clocks_of_then};

int version_of(Database& database) {
    return std::stoi(database.ask("PRAGMA user_version"));
}

/// A file that was cut short or overwritten shows itself at the ends of its tables.
void check_structure(Database& database) {
    for (const char* table : {"events", "parked", "orders", "decisions", "jobs", "attempts",
                              "evidence", "moves", "kept_set"})
        database.ask(std::string{"SELECT max(rowid) FROM "} + table);
    for (const char* table : {"tallies", "minutes", "arrows", "suppressions", "pauses", "notes"})
        database.ask(std::string{"SELECT 1 FROM "} + table + " LIMIT 1");
}

}  // namespace

int schema_version() {
    return static_cast<int>(migrations.size());
}

void recognise(Database& database) {
    const std::string& path = database.path();
    const bool empty = database.ask("SELECT count(*) FROM sqlite_schema") == "0";
    const bool ours = database.ask("PRAGMA application_id") == std::to_string(application_id);
    if (!empty && !ours) throw StoreBroken{path + ": this is the database of another program"};
    const int found = version_of(database);
    if (found > schema_version())
        throw StoreBroken{path + ": its schema " + std::to_string(found) +
                          " is newer than this program (" + std::to_string(schema_version()) +
                          "); install the newer vesper again"};
}

void migrate(Database& database, int newest) {
    const int found = version_of(database);
    for (int number = found + 1; number <= newest; ++number) {
        database.begin();
        database.execute(migrations.at(static_cast<std::size_t>(number - 1)));
        database.execute("PRAGMA application_id = " + std::to_string(application_id));
        database.execute("PRAGMA user_version = " + std::to_string(number));
        database.commit();
    }
    try {
        check_structure(database);
    } catch (const std::logic_error& no_such_table) {
        throw StoreBroken{no_such_table.what()};
    }
}

}  // namespace vesper
