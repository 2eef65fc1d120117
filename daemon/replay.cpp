#include "daemon/replay.hpp"

#include "daemon/rule_fates.hpp"
#include "daemon/store/store.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace vesper {

namespace {

/// What a letter may wait beyond its rule's delay: for an evening, a holiday, a free minute.
constexpr date::days waits_at_most{14};
/// Deadlines seldom lie further ahead: a platform's buyer protection, prolonged.
constexpr date::days deadlines_at_most{120};

date::days days_of(const Delay& delay) {
    if (const auto* days = std::get_if<CalendarDays>(&delay)) return date::days{days->days};
    return date::ceil<date::days>(std::get<Elapsed>(delay).span);
}

/// How long after an event a letter may follow it.
date::days reach_of(const RuleSet& rules) {
    date::days reach{0};
    for (const Rule& rule : rules.rules)
        for (const Step& step : rule.steps) {
            date::days one = days_of(step.after) + date::days{step.every_days * (step.times - 1)};
            if (step.of) one += deadlines_at_most;
            reach = std::max(reach, one);
        }
    return reach + waits_at_most;
}

RuleSet rules_of(const SetSources& sources) {
    Loaded loaded = load_set(sources, {});
    return loaded.set ? std::move(loaded.set->rules) : RuleSet{};
}

/// rule, order, step, occurrence: the same letter in both runs.
using LetterKey = std::tuple<std::string, std::string, int, int>;

struct Letter {
    Instant sent;
    std::string zone;
};

/// The letters of a stretch; their rules by new names.
std::map<LetterKey, Letter> letters_of(const Simulation& simulation, Instant since,
                                       const std::map<std::string, std::string>& names) {
    std::map<LetterKey, Letter> letters;
    for (const SimulatedLetter& letter : simulation.letters) {
        if (letter.sent < since) continue;
        const auto name = names.find(letter.rule);
        letters[{name == names.end() ? letter.rule : name->second, letter.order, letter.step,
                 letter.occurrence}] = {letter.sent, letter.zone};
    }
    return letters;
}

/// Puts the letters of both runs side by side.
class Comparison {
public:
    explicit Comparison(const std::map<std::string, std::string>& names) {
        for (const auto& [old, name] : names) renamed_.insert(name);
    }

    void add(const LetterKey& key, const Letter* then, const Letter* now) {
        const auto& [name, order, step, occurrence] = key;
        ReplayedRule& rule = rules_[name];
        rule.rule = name;
        if (then) ++rule.then;
        if (now) ++rule.now;
        if (then && now && same_time(name, *then, *now)) return;
        ++(!then ? rule.gained : !now ? rule.lost : rule.moved);
        ReplayedLetter letter{order, step, occurrence, (now ? now : then)->zone, {}, {}};
        if (then) letter.then = then->sent;
        if (now) letter.now = now->sent;
        rule.letters.push_back(std::move(letter));
    }

    std::vector<ReplayedRule> rules() {
        const auto time = [](const ReplayedLetter& letter) {
            return letter.now ? *letter.now : *letter.then;
        };
        std::vector<ReplayedRule> sorted;
        for (auto& [name, rule] : rules_) {
            std::stable_sort(rule.letters.begin(), rule.letters.end(),
                             [&](const ReplayedLetter& a, const ReplayedLetter& b) {
                                 return time(a) < time(b);
                             });
            sorted.push_back(std::move(rule));
        }
        return sorted;
    }

private:
    /// The minute comes from the rule's name; where that is another, the evening counts.
    bool same_time(const std::string& rule, const Letter& then, const Letter& now) const {
        constexpr seconds another_evening{12 * 3600};
        const auto apart = std::chrono::abs(now.sent - then.sent);
        return renamed_.count(rule) != 0 ? apart < another_evening : apart == seconds{0};
    }

    std::set<std::string> renamed_;
    std::map<std::string, ReplayedRule> rules_;
};

}  // namespace

Replay replay(const Store& store, const SetSources& running, const SetSources& changed,
              std::shared_ptr<const ZoneSnapshot> zones, Instant since, Instant until,
              ChannelConfigs channels) {
    for (auto& [name, channel] : channels) channel.rate = 0;
    const RuleSet before = rules_of(running);
    const RuleSet after = rules_of(changed);
    Replay replay;
    replay.since = since;
    replay.until = until;
    replay.events_since = store.oldest_event();
    const date::days reach = std::max(reach_of(before), reach_of(after));
    const std::vector<std::string> events = store.event_bodies(since - reach);
    replay.events = static_cast<std::int64_t>(events.size());
    const Simulation then = simulate(running, zones, events, std::nullopt, until, channels);
    const Simulation now = simulate(changed, zones, events, std::nullopt, until, channels);
    replay.problems = now.problems;
    const auto names = renamed_rules(before, after);
    const auto old_letters = letters_of(then, since, names);
    const auto new_letters = letters_of(now, since, {});
    Comparison comparison{names};
    for (const auto& [key, letter] : old_letters) {
        const auto same = new_letters.find(key);
        comparison.add(key, &letter, same == new_letters.end() ? nullptr : &same->second);
    }
    for (const auto& [key, letter] : new_letters)
        if (old_letters.count(key) == 0) comparison.add(key, nullptr, &letter);
    replay.rules = comparison.rules();
    return replay;
}

}  // namespace vesper
