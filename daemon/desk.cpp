#include "daemon/desk.hpp"

namespace vesper {

void withdraw_job(Desk& desk, const Job& job, const std::string& reason, Instant now) {
    desk.store->withdraw(job.id, reason, now);
    if (job.state == JobState::scheduled) desk.occupancy.add(job.channel, job.due, -1);
    ++desk.counters.jobs_withdrawn;
    desk.tell(now, "withdrawn", job, reason);
}

int withdraw_waiting(Desk& desk, const std::string& order_key, const std::string& rule,
                     const std::string& reason, Instant now) {
    int count = 0;
    for (const Job& job : desk.store->jobs_of_order(order_key)) {
        const bool waits = job.state == JobState::scheduled || job.state == JobState::held;
        if (!waits || (!rule.empty() && job.key.rule != rule)) continue;
        withdraw_job(desk, job, reason, now);
        ++count;
    }
    return count;
}

}  // namespace vesper
