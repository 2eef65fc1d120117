// plan: from what follows an event to jobs that land in the buyer's evening. Pure.
#pragma once

#include "rules/evaluate.hpp"
#include "rules/shop.hpp"
#include "scheduler/calendar.hpp"
#include "scheduler/job.hpp"
#include "scheduler/occupancy.hpp"

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace vesper {

/// Everything plan knows about time. Cheap to copy: a shared snapshot and two references' worth.
struct Calendar {
    std::shared_ptr<const ZoneSnapshot> zones;
    const RuleSet* rules = nullptr;                        // for its windows
    const Shop* shop = nullptr;                            // for its clock and its way with doubt
    const Holidays* holidays = nullptr;                    // absent: no calendar files
    const std::map<std::string, Medium>* media = nullptr;  // of channels; not there: e-mail
};

/// A follow-up that matched and yet is not planned.
struct NotPlanned {
    std::string rule;
    int step = 0;
    std::string reason;  // "stale: its evening ended 2026-03-01 21:00 buyer time, 6 days ago"
};

struct Plan {
    std::vector<Job> jobs;  // state scheduled, or held where the zone's doubt says so
    std::vector<NotPlanned> none;
    std::map<std::string, std::string> shareable{};  // by the reasons of held jobs, as in HoldIt

    /// That of a job of this plan; empty: its reason says nothing of an address.
    std::string shareable_of(const Job& job) const;
};

inline constexpr std::chrono::hours stale_after{72};
inline constexpr seconds action_takes{600};             // before a letter tells of it
inline constexpr seconds missed_send_bound{12 * 3600};  // missed = "send" without `latest`

/// Jobs for the matches of `evaluation`, in order. `occupancy` is what is planned already; a job
/// that is planned here counts for the next one in the same call (the caller adds them to its own
/// copy).
/// - Staleness (DESIGN 4.8): nothing whose natural opening ended more than 72 h before `now`.
/// - Orders marked test plan nothing; redacted ones neither.
/// - Not-before is never earlier than `now`; an opening in progress is used if its margin leaves
/// room.
Plan plan(const Evaluation& evaluation, const Order& order, const Calendar& calendar,
          const Occupancy& occupancy, Instant now);

/// The same for an order that is older than its rules. What they would have sent by now is judged
/// as if the house had been away: stale after 72 h; nothing once its opening is over where a step
/// says `missed = "drop"`; and of several steps of one rule that are overdue, the last.
Plan plan_past(const Evaluation& evaluation, const Order& order, const Calendar& calendar,
               const Occupancy& occupancy, Instant now);

/// Where a waiting job lands when something changed.
struct Landing {
    Instant due;
    Instant closes;
    LocalDate local_date{};
    std::optional<Instant> expires;
    Intent intent;  // with zone and tzdata as they are now
    std::string explanation;
    bool overdue = false;                 // the opening that its rule means was over already
    std::optional<seconds> utc_offset{};  // as in Job
};
/// It lands; or it is held, or expires, with the reason.
struct HoldIt {
    std::string reason;
    Intent intent;
    std::string
        shareable{};  // the reason without what it says of an address; empty: it says nothing
};
struct ExpireIt {
    std::string reason;
    std::string shareable{};  // without what it says of the order; empty: it says nothing
};
using Replanned = std::variant<Landing, HoldIt, ExpireIt>;

/// The same decision for a job that exists: not-before is the greatest of its intent's delay rule
/// and `not_before` (a back-off, a missed opening, now). Serves retries, a missed opening, a
/// changed address, rule set or tzdata. `job`'s own minute does not count against it. An opening
/// that still contains the present due keeps it (the place is a hash of the key).
Replanned replan(const Job& job, const Order& order, const Calendar& calendar,
                 const Occupancy& occupancy, Instant not_before, Instant now);

/// Where a job lands again that was off the plan for a while: as `replan`, and staleness is judged.
Replanned reinstated(const Job& job, const Order& order, const Calendar& calendar,
                     const Occupancy& occupancy, Instant now);

/// It is due and yet could not leave before `closes` (an outage, a pause): what `missed` makes of
/// it.
Replanned missed(const Job& job, const Order& order, const Calendar& calendar,
                 const Occupancy& occupancy, Instant now);

/// Until when the law of the buyer's place lets this job's message arrive, from `now` on, on every
/// clock that may be the buyer's; nothing: not now. For a person who sets the window aside.
std::optional<Instant> lawful_until(const Job& job, const Order& order, const Calendar& calendar,
                                    Instant now);

/// The place of the person a window addresses: the buyer's zone and region, or the shop's. What the
/// law says of the job's letter is judged at the buyer's in either case.
Place place_of(const Window& window, const ZoneAnswer& buyer, const Order& order,
               const Calendar& calendar, const Job& job);

}  // namespace vesper
