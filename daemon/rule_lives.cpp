#include "daemon/rule_lives.hpp"

#include "daemon/rule_fates.hpp"

#include <map>
#include <sstream>

namespace vesper {

namespace {

// A line for each rule, its members behind tabs: names hold none, nor do file names that are shown.
constexpr const char* note_name = "rule_lives";
constexpr std::size_t gone_kept_max = 500;  // of rules that are in the set no more

std::string text_of(const std::optional<Instant>& instant) {
    return instant ? std::to_string(unix_seconds(*instant)) : "-";
}

std::optional<Instant> instant_of(const std::string& text) {
    if (text.empty() || text == "-") return std::nullopt;
    return from_unix(std::stoll(text));
}

std::string line_of(const RuleLife& life) {
    return life.rule + '\t' + text_of(life.since) + '\t' + text_of(life.changed) + '\t' +
           text_of(life.gone) + '\t' + life.place + '\n';
}

}  // namespace

std::vector<RuleLife> rule_lives(const Store& store) {
    std::vector<RuleLife> lives;
    std::istringstream note{store.note(note_name)};
    for (std::string line; std::getline(note, line);) {
        std::istringstream members{line};
        std::string rule, since, changed, gone, place;
        std::getline(members, rule, '\t');
        std::getline(members, since, '\t');
        std::getline(members, changed, '\t');
        std::getline(members, gone, '\t');
        std::getline(members, place);
        lives.push_back({rule, instant_of(since), instant_of(changed), instant_of(gone), place});
    }
    return lives;
}

void note_rule_lives(Desk& desk, const RunningSet* before, Instant now) {
    const std::map<std::string, std::string> names =
        before ? renamed_rules(before->rules, desk.set->rules)
               : std::map<std::string, std::string>{};
    std::map<std::string, RuleLife> known;
    for (RuleLife& life : rule_lives(*desk.store)) {
        const auto name = names.find(life.rule);  // a rule lives on under its new name
        if (name != names.end()) {
            life.rule = name->second;
            life.gone = std::nullopt;
        }
        const auto [other, is_new] = known.try_emplace(life.rule, life);
        if (!is_new && life.since < other->second.since) other->second = std::move(life);
    }
    std::map<std::string, RuleLife> next;
    for (const Rule& rule : desk.set->rules.rules) {
        const auto old = before ? rule_before(rule, before->rules, names) : std::nullopt;
        const Rule* was = old ? &*old : nullptr;
        const auto found = known.find(rule.name);
        RuleLife life{rule.name, now, std::nullopt, std::nullopt, written_at(rule)};
        if (found != known.end() && !found->second.gone) {
            life.since = found->second.since;
            life.changed = found->second.changed;
        } else if (was) {  // it ran before there was this note
            life.since = std::nullopt;
        }
        if (was && !same_meaning(*was, rule)) life.changed = now;
        next[rule.name] = std::move(life);
    }
    std::size_t gone = 0;
    for (auto& [name, life] : known) {
        if (next.contains(name) || gone++ >= gone_kept_max) continue;
        if (!life.gone) life.gone = now;
        next[name] = std::move(life);
    }
    std::string note;
    for (const auto& [name, life] : next) note += line_of(life);
    desk.store->set_note(note_name, note);
}

}  // namespace vesper
