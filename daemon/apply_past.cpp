#include "daemon/apply_past.hpp"

#include "daemon/once.hpp"
#include "daemon/systemd.hpp"
#include "rules/evaluate.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Refusals are not recorded: every rule would have one for most orders.
void plan_missing(Desk& desk, const Order& order, Instant now, Replan& tally) {
    Evaluation evaluation = evaluate_past(desk.set->rules, order, desk.record_of(order));
    if (evaluation.matches.empty()) return;
    const std::vector<Job> known = desk.store->jobs_of_order(order.key);
    std::erase_if(evaluation.matches, [&](const Match& match) {
        return std::any_of(known.begin(), known.end(), [&](const Job& job) {
            return job.key.rule == match.rule->name && job.key.step == match.step &&
                   job.key.occurrence == match.occurrence;
        });
    });
    if (evaluation.matches.empty()) return;
    Plan past = plan_past(evaluation, order, desk.calendar(), desk.occupancy_for(order, now), now);
    for (Job& job : past.jobs) {
        const bool is_free =
            one_too_many(*desk.store, desk.set->rules, order, job.key, Others::planned).empty();
        if (!is_free || !desk.store->enqueue(job, now)) continue;
        const bool held = job.state == JobState::held;
        ++(held ? tally.held : tally.planned);
        ++desk.counters.jobs_planned;
        if (!held) desk.occupancy.add(job.channel, job.due);
        const std::string shareable = past.shareable_of(job);
        desk.share(job.reason, shareable);
        desk.tell(now, held ? "held" : "planned", job,
                  Reason{held ? job.reason : job.explanation, shareable});
    }
}

}  // namespace

void apply_to_past(Desk& desk, Instant now, Replan& tally) {
    std::int64_t after = 0;
    for (;;) {
        const auto orders = desk.store->orders(after, walk_step);
        for (const auto& [place, order] : orders) plan_missing(desk, order, now, tally);
        systemd::alive();  // years of orders take their time
        if (orders.size() < walk_step) return;
        after = orders.back().first;
    }
}

}  // namespace vesper
