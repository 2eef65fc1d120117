#include "daemon/control/story.hpp"

#include "daemon/control/json_text.hpp"
#include "daemon/control/story_words.hpp"
#include "daemon/intake/order_json.hpp"
#include "scheduler/ladder.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Where two things happened in the same second the cause comes before what it caused.
int rank(const StoryEntry& entry) {
    static const std::vector<std::string> order{"event", "decision", "plan", "attempt", "move"};
    return static_cast<int>(std::find(order.begin(), order.end(), entry.kind) - order.begin());
}

/// The store keeps a job's moves, not its making: it was planned when what it counts from came to
/// be known, which no older event can have told; and never after its first move.
Instant planned_at(const Job& job, const std::vector<EventRow>& events,
                   const std::vector<MoveRow>& moves) {
    Instant planned = job.intent.anchor;
    for (const EventRow& event : events) {
        if (event.time < job.intent.anchor && !job.intent.of) continue;
        planned = event.received;
        break;
    }
    return moves.empty() ? planned : std::min(planned, moves.front().at);
}

void add_job(const House& house, const Job& job, const std::vector<EventRow>& events,
             Story& story) {
    const std::string& zone = job.intent.zone;
    const std::vector<MoveRow> moves = house.store().moves(job.id);
    StoryEntry entry{planned_at(job, events, moves),
                     "plan",
                     zone,
                     job.id,
                     job.key.rule,
                     0,
                     "by rule " + job.key.rule + ": " + letter_words(job),
                     std::nullopt,
                     ""};
    if (zone.empty()) {
        entry.why = "; the buyer's clock is not known";
    } else {
        entry.due = job.due;
        for (auto move = moves.rbegin(); move != moves.rend(); ++move)
            if (move->due_before) entry.due = *move->due_before;
    }
    story.entries.push_back(entry);
    for (const MoveRow& move : moves) {
        const bool moved = move.due_after && move.due_after != move.due_before;
        story.entries.push_back({move.at, "move", zone, job.id, job.key.rule, 0, move_words(move),
                                 moved ? move.due_after : std::nullopt,
                                 move.reason.empty() ? "" : ": " + move.reason});
    }
    for (const AttemptRow& attempt : house.store().attempts(job.id))
        story.entries.push_back({attempt.started, "attempt", zone, job.id, job.key.rule, 0,
                                 attempt_words(attempt), std::nullopt, ""});
}

bool same_but_for_job(const StoryEntry& a, const StoryEntry& b) {
    return a.at == b.at && a.kind == b.kind && a.zone == b.zone && a.rule == b.rule &&
           a.event == b.event && a.said == b.said && a.why == b.why &&
           a.due.has_value() == b.due.has_value() && a.kind != "attempt" && a.kind != "event";
}

std::string line_text(const House& house, const StoryLine& line) {
    const StoryEntry& entry = line.first;
    const Clocks clocks = clocks_of(house, entry.zone);
    std::string text = to_string(entry.at);
    if (clocks.buyer != nullptr) text += "  " + local_words(entry.at, *clocks.buyer);
    return text + "  " + entry.kind + "  " + words_of(line, clocks);
}

}  // namespace

Story tell_story(const House& house, const Order& order) {
    Story story;
    story.order = order;
    story.zone = resolve_buyer(order, house.set().shop.doubt.zone, house.zones());
    story.jobs = house.store().jobs_of_order(order.key);
    const std::string& zone = story.zone.zone;
    const std::vector<EventRow> events = house.store().events_of_order(order.key);
    for (const EventRow& event : events)
        story.entries.push_back({event.received, "event", zone, 0, "", event.seq,
                                 event_words(event), std::nullopt, ""});
    for (const DecisionRow& decision : house.store().decisions(order.key))
        story.entries.push_back({decision.at, "decision", zone, 0, decision.rule, decision.event,
                                 decision_words(decision), std::nullopt, ""});
    for (const Job& job : story.jobs) add_job(house, job, events, story);
    std::stable_sort(story.entries.begin(), story.entries.end(),
                     [](const StoryEntry& a, const StoryEntry& b) {
                         return a.at != b.at ? a.at < b.at : rank(a) < rank(b);
                     });
    return story;
}

std::vector<StoryLine> folded(const std::vector<StoryEntry>& entries) {
    std::vector<StoryLine> lines;
    for (const StoryEntry& entry : entries) {
        if (lines.empty() || !same_but_for_job(lines.back().first, entry))
            lines.push_back({entry, {}, {}, 0});
        StoryLine& line = lines.back();
        ++line.times;
        if (entry.job != 0) line.jobs.push_back(entry.job);
        if (entry.due) line.dues.push_back(*entry.due);
    }
    return lines;
}

std::string entry_json(const House& house, const StoryEntry& entry) {
    const Clocks clocks = clocks_of(house, entry.zone);
    JsonObject view;
    view.json("at", moment_json(entry.at, clocks))
        .text("kind", entry.kind)
        .text("words", words_of(folded({entry}).front(), clocks));
    if (entry.job != 0) view.number("job", entry.job);
    view.text_if_known("rule", entry.rule);
    return view.done();
}

std::string story_json(const House& house, const Story& story) {
    JsonArray entries;
    for (const StoryEntry& entry : story.entries) entries.json(entry_json(house, entry));
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

std::string order_title(const Order& order) {
    return "Order " + (order.number.empty() ? order.id : order.number) + "  (" + order.key + ")";
}

std::string entries_text(const House& house, const std::vector<StoryEntry>& entries) {
    std::string text;
    for (const StoryLine& line : folded(entries)) text += "  " + line_text(house, line) + "\n";
    return text;
}

std::string story_text(const House& house, const Story& story) {
    const Order& order = story.order;
    const auto stage = current_stage(order);
    std::string text =
        order_title(order) + "\n  stands at " + std::string{stage ? name(*stage) : "no stage yet"};
    if (order.test) text += "; a test order: nothing reaches the buyer";
    if (order.redacted) text += "; the buyer's data was erased on request";
    text += "\n  buyer's clock: " + clock_words(story.zone) + "; tzdata " +
            house.zones().version() + "\n\nLetters\n";
    text += story.jobs.empty() ? "  none\n" : letters_text(house, story.jobs);
    text += "\nWhat happened (UTC; buyer's clock)\n" + entries_text(house, story.entries);
    return text;
}

}  // namespace vesper
