#include "daemon/replan_rules.hpp"

#include "rules/evaluate.hpp"

#include <algorithm>
#include <map>

namespace vesper {

namespace {

constexpr std::string_view rule_gone = "the rule was removed";

/// Every waiting job, a stretch at a time: no statement stays open while jobs are written.
template <class Each>
void walk_waiting(Desk& desk, Each each) {
    std::int64_t after = 0;
    for (;;) {
        const std::vector<Job> jobs = desk.store->waiting(after, walk_step);
        for (const Job& job : jobs) each(job);
        if (jobs.size() < walk_step) return;
        after = jobs.back().id;
    }
}

/// What the words of today make of a job, from the event that it follows.
struct Afresh {
    std::optional<Job> job;
    std::string reason;  // where there is none
};

Afresh planned_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why,
                      Instant now) {
    const Order order = desk.order_of(job);
    const Instant anchor = anchor_of(rule, order).value_or(job.intent.anchor);
    Evaluation evaluation = evaluate(rule, order, anchor, desk.record_of(order));
    std::erase_if(evaluation.matches, [&](const Match& match) {
        return match.step != job.key.step || match.occurrence != job.key.occurrence;
    });
    Plan fresh =
        plan(evaluation, order, desk.calendar(), desk.occupancy_for(order, now, job.id), now);
    if (!fresh.jobs.empty()) {
        fresh.jobs.front().id = job.id;
        return {std::move(fresh.jobs.front()), ""};
    }
    std::string reason = why + ": the rule no longer applies";
    for (const Refusal& refusal : evaluation.refusals) {
        if (refusal.rule == job.key.rule) reason = why + ": " + refusal.reason;
    }
    for (const NotPlanned& none : fresh.none) reason = why + ": " + none.reason;
    return {std::nullopt, reason};
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
    }
    desk.store->revise(revised, why, now);
    if (revised.state == JobState::held) {
        ++tally.held;
    } else {
        desk.occupancy.add(revised.channel, revised.due);
        if (revised.due != job.due) ++tally.moved;
    }
    desk.tell(
        now, revised.state == JobState::held ? "held" : "moved", revised,
        why + ": " + (revised.state == JobState::held ? revised.reason : revised.explanation));
}

namespace {

/// A job that a change of the rules withdrew, and another change plans again, under its words.
void reinstate_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why,
                      Instant now, Replan& tally) {
    const Afresh fresh = planned_afresh(desk, job, rule, why, now);
    if (!fresh.job || fresh.job->state != JobState::scheduled) return;
    const Job& revised = *fresh.job;
    const Landing landing{revised.due,     revised.closes, revised.local_date,
                          revised.expires, revised.intent, revised.explanation};
    desk.store->reinstate(job.id, landing, "the rule is back", now);
    desk.store->revise(revised, why, now);
    desk.occupancy.add(revised.channel, revised.due);
    ++tally.reinstated;
    desk.tell(now, "reinstated", revised, "the rule is back: " + revised.explanation);
}

/// Rules that came back, or say again what they said: what their change withdrew is put on the
/// plan again. A manager's slip of the pen must not cost letters.
void reinstate_withdrawn(Desk& desk, const std::map<std::string, bool>& differs,
                         const std::string& why, Instant now, Replan& tally) {
    JobFilter filter;
    filter.states = {JobState::withdrawn};
    filter.due_from = now - stale_after - date::days{1};  // what was due before then is stale
    filter.limit = walk_step;
    for (;;) {
        const std::vector<Job> page = desk.store->jobs(filter);
        for (const Job& job : page) {
            const bool by_rules = job.reason == rule_gone || job.reason.starts_with(why + ": ");
            const Rule* rule = by_rules ? desk.set->rules.find(job.key.rule) : nullptr;
            if (!rule || !differs.at(rule->name)) continue;
            reinstate_afresh(desk, job, *rule, why, now, tally);
        }
        if (page.size() < walk_step) return;
        filter.after = {page.back().due, page.back().id};
    }
}

/// Whether calendar files have a say in when the window opens.
bool asks_calendars(const Window& window) {
    const auto asks = [](const Opens& opens) {
        return (opens.avoid && !opens.avoid->empty()) || (opens.only && !opens.only->empty());
    };
    const auto any = [&](const std::map<std::string, Opens>& tables) {
        return std::any_of(tables.begin(), tables.end(),
                           [&](const auto& table) { return asks(table.second); });
    };
    return asks(window.everywhere) || any(window.in) || any(window.ramadan);
}

/// Rules whose own words, or those of a window they use or of its calendars, differ between two
/// sets.
bool changed(const Rule& rule, const RunningSet& before, const RunningSet& after) {
    const bool other_days = !(before.calendars == after.calendars);
    const Rule* old = before.rules.find(rule.name);
    if (!old || !same_meaning(*old, rule)) return true;
    return std::any_of(rule.steps.begin(), rule.steps.end(), [&](const Step& step) {
        const auto was = before.rules.windows.find(step.window);
        const auto is = after.rules.windows.find(step.window);
        if (was == before.rules.windows.end() || is == after.rules.windows.end()) return true;
        return !(was->second == is->second) || (other_days && asks_calendars(is->second));
    });
}

}  // namespace

Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now) {
    Replan tally;
    const RuleSet& rules = desk.set->rules;
    std::map<std::string, bool> differs;
    for (const Rule& rule : rules.rules) differs[rule.name] = changed(rule, before, *desk.set);
    const bool other_doubt = before.shop.doubt != desk.set->shop.doubt;
    if (!(before.rules.limits == rules.limits))  // every letter may move
        for (auto& [name, differs_now] : differs) differs_now = true;
    const bool any_gone =
        std::any_of(before.rules.rules.begin(), before.rules.rules.end(),
                    [&](const Rule& rule) { return rules.find(rule.name) == nullptr; });
    const bool any_differs =
        std::any_of(differs.begin(), differs.end(), [](const auto& rule) { return rule.second; });
    if (!other_doubt && !any_gone && !any_differs) return tally;  // a million jobs need no look
    // First, or it would meet what the walk withdraws.
    if (any_differs) reinstate_withdrawn(desk, differs, why, now, tally);
    walk_waiting(desk, [&](const Job& job) {
        const Rule* rule = rules.find(job.key.rule);
        if (!rule || static_cast<std::size_t>(job.key.step) >= rule->steps.size()) {
            withdraw_job(desk, job, std::string{rule_gone}, now);
            ++tally.withdrawn;
        } else if (differs[job.key.rule] || (other_doubt && held_by_house(job))) {
            plan_afresh(desk, job, *rule, why, now, tally);
        }
    });
    return tally;
}

}  // namespace vesper
