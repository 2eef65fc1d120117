// What came back from the far side, and what becomes of the job. Named, total, pure.
#pragma once

#include "scheduler/job.hpp"

#include <optional>
#include <string>
#include <variant>

namespace vesper {

/// Accepted. `receipt` is the far side's words ("250 2.0.0 Ok: queued as 4XyZ"), at most 500 bytes.
struct Delivered {
    std::string receipt;
};
/// Not now. `retry_after` if the far side named a time. `slow_down`: the whole channel, not this
/// letter (connection refused, 421, time-out): other letters of the channel wait too.
struct Deferred {
    std::string reason;
    std::optional<seconds> retry_after;
    bool slow_down = false;
};
/// Never. `suppress`: the address itself is dead (RFC 3463 5.1.1 and its like).
struct Refused {
    std::string reason;
    bool suppress = false;
};
/// It may have been accepted: the connection broke after the letter was out.
struct Unknown {
    std::string reason;
};
using Outcome = std::variant<Delivered, Deferred, Refused, Unknown>;

std::string_view name(const Outcome& outcome);     // "delivered", "deferred", "refused", "unknown"
const std::string& words(const Outcome& outcome);  // the receipt or the reason

struct RetryPolicy {
    seconds first{300};     // RFC 5321 4.5.4.1 wants 30 min between tries of one host; a relay of
                            // one's own is nearer
    seconds longest{4000};  // Postfix's maximal_backoff_time
    int attempts_max = 30;  // then refused: "gave up"
};

/// first * 2^(deferrals-1), at most longest, spread by +-20 % with a hash of (job key, deferrals).
seconds back_off(const RetryPolicy& policy, const JobKey& key, int deferrals);

// What becomes of a job; each is one verb of the store.
struct Finish {
    std::string receipt;
    bool late = false;
};
struct Retry {
    Instant not_before;
    std::string reason;
};  // landing it again is replan's work
struct Refuse {
    std::string reason;
    bool suppress = false;
};
struct BecomeUnknown {
    std::string reason;
    bool resend = false;
};  // resend: land it again, same Message-ID
using Transition = std::variant<Finish, Retry, Refuse, BecomeUnknown>;

/// Tries of one letter whose fate may stay unknown before a person must look: each may have been a
/// copy in the buyer's mailbox, and a relay that loses every answer would fill it.
inline constexpr int unknown_tries_max = 3;

/// `finished_at` is when the far side answered; `now` the turn's reading. The job is running.
Transition settle(const Job& job, const Outcome& outcome, const RetryPolicy& policy,
                  Instant finished_at, Instant now);

/// When the loop must look again: the earliest due, never more than a minute ahead (DESIGN 4.6).
Instant next_wake(std::optional<Instant> earliest_due, Instant now);

}  // namespace vesper
