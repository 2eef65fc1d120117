#include "daemon/replan_rules.hpp"

#include "daemon/plan_afresh.hpp"
#include "daemon/rule_fates.hpp"
#include "daemon/systemd.hpp"

#include <algorithm>
#include <compare>
#include <unordered_set>

namespace vesper {

namespace {

constexpr std::string_view rule_gone = "the rule was removed";
constexpr std::string_view says_withdraw = "the rule changed, and says on_change = \"withdraw\"";

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

/// Jobs that a change of the rules withdrew, and that their rules want again: they came back, or
/// say again what they said. A manager's slip of the pen must not cost letters.
std::vector<Job> wanted_again(const Desk& desk, const Fates& fates, const std::string& why,
                              Instant now) {
    std::vector<Job> wanted;
    JobFilter filter;
    filter.states = {JobState::withdrawn};
    filter.due_from = now - stale_after - date::days{1};  // what was due before then is stale
    filter.limit = walk_step;
    for (;;) {
        std::vector<Job> page = desk.store->jobs(filter);
        systemd::alive();
        const bool last = page.size() < walk_step;
        if (!page.empty()) filter.after = {page.back().due, page.back().id};
        for (Job& job : page) {
            const Rule* rule = desk.set->rules.find(job.key.rule);
            if (!rule) continue;
            const Fate& fate = fates.at(rule->name);
            const bool returns = job.reason == rule_gone
                                     ? fate.removed_returns
                                     : fate.changed_returns && job.reason.starts_with(why + ": ");
            if (returns) wanted.push_back(std::move(job));
        }
        if (last) return wanted;
    }
}

/// What rules planned goes by their new names; nobody is written to a second time where a rule had
/// written under both.
void take_over(Desk& desk, const NewNames& names, Instant now, Replan& tally) {
    if (names.empty()) return;
    tally.renamed = desk.store->rename_rules(names, now);
    for (const auto& [old, job] : desk.store->begun_before(names)) {
        withdraw_job(desk, job, {"the rule wrote this when it was called \"" + old + '"'}, now);
        ++tally.withdrawn;
    }
}

/// Where a job stands among those that come back. Of what a platform allows once for each order,
/// whoever planned it first goes first: the others must know whether it stays.
struct Turn {
    bool by_rank = false;
    MessageClass message_class = MessageClass::critical;
    int before = 0;  // the greater priority comes first
    std::int64_t job = 0;

    friend auto operator<=>(const Turn&, const Turn&) = default;
};

/// What becomes of the waiting jobs. Those that are planned afresh all leave their minutes and
/// their buyers' days first and come back by class and priority, as in every re-plan; and with
/// them, at their turn, those that are wanted again.
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
    ~Following() { desk_.is_away = nullptr; }
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

    void follow(const Job& job) {
        const Rule* rule = desk_.set->rules.find(job.key.rule);
        if (!rule || static_cast<std::size_t>(job.key.step) >= rule->steps.size())
            return withdraw(job, rule_gone);
        switch (fates_.at(rule->name).waiting) {
            case Fate::Waiting::is_withdrawn:
                return withdraw(job, says_withdraw);
            case Fate::Waiting::is_planned_afresh:
                return leave(job);
            case Fate::Waiting::stays:  // what is held for doubt has no evening to keep
                if (other_doubt_ && held_by_house(job)) leave(job);
        }
    }

    void take_back(const Job& job) { returning_.push_back(turn_of(job)); }

    void come_back() {
        returning_.insert(returning_.end(), leaving_.begin(), leaving_.end());
        std::sort(returning_.begin(), returning_.end());
        if (desk_.set->rules.limits.any()) {
            for (const Turn& turn : leaving_) away_.insert(turn.job);
            desk_.is_away = [this](const Job& job) { return away_.contains(job.id); };
        }
        int looked_at = 0;
        for (const Turn& turn : returning_) {
            if (++looked_at % walk_step == 0) systemd::alive();
            const Job job = desk_.store->job(turn.job).value();
            const Rule& rule = *desk_.set->rules.find(job.key.rule);
            if (job.state == JobState::withdrawn) {
                reinstate_afresh(desk_, job, rule, why_, now_, tally_);
                continue;
            }
            away_.erase(job.id);
            if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due);
            plan_afresh(desk_, job, rule, why_, now_, tally_);
        }
    }

private:
    Turn turn_of(const Job& job) const {
        const Rule& rule = *desk_.set->rules.find(job.key.rule);
        const auto step = static_cast<std::size_t>(job.key.step);
        if (step < rule.steps.size() && !rule.steps[step].once.empty()) return {.job = job.id};
        return {.by_rank = true,
                .message_class = rule.message_class,
                .before = -rule.priority,
                .job = job.id};
    }

    void withdraw(const Job& job, std::string_view reason) {
        withdraw_job(desk_, job, {std::string{reason}}, now_);
        ++tally_.withdrawn;
    }

    void leave(const Job& job) {
        if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due, -1);
        leaving_.push_back(turn_of(job));
    }

    Desk& desk_;
    const Fates& fates_;
    bool other_doubt_;
    const std::string& why_;
    Instant now_;
    Replan& tally_;
    std::vector<Turn> leaving_;
    std::vector<Turn> returning_;
    std::unordered_set<std::int64_t> away_;  // empty where no buyer's days are counted
};

}  // namespace

Replan replan_for_rules(Desk& desk, const RunningSet& before, const std::string& why, Instant now) {
    Replan tally;
    const RuleSet& rules = desk.set->rules;
    const NewNames names = renamed_rules(before.rules, rules);
    take_over(desk, names, now, tally);
    const Fates fates = fates_of(before, *desk.set, desk.media, names);
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
    Following following{desk, fates, other_doubt, why, now, tally};
    // Asked first, or it would meet what the walk withdraws.
    if (any([](const Fate& fate) { return fate.removed_returns || fate.changed_returns; }))
        for (const Job& job : wanted_again(desk, fates, why, now)) following.take_back(job);
    // Else a million jobs need no look. A job that could not take its rule's new name has no rule.
    if (other_doubt || any_gone || any_waits || !names.empty())
        walk_waiting(desk, [&](const Job& job) { following.follow(job); });
    following.come_back();
    if (before.shop.zone_of_tag != desk.set->shop.zone_of_tag)
        tally += replan_everything(desk, why, now);
    return tally;
}

}  // namespace vesper
