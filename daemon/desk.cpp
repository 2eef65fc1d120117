#include "daemon/desk.hpp"

#include "rules/check.hpp"
#include "scheduler/decision.hpp"
#include "scheduler/subdivision.hpp"

namespace vesper {

const Occupancy& Desk::occupancy_for(const Order& order, Instant now, std::int64_t planned_again) {
    constexpr date::days looked_back{8};  // a week, and the hours by which dates differ
    const Limits& limits = set->rules.limits;
    occupancy.buyer = BuyerDays{limits};
    if (!limits.any()) return occupancy;
    for (const Job& job : store->letters_of_buyer(order, now - looked_back)) {
        const bool leaves_day = job.id == planned_again || (is_away && is_away(job));
        if (!leaves_day && counts_for_buyer(job, set->rules)) occupancy.buyer.add(job.local_date);
    }
    return occupancy;
}

Order Desk::order_of(const Job& job) const {
    auto order = store->order(job.key.order);
    VESPER_CHECK(order.has_value(), "a job has its order");
    return *std::move(order);
}

BuyerRecord Desk::record_of(const Order& order) const {
    if (set->rules.asks_for_buyer) return whole_record_of(order, *store);
    return {.subdivision = subdivision_of(address_of(order))};
}

BuyerRecord whole_record_of(const Order& order, const Store& store) {
    BuyerRecord record = store.buyer_record(order);
    record.subdivision = subdivision_of(address_of(order));
    return record;
}

void withdraw_job(Desk& desk, const Job& job, const Reason& reason, Instant now) {
    desk.share(reason.words, reason.shareable);
    desk.store->withdraw(job.id, reason.words, now);
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
        withdraw_job(desk, job, {reason}, now);
        ++count;
    }
    return count;
}

}  // namespace vesper
