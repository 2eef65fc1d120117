#include "daemon/control/story.hpp"

#include "daemon/control/json_text.hpp"
#include "daemon/control/story_words.hpp"
#include "daemon/intake/order_json.hpp"
#include "scheduler/ladder.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace vesper {

namespace {

/// Where two things happened in the same second the cause comes before what it caused.
int rank(const StoryEntry& entry) {
    return entry.kind == "event" ? 0 : entry.kind == "decision" ? 1 : entry.kind == "plan" ? 2 : 3;
}

/// Verbs that only a job under way leaves its state by.
bool ends_attempts(const MoveRow& move) {
    return move.verb == "finish" || move.verb == "retry" || move.verb == "refuse" ||
           move.verb == "set_aside" || move.verb == "become_unknown";
}

bool ended(const MoveRow& move, const AttemptRow& attempt) {
    if (attempt.started > move.at) return false;
    if (ends_attempts(move)) return true;
    // Store::hold and Store::expire end what is under way in their own words.
    return (move.verb == "hold" || move.verb == "expire") && attempt.outcome == "deferred" &&
           attempt.finished == move.at && attempt.words == move.reason;
}

/// How many of a job's attempts began before each of its moves: instants are whole seconds, but a
/// job under way moves in one way only, by the end of its attempt.
std::vector<std::size_t> begun_before(const std::vector<MoveRow>& moves,
                                      const std::vector<AttemptRow>& attempts) {
    std::vector<std::size_t> begun;
    std::size_t next = 0;
    bool under_way = false;
    for (const MoveRow& move : moves) {
        for (; next < attempts.size() && attempts[next].started < move.at; ++next) under_way = true;
        const bool begins = !under_way && next < attempts.size() && ended(move, attempts[next]);
        if (begins) ++next;
        under_way = false;
        begun.push_back(next);
    }
    return begun;
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

/// Where its rule stood when the job was planned, and after each of its moves.
std::vector<std::string> places_of(const Job& job, const std::vector<MoveRow>& moves) {
    std::vector<std::string> places(moves.size() + 1, job.rule_place);
    for (std::size_t i = moves.size(); i > 0; --i)
        places[i - 1] = moves[i - 1].place_before.value_or(places[i]);
    return places;
}

void tell_by(const ClockThen& then, StoryEntry& entry) {
    entry.utc_offset = then.utc_offset;
    entry.clock_of_today = entry.due && !then.zone;
}

StoryEntry entry_of(const Job& job, const MoveRow& move, const std::string& place,
                    const ClockThen& then) {
    const bool moved = move.due_after && move.due_after != move.due_before;
    const bool by_rule = move.verb == "revise" && !place.empty();
    StoryEntry entry{move.at,
                     "move",
                     then.zone.value_or(job.intent.zone),
                     job.id,
                     job.key.rule,
                     0,
                     move_words(move),
                     moved ? move.due_after : std::nullopt,
                     move.reason.empty() ? "" : ": " + move.reason};
    tell_by(then, entry);
    if (by_rule) {
        entry.said += " by rule " + rule_words(job.key.rule, place);
        entry.place = place;
    }
    return entry;
}

void add_job(const House& house, const Job& job, const std::vector<EventRow>& events,
             Story& story) {
    const std::vector<MoveRow> moves = house.store().moves(job.id);
    const std::vector<std::string> places = places_of(job, moves);
    const std::vector<ClockThen> then = clocks_then(job, moves);
    const auto zone_at = [&](std::size_t i) { return then[i].zone.value_or(job.intent.zone); };
    StoryEntry entry{
        planned_at(job, events, moves),
        "plan",
        zone_at(0),
        job.id,
        job.key.rule,
        0,
        "by rule " + rule_words(job.key.rule, places.front()) + ": " + letter_words(job),
        std::nullopt,
        ""};
    entry.place = places.front();
    if (entry.zone.empty()) {
        entry.why = "; the buyer's clock is not known";
    } else {
        const auto first = std::find_if(moves.begin(), moves.end(), [](const MoveRow& move) {
            return move.due_before.has_value();
        });
        entry.due = first == moves.end() ? job.due : *first->due_before;
        tell_by(then[static_cast<std::size_t>(first - moves.begin())], entry);
    }
    story.entries.push_back(entry);
    const auto add = [&](StoryEntry happened) {
        const StoryEntry& last = story.entries.back();
        if (last.job == job.id && last.kind != "plan" && last.at == happened.at)
            happened.turn = last.turn + 1;
        story.entries.push_back(std::move(happened));
    };
    const std::vector<AttemptRow> attempts = house.store().attempts(job.id);
    const std::vector<std::size_t> begun = begun_before(moves, attempts);
    std::size_t told = 0;
    const auto add_attempts = [&](std::size_t until, const std::string& zone) {
        for (; told < until; ++told)
            add({attempts[told].started, "attempt", zone, job.id, job.key.rule, 0,
                 attempt_words(attempts[told]), std::nullopt, ""});
    };
    for (std::size_t i = 0; i < moves.size(); ++i) {
        add_attempts(begun[i], zone_at(i));
        add(entry_of(job, moves[i], places[i + 1], then[i + 1]));
    }
    add_attempts(attempts.size(), zone_at(moves.size()));
}

/// The record keeps no clock with an event: it is the one that what followed in that moment was
/// planned by, else the one before. Of an order without letters it is that of today.
void set_clocks_of_events(Story& story) {
    std::set<std::int64_t> by_the_shops;  // letters that keep to the shop's clock say nothing of it
    for (const Job& job : story.jobs)
        if (job.intent.rung == "shop") by_the_shops.insert(job.id);
    const auto by_job = [&](const StoryEntry& entry) {
        return entry.job != 0 && !by_the_shops.contains(entry.job);
    };
    std::vector<StoryEntry>& all = story.entries;
    const auto first = std::find_if(all.begin(), all.end(), by_job);
    if (first == all.end()) return;
    std::string zone = first->zone;
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        const auto next = std::find_if(entry, all.end(), by_job);
        if (next != all.end() && next->at == entry->at) zone = next->zone;
        if (entry->job == 0) entry->zone = zone;
    }
}

bool same_but_for_job(const StoryEntry& a, const StoryEntry& b) {
    return a.at == b.at && a.kind == b.kind && a.zone == b.zone && a.rule == b.rule &&
           a.event == b.event && a.said == b.said && a.why == b.why &&
           a.clock_of_today == b.clock_of_today && a.due.has_value() == b.due.has_value() &&
           a.kind != "attempt" && a.kind != "event";
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
    story.zone = resolve_buyer(order, house.set().shop, house.zones());
    story.jobs = house.store().jobs_of_order(order.key);
    const std::string& zone = story.zone.zone;
    const std::vector<EventRow> events = house.store().events_of_order(order.key);
    for (const EventRow& event : events)
        story.entries.push_back({event.received, "event", zone, 0, "", event.seq,
                                 event_words(event), std::nullopt, ""});
    for (const DecisionRow& decision : house.store().decisions(order.key))
        story.entries.push_back({decision.at, "decision", zone, 0, decision.rule, decision.event,
                                 decision_words(decision), std::nullopt, "", 0,
                                 decision.rule_place});
    for (const Job& job : story.jobs) add_job(house, job, events, story);
    std::stable_sort(
        story.entries.begin(), story.entries.end(), [](const StoryEntry& a, const StoryEntry& b) {
            return std::tuple{a.at, rank(a), a.turn} < std::tuple{b.at, rank(b), b.turn};
        });
    set_clocks_of_events(story);
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
        if (entry.due) line.dues.push_back({*entry.due, entry.utc_offset});
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
    view.text_if_known("rule", entry.rule).text_if_known("place", entry.place);
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
        jobs.json(JsonObject{}
                      .json("job", job_json(house, job))
                      .json("attempts", attempts.done())
                      .json("moves", moves_json(house, job, house.store().moves(job.id)))
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
