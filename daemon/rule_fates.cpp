#include "daemon/rule_fates.hpp"

#include "rules/step_channels.hpp"

#include <algorithm>
#include <vector>

namespace vesper {

namespace {

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

}  // namespace

NewNames renamed_rules(const RuleSet& before, const RuleSet& after) {
    NewNames names;
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

std::optional<Rule> rule_before(const Rule& rule, const RuleSet& before, const NewNames& names) {
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

Fates fates_of(const RunningSet& before, const RunningSet& after,
               const std::map<std::string, Medium>& media, const NewNames& names) {
    Fates fates;
    for (const Rule& rule : after.rules.rules)
        fates[rule.name] =
            fate_of(rule, rule_before(rule, before.rules, names), before, after, media);
    // A rule that was given another name without a word had lost what it planned.
    for (const auto& [old, rule] : names)
        fates[rule].removed_returns = after.rules.find(rule)->on_change != OnChange::withdraw;
    return fates;
}

}  // namespace vesper
