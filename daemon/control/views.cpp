#include "daemon/control/views.hpp"

#include "daemon/control/json_text.hpp"

#include <array>
#include <cstdio>

namespace vesper {

namespace {

struct WallClock {
    date::year_month_day date;
    date::weekday weekday;
    date::hh_mm_ss<seconds> time;
};

WallClock wall_clock(Instant instant, seconds utc_offset) {
    const LocalTime local{instant.time_since_epoch() + utc_offset};
    const LocalDate day = date::floor<date::days>(local);
    return {date::year_month_day{day}, date::weekday{day}, date::hh_mm_ss<seconds>{local - day}};
}

std::string offset_text(seconds offset) {
    const bool west = offset < seconds{0};
    const auto total = west ? -offset.count() : offset.count();
    std::array<char, 16> text{};
    // RFC 3339 knows no seconds in an offset; only local mean times before 1972 have any.
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", west ? '-' : '+',
                  static_cast<int>(total / 3600 % 100), static_cast<int>(total / 60 % 60));
    return text.data();
}

std::string local_text(Instant instant, seconds utc_offset) {
    const WallClock clock = wall_clock(instant, utc_offset);
    std::array<char, 32> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02d",
                  static_cast<int>(clock.time.hours().count()),
                  static_cast<int>(clock.time.minutes().count()),
                  static_cast<int>(clock.time.seconds().count()));
    return to_string(LocalDate{date::sys_days{clock.date}.time_since_epoch()}) + time.data() +
           offset_text(utc_offset);
}

std::string clock_text(Instant instant, std::optional<seconds> utc_offset) {
    return utc_offset ? json_string(local_text(instant, *utc_offset)) : "null";
}

std::string move_json(const MoveRow& move, const Clocks& before, const Clocks& after) {
    return JsonObject{}
        .json("at", moment_json(move.at, {after.buyer, after.shop}))
        .text("verb", move.verb)
        .text("to", name(move.to))
        .json("due_before", moment_json(move.due_before, before))
        .json("due_after", moment_json(move.due_after, after))
        .text("reason", move.reason)
        .done();
}

}  // namespace

Clocks clocks_of(const House& house, const std::string& zone) {
    return {zone.empty() ? nullptr : house.zones().find(zone),
            house.zones().find(house.set().shop.zone)};
}

std::optional<seconds> buyer_offset(Instant instant, const Clocks& clocks) {
    if (clocks.buyer_offset || clocks.buyer == nullptr) return clocks.buyer_offset;
    return clocks.buyer->offset_at(instant);
}

std::string local_text(Instant instant, const Zone& zone) {
    return local_text(instant, zone.offset_at(instant));
}

std::string local_words(Instant instant, const Zone& zone) {
    return local_words(instant, zone.offset_at(instant));
}

std::string local_words(Instant instant, seconds utc_offset) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const WallClock clock = wall_clock(instant, utc_offset);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s %02u %s %d %02d:%02d",
                  days[clock.weekday.c_encoding()], static_cast<unsigned>(clock.date.day()),
                  months[static_cast<unsigned>(clock.date.month()) - 1],
                  static_cast<int>(clock.date.year()), static_cast<int>(clock.time.hours().count()),
                  static_cast<int>(clock.time.minutes().count()));
    return text.data();
}

std::string moment_json(Instant instant, const Clocks& clocks) {
    return JsonObject{}
        .text("utc", to_string(instant))
        .json("buyer", clock_text(instant, buyer_offset(instant, clocks)))
        .json("shop", clocks.shop ? json_string(local_text(instant, *clocks.shop)) : "null")
        .done();
}

std::string moment_json(const std::optional<Instant>& instant, const Clocks& clocks) {
    return instant ? moment_json(*instant, clocks) : "null";
}

std::string job_json(const House& house, const Job& job) {
    const Clocks clocks = clocks_of(house, job.intent.zone);
    const std::string zone = JsonObject{}
                                 .text("name", job.intent.zone)
                                 .text("grade", name(job.intent.grade))
                                 .text("rung", job.intent.rung)
                                 .done();
    JsonObject view;
    view.number("id", job.id)
        .text("order", job.key.order)
        .text("rule", job.key.rule)
        .number("step", job.key.step)
        .number("occurrence", job.key.occurrence)
        .text("state", name(job.state))
        .text("channel", job.channel)
        .text("message", job.message)
        .text("class", name(job.message_class))
        .text("country", job.country)
        .json("zone", zone)
        .text("window", job.intent.window);
    if (job.intent.zone.empty())  // held for want of a clock: there is no instant to show
        view.nothing("due").nothing("closes").nothing("local_date");
    else
        view.json("due", moment_json(job.due, clocks))
            .json("closes", moment_json(job.closes, clocks))
            .text("local_date", to_string(job.local_date));
    view.json("expires", moment_json(job.expires, clocks))
        .json("anchor", moment_json(job.intent.anchor, clocks))
        .json("not_before", moment_json(job.intent.not_before, clocks))
        .text("after", to_string(job.intent.after))
        .json("latest",
              job.intent.latest ? json_string(to_string(*job.intent.latest)) : std::string{"null"})
        .json("of", job.intent.of ? json_string(name(*job.intent.of)) : std::string{"null"})
        .json("before",
              job.intent.before ? json_string(to_string(*job.intent.before)) : std::string{"null"})
        .json("by", job.intent.by ? json_string(name(*job.intent.by)) : std::string{"null"})
        .text("missed", name(job.missed))
        .text("no_evening", name(job.no_evening))
        .text("unknown", name(job.on_unknown))
        .text("doubt", to_string(job.doubt))
        .json("in_doubt",
              job.intent.in_doubt ? json_string(name(*job.intent.in_doubt)) : std::string{"null"})
        .number("attempts", job.attempts)
        .number("deferrals", job.deferrals)
        .text("explanation", job.explanation)
        .text("reason", job.reason)
        .text("tzdata", job.intent.tzdata)
        .text_if_known("place", job.rule_place);
    return view.done();
}

std::string attempt_json(const AttemptRow& attempt, const Clocks& clocks) {
    return JsonObject{}
        .number("id", attempt.id)
        .number("job", attempt.job)
        .number("number", attempt.number)
        .text("channel", attempt.channel)
        .json("started", moment_json(attempt.started, clocks))
        .json("finished", moment_json(attempt.finished, clocks))
        .text("outcome", attempt.outcome.empty() ? "under way" : attempt.outcome)
        .text("words", attempt.words)
        .text("message_id", attempt.message_id)
        .text("recipient", attempt.recipient)
        .text_if_known("redirected_from", attempt.redirected_from)
        .text("subject", attempt.subject)
        .text("text", attempt.text)
        .text("sha256", attempt.sha256)
        .text("chain", attempt.chain)
        .done();
}

std::vector<ClockThen> clocks_then(const Job& job, const std::vector<MoveRow>& moves) {
    std::vector<ClockThen> clocks(moves.size() + 1, {job.intent.zone, job.utc_offset});
    for (std::size_t i = moves.size(); i > 0; --i) {
        const MoveRow& move = moves[i - 1];
        clocks[i - 1] = {move.zone_before, move.utc_offset_before};
        if (!move.zone_before && move.utc_offset_before) clocks[i - 1].zone = clocks[i].zone;
    }
    return clocks;
}

std::string moves_json(const House& house, const Job& job, const std::vector<MoveRow>& moves) {
    JsonArray list;
    const std::vector<ClockThen> then = clocks_then(job, moves);
    const auto clocks_at = [&](std::size_t i) {
        Clocks clocks = clocks_of(house, then[i].zone.value_or(job.intent.zone));
        clocks.buyer_offset = then[i].utc_offset;
        return clocks;
    };
    for (std::size_t i = 0; i < moves.size(); ++i)
        list.json(move_json(moves[i], clocks_at(i), clocks_at(i + 1)));
    return list.done();
}

std::string zone_answer_json(const ZoneAnswer& answer) {
    JsonArray candidates;
    for (const ZoneCandidate& candidate : answer.candidates)
        candidates.json(
            JsonObject{}.text("zone", candidate.zone).fraction("weight", candidate.weight).done());
    return JsonObject{}
        .text("name", answer.zone)
        .text("grade", name(answer.grade))
        .text("rung", answer.rung)
        .text("reason", answer.reason)
        .json("candidates", candidates.done())
        .done();
}

std::string diagnostics_json(const Diagnostics& diagnostics, const Translation& translation) {
    JsonArray list;
    for (const Diagnostic& diagnostic : in_order(diagnostics))
        list.json(JsonObject{}
                      .text("severity", name(diagnostic.severity))
                      .text("file", diagnostic.file)
                      .number("line", diagnostic.at.line)
                      .number("column", diagnostic.at.column)
                      .text("message", translated(diagnostic.message, translation))
                      .text("hint", translated(diagnostic.hint, translation))
                      .text("source_line", diagnostic.source_line)
                      .done());
    return list.done();
}

std::string replan_json(const Replan& replan) {
    return JsonObject{}
        .number("moved", replan.moved)
        .number("withdrawn", replan.withdrawn)
        .number("reinstated", replan.reinstated)
        .number("held", replan.held)
        .number("expired", replan.expired)
        .number("planned", replan.planned)
        .number("renamed", replan.renamed)
        .done();
}

std::string problems_json(const std::vector<Problem>& problems) {
    JsonArray list;
    for (const Problem& problem : problems)
        list.json(
            JsonObject{}.text("pointer", problem.pointer).text("message", problem.message).done());
    return list.done();
}

}  // namespace vesper
