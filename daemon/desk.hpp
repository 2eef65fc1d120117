// What every verb of a turn works on, and what it reports.
#pragma once

#include "daemon/intake/cloud_event.hpp"
#include "daemon/store/store.hpp"
#include "rules/load.hpp"
#include "scheduler/plan.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vesper {

/// Something that happened, for `vesper watch` and the journal.
struct Happening {
    Instant at;
    std::string what;     // event, planned, moved, handed-over, delivered, deferred, withdrawn, ...
    std::string order{};  // empty: it concerns no single order (paused, resumed, reloaded, ...)
    std::int64_t job = 0;
    std::string rule{};
    std::string words{};
    std::string shareable{};  // as in Reason
};

/// Why something is so, and the same without what it says of an order and its buyer; that is empty
/// where it says nothing of them.
struct Reason {
    std::string words;
    std::string shareable{};
};

/// Counters since start, for /metrics.
struct Counters {
    std::int64_t events_accepted = 0, events_duplicate = 0, events_conflict = 0, events_invalid = 0;
    std::int64_t jobs_planned = 0, jobs_withdrawn = 0, jobs_expired = 0, jobs_moved = 0;
    std::int64_t delivered = 0, delivered_late = 0, deferred = 0, refused = 0, unknown = 0;
    std::int64_t turns = 0, commits_failed = 0, zone_looks = 0;
};

/// Told of one commit; its counts are in the counters and the moves in the store.
inline constexpr std::size_t happenings_max = 50'000;

/// The truth, the running set, the zones, and how full the evenings are. One thread, one owner:
/// House.
struct Desk {
    std::unique_ptr<Store> store;
    std::unique_ptr<RunningSet> set;
    std::shared_ptr<const ZoneSnapshot> zones;
    Occupancy occupancy;
    Counters counters;
    std::vector<Happening> happenings;  // of this turn; told after its commit

    std::unique_ptr<Holidays> holidays;   // of the running set
    std::map<std::string, Medium> media;  // of the configured channels

    // Absent but in a simulation and in a plan: reasons, and the same without what they say of an
    // order and its buyer (daemon/shareable).
    std::map<std::string, std::string>* shareable = nullptr;
    void share(const std::string& reason, std::string without) {
        if (shareable && !without.empty()) shareable->emplace(reason, std::move(without));
    }

    // While a re-plan has letters leave their evenings: whether one has not come back yet. It takes
    // no day of its buyer's.
    std::function<bool(const Job&)> is_away;

    Calendar calendar() const { return {zones, &set->rules, &set->shop, holidays.get(), &media}; }
    /// The set that runs from now on; answers the one that ran.
    std::unique_ptr<RunningSet> take_set(std::unique_ptr<RunningSet> next) {
        holidays = std::make_unique<Holidays>(next->calendars);
        std::swap(set, next);
        return next;
    }
    /// The occupancy with the days of the order's buyer in it, where the shop limits them: what
    /// plan and its like are given. `planned_again`: a job that is about to land anew and does not
    /// count.
    const Occupancy& occupancy_for(const Order& order, Instant now, std::int64_t planned_again = 0);
    /// The order that a job of the store is about.
    Order order_of(const Job& job) const;
    /// What is known of the order's buyer, as far as rules ask.
    BuyerRecord record_of(const Order& order) const;
    void tell(Instant at, std::string what, const Job& job, Reason reason) {
        if (happenings.size() >= happenings_max) return;  // a re-plan may move a million jobs
        happenings.push_back({at, std::move(what), job.key.order, job.id, job.key.rule,
                              std::move(reason.words), std::move(reason.shareable)});
    }
    void tell(Instant at, std::string what, const Job& job, std::string words) {
        tell(at, std::move(what), job, Reason{std::move(words)});
    }
    /// What concerns no single order: people pause, reload, suppress.
    void tell(Instant at, std::string what, std::string words) {
        happenings.push_back({.at = at, .what = std::move(what), .words = std::move(words)});
    }
};

/// What the store and the tables of places know of the order's buyer: what conditions are judged
/// by.
BuyerRecord whole_record_of(const Order& order, const Store& store);

/// What a person held carries this in front of the reason; only a person releases it.
inline constexpr std::string_view by_hand = "by hand";

/// Held because the house could not decide (an uncertain clock, no address): new facts may release
/// it.
inline bool held_by_house(const Job& job) {
    return job.state == JobState::held && !job.reason.starts_with(by_hand);
}

/// Withdraws every waiting job of the order (and rule, unless empty). Returns how many.
int withdraw_waiting(Desk& desk, const std::string& order_key, const std::string& rule,
                     const std::string& reason, Instant now);

/// Withdraws one waiting job. Inside a commit.
void withdraw_job(Desk& desk, const Job& job, const Reason& reason, Instant now);

}  // namespace vesper
