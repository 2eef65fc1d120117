// A job: one message to one person; what it means on that person's wall clock; and where it stands.
#pragma once

#include "rules/duration.hpp"
#include "rules/rule.hpp"
#include "scheduler/buyer_zone.hpp"

#include <optional>
#include <string>

namespace vesper {

/// The states and every move between them are drawn in ARCHITECTURE.md; daemon/store/schema repeats
/// them.
enum class JobState { scheduled, running, delivered, withdrawn, expired, refused, unknown, held };

std::string_view name(JobState state);
std::optional<JobState> job_state_named(std::string_view name);

/// What makes a job one job: an order never gets the same step of the same rule twice.
struct JobKey {
    std::string order;  // Order::key
    std::string rule;
    int step = 0;
    int occurrence = 0;
    // The rule's name when the job was planned, where the rule has got another since (`was`): what
    // the world knows the job by does not change with it.
    std::string planned_as{};
    friend auto operator<=>(const JobKey&, const JobKey&) = default;
};

/// "<order>\x1f<rule>\x1f<step>\x1f<occurrence>", with the rule's name of when it was planned; the
/// hash of the place and Message-ID come from it.
std::string to_string(const JobKey& key);

/// What a job means on the buyer's wall clock. `due` and `closes` are computed from it and may be
/// again.
struct Intent {
    std::string zone;  // empty: not known; the job is held
    Grade grade = Grade::none;
    std::string rung;
    std::string window;  // name in the rule set
    Instant anchor;      // the event's instant
    Delay after = Elapsed{};
    std::optional<Delay> latest;
    // As in Step: the anchor is the order's deadline `of`, and is looked up again at each re-plan.
    std::optional<DeadlineKind> of;
    std::optional<Delay> before;
    std::optional<DeadlineKind> by;
    Instant not_before;                  // retries and outages raise it
    std::optional<Doubt::Way> in_doubt;  // how doubt about the clock was met; absent: it is certain
    std::string tzdata;                  // release `due` was computed with
};

struct Job {
    std::int64_t id = 0;  // the store's; 0 before it is enqueued
    JobKey key;
    JobState state = JobState::scheduled;
    Intent intent;
    LocalDate local_date{};  // of the opening it lands in
    Instant due;             // handed over at this instant, not before
    std::optional<seconds>
        utc_offset;                  // of intent.zone at `due`, by the tzdata it was planned with
    Instant closes;                  // no hand-over at or after; the opening's end less the margin
    std::optional<Instant> expires;  // `latest` as an instant: after it the job is pointless
    std::string channel;
    std::string message;
    MessageClass message_class = MessageClass::transactional;
    Missed missed = Missed::next;
    NoEvening no_evening = NoEvening::drop;
    OnUnknown on_unknown = OnUnknown::resend;
    Doubt doubt;
    std::string country;      // the buyer's, for views
    int attempts = 0;         // tries that were begun
    int deferrals = 0;        // tries the far side put off; drives the back-off
    std::string rule_place;   // written_at its rule when it was planned; empty: not known
    std::string explanation;  // why this instant: one line a manager understands
    std::string reason;       // why it stands where it stands, when not scheduled
};

}  // namespace vesper
