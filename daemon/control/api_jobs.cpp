// Jobs: the list with its filters and pages, one job with everything known about it.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"

#include <charconv>

namespace vesper {

namespace {

constexpr int page_default = 50;
constexpr int page_max = 1000;

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string page_token(const Job& last) {
    return std::to_string(unix_seconds(last.due)) + "." + std::to_string(last.id);
}

std::optional<std::pair<Instant, std::int64_t>> read_page_token(std::string_view token) {
    const std::size_t dot = token.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto due = whole_number<std::int64_t>(token.substr(0, dot));
    const auto id = whole_number<std::int64_t>(token.substr(dot + 1));
    if (!due || !id) return std::nullopt;
    return std::pair{from_unix(*due), *id};
}

/// "scheduled,held".
Result<std::vector<JobState>> read_states(const std::string& text) {
    std::vector<JobState> states;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        const auto state = job_state_named(word);
        if (!state)
            return fail("unknown state \"" + word +
                        "\"; known: scheduled, running, delivered, withdrawn, expired, refused, "
                        "unknown, held");
        states.push_back(*state);
        begin = end + 1;
    }
    return states;
}

Result<std::optional<Instant>> read_instant(const Call& call, const std::string& word) {
    const std::string text = call.asked(word);
    if (text.empty()) return std::optional<Instant>{};
    const auto instant = parse_instant(text);
    if (!instant) return fail(word + ": " + instant.error().message);
    return std::optional<Instant>{*instant};
}

/// Country codes are stored in capitals; people also write them small.
std::string in_capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

Result<JobFilter> read_filter(const Call& call) {
    JobFilter filter;
    const auto states = read_states(call.asked("state"));
    if (!states) return states.error();
    filter.states = *states;
    filter.order = call.asked("order");
    filter.buyer = call.asked("buyer");
    filter.country = in_capitals(call.asked("country"));
    filter.channel = call.asked("channel");
    filter.rule = call.asked("rule");
    const auto from = read_instant(call, "from");
    if (!from) return from.error();
    filter.due_from = *from;
    const auto before = read_instant(call, "to");
    if (!before) return before.error();
    filter.due_before = *before;
    filter.limit = page_default;
    if (const std::string limit = call.asked("limit"); !limit.empty()) {
        const auto number = whole_number<int>(limit);
        if (!number || *number < 1 || *number > page_max)
            return fail("limit: a number from 1 to " + std::to_string(page_max));
        filter.limit = *number;
    }
    if (const std::string token = call.asked("after"); !token.empty()) {
        filter.after = read_page_token(token);
        if (!filter.after) return fail("after: not a page token; take `next` of the page before");
    }
    return filter;
}

}  // namespace

void answer_jobs(Call& call) {
    const House& house = call.control.house;
    auto filter = read_filter(call);
    if (!filter) return call.done(bad_request(filter.error().message));
    const auto wanted = static_cast<std::size_t>(filter->limit);
    const std::vector<Job> jobs = house.store().jobs(*filter);
    JsonArray list;
    for (const Job& job : jobs) list.json(job_json(house, job));
    JsonObject view;
    view.json("jobs", list.done());
    if (jobs.size() == wanted)
        view.text("next", page_token(jobs.back()));
    else
        view.nothing("next");
    call.done(Answer{200, "application/json", view.done() + "\n", {}});
}

void answer_job(Call& call) {
    const House& house = call.control.house;
    const auto id = whole_number<std::int64_t>(call.words[0]);
    const auto job = id ? house.store().job(*id) : std::nullopt;
    if (!job)
        return call.done(not_found("there is no job " + call.words[0], "vesper queue lists them"));
    const Clocks clocks = clocks_of(house, job->intent.zone);
    JsonArray attempts;
    for (const AttemptRow& attempt : house.store().attempts(*id))
        attempts.json(attempt_json(attempt, clocks));
    const std::string view = JsonObject{}
                                 .json("job", job_json(house, *job))
                                 .json("attempts", attempts.done())
                                 .json("moves", moves_json(house, *job, house.store().moves(*id)))
                                 .done();
    call.done(Answer{200, "application/json", view + "\n", {}});
}

}  // namespace vesper
