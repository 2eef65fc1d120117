#include "daemon/once.hpp"

#include <algorithm>

namespace vesper {

namespace {

const Step* step_of(const RuleSet& rules, const JobKey& key) {
    const Rule* rule = rules.find(key.rule);
    const auto number = static_cast<std::size_t>(key.step);
    return rule && number < rule->steps.size() ? &rule->steps[number] : nullptr;
}

/// Why the platform allows the step once; empty: it sets no such limit.
std::string once_on(const std::string& platform, const Step* step) {
    if (!step) return {};
    const auto found = step->once.find(platform);
    return found == step->once.end() ? std::string{} : found->second;
}

bool is_same(const JobKey& a, const JobKey& b) {
    return a.rule == b.rule && a.step == b.step && a.occurrence == b.occurrence;
}

bool waits(const Job& job) {
    return job.state == JobState::scheduled || job.state == JobState::held;
}

bool may_have_gone_out(const Job& job) {
    return job.state == JobState::delivered || job.state == JobState::running ||
           job.state == JobState::unknown;
}

}  // namespace

std::string one_too_many(const Store& store, const RuleSet& rules, const Order& order,
                         const JobKey& key, Others others) {
    const Step* step = step_of(rules, key);
    const std::string because = once_on(order.platform, step);
    if (because.empty()) return {};
    const std::vector<Job> jobs = store.jobs_of_order(order.key);
    const auto own = std::find_if(jobs.begin(), jobs.end(), [&](const Job& job) {
        return is_same(job.key, key) && waits(job);
    });
    for (const Job& other : jobs) {
        // Of two that wait the one that was planned first stays.
        const bool is_before = own == jobs.end() || other.id < own->id;
        const bool counts =
            may_have_gone_out(other) || (others == Others::planned && waits(other) && is_before);
        if (is_same(other.key, key) || !counts) continue;
        // What a rule did that is gone, or says something else since, is known by its channel.
        const bool is_same_action =
            step->is_action() && other.message.empty() && other.channel == step->channel;
        if (!is_same_action && once_on(order.platform, step_of(rules, other.key)) != because)
            continue;
        return order.platform + " does not allow it: only once for each order, and rule " +
               other.key.rule + (waits(other) ? " has it on the plan: " : " has done it: ") +
               because;
    }
    return {};
}

}  // namespace vesper
