#include "daemon/control/why_not.hpp"

#include "daemon/control/json_text.hpp"
#include "daemon/control/rule_checks.hpp"
#include "daemon/control/story_words.hpp"
#include "daemon/on_trial.hpp"
#include "daemon/rule_lives.hpp"
#include "rules/evaluate.hpp"

#include <algorithm>
#include <set>

namespace vesper {

namespace {

std::optional<RuleLife> life_of(const House& house, const std::string& rule) {
    for (RuleLife& life : rule_lives(house.store()))
        if (life.rule == rule) return std::move(life);
    return std::nullopt;
}

/// What of the order's story is about the rule: its decisions and jobs, the events that they
/// followed, and those that end it.
std::vector<StoryEntry> about(const Story& story, const std::string& name, const Rule* rule,
                              const House& house) {
    std::set<std::int64_t> events;
    for (const StoryEntry& entry : story.entries)
        if (entry.rule == name && entry.kind == "decision") events.insert(entry.event);
    std::set<Instant> instants;
    for (const Job& job : story.jobs)
        if (job.key.rule == name) instants.insert(job.intent.anchor);
    if (rule) {
        std::vector<Stage> stages = rule->unless;
        if (rule->trigger != Trigger::deadline) stages.push_back(rule->on);
        for (const Stage stage : stages) {
            const auto fact = story.order.facts.find(stage);
            if (fact != story.order.facts.end()) instants.insert(fact->second);
        }
    }
    for (const EventRow& event : house.store().events_of_order(story.order.key))
        if (instants.contains(event.time)) events.insert(event.seq);
    std::vector<StoryEntry> entries;
    for (const StoryEntry& entry : story.entries) {
        const bool is_event = entry.kind == "event" && events.contains(entry.event);
        if (is_event || (!name.empty() && entry.rule == name)) entries.push_back(entry);
    }
    return entries;
}

/// When the house first knew what the rule counts from: no event that is older can have told it.
std::optional<Instant> learned(const House& house, const Rule& rule, const Order& order) {
    const auto anchor = anchor_of(rule, order);
    if (!anchor) return std::nullopt;
    for (const EventRow& event : house.store().events_of_order(order.key))
        if (event.time >= *anchor || rule.trigger == Trigger::deadline) return event.received;
    return *anchor;
}

std::string job_words(const House& house, const Job& job) {
    std::string words = jobs_words({job.id}) + " (" + letter_words(job) + ") ";
    const std::string due = when_words(house, job.intent.zone, job.due);
    switch (job.state) {
        case JobState::scheduled:
            return words + "is still to come: due " + due;
        case JobState::running:
            return words + "is on its way now";
        case JobState::delivered:
            return words + "was delivered: it was due " + due;
        case JobState::held:
            return words + "is held: " + job.reason;
        case JobState::unknown:
            return words + "left, and what became of it is not known: " + job.reason;
        case JobState::withdrawn:
        case JobState::expired:
        case JobState::refused:
            break;
    }
    return words + "was planned for " + due + " and " +
           (job.state == JobState::withdrawn ? "withdrawn: "
            : job.state == JobState::expired ? "came too late: "
                                             : "refused by the other side: ") +
           (job.reason.empty() ? "the reason was erased with the buyer's data" : job.reason);
}

/// The answer where the rule has jobs: the sentence of the job that tells most.
std::string answer_by_jobs(const House& house, const WhyNot& why) {
    const auto sent = std::count_if(why.jobs.begin(), why.jobs.end(), [](const Job& job) {
        return job.state == JobState::delivered;
    });
    const std::string others = why.jobs.size() > 1
                                   ? " (" + std::to_string(why.jobs.size()) +
                                         " letters are of this rule, " +
                                         (sent == 0 ? "none" : std::to_string(sent)) + " delivered)"
                                   : "";
    if (sent > 0) {
        const auto first = std::find_if(why.jobs.begin(), why.jobs.end(), [](const Job& job) {
            return job.state == JobState::delivered;
        });
        return "It was sent after all. " + job_words(house, *first) + others +
               ". vesper why tells the whole story";
    }
    const auto coming = std::find_if(why.jobs.begin(), why.jobs.end(), [](const Job& job) {
        return job.state == JobState::scheduled || job.state == JobState::running;
    });
    if (coming != why.jobs.end()) return "Not yet. " + job_words(house, *coming) + others;
    return "No letter was delivered: " + job_words(house, why.jobs.front()) + others;
}

/// The answer where nothing of the rule is recorded: it was never asked, and why.
std::string answer_by_record(const House& house, const WhyNot& why, const Rule& rule) {
    if (std::string reason = not_begun(house, rule, why.order); !reason.empty())
        return "The rule has not begun: " + reason;
    const std::string shop = house.set().shop.zone;
    const auto known = learned(house, rule, why.order);
    const std::string event = rule.trigger == Trigger::deadline
                                  ? "deadline " + std::string{name(*rule.of)}
                                  : std::string{name(rule.on)};
    if (known && why.life && why.life->since && *why.life->since > *known)
        return "The rule is newer than the event: it is in the rules since " +
               to_string(*why.life->since) + ", and the order's " + event + " came in at " +
               to_string(*known) + ". A new rule acts on events from then on";
    if (why.order.test) return "It is a test order: those never reach a buyer";
    if (why.order.redacted) return "The buyer's data was erased on request";
    if (known && why.life && why.life->changed && *why.life->changed > *known)
        return "Nothing of this rule was planned when the order's " + event + " came in, at " +
               to_string(*known) + "; the rule was changed since, at " +
               to_string(*why.life->changed) + ", and a change acts on what waits";
    return "Nothing is recorded of this rule and this order; what is older than " +
           std::to_string(house.config().keep_days) + " days is forgotten";
}

std::string answer_of(const House& house, const WhyNot& why, const Rule* rule) {
    if (!why.jobs.empty()) return answer_by_jobs(house, why);
    const std::vector<DecisionRow> decisions = house.store().decisions(why.order.key);
    const auto last =
        std::find_if(decisions.rbegin(), decisions.rend(),
                     [&](const DecisionRow& decision) { return decision.rule == why.rule; });
    if (last != decisions.rend()) return "No letter was planned: " + last->reason;
    if (rule) return answer_by_record(house, why, *rule);
    return "The rule is not in the rules, and nothing of it was ever planned for this order";
}

}  // namespace

std::vector<std::string> rules_known_of(const House& house, const Order& order) {
    std::set<std::string> names;
    for (const Rule& rule : house.set().rules.rules) names.insert(rule.name);
    for (const RuleLife& life : rule_lives(house.store())) names.insert(life.rule);
    for (const Job& job : house.store().jobs_of_order(order.key)) names.insert(job.key.rule);
    for (const DecisionRow& decision : house.store().decisions(order.key))
        if (!decision.rule.empty()) names.insert(decision.rule);
    return {names.begin(), names.end()};
}

WhyNot tell_why_not(const House& house, const Order& order, const std::string& name) {
    const Rule* rule = house.set().rules.find(name);
    const Story story = tell_story(house, order);
    WhyNot why;
    why.order = order;
    why.zone = story.zone;
    why.rule = name;
    why.life = life_of(house, name);
    why.runs = rule != nullptr;
    why.place = rule ? written_at(*rule) : why.life ? why.life->place : "";
    for (const Job& job : story.jobs)
        if (job.key.rule == name) why.jobs.push_back(job);
    why.then = about(story, name, rule, house);
    why.answer = answer_of(house, why, rule);
    why.sent = std::any_of(why.jobs.begin(), why.jobs.end(),
                           [](const Job& job) { return job.state == JobState::delivered; });
    if (!rule) return why;
    why.today = checks_of(house, *rule, order);
    const bool all = std::all_of(why.today.begin(), why.today.end(),
                                 [](const Check& check) { return check.holds; });
    const auto anchor = anchor_of(*rule, order);
    if (!all || !anchor || !why.jobs.empty()) return why;
    const Plan plan = plan_on_trial(house, *rule, order, *anchor);
    for (const Job& job : plan.jobs)
        why.if_now.push_back({job.key.step, job.state == JobState::held
                                                ? "held: " + job.reason
                                                : to_string(job.due) + ", " + job.explanation});
    for (const NotPlanned& none : plan.none) why.if_now.push_back({none.step, none.reason});
    return why;
}

std::string why_not_json(const House& house, const WhyNot& why) {
    const Clocks clocks = clocks_of(house, why.zone.zone);
    JsonArray then;
    for (const StoryEntry& entry : why.then) then.json(entry_json(house, entry));
    JsonArray jobs;
    for (const Job& job : why.jobs) jobs.json(job_json(house, job));
    JsonArray today;
    for (const Check& check : why.today)
        today.json(JsonObject{}.flag("holds", check.holds).text("words", check.words).done());
    JsonArray if_now;
    for (const IfNow& each : why.if_now)
        if_now.json(JsonObject{}.number("step", each.step).text("words", each.words).done());
    JsonObject rule;
    rule.text("name", why.rule).text("place", why.place).flag("runs", why.runs);
    rule.json("since", moment_json(why.life ? why.life->since : std::nullopt, clocks))
        .json("changed", moment_json(why.life ? why.life->changed : std::nullopt, clocks))
        .json("gone", moment_json(why.life ? why.life->gone : std::nullopt, clocks));
    return JsonObject{}
        .text("key", why.order.key)
        .text("number", why.order.number)
        .json("rule", rule.done())
        .text("answer", why.answer)
        .flag("sent", why.sent)
        .json("zone", zone_answer_json(why.zone))
        .text("tzdata", house.zones().version())
        .json("then", then.done())
        .json("jobs", jobs.done())
        .json("today", today.done())
        .json("if_now", if_now.done())
        .done();
}

}  // namespace vesper
