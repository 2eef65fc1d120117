#include "daemon/replan.hpp"

#include "daemon/systemd.hpp"
#include "scheduler/affected_zones.hpp"
#include "scheduler/decision.hpp"
#include "scheduler/evidence.hpp"
#include "scheduler/ladder.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace vesper {

namespace {

constexpr int moves_told_max = 1000;  // of one re-plan, to watchers and the log

Instant earliest(const Job& job, Instant now) {
    return std::max(job.intent.not_before, now);
}

/// Whether the job lands where it stands. A release that changed nothing for it is not worth a
/// write: the job goes on naming the release that its instant was computed with.
bool stays(const Job& job, const Landing& landing) {
    return job.state == JobState::scheduled && landing.due == job.due &&
           landing.closes == job.closes && landing.expires == job.expires &&
           landing.local_date == job.local_date && landing.intent.zone == job.intent.zone &&
           landing.intent.in_doubt == job.intent.in_doubt;
}

void land(Desk& desk, const Job& job, const Landing& landing, const std::string& why, Instant now,
          Replan& tally) {
    if (stays(job, landing)) return;
    if (job.state == JobState::held) {
        desk.store->release(job.id, landing, why, now);
    } else {
        desk.store->move(job.id, landing, why, now);
        desk.occupancy.add(job.channel, job.due, -1);
    }
    desk.occupancy.add(job.channel, landing.due);
    if (landing.due == job.due && job.state == JobState::scheduled) return;  // only its bounds did
    ++tally.moved;
    ++desk.counters.jobs_moved;
    // A country's change moves everybody's letters: the moves are in the store, one by one.
    if (tally.moved > moves_told_max) return;
    desk.tell(now, "moved", job, why + ": " + landing.explanation);
}

void land_anew(Desk& desk, const Job& job, const Order& order, const std::string& why, Instant now,
               Replan& tally) {
    apply_replanned(desk, job,
                    replan(job, order, desk.calendar(), desk.occupancy_for(order, now, job.id),
                           earliest(job, now), now),
                    why, now, tally);
}

/// Jobs that land again together, in one commit. All of them leave their minutes and their buyers'
/// days first and come back by class and by their rules' priority, so that what matters more takes
/// its place before what matters less: the one occasion on which a planned letter gives way to
/// another.
class Comeback {
public:
    Comeback(Desk& desk, const std::string& why, Instant now) : desk_(desk), why_(why), now_(now) {
        desk_.store->count_minutes_aside();
        for (const Rule& rule : desk_.set->rules.rules) {
            priorities_[rule.name] = rule.priority;
            one_rank_ = one_rank_ && rule.priority == 0;
        }
        desk_.is_away = [this](const Job& job) { return is_away(job); };
    }
    ~Comeback() { desk_.is_away = nullptr; }
    Comeback(const Comeback&) = delete;
    Comeback& operator=(const Comeback&) = delete;

    /// Every waiting job of these zones that the house may move.
    void land_again(const std::vector<std::string>& zones) {
        for (const std::string& zone : zones) {
            zones_.emplace(zone, zones_.size());
            leave_minutes(zone);
        }
        for (const MessageClass one : classes_by_priority)
            for (const int rank : ranks_waiting(zones, one))
                for (const std::string& zone : zones) come_back(zone, one, rank);
        landing_.reset();
    }

    /// Jobs that another of the clocks they may belong to might concern, and those that were held
    /// for want of a clock.
    void land_doubtful() {
        std::int64_t after = 0;
        for (;;) {
            const auto page = desk_.store->waiting_in_doubt(after, walk_step);
            for (const WaitingJob& one : page)
                if (!zones_.contains(one.job.intent.zone)) land_one(one);
            systemd::alive();
            if (page.size() < walk_step) return;
            after = page.back().job.id;
        }
    }

    Replan done() {
        MinuteCounts changes;
        for (const auto& [channel, minutes] : changes_)
            for (const auto& [minute, change] : minutes) changes[{channel, minute}] = change;
        desk_.store->count_minutes(changes);
        systemd::alive();  // the commit comes next: of a million jobs, a gigabyte
        return tally_;
    }

private:
    static constexpr std::size_t answers_max = 20'000;  // some megabytes
    static constexpr MessageClass classes_by_priority[] = {
        MessageClass::critical, MessageClass::transactional, MessageClass::solicitation,
        MessageClass::marketing};

    /// Where a job stands among those that come back.
    struct Turn {
        MessageClass message_class;
        int before;  // the greater priority comes first
        std::size_t zone;
        std::int64_t job;

        auto operator<=>(const Turn&) const = default;
    };

    Turn turn_of(const Job& job) const {
        return {job.message_class, -rank_of(job.key.rule), zones_.at(job.intent.zone), job.id};
    }

    bool is_away(const Job& job) const {
        return landing_ && job.state == JobState::scheduled && zones_.contains(job.intent.zone) &&
               !newcomers_.contains(job.id) && turn_of(job) > *landing_;
    }

    void leave_minutes(const std::string& zone) {
        for (const auto& [minute, count] : desk_.store->minutes_in(zone))
            desk_.occupancy.add(minute.first, from_unix(minute.second * 60),
                                -static_cast<int>(count));
    }

    int rank_of(const std::string& name) const {
        const auto rule = priorities_.find(name);
        return rule == priorities_.end() ? 0 : rule->second;
    }

    /// The priorities, greatest first, of the rules whose jobs of the class wait there: a job keeps
    /// the class that its rule had.
    std::set<int, std::greater<int>> ranks_waiting(const std::vector<std::string>& zones,
                                                   MessageClass message_class) const {
        if (one_rank_) return {0};
        std::set<int, std::greater<int>> ranks;
        for (const std::string& zone : zones)
            for (const std::string& rule : desk_.store->rules_waiting_in(zone, message_class))
                ranks.insert(rank_of(rule));
        return ranks;
    }

    /// A class with several priorities is read once for each: few have more than one.
    void come_back(const std::string& zone, MessageClass message_class, int rank) {
        std::int64_t after = 0;
        for (;;) {
            const auto page = desk_.store->waiting_in(zone, message_class, after, walk_step);
            for (const WaitingJob& one : page) {
                // Moved here from a zone before this one, a moment ago, and counted since.
                if (newcomers_.contains(one.job.id) || rank_of(one.job.key.rule) != rank) continue;
                if (one.job.state == JobState::scheduled)
                    desk_.occupancy.add(one.job.channel, one.job.due);
                landing_ = turn_of(one.job);
                land_one(one);
            }
            systemd::alive();  // nobody should take long work for a loop that hangs
            if (page.size() < walk_step) return;
            after = page.back().job.id;
        }
    }

    void land_one(const WaitingJob& one) {
        if (one.job.state == JobState::held && !held_by_house(one.job)) return;
        const Occupancy& occupancy = desk_.occupancy_for(one.order, now_, one.job.id);
        // As `replan` decides it, but for the address that many buyers share.
        const Replanned decision = decide({one.job,
                                           one.order,
                                           clock_of(one.order),
                                           desk_.calendar(),
                                           occupancy,
                                           {},
                                           earliest(one.job, now_),
                                           false,
                                           {}});
        apply_replanned(desk_, one.job, decision, why_, now_, tally_);
        note(one.job, decision);
    }

    /// Of a telephone number only its beginning has a say: neighbours share their answer.
    const ZoneAnswer& clock_of(const Order& order) {
        put_clock_evidence(order, known_prefix(order.buyer.phone), desk_.set->shop, evidence_);
        const auto known = answers_.find(evidence_);
        // Nobody shares a text that could not be written.
        if (known != answers_.end() && !evidence_.empty()) return known->second;
        if (answers_.size() >= answers_max) answers_.clear();
        return answers_[evidence_] = resolve_buyer(order, desk_.set->shop, *desk_.zones);
    }

    /// What the triggers of the store do for other moves; and who may be met again, in the zone he
    /// moved to.
    void note(const Job& job, const Replanned& decision) {
        const auto* landing = std::get_if<Landing>(&decision);
        const auto* hold = std::get_if<HoldIt>(&decision);
        auto& minutes = changes_[job.channel];
        if (job.state == JobState::scheduled) --minutes[unix_seconds(job.due) / 60];
        if (landing) ++minutes[unix_seconds(landing->due) / 60];
        const std::string& zone = landing ? landing->intent.zone
                                  : hold  ? hold->intent.zone
                                          : job.intent.zone;
        if (zone != job.intent.zone) newcomers_.insert(job.id);
    }

    Desk& desk_;
    const std::string& why_;
    Instant now_;
    Replan tally_;
    std::map<std::string, std::unordered_map<std::int64_t, std::int64_t>> changes_;  // by channel
    std::unordered_map<std::string, ZoneAnswer> answers_;                            // by evidence
    std::string evidence_;
    std::map<std::string, std::size_t> zones_;  // in their order
    std::set<std::int64_t> newcomers_;
    std::map<std::string, int> priorities_;  // by rule
    bool one_rank_ = true;                   // no rule has a priority of its own
    std::optional<Turn> landing_;            // whose turn it is
};

}  // namespace

Replan& Replan::operator+=(const Replan& more) {
    for (int Replan::*const count :
         {&Replan::moved, &Replan::withdrawn, &Replan::reinstated, &Replan::held, &Replan::expired,
          &Replan::planned, &Replan::renamed})
        this->*count += more.*count;
    return *this;
}

void apply_replanned(Desk& desk, const Job& job, const Replanned& decision, const std::string& why,
                     Instant now, Replan& tally) {
    if (const auto* landing = std::get_if<Landing>(&decision)) {
        land(desk, job, *landing, why, now, tally);
    } else if (const auto* hold = std::get_if<HoldIt>(&decision)) {
        if (job.state == JobState::held) return;
        desk.share(hold->reason, hold->shareable);
        desk.store->hold(job.id, hold->reason, hold->intent, now);
        desk.occupancy.add(job.channel, job.due, -1);
        ++tally.held;
        desk.tell(now, "held", job, Reason{hold->reason, hold->shareable});
    } else {
        const auto& [reason, shareable] = std::get<ExpireIt>(decision);
        desk.share(reason, shareable);
        desk.store->expire(job.id, reason, now);
        if (job.state == JobState::scheduled) desk.occupancy.add(job.channel, job.due, -1);
        ++tally.expired;
        ++desk.counters.jobs_expired;
        desk.tell(now, "expired", job, Reason{reason, shareable});
    }
}

Replan replan_order(Desk& desk, const Order& order, const std::string& why, Instant now) {
    Replan tally;
    for (const Job& job : desk.store->jobs_of_order(order.key)) {
        if (job.state != JobState::scheduled && !held_by_house(job)) continue;
        land_anew(desk, job, order, why, now, tally);
    }
    return tally;
}

Replan replan_for_zones(Desk& desk, const ZoneSnapshot& before, const std::string& why,
                        Instant now) {
    // An anchor lies as far back as the longest delay; a letter as far ahead, and its search again.
    Comeback comeback{desk, why, now};
    auto zones = affected_zones(before, *desk.zones, now - date::days{delay_days_max},
                                now + date::days{2 * delay_days_max});
    zones.insert(zones.begin(), "");  // those whose zone the release before did not have
    comeback.land_again(zones);
    comeback.land_doubtful();
    return comeback.done();
}

Replan replan_everything(Desk& desk, const std::string& why, Instant now) {
    Comeback comeback{desk, why, now};
    comeback.land_again(desk.store->zones_waited_in());
    return comeback.done();
}

void try_held_again(Desk& desk, const std::string& why, Instant now, Replan& tally) {
    JobFilter filter;
    filter.states = {JobState::held};
    filter.limit = walk_step;
    for (;;) {
        const std::vector<Job> page = desk.store->jobs(filter);
        for (const Job& job : page) {
            if (held_by_house(job)) land_anew(desk, job, desk.order_of(job), why, now, tally);
        }
        systemd::alive();
        if (page.size() < walk_step) return;
        filter.after = {page.back().due, page.back().id};
    }
}

bool reinstate_job(Desk& desk, const Job& job, const Order& order, const std::string& why,
                   Instant now) {
    const Replanned decision =
        reinstated(job, order, desk.calendar(), desk.occupancy_for(order, now, job.id), now);
    const auto* landing = std::get_if<Landing>(&decision);
    if (!landing) return false;
    desk.store->reinstate(job.id, *landing, why, now);
    desk.occupancy.add(job.channel, landing->due);
    desk.tell(now, "reinstated", job, why + ": " + landing->explanation);
    return true;
}

}  // namespace vesper
