#include "daemon/plan_afresh.hpp"

#include "daemon/once.hpp"
#include "daemon/shareable.hpp"
#include "rules/evaluate.hpp"
#include "rules/step_channels.hpp"

#include <algorithm>
#include <optional>

namespace vesper {

namespace {

/// The first of the step's channels that has not refused this job for good; the last one's refusal
/// would have ended it.
std::string channel_left(const Desk& desk, const Job& job, const Step& step) {
    if (step.fallback.empty()) return step.channel;
    const std::vector<AttemptRow> attempts = desk.store->attempts(job.id);
    for (const std::string& channel : channels_of(step)) {
        const bool refused =
            std::any_of(attempts.begin(), attempts.end(), [&](const AttemptRow& attempt) {
                return attempt.channel == channel && attempt.outcome == "refused";
            });
        if (!refused) return channel;
    }
    return step.channel;
}

/// The rule for this job: its step begins with the channel that is left.
Rule rule_left(const Desk& desk, const Job& job, const Rule& rule) {
    Rule left = rule;
    const auto number = static_cast<std::size_t>(job.key.step);
    if (number < left.steps.size())
        left.steps[number].channel = channel_left(desk, job, rule.steps[number]);
    return left;
}

/// What the words of today make of a job, from the event that it follows.
struct Afresh {
    std::optional<Job> job;
    Reason reason;  // where there is none, or the job is held
};

/// "why: reason", in both of its halves.
Reason behind(const std::string& why, const Reason& reason) {
    return {why + ": " + reason.words,
            reason.shareable.empty() ? std::string{} : why + ": " + reason.shareable};
}

Afresh planned_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why,
                      Instant now) {
    const Order order = desk.order_of(job);
    std::string taken = one_too_many(*desk.store, desk.set->rules, order, job.key, Others::planned);
    if (!taken.empty()) return {std::nullopt, {why + ": " + taken}};
    const Instant anchor = anchor_of(rule, order).value_or(job.intent.anchor);
    const Rule left = rule_left(desk, job, rule);
    Evaluation evaluation = evaluate(left, order, anchor, desk.record_of(order));
    std::erase_if(evaluation.matches, [&](const Match& match) {
        return match.step != job.key.step || match.occurrence != job.key.occurrence;
    });
    for (Match& match : evaluation.matches) match.planned_as = job.key.planned_as;
    Plan fresh =
        plan(evaluation, order, desk.calendar(), desk.occupancy_for(order, now, job.id), now);
    if (!fresh.jobs.empty()) {
        Job& revised = fresh.jobs.front();
        revised.id = job.id;
        const std::string& first = rule.steps[static_cast<std::size_t>(job.key.step)].channel;
        if (revised.channel != first) revised.explanation += "; " + first + " has refused it";
        Reason held{revised.reason, fresh.shareable_of(revised)};
        return {std::move(revised), std::move(held)};
    }
    Reason reason{"the rule no longer applies"};
    for (const Refusal& refusal : evaluation.refusals)
        if (refusal.rule == job.key.rule)
            reason = {refusal.reason, shareable_of(desk, refusal, order)};
    for (const NotPlanned& none : fresh.none) reason = {none.reason};
    return {std::nullopt, behind(why, reason)};
}

}  // namespace

void plan_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why, Instant now,
                 Replan& tally) {
    if (job.state == JobState::scheduled) desk.occupancy.add(job.channel, job.due, -1);
    Afresh fresh = planned_afresh(desk, job, rule, why, now);
    if (!fresh.job) {
        if (job.state == JobState::scheduled) desk.occupancy.add(job.channel, job.due);
        withdraw_job(desk, job, fresh.reason, now);
        ++tally.withdrawn;
        return;
    }
    Job& revised = *fresh.job;
    if (job.state == JobState::held && !held_by_house(job)) {  // new words release nobody's hold
        revised.state = JobState::held;
        revised.reason = job.reason;
        fresh.reason = {job.reason};
    }
    desk.share(fresh.reason.words, fresh.reason.shareable);
    desk.store->revise(revised, why, now);
    if (revised.state == JobState::held) {
        ++tally.held;
    } else {
        desk.occupancy.add(revised.channel, revised.due);
        if (revised.due != job.due) ++tally.moved;
    }
    const bool held = revised.state == JobState::held;
    desk.tell(now, held ? "held" : "moved", revised,
              behind(why, held ? fresh.reason : Reason{revised.explanation}));
}

void reinstate_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why,
                      Instant now, Replan& tally) {
    const Afresh fresh = planned_afresh(desk, job, rule, why, now);
    if (!fresh.job || fresh.job->state != JobState::scheduled) return;
    const Job& revised = *fresh.job;
    const Landing landing{revised.due,     revised.closes,    revised.local_date,
                          revised.expires, revised.intent,    revised.explanation,
                          false,           revised.utc_offset};
    desk.store->reinstate(job.id, landing, "the rule is back", now);
    desk.store->revise(revised, why, now);
    desk.occupancy.add(revised.channel, revised.due);
    ++tally.reinstated;
    desk.tell(now, "reinstated", revised, "the rule is back: " + revised.explanation);
}

}  // namespace vesper
