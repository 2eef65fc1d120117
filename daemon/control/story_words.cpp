#include "daemon/control/story_words.hpp"

#include <map>

namespace vesper {

namespace {

/// What a verb of the store did, for people.
std::string_view done_by(const std::string& verb) {
    static const std::map<std::string, std::string_view> words{
        {"finish", "delivered"},
        {"retry", "to be tried again"},
        {"refuse", "refused for good"},
        {"set_aside", "refused; another channel is to be tried"},
        {"become_unknown", "what became of it is not known"},
        {"resend", "to be sent again"},
        {"withdraw", "withdrawn"},
        {"reinstate", "back on the plan"},
        {"expire", "expired"},
        {"hold", "held"},
        {"release", "released"},
        {"move", "moved"},
        {"revise", "planned anew"},
        {"send_now", "to leave at once"}};
    const auto found = words.find(verb);
    return found == words.end() ? std::string_view{verb} : found->second;
}

std::string both_clocks(Instant due, const Clocks& clocks) {
    std::string text;
    if (clocks.buyer != nullptr) text = local_words(due, *clocks.buyer) + " buyer time";
    if (clocks.shop != nullptr && clocks.shop != clocks.buyer)
        text += (text.empty() ? "" : ", ") + local_words(due, *clocks.shop) + " shop time";
    return text;
}

bool stand_alike(const Job& a, const Job& b) {
    return a.key.rule == b.key.rule && a.key.step == b.key.step && a.state == b.state &&
           a.channel == b.channel && a.message == b.message && a.reason == b.reason &&
           a.intent.zone == b.intent.zone;
}

}  // namespace

std::string event_words(const EventRow& event) {
    std::string words = event.type + " from " + event.source + " (id " + event.id + ")";
    if (event.received != event.time) words += ", happened " + to_string(event.time);
    return words + ": " + event.effect;
}

/// A decision without a rule is about an event: one that was refused.
std::string decision_words(const DecisionRow& decision) {
    if (decision.rule.empty()) return decision.reason;
    return "rule " + rule_words(decision.rule, decision.rule_place) +
           " plans nothing: " + decision.reason;
}

std::string rule_words(const std::string& rule, const std::string& place) {
    return place.empty() ? rule : rule + " (" + place + ')';
}

std::string move_words(const MoveRow& move) {
    return std::string{done_by(move.verb)};
}

std::string attempt_words(const AttemptRow& attempt) {
    std::string words = "attempt " + std::to_string(attempt.number) + " by " + attempt.channel;
    if (!attempt.recipient.empty()) words += " to " + attempt.recipient;
    if (!attempt.redirected_from.empty()) words += " (instead of " + attempt.redirected_from + ")";
    if (!attempt.subject.empty()) words += " \"" + attempt.subject + "\"";
    words += ": " + (attempt.outcome.empty() ? std::string{"under way"} : attempt.outcome);
    if (!attempt.words.empty()) words += ", " + attempt.words;
    return words;
}

std::string letter_words(const Job& job) {
    if (job.message.empty()) return "an action of " + job.channel;
    return job.message + " by " + job.channel;
}

std::string clock_words(const ZoneAnswer& answer) {
    return (answer.zone.empty() ? std::string{"not known"} : answer.zone) + " (" +
           std::string{name(answer.grade)} + "): " + answer.reason;
}

std::string jobs_words(const std::vector<std::int64_t>& ids) {
    if (ids.size() == 1) return "job " + std::to_string(ids.front());
    std::string text;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t end = i;
        while (end + 1 < ids.size() && ids[end + 1] == ids[end] + 1) ++end;
        text += (text.empty() ? "jobs " : ", ") + std::to_string(ids[i]);
        if (end > i) text += '-' + std::to_string(ids[end]);
        i = end + 1;
    }
    return text;
}

std::string words_of(const StoryLine& line, const Clocks& clocks) {
    const StoryEntry& entry = line.first;
    std::string text = line.jobs.empty() ? "" : jobs_words(line.jobs) + ' ';
    text += entry.said;
    const std::string whose =
        entry.clock_of_today ? " by the buyer's clock of today" : " buyer time";
    const bool alone = line.dues.size() == 1;
    std::string dues;
    for (const StoryLine::Due& due : line.dues) {
        if (alone) dues = to_string(due.at);
        const auto offset = due.utc_offset ? due.utc_offset : buyer_offset(due.at, clocks);
        if (!offset) continue;
        const std::string local = local_words(due.at, *offset);
        dues += alone ? " (" + local + whose + ")" : (dues.empty() ? "" : ", ") + local;
    }
    if (line.dues.size() > 1) dues += whose;
    if (line.times > 1) text += ", " + std::to_string(line.times) + " times";
    if (!line.dues.empty()) text += ", due " + dues;
    return text + entry.why;
}

std::string letters_text(const House& house, const std::vector<Job>& jobs) {
    std::string text;
    for (std::size_t i = 0; i < jobs.size();) {
        const Job& job = jobs[i];
        std::size_t end = i + 1;
        while (end < jobs.size() && stand_alike(job, jobs[end])) ++end;
        std::vector<std::int64_t> ids;
        for (std::size_t n = i; n < end; ++n) ids.push_back(jobs[n].id);
        const Clocks clocks = clocks_of(house, job.intent.zone);
        text += "  " + jobs_words(ids) + "  " + std::string{name(job.state)} + "  " + job.key.rule +
                ": " + letter_words(job);
        if (ids.size() > 1) text += ", " + std::to_string(ids.size()) + " times";
        text += '\n';
        if (clocks.buyer != nullptr)
            for (std::size_t n = i; n < end; ++n)
                text += "      " + both_clocks(jobs[n].due, clocks) + '\n';
        if (!job.explanation.empty())
            text += (ids.size() > 1 ? "      the first: " : "      ") + job.explanation + '\n';
        if (!job.reason.empty()) text += "      " + job.reason + '\n';
        i = end;
    }
    return text;
}

}  // namespace vesper
