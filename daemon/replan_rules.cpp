#include "daemon/replan_rules.hpp"

#include "daemon/once.hpp"
#include "daemon/shareable.hpp"
#include "daemon/systemd.hpp"
#include "rules/evaluate.hpp"
#include "rules/step_channels.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace vesper {

namespace {

constexpr std::string_view rule_gone = "the rule was removed";
constexpr std::string_view says_withdraw = "the rule changed, and says on_change = \"withdraw\"";

/// What a changed set means for the jobs of one rule.
struct Fate {
    enum class Waiting { stays, is_planned_afresh, is_withdrawn };
    Waiting waiting = Waiting::stays;
    bool removed_returns = false;  // what its removal withdrew
    bool changed_returns = false;  // what other words of it withdrew
};
using Fates = std::map<std::string, Fate>;  // by the rule's name

using Names = std::map<std::string, std::string>;  // new names of rules by old ones

/// Every waiting job, a stretch at a time: no statement stays open while jobs are written.
template <class Each>
void walk_waiting(Desk& desk, Each each) {
    std::int64_t after = 0;
    for (;;) {
        const std::vector<Job> jobs = desk.store->waiting(after, walk_step);
        for (const Job& job : jobs) each(job);
        systemd::alive();  // to walk a million takes its time
        if (jobs.size() < walk_step) return;
        after = jobs.back().id;
    }
}

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
void reinstate_withdrawn(Desk& desk, const Fates& fates, const std::string& why, Instant now,
                         Replan& tally) {
    JobFilter filter;
    filter.states = {JobState::withdrawn};
    filter.due_from = now - stale_after - date::days{1};  // what was due before then is stale
    filter.limit = walk_step;
    for (;;) {
        const std::vector<Job> page = desk.store->jobs(filter);
        for (const Job& job : page) {
            const Rule* rule = desk.set->rules.find(job.key.rule);
            if (!rule) continue;
            const Fate& fate = fates.at(rule->name);
            const bool returns = job.reason == rule_gone
                                     ? fate.removed_returns
                                     : fate.changed_returns && job.reason.starts_with(why + ": ");
            if (returns) reinstate_afresh(desk, job, *rule, why, now, tally);
        }
        systemd::alive();
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

using Media = std::map<std::string, Medium>;  // by channel

/// Whether a law may want silence on public holidays: some do of text messages and calls.
bool asks_law(const Step& step, const Media& media) {
    const std::vector<std::string> channels = channels_of(step);
    return std::any_of(channels.begin(), channels.end(), [&](const std::string& channel) {
        const auto medium = media.find(channel);
        return medium != media.end() && medium->second != Medium::email;
    });
}

/// Whether a window that the rule uses, or a calendar that the window or the law asks, differs.
bool other_hours(const Rule& rule, const RunningSet& before, const RunningSet& after,
                 const Media& media) {
    const bool other_days = !(before.calendars == after.calendars);
    return std::any_of(rule.steps.begin(), rule.steps.end(), [&](const Step& step) {
        const auto was = before.rules.windows.find(step.window);
        const auto is = after.rules.windows.find(step.window);
        if (was == before.rules.windows.end() || is == after.rules.windows.end()) return true;
        const bool asks = asks_calendars(is->second) || asks_law(step, media);
        return !(was->second == is->second) || (other_days && asks);
    });
}

/// What rules planned goes by their new names; nobody is written to a second time where a rule had
/// written under both.
void take_over(Desk& desk, const Names& names, Instant now, Replan& tally) {
    if (names.empty()) return;
    tally.renamed = desk.store->rename_rules(names, now);
    for (const auto& [old, job] : desk.store->begun_before(names)) {
        withdraw_job(desk, job, {"the rule wrote this when it was called \"" + old + '"'}, now);
        ++tally.withdrawn;
    }
}

/// What a manager wrote of the rule: what platforms allow stands elsewhere, as do the channels.
Rule own_words(Rule rule) {
    for (Step& step : rule.steps) {
        step.barred.clear();
        step.once.clear();
    }
    rule.asleep.clear();
    return rule;
}

Fate fate_of(const Rule& rule, const std::optional<Rule>& old, const RunningSet& before,
             const RunningSet& after, const Media& media) {
    const bool other_words = !old || !same_meaning(*old, rule);
    // A new limit may move every letter.
    const bool differs = other_words || other_hours(rule, before, after, media) ||
                         !(before.rules.limits == after.rules.limits);
    Fate fate;
    if (!differs) return fate;
    fate.removed_returns = other_words && rule.on_change != OnChange::withdraw;
    fate.changed_returns = rule.on_change == OnChange::replan;
    // Without its channel it keeps nothing; with it again it has what that withdrew.
    if (old && old->asleep != rule.asleep) {
        fate.changed_returns = true;
        fate.waiting = Fate::Waiting::is_planned_afresh;
        return fate;
    }
    if (rule.on_change == OnChange::keep) return fate;
    // Only the rule's own words end what waits: a holiday more, or a table of the library, must
    // not.
    const bool ends = rule.on_change == OnChange::withdraw && old &&
                      !same_meaning(own_words(*old), own_words(rule));
    fate.waiting = ends ? Fate::Waiting::is_withdrawn : Fate::Waiting::is_planned_afresh;
    return fate;
}

/// What becomes of the waiting jobs. Those that are planned afresh all leave their minutes first
/// and come back by class and priority, as in every re-plan.
class Following {
public:
    Following(Desk& desk, const Fates& fates, bool other_doubt, const std::string& why, Instant now,
              Replan& tally)
        : desk_(desk),
          fates_(fates),
          other_doubt_(other_doubt),
          why_(why),
          now_(now),
          tally_(tally) {}

    void follow(const Job& job) {
        const Rule* rule = desk_.set->rules.find(job.key.rule);
        if (!rule || static_cast<std::size_t>(job.key.step) >= rule->steps.size())
            return withdraw(job, rule_gone);
        switch (fates_.at(rule->name).waiting) {
            case Fate::Waiting::is_withdrawn:
                return withdraw(job, says_withdraw);
            case Fate::Waiting::is_planned_afresh:
                return leave_minute(job, *rule);
            case Fate::Waiting::stays:  // what is held for doubt has no evening to keep
                if (other_doubt_ && held_by_house(job)) leave_minute(job, *rule);
        }
    }

    void come_back() {
        std::sort(leavers_.begin(), leavers_.end());
        int looked_at = 0;
        for (const Leaver& leaver : leavers_) {
            if (++looked_at % walk_step == 0) systemd::alive();
            const Job job = desk_.store->job(leaver.job).value();
            if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due);
            plan_afresh(desk_, job, *desk_.set->rules.find(job.key.rule), why_, now_, tally_);
        }
    }

private:
    struct Leaver {
        MessageClass message_class;
        int before;  // the greater priority comes first
        std::int64_t job;

        auto operator<=>(const Leaver&) const = default;
    };

    void withdraw(const Job& job, std::string_view reason) {
        withdraw_job(desk_, job, {std::string{reason}}, now_);
        ++tally_.withdrawn;
    }

    void leave_minute(const Job& job, const Rule& rule) {
        if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due, -1);
        leavers_.push_back({rule.message_class, -rule.priority, job.id});
    }

    Desk& desk_;
    const Fates& fates_;
    bool other_doubt_;
    const std::string& why_;
    Instant now_;
    Replan& tally_;
    std::vector<Leaver> leavers_;  // two words a job: a million are no burden
};

}  // namespace

std::map<std::string, std::string> renamed_rules(const RuleSet& before, const RuleSet& after) {
    Names names;
    for (const Rule& rule : after.rules) {
        const Rule* old = before.find(rule.name);
        if (!rule.was.empty() && !(old && old->was == rule.was)) names[rule.was] = rule.name;
    }
    // A rule that goes by the old name and takes over nobody else's keeps what is its own. Where
    // nothing is known of the set before, no names are exchanged: it may have been done.
    const auto keeps_its_own = [&](const auto& one) {
        if (!after.find(one.first)) return false;
        return before.rules.empty() ||
               std::none_of(names.begin(), names.end(),
                            [&](const auto& other) { return other.second == one.first; });
    };
    while (std::erase_if(names, keeps_its_own) != 0) {
    }
    return names;
}

std::optional<Rule> rule_before(const Rule& rule, const RuleSet& before,
                                const std::map<std::string, std::string>& names) {
    const auto name = std::find_if(names.begin(), names.end(),
                                   [&](const auto& one) { return one.second == rule.name; });
    const Rule* old = name == names.end() ? nullptr : before.find(name->first);
    // It may have run by this name for a while, before anybody said which it was.
    if (!old && names.count(rule.name) == 0) old = before.find(rule.name);
    if (!old) return std::nullopt;
    Rule same = *old;
    same.name = rule.name;
    return same;
}

Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now) {
    Replan tally;
    const RuleSet& rules = desk.set->rules;
    const Names names = renamed_rules(before.rules, rules);
    take_over(desk, names, now, tally);
    Fates fates;
    for (const Rule& rule : rules.rules)
        fates[rule.name] =
            fate_of(rule, rule_before(rule, before.rules, names), before, *desk.set, desk.media);
    // A rule that was given another name without a word had lost what it planned.
    for (const auto& [old, rule] : names)
        fates[rule].removed_returns = rules.find(rule)->on_change != OnChange::withdraw;
    const auto any = [&](auto asks) {
        return std::any_of(fates.begin(), fates.end(),
                           [&](const auto& one) { return asks(one.second); });
    };
    const bool other_doubt = before.shop.doubt != desk.set->shop.doubt;
    const bool any_gone =
        std::any_of(before.rules.rules.begin(), before.rules.rules.end(), [&](const Rule& old) {
            const auto name = names.find(old.name);
            const Rule* rule = rules.find(name == names.end() ? old.name : name->second);
            return !rule || rule->steps.size() < old.steps.size();
        });
    const bool any_waits =
        any([](const Fate& fate) { return fate.waiting != Fate::Waiting::stays; });
    // First, or it would meet what the walk withdraws.
    if (any([](const Fate& fate) { return fate.removed_returns || fate.changed_returns; }))
        reinstate_withdrawn(desk, fates, why, now, tally);
    // Else a million jobs need no look. A job that could not take its rule's new name has no rule.
    if (other_doubt || any_gone || any_waits || !names.empty()) {
        Following following{desk, fates, other_doubt, why, now, tally};
        walk_waiting(desk, [&](const Job& job) { following.follow(job); });
        following.come_back();
    }
    if (before.shop.zone_of_tag != desk.set->shop.zone_of_tag)
        tally += replan_everything(desk, why, now);
    return tally;
}

}  // namespace vesper
