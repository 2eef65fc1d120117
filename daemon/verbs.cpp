// What people ask of single jobs, addresses and channels. Each is called inside a turn's commit.
#include "daemon/delivery/letter.hpp"
#include "daemon/house.hpp"
#include "rules/addresses.hpp"
#include "scheduler/place.hpp"

namespace vesper {

namespace {

/// A letter sent by hand must leave soon or be looked at again.
constexpr std::chrono::hours sent_by_hand_within{1};

std::string with_reason(std::string_view what, const std::string& why) {
    return why.empty() ? std::string{what} : std::string{what} + ": " + why;
}

std::string job_words(std::int64_t id, std::string_view what) {
    return "job " + std::to_string(id) + ' ' + std::string{what};
}

// What the verbs below tell names no address and ends in "by hand" and the reason, which the
// journal leaves out.

/// "everything" or "channel email".
std::string lane_words(const std::string& channel) {
    return channel == "*" ? "everything" : "channel " + channel;
}

Error wrong_state(const Job& job, std::string_view wish) {
    std::string text = job_words(job.id, "is ") + std::string{name(job.state)};
    if (!job.reason.empty()) text += " (" + job.reason + ")";
    return fail(text + "; it cannot be " + std::string{wish});
}

}  // namespace

Result<Job> House::known_job(std::int64_t id) const {
    auto job = desk_.store->job(id);
    if (!job) return fail("there is no job " + std::to_string(id));
    return *std::move(job);
}

Result<std::string> House::cancel(std::int64_t id, const std::string& why) {
    const Result<Job> job = known_job(id);
    if (!job) return job.error();
    if (job->state == JobState::unknown) {
        desk_.store->hold(id, with_reason(by_hand, why), std::nullopt, clock_->now());
    } else if (job->state != JobState::scheduled && job->state != JobState::held) {
        return wrong_state(*job, "cancelled");
    }
    withdraw_job(desk_, *job, {with_reason("cancelled by hand", why)}, clock_->now());
    return job_words(id, "cancelled");
}

Result<std::string> House::hold(std::int64_t id, const std::string& why) {
    const Result<Job> job = known_job(id);
    if (!job) return job.error();
    if (job->state != JobState::scheduled && job->state != JobState::unknown) {
        return wrong_state(*job, "held");
    }
    desk_.store->hold(id, with_reason(by_hand, why), std::nullopt, clock_->now());
    if (job->state == JobState::scheduled) desk_.occupancy.add(job->channel, job->due, -1);
    desk_.tell(clock_->now(), "held", *job, with_reason(by_hand, why));
    return job_words(id, "held");
}

Result<std::string> House::release(std::int64_t id, const std::string& why) {
    const Result<Job> job = known_job(id);
    if (!job) return job.error();
    const Instant now = clock_->now();
    const bool is_unknown = job->state == JobState::unknown;
    if (!is_unknown && job->state != JobState::held) return wrong_state(*job, "released");
    const auto order = desk_.store->order(job->key.order);
    if (!order) return fail("the order of job " + std::to_string(id) + " is gone");
    const Replanned decision =
        replan(*job, *order, desk_.calendar(), desk_.occupancy_for(*order, now, job->id),
               std::max(job->intent.not_before, now), now);
    if (const auto* hold = std::get_if<HoldIt>(&decision))
        return fail("it stays held: " + hold->reason);
    if (const auto* end = std::get_if<ExpireIt>(&decision))
        return fail("it cannot land: " + end->reason);
    const Landing& landing = std::get<Landing>(decision);
    // Not before it lands: what answers with an error must have written nothing.
    if (is_unknown) desk_.store->hold(id, with_reason(by_hand, why), std::nullopt, now);
    desk_.store->release(id, landing, with_reason("released by hand", why), now);
    desk_.occupancy.add(job->channel, landing.due);
    desk_.tell(now, "released", *job, landing.explanation);
    return job_words(id, "released, due ") + to_string(landing.due) + ": " + landing.explanation;
}

Result<std::string> House::send_now(std::int64_t id, const std::string& why) {
    const Result<Job> job = known_job(id);
    if (!job) return job.error();
    if (job->state != JobState::scheduled && job->state != JobState::held) {
        return wrong_state(*job, "sent now");
    }
    const Instant now = clock_->now();
    if (job->intent.zone.empty()) {
        return fail(
            "the buyer's clock is not known; give the order an address or a timezone first");
    }
    const std::optional<Order> order = desk_.store->order(job->key.order);
    const auto lawful =
        order ? lawful_until(*job, *order, desk_.calendar(), now) : std::optional{Instant::max()};
    if (!lawful || *lawful - margin_default <= now) {
        return fail("the law of the buyer's place allows no such message at this hour");
    }
    const Instant closes = std::min(now + sent_by_hand_within, *lawful - margin_default);
    desk_.store->send_now(id, with_reason("sent now by hand", why), closes, now);
    if (job->state == JobState::scheduled) desk_.occupancy.add(job->channel, job->due, -1);
    desk_.occupancy.add(job->channel, now);
    desk_.tell(now, "moved", *job, with_reason("sent now by hand", why));
    return job_words(id, "is due now");
}

Result<std::string> House::suppress(const std::string& address, const std::string& why) {
    if (!is_mail_address(address)) return fail("\"" + address + "\" is not an e-mail address");
    const Instant now = clock_->now();
    desk_.store->suppress(address, why.empty() ? "by hand" : why, now);
    JobFilter filter;
    filter.states = {JobState::scheduled, JobState::held};
    filter.buyer = address;
    filter.limit = 1000;
    int withdrawn = 0;
    for (std::vector<Job> jobs = desk_.store->jobs(filter); !jobs.empty();
         jobs = desk_.store->jobs(filter)) {
        for (const Job& job : jobs) {
            withdraw_job(desk_, job, {with_reason("the address is suppressed", why)}, now);
            ++withdrawn;
        }
    }
    const std::string letters = std::to_string(withdrawn) +
                                (withdrawn == 1 ? " waiting letter" : " waiting letters") +
                                " withdrawn";
    desk_.tell(now, "suppressed", with_reason("an address, " + letters + ", by hand", why));
    return address + " is suppressed; " + letters;
}

Result<std::string> House::unsuppress(const std::string& address) {
    if (!desk_.store->unsuppress(address)) return fail(address + " is not suppressed");
    desk_.tell(clock_->now(), "unsuppressed", "an address, by hand");
    return address + " is no longer suppressed; letters withdrawn meanwhile stay withdrawn";
}

Result<std::string> House::pause(const std::string& channel, const std::string& why) {
    if (channel != "*" && !config_.channels.contains(channel)) {
        return fail("there is no channel \"" + channel + "\"");
    }
    desk_.store->pause(channel, why, clock_->now());
    desk_.tell(clock_->now(), "paused", with_reason(lane_words(channel) + ", by hand", why));
    return lane_words(channel) + " is paused";
}

Result<std::string> House::resume(const std::string& channel) {
    const bool was_paused = desk_.store->resume(channel);
    std::string others;
    for (const Pause& pause : desk_.store->pauses())
        others += "; " + lane_words(pause.channel) + " is still paused";
    if (!was_paused)
        return fail((channel == "*" ? "nothing is paused as a whole"
                                    : "channel " + channel + " is not paused") +
                    others);
    desk_.tell(clock_->now(), "resumed", lane_words(channel) + ", by hand" + others);
    return lane_words(channel) + " resumed" + others;
}

}  // namespace vesper
