// The house: every part wired once, and the one turn that moves everything.
//
// House knows no socket and no thread. The service (daemon/service) turns it on the machine's
// clock; `vesper simulate` and the tests turn it on a simulated one. All functions run on the loop
// thread.
#pragma once

#include "daemon/config.hpp"
#include "daemon/delivery/courier.hpp"
#include "daemon/desk.hpp"
#include "daemon/intake/intake.hpp"
#include "daemon/replan.hpp"
#include "scheduler/clock.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace vesper {

/// No rule set was ever good and the files are not now: exit 78 (EX_CONFIG).
struct NoGoodSet : std::runtime_error {
    using runtime_error::runtime_error;
    Diagnostics diagnostics;
};

/// The answer to a submission, given after the commit and never before.
struct Receipt {
    enum class Kind { stored, refused, unwritable };  // 202, 422 or 409, 507
    Kind kind = Kind::stored;
    std::vector<EventVerdict> events;
    std::string reason;  // when unwritable
};

struct Reload {
    bool accepted = false;
    Diagnostics diagnostics;
    Replan replan;
};

/// The last time that a new release of tzdata was taken up.
struct ZoneChange {
    std::string from;
    std::string to;
    Instant at;
    std::int64_t moved = 0;  // letters that it moved
};

/// How the house is, for status and metrics.
struct Status {
    Instant now;
    Instant started;
    std::string tzdata;
    std::optional<Instant> tzdata_released;  // as far as that is known offline
    std::string tzdata_problem;  // why the files of today cannot be used; those before them are
    std::optional<ZoneChange> zone_change;
    std::map<Doubt::Way, std::int64_t> in_doubt;  // letters whose buyer's clock is in doubt
    int rules = 0;
    int messages = 0;
    Instant set_since;
    bool set_from_store = false;  // the files are broken; running on the last good set
    Diagnostics set_problems;     // of the last refused set; empty when the files are good
    bool set_is_live = false;     // changed files are taken up without being asked for
    Words set_unwatched;          // why they are noticed only once a minute; empty: at once
    std::string unwritable;       // why nothing can be stored; empty = all is well
    std::string clock_problem;    // why nothing is sent; empty = the clock is believed
    std::vector<Tally> tallies;
    std::vector<Pause> pauses;
    std::optional<Instant> next_due;
    int in_flight = 0;
    std::int64_t parked = 0;
    std::int64_t wal_bytes = 0;
    std::int64_t redirected = 0;  // letters sent to redirect_to instead, since start
    std::string redirect_to;
    Replan last_replan;
    std::string last_replan_why;  // "rules reloaded", "tzdata 2026e -> 2026f"
    std::vector<ChannelConfig> channels;
};

class Dispatcher;

class House {
public:
    struct Parts {
        Config config;
        const Clock* clock = nullptr;
        std::unique_ptr<Courier> courier;
        std::shared_ptr<const ZoneSnapshot> zones;
        SetSources sources;                                       // as read from the files
        std::function<std::string()> clock_problem;               // absent: the clock is believed
        std::map<std::string, std::string>* shareable = nullptr;  // for Desk::shareable
    };

    /// Opens the store, settles what a crash left, takes the set. Throws NoGoodSet and the store's
    /// errors.
    explicit House(Parts parts);
    ~House();

    /// One turn: begin; settle what came back; take in what arrived; last look, claim, attempt
    /// rows; commit; only then acknowledge and hand over. Returns the instant to come back at, at
    /// most a minute ahead.
    Instant turn();

    /// Takes raw events; validated now, stored in the next turn, answered after its commit. All or
    /// nothing.
    void submit(std::vector<std::string> events, std::function<void(const Receipt&)> done);

    /// Work that changes the store: done in the next turn's commit and answered after it. The verbs
    /// below are what such work calls. An error from `work` is answered as it is and stores nothing
    /// of it.
    struct Done {
        enum class Kind { done, refused, unwritable } kind = Kind::done;
        std::string text;  // what `work` returned, or why not
    };
    void in_next_turn(std::function<Result<std::string>()> work,
                      std::function<void(const Done&)> done);

    // Verbs for people; call only from work given to in_next_turn. Errors name the state that
    // forbids it.
    Result<std::string> cancel(std::int64_t job, const std::string& why);
    Result<std::string> hold(std::int64_t job, const std::string& why);
    Result<std::string> release(std::int64_t job, const std::string& why);
    Result<std::string> send_now(std::int64_t job, const std::string& why);
    Result<std::string> suppress(const std::string& address, const std::string& why);
    Result<std::string> unsuppress(const std::string& address);
    Result<std::string> pause(const std::string& channel,
                              const std::string& why);  // "*" = everything
    Result<std::string> resume(const std::string& channel);

    /// The files again: a set without errors replaces the running one and what waits is re-planned,
    /// in one commit. `to_past`: its rules act on what happened before them, too.
    Reload reload(const SetSources& sources, bool to_past = false);
    /// A new zone database: swapped, and what waits re-planned in one commit.
    Replan new_zones(std::shared_ptr<const ZoneSnapshot> zones);
    /// Somebody looked at the zone files, whatever was found: for metrics.
    void zones_looked_at() { ++desk_.counters.zone_looks; }
    /// Zone files that cannot be used, or "" once they can: for status.
    void zones_refused(const std::string& why) { status_.tzdata_problem = why; }

    /// Whether changed files are taken up by themselves, and why not at once: for status.
    void set_is_live(bool live, const Words& unwatched) {
        status_.set_is_live = live;
        status_.set_unwatched = unwatched;
    }

    // Reading.
    const Store& store() const { return *desk_.store; }
    Store& store_for_backup() { return *desk_.store; }
    const RunningSet& set() const { return *desk_.set; }
    const Holidays& holidays() const { return *desk_.holidays; }
    const ZoneSnapshot& zones() const { return *desk_.zones; }
    const Config& config() const { return config_; }
    const Occupancy& occupancy() const { return desk_.occupancy; }
    const Counters& counters() const { return desk_.counters; }
    Instant now() const { return clock_->now(); }
    Status status() const;
    bool idle() const;  // nothing queued, nothing in flight: a simulation may move its clock on
    /// Begins to stop: no more claims. idle() tells when what was in flight has come back.
    void stop_claiming() { claiming_ = false; }

    /// Called for each happening, after the commit that made it true. One listener.
    std::function<void(const Happening&)> on_happening;
    /// Called when something waits for a turn (a submission, work); may be called often.
    std::function<void()> on_pending;

private:
    struct Pending;  // a submission or a piece of work that waits for a turn
    struct Turn;     // what this turn will do once it is committed
    void take_first_set(const Parts& parts);
    Loaded load_files(const SetSources& sources) const;
    void keep(const SetSources& sources, Instant now) const;
    void adopt_set(const SetSources& sources, Instant now);
    void adopt_zones_of_last_run(Instant now);
    void keep_zones_in_use();
    void adopt_capacity_of_last_run(Instant now);
    void keep_zone_change(const ZoneChange& change);
    std::optional<ZoneChange> last_zone_change() const;
    void refresh_occupancy();
    void take_in(Turn& turn);
    static std::map<std::size_t, std::size_t> twins(const Pending& pending);
    void take_submission(Pending& pending, Turn& turn);
    void take_event(const Arrived& arrived, Receipt& receipt, Instant now);
    void take_work(Pending& pending, Turn& turn);
    void upkeep(Instant now);
    void after_commit(Turn& turn);
    bool change_in_one_commit(const std::function<void()>& work);
    void commit_failed(const std::string& why, bool unknown);
    bool disk_is_back(Instant now);
    void refuse_pending(const std::string& why);
    std::string clock_problem(Instant now) const;
    Result<Job> known_job(std::int64_t id) const;

    Config config_;
    const Clock* clock_;
    std::unique_ptr<Courier> courier_;
    Desk desk_;
    std::unique_ptr<Intake> intake_;
    std::unique_ptr<Dispatcher> dispatcher_;
    std::function<std::string()> clock_problem_;
    std::deque<std::unique_ptr<Pending>> pending_;
    Instant newest_{};  // the newest instant known to have happened: no sending before it
    Status status_;     // the parts of it that are kept: set problems, unwritable, last re-plan
    std::set<std::string> own_files_;  // that the kept set came from (SetSources::own)
    Instant last_prune_{};
    bool must_reopen_ = false;
    bool claiming_ = true;
};

}  // namespace vesper
