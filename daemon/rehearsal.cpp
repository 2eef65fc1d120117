#include "daemon/rehearsal.hpp"

#include "daemon/delivery/prepare.hpp"
#include "daemon/log.hpp"
#include "daemon/rule_fates.hpp"
#include "rules/addresses.hpp"
#include "rules/check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <tuple>
#include <unordered_map>

namespace vesper {

namespace {

/// What was under way when the copy was made is the daemon's to settle: nothing is planned anew
/// for it.
class NobodyCarries : public Courier {
public:
    int free_slots(const std::string&) const override { return 0; }
    void carry(Parcel) override { VESPER_CHECK(false, "nothing leaves a copy"); }
    std::vector<Returned> collect() override { return {}; }
    int in_flight() const override { return 0; }
    Asked ask(const std::string&, const std::string&) override { return Asked::accepted; }
};

/// A waiting job as far as it is compared. A million of them are held at a time: words that many
/// share are kept once.
struct Waiting {
    Instant due;
    JobState state;
    MessageClass message_class;
    const std::string* channel;
    const std::string* message;
};

class Snapshot {
public:
    void note(const Job& job) { jobs_[job.id] = waiting(job); }

    /// What was noted of the job, and forgets it.
    std::optional<Waiting> take(std::int64_t id) {
        const auto found = jobs_.find(id);
        if (found == jobs_.end()) return std::nullopt;
        const Waiting waiting = found->second;
        jobs_.erase(found);
        return waiting;
    }

    Waiting waiting(const Job& job) {
        return {job.due, job.state, job.message_class, shared(job.channel), shared(job.message)};
    }

    const std::unordered_map<std::int64_t, Waiting>& left() const { return jobs_; }

private:
    const std::string* shared(const std::string& word) { return &*words_.insert(word).first; }

    std::unordered_map<std::int64_t, Waiting> jobs_;
    std::set<std::string> words_;
};

template <class Each>
void each_waiting(const Store& store, Each each) {
    std::int64_t after = 0;
    for (;;) {
        const std::vector<Job> jobs = store.waiting(after, walk_step);
        for (const Job& job : jobs) each(job);
        if (jobs.size() < walk_step) return;
        after = jobs.back().id;
    }
}

Effect effect_on(const Waiting& before, const Waiting& after) {
    const bool was_held = before.state == JobState::held;
    if (after.state == JobState::held) return was_held ? Effect::kept : Effect::held;
    if (was_held) return Effect::released;
    if (before.due != after.due) return Effect::moved;
    const bool same_words = before.channel == after.channel && before.message == after.message &&
                            before.message_class == after.message_class;
    return same_words ? Effect::kept : Effect::reworded;
}

using Shareable = std::map<std::string, std::string>;  // as in Desk

std::string why_off(const Job& job, const Shareable& shareable) {
    const auto found = shareable.find(job.reason);
    return found == shareable.end() ? job.reason : found->second;
}

Consequence consequence(Effect effect, const Job& job, const Shareable& shareable) {
    Consequence one;
    one.effect = effect;
    one.key = job.key;
    one.job = job.id;
    one.zone = job.intent.zone;
    if (job.state == JobState::scheduled) one.to = job.due;
    const bool off = effect == Effect::withdrawn || job.state == JobState::held;
    one.why =
        without_addresses(off ? why_off(job, shareable) : log::without_place(job.explanation));
    return one;
}

/// The outcomes of rules, to be found by name.
class Outcomes {
public:
    Outcomes(const RuleSet& before, const RuleSet& after) {
        const auto names = renamed_rules(before, after);
        for (const Rule& rule : after.rules) {
            RuleOutcome& outcome = add(rule.name);
            const auto name = names.find(rule.was);
            if (name != names.end() && before.find(rule.was)) outcome.was = rule.was;
            outcome.is_new = outcome.was.empty() && !before.find(rule.name);
        }
        for (const Rule& rule : before.rules)
            if (!after.find(rule.name) && names.count(rule.name) == 0)
                add(rule.name).is_gone = true;
    }

    void keep(const std::string& rule) { ++of(rule).counts[Effect::kept]; }

    void note(Consequence one) {
        RuleOutcome& outcome = of(one.key.rule);
        ++outcome.counts[one.effect];
        outcome.consequences.push_back(std::move(one));
    }

    std::vector<RuleOutcome> sorted() && {
        for (RuleOutcome& outcome : outcomes_)
            std::sort(outcome.consequences.begin(), outcome.consequences.end(), earlier);
        return std::move(outcomes_);
    }

private:
    static bool earlier(const Consequence& a, const Consequence& b) {
        const auto place = [](const Consequence& one) {
            return std::tuple{one.effect, one.to ? *one.to : one.from.value_or(Instant{}), one.job};
        };
        return place(a) < place(b);
    }

    RuleOutcome& add(const std::string& rule) {
        places_[rule] = outcomes_.size();
        outcomes_.emplace_back().rule = rule;
        return outcomes_.back();
    }

    /// What is left of rules that were removed long ago has an outcome, too.
    RuleOutcome& of(const std::string& rule) {
        const auto found = places_.find(rule);
        if (found != places_.end()) return outcomes_[found->second];
        RuleOutcome& outcome = add(rule);
        outcome.is_gone = true;
        return outcome;
    }

    std::vector<RuleOutcome> outcomes_;
    std::map<std::string, std::size_t> places_;
};

/// What waits now against what waited before.
void compare(const Store& store, Snapshot& before, const Shareable& shareable, Outcomes& outcomes) {
    each_waiting(store, [&](const Job& job) {
        const std::optional<Waiting> was = before.take(job.id);
        const Effect effect = was                           ? effect_on(*was, before.waiting(job))
                              : job.state == JobState::held ? Effect::held
                                                            : Effect::added;
        if (effect == Effect::kept) return outcomes.keep(job.key.rule);
        Consequence one = consequence(effect, job, shareable);
        if (was && was->state == JobState::scheduled) one.from = was->due;
        if (effect == Effect::reworded)
            one.why = (was->message->empty() ? *was->channel : *was->message) + " by " +
                      *was->channel + " becomes " + job.message + " by " + job.channel;
        outcomes.note(std::move(one));
    });
    for (const auto& [id, was] : before.left()) {
        const auto job = store.job(id);
        VESPER_CHECK(job.has_value(), "a reload deletes no job");
        Consequence one = consequence(Effect::withdrawn, *job, shareable);
        if (was.state == JobState::scheduled) one.from = was.due;
        outcomes.note(std::move(one));
    }
}

/// Texts that differ, by message and language; those that only one of the sets has, too.
std::map<std::pair<std::string, std::string>, std::int64_t> other_texts(const MessageSet& before,
                                                                        const MessageSet& after) {
    std::map<std::pair<std::string, std::string>, std::int64_t> differ;
    const auto look = [&](const MessageSet& from, const MessageSet& other) {
        for (const std::string& message : from.names())
            for (const std::string& language : from.languages(message)) {
                const Message* one = from.find(message, language, {});
                const Message* two = other.find(message, language, {});
                if (!two || two->language != language || one->subject != two->subject ||
                    one->body != two->body)
                    differ[{message, language}] = 0;
            }
    };
    look(before, after);
    look(after, before);
    return differ;
}

/// How many waiting letters read differently for it.
std::vector<OtherText> count_texts(const House& house, const MessageSet& before) {
    auto differ = other_texts(before, house.set().messages);
    if (differ.empty()) return {};
    std::set<std::string> messages;
    for (const auto& [text, letters] : differ) messages.insert(text.first);
    const RunningSet& set = house.set();
    each_waiting(house.store(), [&](const Job& job) {
        if (messages.count(job.message) == 0) return;
        const Rule* rule = set.rules.find(job.key.rule);
        const auto order = house.store().order(job.key.order);
        if (!rule || !order) return;
        const Step& step = rule->steps.at(static_cast<std::size_t>(job.key.step));
        const Message* text = text_of(job, step, *order, set);
        const auto found = text ? differ.find({job.message, text->language}) : differ.end();
        if (found != differ.end()) ++found->second;
    });
    std::vector<OtherText> texts;
    for (const auto& [text, letters] : differ) texts.push_back({text.first, text.second, letters});
    return texts;
}

}  // namespace

std::string_view name(Effect effect) {
    constexpr std::array<std::string_view, effects> names{
        "added", "moved", "withdrawn", "held", "released", "reworded", "kept"};
    return names.at(static_cast<std::size_t>(effect));
}

CopiedHouse::CopiedHouse(const std::string& database, const Config& config,
                         std::shared_ptr<const ZoneSnapshot> zones, Instant now)
    : clock_(now) {
    {
        const Store store{database};
        if (auto kept = store.kept_set()) kept_ = *std::move(kept);
        std::istringstream own{store.note("own_files")};
        for (std::string name; std::getline(own, name);) kept_.own.insert(name);
    }
    House::Parts parts;
    parts.config = config;
    parts.config.database = database;
    parts.clock = &clock_;
    parts.courier = std::make_unique<NobodyCarries>();
    parts.zones = std::move(zones);
    parts.sources = kept_;
    parts.shareable = &shareable_;
    house_ = std::make_unique<House>(std::move(parts));
}

Rehearsal CopiedHouse::rehearse(const SetSources& sources, bool to_past) {
    Rehearsal rehearsal;
    Snapshot before;
    each_waiting(house_->store(), [&](const Job& job) { before.note(job); });
    const RuleSet rules = house_->set().rules;
    const MessageSet messages = house_->set().messages;
    rehearsal.reload = house_->reload(sources, to_past);
    if (!rehearsal.reload.accepted) return rehearsal;
    Outcomes outcomes{rules, house_->set().rules};
    compare(house_->store(), before, shareable_, outcomes);
    rehearsal.rules = std::move(outcomes).sorted();
    rehearsal.texts = count_texts(*house_, messages);
    rehearsal.other_shop = sources.shop.text != kept_.shop.text;
    return rehearsal;
}

std::int64_t Rehearsal::count(Effect effect) const {
    std::int64_t sum = 0;
    for (const RuleOutcome& outcome : rules) {
        const auto found = outcome.counts.find(effect);
        if (found != outcome.counts.end()) sum += found->second;
    }
    return sum;
}

bool Rehearsal::changes() const {
    return other_shop || !texts.empty() ||
           std::any_of(rules.begin(), rules.end(), [](const RuleOutcome& outcome) {
               return outcome.is_new || outcome.is_gone || !outcome.was.empty() ||
                      !outcome.consequences.empty();
           });
}

}  // namespace vesper
