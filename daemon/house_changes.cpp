// The world changes under what waits: rules, time zones, what the channels carry; while the house
// runs, and while it was stopped.
#include "daemon/apply_past.hpp"
#include "daemon/channel_rate.hpp"
#include "daemon/house.hpp"
#include "daemon/log.hpp"
#include "daemon/replan_rules.hpp"
#include "daemon/rule_lives.hpp"
#include "daemon/set_files.hpp"
#include "daemon/translation.hpp"

#include <set>
#include <sstream>

namespace vesper {

namespace {

constexpr const char* rules_changed = "the rules changed";

bool zone_exists(const ZoneSnapshot* zones, const std::string& name) {
    return zones->find(name) != nullptr;
}

bool same_texts(const SetSources& a, SetSources b) {
    b.own = a.own;  // whose a file is says nothing of what stands in it
    return digest_of(a) == digest_of(b);
}

bool did_anything(const Replan& replan) {
    return replan.moved + replan.withdrawn + replan.reinstated + replan.held + replan.expired +
               replan.planned + replan.renamed >
           0;
}

std::string reloaded_words(std::size_t rules, const Replan& replan) {
    return "rules reloaded: " + std::to_string(rules) + (rules == 1 ? " rule; " : " rules; ") +
           std::to_string(replan.moved) + " moved, " + std::to_string(replan.withdrawn) +
           " withdrawn, " + std::to_string(replan.planned) + " planned, " +
           std::to_string(replan.renamed) + " renamed";
}

/// load_set with what only the house knows: the channels and the zones.
Loaded load_checked(const SetSources& sources, const Config& config, const ZoneSnapshot& zones) {
    return load_set(sources, known_channels(config),
                    [&](const std::string& name) { return zone_exists(&zones, name); });
}

/// One a line.
std::string in_lines(const std::set<std::string>& names) {
    std::string lines;
    for (const std::string& name : names) lines += name + '\n';
    return lines;
}

std::set<std::string> from_lines(const std::string& lines) {
    std::set<std::string> names;
    std::istringstream text{lines};
    for (std::string name; std::getline(text, name);) names.insert(name);
    return names;
}

/// The rules that sleep, and the channels that they wait for.
std::string asleep_in_lines(const RuleSet& rules) {
    std::string lines;
    for (const Rule& rule : rules.rules)
        if (!rule.asleep.empty()) lines += rule.name + ' ' + rule.asleep + '\n';
    return lines;
}

/// The rules sleep that slept when the note was written: what wakes, or falls asleep, has changed.
void sleep_as_noted(RuleSet& rules, const std::string& lines) {
    for (Rule& rule : rules.rules) rule.asleep.clear();
    std::istringstream text{lines};
    for (std::string name, channel; text >> name >> channel;)
        for (Rule& rule : rules.rules)
            if (rule.name == name) rule.asleep = channel;
}

}  // namespace

/// The files as they are now, beside what is left of those that the kept set came from.
Loaded House::load_files(const SetSources& sources) const {
    Loaded loaded = load_checked(sources, config_, *desk_.zones);
    const Diagnostics gone = vanished(own_files_, sources);
    loaded.diagnostics.insert(loaded.diagnostics.end(), gone.begin(), gone.end());
    if (!gone.empty()) loaded.set.reset();
    return loaded;
}

/// Inside a commit.
void House::keep(const SetSources& sources, Instant now) const {
    desk_.store->keep_set(sources, now);
    desk_.store->set_note("own_files", in_lines(sources.own));
    desk_.store->set_note("asleep", asleep_in_lines(desk_.set->rules));
}

void House::take_first_set(const Parts& parts) {
    own_files_ = from_lines(desk_.store->note("own_files"));
    Loaded loaded = load_files(parts.sources);
    status_.set_problems = loaded.diagnostics;
    status_.set_since = clock_->now();
    if (loaded.set) {
        desk_.take_set(std::make_unique<RunningSet>(std::move(*loaded.set)));
        return;
    }
    const auto kept = desk_.store->kept_set();
    Loaded last_good;
    if (kept) last_good = load_checked(*kept, config_, *desk_.zones);
    if (!last_good.set) {
        NoGoodSet none{"no rule set was ever good"};
        none.diagnostics = loaded.diagnostics.empty() ? last_good.diagnostics : loaded.diagnostics;
        throw none;
    }
    desk_.take_set(std::make_unique<RunningSet>(std::move(*last_good.set)));
    status_.set_from_store = true;
    log::error(in_own_language(say("the rule files have errors; running on the last good set")) +
               ":\n" + format(loaded.diagnostics, translation_into(own_language())));
}

/// The files may have been edited while the daemon was down: what waits follows them, as at a
/// reload.
void House::adopt_set(const SetSources& sources, Instant now) {
    if (const auto kept = desk_.store->kept_set()) {
        // What channels can do is part of what rules mean, so both sets are read beside the same
        // ones. An operator may have renamed a channel: then the kept set is read without them, and
        // what waits for the old name is planned anew. A set that does not load at all says
        // nothing: every rule may have changed.
        Loaded before = load_checked(*kept, config_, *desk_.zones);
        if (!before.set) before = load_set(*kept, {});
        if (before.set) sleep_as_noted(before.set->rules, desk_.store->note("asleep"));
        const RunningSet unknown{};
        Replan replan =
            replan_for_rules(desk_, before.set ? *before.set : unknown, rules_changed, now);
        if (!same_texts(*kept, sources)) try_held_again(desk_, rules_changed, now, replan);
        if (did_anything(replan)) {
            status_.last_replan = replan;
            status_.last_replan_why = in_english(say("rules changed while stopped"));
        }
        note_rule_lives(desk_, before.set ? &*before.set : &unknown, now);
    } else {
        note_rule_lives(desk_, nullptr, now);
    }
    keep(sources, now);
    own_files_ = sources.own;
}

/// tzdata may have been upgraded while the daemon was down, or a zone compiled by hand.
void House::adopt_zones_of_last_run(Instant now) {
    const std::string before = desk_.store->note("tzdata");
    const std::string files = desk_.store->note("zone files");
    const bool same_version = before == desk_.zones->version();
    const bool same_files = files.empty() || files == std::to_string(desk_.zones->digest());
    if (!before.empty() && !(same_version && same_files)) {
        status_.last_replan_why = "tzdata " + before + " -> " + desk_.zones->version();
        status_.last_replan = replan_everything(desk_, status_.last_replan_why, now);
        keep_zone_change({before, desk_.zones->version(), now, status_.last_replan.moved});
    }
    keep_zones_in_use();
}

void House::keep_zones_in_use() {
    desk_.store->set_note("tzdata", desk_.zones->version());
    desk_.store->set_note("zone files", std::to_string(desk_.zones->digest()));
}

/// A rate may have been lowered: what was planned for more goes where there is room, what is
/// critical first. Or a channel is another medium to the law.
void House::adopt_capacity_of_last_run(Instant now) {
    std::string capacity;
    for (const auto& [name, channel] : config_.channels)
        capacity += name + '=' + std::to_string(letters_a_minute(channel)) + '/' +
                    std::string{vesper::name(channel.medium)} + ' ';
    const std::string before = desk_.store->note("capacity");
    if (capacity == before) return;
    if (!before.empty()) {
        status_.last_replan_why = in_english(say("the channels changed"));
        status_.last_replan = replan_everything(desk_, status_.last_replan_why, now);
    }
    desk_.store->set_note("capacity", capacity);
}

Reload House::reload(const SetSources& sources, bool to_past) {
    Reload reload;
    Loaded loaded = load_files(sources);
    reload.diagnostics = loaded.diagnostics;
    status_.set_problems = loaded.diagnostics;
    if (!loaded.set) {
        log::error(in_own_language(say("the new rules are refused; the running set stays")) +
                   ":\n" + format(loaded.diagnostics, translation_into(own_language())));
        if (on_happening)
            on_happening({.at = clock_->now(),
                          .what = "reload-refused",
                          .words = "the files have errors; the running set stays"});
        return reload;
    }
    auto before = desk_.take_set(std::make_unique<RunningSet>(std::move(*loaded.set)));
    const Instant now = clock_->now();
    const bool written = change_in_one_commit([&] {
        const std::size_t told = desk_.happenings.size();
        desk_.tell(now, "reloaded", "");  // in front of what it moves
        reload.replan = replan_for_rules(desk_, *before, rules_changed, now);
        try_held_again(desk_, rules_changed, now, reload.replan);
        if (to_past) apply_to_past(desk_, now, reload.replan);
        note_rule_lives(desk_, before.get(), now);
        keep(sources, now);
        desk_.happenings[told].words = reloaded_words(desk_.set->rules.rules.size(), reload.replan);
    });
    if (!written) {
        desk_.take_set(std::move(before));
        return reload;
    }
    reload.accepted = true;
    own_files_ = sources.own;
    status_.set_since = now;
    status_.set_from_store = false;
    status_.last_replan = reload.replan;
    status_.last_replan_why = in_english(say("rules reloaded"));
    return reload;
}

/// Lives with the data: a restart a week later still tells.
void House::keep_zone_change(const ZoneChange& change) {
    desk_.store->set_note("tzdata_change", change.from + ' ' + change.to + ' ' +
                                               std::to_string(unix_seconds(change.at)) + ' ' +
                                               std::to_string(change.moved));
}

std::optional<ZoneChange> House::last_zone_change() const {
    std::istringstream note{desk_.store->note("tzdata_change")};
    ZoneChange change;
    std::int64_t at = 0;
    if (!(note >> change.from >> change.to >> at >> change.moved)) return std::nullopt;
    change.at = from_unix(at);
    return change;
}

Replan House::new_zones(std::shared_ptr<const ZoneSnapshot> zones) {
    const std::string why = "tzdata " + desk_.zones->version() + " -> " + zones->version();
    const auto before = std::exchange(desk_.zones, std::move(zones));
    const Instant now = clock_->now();
    Replan replan;
    const bool written = change_in_one_commit([&] {
        replan = replan_for_zones(desk_, *before, why, now);
        keep_zones_in_use();
        keep_zone_change({before->version(), desk_.zones->version(), now, replan.moved});
    });
    if (!written) {
        desk_.zones = before;
        return {};
    }
    status_.last_replan = replan;
    status_.last_replan_why = why;
    log::info(why + " moved=" + std::to_string(replan.moved) +
              " held=" + std::to_string(replan.held));
    return replan;
}

/// A change outside the turn, committed by itself. False: the store could not be written and
/// nothing changed.
bool House::change_in_one_commit(const std::function<void()>& work) {
    try {
        desk_.store->in_one_commit(work);
    } catch (const StoreUnwritable& problem) {
        commit_failed(problem.what(), false);
        return false;
    } catch (const CommitUnknown& problem) {
        commit_failed(problem.what(), true);
        return false;
    }
    const std::vector<Happening> happened = std::exchange(desk_.happenings, {});
    if (on_happening) {
        for (const Happening& happening : happened) on_happening(happening);
    }
    return true;
}

}  // namespace vesper
