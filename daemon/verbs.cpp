// What people ask of single jobs, addresses and channels. Each is called inside a turn's commit.
#include "daemon/delivery/letter.hpp"
#include "daemon/house.hpp"

namespace vesper {

namespace {

std::string with_reason(std::string_view what, const std::string& why) {
    return why.empty() ? std::string{what} : std::string{what} + ": " + why;
}

Error wrong_state(const Job& job, std::string_view wish) {
    std::string text = "job " + std::to_string(job.id) + " is " + std::string{name(job.state)};
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
    withdraw_job(desk_, *job, with_reason("cancelled by hand", why), clock_->now());
    return std::string{"cancelled"};
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
    return std::string{"held"};
}

Result<std::string> House::release(std::int64_t id, const std::string& why) {
    Result<Job> job = known_job(id);
    if (!job) return job.error();
    const Instant now = clock_->now();
    if (job->state == JobState::unknown) {
        desk_.store->hold(id, with_reason(by_hand, why), std::nullopt, now);
        job->state = JobState::held;
    }
    if (job->state != JobState::held) return wrong_state(*job, "released");
    const auto order = desk_.store->order(job->key.order);
    if (!order) return fail("the order of job " + std::to_string(id) + " is gone");
    const Replanned decision = replan(*job, *order, desk_.calendar(), desk_.occupancy,
                                      std::max(job->intent.not_before, now), now);
    if (const auto* hold = std::get_if<HoldIt>(&decision))
        return fail("it stays held: " + hold->reason);
    if (const auto* end = std::get_if<ExpireIt>(&decision))
        return fail("it cannot land: " + end->reason);
    const Landing& landing = std::get<Landing>(decision);
    desk_.store->release(id, landing, with_reason("released by hand", why), now);
    desk_.occupancy.add(job->channel, landing.due);
    desk_.tell(now, "released", *job, landing.explanation);
    return landing.explanation;
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
    desk_.store->send_now(id, with_reason("sent now by hand", why), now);
    if (job->state == JobState::scheduled) desk_.occupancy.add(job->channel, job->due, -1);
    desk_.occupancy.add(job->channel, now);
    desk_.tell(now, "moved", *job, with_reason("sent now by hand", why));
    return std::string{"due now"};
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
            withdraw_job(desk_, job, with_reason("the address is suppressed", why), now);
            ++withdrawn;
        }
    }
    return "suppressed; " + std::to_string(withdrawn) + " waiting letters withdrawn";
}

Result<std::string> House::unsuppress(const std::string& address) {
    if (!desk_.store->unsuppress(address)) return fail("the address is not suppressed");
    return std::string{"no longer suppressed; letters withdrawn meanwhile stay withdrawn"};
}

Result<std::string> House::pause(const std::string& channel, const std::string& why) {
    if (channel != "*" && !config_.channels.contains(channel)) {
        return fail("there is no channel \"" + channel + "\"");
    }
    desk_.store->pause(channel, why, clock_->now());
    return std::string{"paused"};
}

Result<std::string> House::resume(const std::string& channel) {
    if (!desk_.store->resume(channel)) return fail("it is not paused");
    return std::string{"resumed"};
}

}  // namespace vesper
