#include "daemon/control/story.hpp"

#include "daemon/control/json_text.hpp"
#include "daemon/intake/order_json.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Where two things happened in the same second the cause comes before what it caused.
int rank(const StoryEntry& entry) {
    static const std::vector<std::string> order{"event", "decision", "plan", "attempt", "move"};
    return static_cast<int>(std::find(order.begin(), order.end(), entry.kind) - order.begin());
}

std::string event_words(const EventRow& event) {
    std::string words = event.type + " from " + event.source + " (id " + event.id + ")";
    if (event.received != event.time) words += ", received " + to_string(event.received);
    return words + ": " + event.effect;
}

/// The store keeps a job's moves, not its making: it was planned when the event it counts from was
/// taken in.
Instant planned_at(const Job& job, const std::vector<EventRow>& events) {
    for (const EventRow& event : events)
        if (event.time == job.intent.anchor) return event.received;
    return job.intent.anchor;
}

std::string plan_words(const Job& job, const std::vector<MoveRow>& moves, const Clocks& clocks) {
    std::string words = "job " + std::to_string(job.id) + " by rule " + job.key.rule + ": " +
                        job.message + " by " + job.channel;
    if (clocks.buyer == nullptr) return words + "; the buyer's clock is not known";
    Instant due = job.due;
    for (auto move = moves.rbegin(); move != moves.rend(); ++move)
        if (move->due_before) due = *move->due_before;
    return words + ", due " + to_string(due) + " (" + local_words(due, *clocks.buyer) +
           " buyer time)";
}

std::string move_words(const MoveRow& move, const Clocks& clocks) {
    std::string words =
        "job " + std::to_string(move.job) + " " + move.verb + " -> " + std::string{name(move.to)};
    if (move.due_after && move.due_after != move.due_before) {
        words += ", due " + to_string(*move.due_after);
        if (clocks.buyer != nullptr)
            words += " (" + local_words(*move.due_after, *clocks.buyer) + " buyer time)";
    }
    return move.reason.empty() ? words : words + ": " + move.reason;
}

std::string attempt_words(const AttemptRow& attempt) {
    std::string words = "job " + std::to_string(attempt.job) + " attempt " +
                        std::to_string(attempt.number) + " by " + attempt.channel + " to " +
                        attempt.recipient + " \"" + attempt.subject + "\": ";
    words += attempt.outcome.empty() ? "under way" : attempt.outcome;
    if (!attempt.words.empty()) words += ", " + attempt.words;
    if (!attempt.redirected_from.empty()) words += " (instead of " + attempt.redirected_from + ")";
    return words;
}

void add_job(const House& house, const Job& job, const std::vector<EventRow>& events,
             Story& story) {
    const Clocks clocks = clocks_of(house, job.intent.zone);
    const std::string& zone = job.intent.zone;
    const std::vector<MoveRow> moves = house.store().moves(job.id);
    story.entries.push_back(
        {planned_at(job, events), "plan", plan_words(job, moves, clocks), zone, job.id});
    for (const MoveRow& move : moves)
        story.entries.push_back({move.at, "move", move_words(move, clocks), zone, job.id});
    for (const AttemptRow& attempt : house.store().attempts(job.id))
        story.entries.push_back({attempt.started, "attempt", attempt_words(attempt), zone, job.id});
}

std::string job_line(const House& house, const Job& job) {
    const Clocks clocks = clocks_of(house, job.intent.zone);
    std::string line = "  job " + std::to_string(job.id) + "  " + std::string{name(job.state)} +
                       "  " + job.key.rule + " by " + job.channel;
    if (clocks.buyer != nullptr) {
        line += "  " + local_words(job.due, *clocks.buyer) + " buyer time";
        if (clocks.shop != nullptr)
            line += ", " + local_words(job.due, *clocks.shop) + " shop time";
    }
    line += "\n      " + job.explanation + "\n";
    if (!job.reason.empty()) line += "      " + job.reason + "\n";
    return line;
}

/// A decision without a rule is about an event: one that was refused.
std::string decision_words(const DecisionRow& decision) {
    if (decision.rule.empty()) return decision.reason;
    return "rule " + decision.rule + " plans nothing: " + decision.reason;
}

}  // namespace

Story tell_story(const House& house, const Order& order) {
    Story story;
    story.order = order;
    story.zone = resolve_buyer(order, house.set().shop.doubt.zone, house.zones());
    story.jobs = house.store().jobs_of_order(order.key);
    const std::vector<EventRow> events = house.store().events_of_order(order.key);
    for (const EventRow& event : events)
        story.entries.push_back({event.received, "event", event_words(event), story.zone.zone, 0});
    for (const DecisionRow& decision : house.store().decisions(order.key))
        story.entries.push_back(
            {decision.at, "decision", decision_words(decision), story.zone.zone, 0});
    for (const Job& job : story.jobs) add_job(house, job, events, story);
    std::stable_sort(story.entries.begin(), story.entries.end(),
                     [](const StoryEntry& a, const StoryEntry& b) {
                         return a.at != b.at ? a.at < b.at : rank(a) < rank(b);
                     });
    return story;
}

std::string story_json(const House& house, const Story& story) {
    JsonArray entries;
    for (const StoryEntry& entry : story.entries) {
        JsonObject view;
        view.json("at", moment_json(entry.at, clocks_of(house, entry.zone)))
            .text("kind", entry.kind)
            .text("words", entry.words);
        if (entry.job != 0) view.number("job", entry.job);
        entries.json(view.done());
    }
    JsonArray jobs;
    for (const Job& job : story.jobs) {
        const Clocks clocks = clocks_of(house, job.intent.zone);
        JsonArray attempts;
        for (const AttemptRow& attempt : house.store().attempts(job.id))
            attempts.json(attempt_json(attempt, clocks));
        JsonArray moves;
        for (const MoveRow& move : house.store().moves(job.id)) moves.json(move_json(move, clocks));
        jobs.json(JsonObject{}
                      .json("job", job_json(house, job))
                      .json("attempts", attempts.done())
                      .json("moves", moves.done())
                      .done());
    }
    const auto stage = current_stage(story.order);
    return JsonObject{}
        .text("key", story.order.key)
        .text("number", story.order.number)
        .text("stage", stage ? name(*stage) : "")
        .json("zone", zone_answer_json(story.zone))
        .text("tzdata", house.zones().version())
        .json("order", to_json(story.order))
        .json("story", entries.done())
        .json("jobs", jobs.done())
        .done();
}

std::string story_text(const House& house, const Story& story) {
    const Order& order = story.order;
    const auto stage = current_stage(order);
    std::string text =
        "Order " + (order.number.empty() ? order.id : order.number) + "  (" + order.key + ")\n";
    text += "  stands at " + std::string{stage ? name(*stage) : "no stage yet"};
    if (order.test) text += "; a test order: nothing reaches the buyer";
    if (order.redacted) text += "; the buyer's data was erased on request";
    text += "\n  buyer's clock: " +
            (story.zone.zone.empty() ? std::string{"not known"} : story.zone.zone) + " (" +
            std::string{name(story.zone.grade)} + "): " + story.zone.reason + "; tzdata " +
            house.zones().version() + "\n\nLetters\n";
    if (story.jobs.empty()) text += "  none\n";
    for (const Job& job : story.jobs) text += job_line(house, job);
    text += "\nWhat happened (UTC; buyer's clock)\n";
    for (const StoryEntry& entry : story.entries) {
        const Clocks clocks = clocks_of(house, entry.zone);
        text += "  " + to_string(entry.at);
        text +=
            clocks.buyer == nullptr ? std::string{} : "  " + local_words(entry.at, *clocks.buyer);
        text += "  " + entry.kind + "  " + entry.words + "\n";
    }
    return text;
}

}  // namespace vesper
