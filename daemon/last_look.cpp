// The last look at a job before it leaves: whether it is still wanted, welcome and allowed, and
// whether what it tells of has come about. A part of the dispatcher.
#include "daemon/dispatcher.hpp"
#include "daemon/once.hpp"
#include "daemon/shareable.hpp"
#include "daemon/welcome.hpp"
#include "rules/asked.hpp"
#include "rules/check.hpp"
#include "rules/evaluate.hpp"

#include <algorithm>

namespace vesper {

const Step* Dispatcher::step_of(const Job& job) const {
    const Rule* rule = desk_.set->rules.find(job.key.rule);
    const auto number = static_cast<std::size_t>(job.key.step);
    return rule && number < rule->steps.size() ? &rule->steps[number] : nullptr;
}

bool Dispatcher::reaches_by_mail(const std::string& channel) const {
    return vesper::reaches_by_mail(config_.channels.at(channel));
}

std::string Dispatcher::unwelcome(const Job& job, const Order& order) const {
    return vesper::unwelcome({desk_.set->shop, *desk_.store}, order, job.message_class,
                             reaches_by_mail(job.channel));
}

Reason Dispatcher::unwanted(const Job& job, const Order& order, Instant now) const {
    const Rule* rule = desk_.set->rules.find(job.key.rule);
    const Step* step = step_of(job);
    if (!rule || !step) return {"the rule was removed"};
    if (order.redacted) return {"the buyer's data was erased"};
    if (order.test) return {"a test order never reaches a buyer"};
    if (std::string reason = no_longer_wanted(*rule, order); !reason.empty()) return {reason};
    if (std::string reason = why_asleep(*rule); !reason.empty()) return {reason};
    // What counts from a deadline or from silence begins when it is due, and is judged then.
    if (rule->trigger != Trigger::stage) {
        const BuyerRecord buyer = desk_.record_of(order);
        const std::string reason = refused(rule->when, order, buyer, now);
        if (!reason.empty()) return {reason, not_met(unmet(rule->when, order, buyer, now))};
    }
    const auto barred = step->barred.find(order.platform);
    if (barred != step->barred.end()) return {barred->second};
    std::string taken = one_too_many(*desk_.store, desk_.set->rules, order, job.key, Others::sent);
    if (!taken.empty()) return {taken};
    if (step->to == Audience::shop || step->is_action()) return {};
    const std::string reason = unwelcome(job, order);
    if (!reason.empty()) desk_.share(reason, "the buyer may not be written to");
    return {reason};
}

std::optional<Replanned> Dispatcher::waits_for_action(const Job& job, const Step& step,
                                                      const Order& order, Instant now) {
    if (step.is_action()) return std::nullopt;
    const Rule& rule = *desk_.set->rules.find(job.key.rule);
    for (int number = 0; number < job.key.step; ++number) {
        const Step& earlier = rule.steps[static_cast<std::size_t>(number)];
        if (!earlier.is_action()) continue;
        const std::string what =
            "step " + std::to_string(number + 1) + " (" + earlier.channel + ")";
        const auto action = desk_.store->job(JobKey{job.key.order, job.key.rule, number, 0});
        if (!action) return ExpireIt{what + " was not planned, and this letter tells of it"};
        switch (action->state) {
            case JobState::delivered:
                continue;
            case JobState::scheduled:
            case JobState::running:
            case JobState::held:
            case JobState::unknown:
                return replan(job, order, desk_.calendar(), desk_.occupancy_for(order, now, job.id),
                              now + action_takes, now);
            case JobState::withdrawn:
            case JobState::expired:
            case JobState::refused: {
                // What the action's own reason may tell is not known any more.
                const std::string none =
                    what + " did not come about: " + std::string{name(action->state)};
                return ExpireIt{none + ", " + action->reason, none};
            }
        }
    }
    return std::nullopt;
}

}  // namespace vesper
