#include "scheduler/outcome.hpp"

#include "scheduler/place.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

constexpr seconds retry_after_max{24 * 3600};  // a far side that asks for more is asked again
constexpr seconds sleep_max{60};               // DESIGN 4.6

}  // namespace

std::string_view name(const Outcome& outcome) {
    constexpr std::array<std::string_view, 4> names{"delivered", "deferred", "refused", "unknown"};
    return names[outcome.index()];
}

const std::string& words(const Outcome& outcome) {
    struct Said {
        const std::string& operator()(const Delivered& said) const { return said.receipt; }
        const std::string& operator()(const Deferred& said) const { return said.reason; }
        const std::string& operator()(const Refused& said) const { return said.reason; }
        const std::string& operator()(const Unknown& said) const { return said.reason; }
    };
    return std::visit(Said{}, outcome);
}

seconds back_off(const RetryPolicy& policy, const JobKey& key, int deferrals) {
    seconds pause = std::min(policy.first, policy.longest);
    for (int i = 1; i < deferrals && pause < policy.longest; ++i) {
        pause = std::min(pause * 2, policy.longest);
    }
    // By hash, so that a preview of an outage is the outage; apart, so that what failed together
    // does not come back together.
    const std::uint64_t hash = stable_hash(to_string(key) + '\x1f' + std::to_string(deferrals));
    const auto percent = static_cast<std::int64_t>(hash % 41) - 20;
    return std::max(seconds{1}, pause + pause * percent / 100);
}

Transition settle(const Job& job, const Outcome& outcome, const RetryPolicy& policy,
                  Instant finished_at, Instant now) {
    struct Settle {
        const Job& job;
        const RetryPolicy& policy;
        Instant finished_at;
        Instant now;

        Transition operator()(const Delivered& said) const {
            return Finish{said.receipt, finished_at >= job.closes + margin_default};
        }
        Transition operator()(const Deferred& said) const {
            if (job.attempts >= policy.attempts_max) {
                return Refuse{"gave up after " + std::to_string(job.attempts) +
                              " tries: " + said.reason};
            }
            seconds pause = back_off(policy, job.key, job.deferrals + 1);
            if (said.retry_after) {
                pause = std::clamp(*said.retry_after, seconds{0}, retry_after_max);
            }
            // From when the answer came, yet never in the past: a reply may have waited.
            return Retry{std::max(finished_at + pause, now), said.reason};
        }
        Transition operator()(const Refused& said) const {
            return Refuse{said.reason, said.suppress};
        }
        Transition operator()(const Unknown& said) const {
            // Every try ended put off or unknown, this one included.
            const bool once_more = job.attempts - job.deferrals < unknown_tries_max;
            return BecomeUnknown{said.reason, job.on_unknown == OnUnknown::resend && once_more};
        }
    };
    return std::visit(Settle{job, policy, finished_at, now}, outcome);
}

Instant next_wake(std::optional<Instant> earliest_due, Instant now) {
    const Instant latest = now + sleep_max;
    return earliest_due ? std::clamp(*earliest_due, now, latest) : latest;
}

}  // namespace vesper
