#include "daemon/cli/answers.hpp"

#include "daemon/cli/failure.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto replace = Json::error_handler_t::replace;

Json parsed(const std::string& body) {
    Json answer = Json::parse(body, nullptr, false);
    if (answer.is_object()) return answer;
    throw Failure(Exit::unreachable, "the answer is not JSON: is this socket vesperd's?",
                  "vesper --version and vesperd --version should agree");
}

const Json& member(const Json& object, const char* name) {
    static const Json nothing;
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found == object.end() ? nothing : *found;
}

std::string text(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_string() ? value.get<std::string>() : "";
}

std::int64_t number(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

bool flag(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> texts(const Json& object, const char* name) {
    std::vector<std::string> list;
    for (const Json& each : member(object, name)) {
        if (each.is_string()) list.push_back(each.get<std::string>());
    }
    return list;
}

Moment moment(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return {text(value, "utc"), text(value, "buyer"), text(value, "shop")};
}

JobView job_view(const Json& job) {
    const Json& zone = member(job, "zone");
    JobView view;
    view.id = number(job, "id");
    view.order = text(job, "order");
    view.rule = text(job, "rule");
    view.place = text(job, "place");
    view.state = text(job, "state");
    view.channel = text(job, "channel");
    view.message = text(job, "message");
    view.message_class = text(job, "class");
    view.country = text(job, "country");
    view.zone = text(zone, "name");
    view.grade = text(zone, "grade");
    view.rung = text(zone, "rung");
    view.window = text(job, "window");
    view.due = moment(job, "due");
    view.closes = moment(job, "closes");
    view.expires = moment(job, "expires");
    view.anchor = moment(job, "anchor");
    view.after = text(job, "after");
    view.explanation = text(job, "explanation");
    view.reason = text(job, "reason");
    view.tzdata = text(job, "tzdata");
    return view;
}

AttemptView attempt_view(const Json& attempt) {
    return {number(attempt, "number"),  text(attempt, "channel"),
            moment(attempt, "started"), text(attempt, "outcome"),
            text(attempt, "words"),     text(attempt, "message_id"),
            text(attempt, "recipient"), text(attempt, "redirected_from"),
            text(attempt, "subject"),   text(attempt, "text")};
}

std::vector<std::string> problem_lines(const Json& object) {
    std::vector<std::string> lines;
    for (const Json& problem : member(object, "problems")) {
        const std::string pointer = text(problem, "pointer");
        lines.push_back((pointer.empty() ? "" : pointer + ": ") + text(problem, "message"));
    }
    return lines;
}

ReplanView replan_view(const Json& replan) {
    return {number(replan, "moved"),  number(replan, "withdrawn"), number(replan, "reinstated"),
            number(replan, "held"),   number(replan, "expired"),   number(replan, "planned"),
            number(replan, "renamed")};
}

/// The configured channels with the jobs that go by them; a channel that is no longer configured
/// and has jobs comes last.
std::vector<ChannelView> channel_views(const Json& status) {
    std::vector<ChannelView> views;
    for (const Json& each : member(status, "channels")) {
        views.push_back(
            {text(each, "name"), text(each, "kind"), text(each, "to"), number(each, "rate"), {}});
    }
    const Json& jobs = member(member(status, "jobs"), "channels");
    for (const auto& [name, states] : jobs.items()) {
        auto view =
            std::find_if(views.begin(), views.end(),
                         [&known = name](const ChannelView& each) { return each.name == known; });
        if (view == views.end()) {
            view = views.insert(views.end(), {name, "", "", 0, {}});
        }
        for (const auto& [state, count] : states.items()) {
            view->by_state[state] = count.is_number_integer() ? count.get<std::int64_t>() : 0;
        }
    }
    return views;
}

VerdictView verdict_view(const Json& event) {
    return {number(event, "index"),     text(event, "verdict"), text(event, "id"),
            text(event, "order"),       text(event, "effect"),  number(event, "planned"),
            number(event, "withdrawn"), problem_lines(event)};
}

}  // namespace

JobPage read_jobs(const std::string& body) {
    const Json answer = parsed(body);
    JobPage page;
    for (const Json& job : member(answer, "jobs")) page.jobs.push_back(job_view(job));
    page.next = text(answer, "next");
    return page;
}

JobStory read_job(const std::string& body) {
    const Json answer = parsed(body);
    JobStory story;
    story.job = job_view(member(answer, "job"));
    for (const Json& attempt : member(answer, "attempts")) {
        story.attempts.push_back(attempt_view(attempt));
    }
    for (const Json& move : member(answer, "moves")) {
        story.moves.push_back(
            {moment(move, "at"), text(move, "verb"), text(move, "to"), text(move, "reason")});
    }
    return story;
}

ReceiptView read_receipt(const std::string& body) {
    const Json answer = parsed(body);
    ReceiptView receipt;
    for (const Json& event : member(answer, "events")) {
        receipt.events.push_back(verdict_view(event));
    }
    receipt.problems = problem_lines(answer);
    receipt.message = text(member(answer, "error"), "message");
    receipt.next = text(member(answer, "error"), "next");
    return receipt;
}

std::vector<SuppressionView> read_suppressions(const std::string& body) {
    std::vector<SuppressionView> suppressions;
    const Json answer = parsed(body);
    for (const Json& each : member(answer, "suppressions")) {
        suppressions.push_back(
            {text(each, "address"), moment(each, "since"), text(each, "reason")});
    }
    return suppressions;
}

ReloadView read_reload(const std::string& body) {
    const Json answer = parsed(body);
    return {flag(answer, "accepted"), text(answer, "text"), replan_view(member(answer, "replan"))};
}

StatusView read_status(const std::string& body) {
    const Json answer = parsed(body);
    const Json& set = member(answer, "set");
    StatusView status;
    status.version = text(answer, "version");
    status.worries = texts(answer, "worries");
    status.now = moment(answer, "now");
    status.started = moment(answer, "started");
    status.tzdata = text(answer, "tzdata");
    status.shop = text(member(answer, "shop"), "name");
    status.shop_zone = text(member(answer, "shop"), "zone");
    status.redirect_to = text(answer, "redirect_to");
    status.rules = number(set, "rules");
    status.messages = number(set, "messages");
    status.set_since = moment(set, "since");
    status.set_problems = text(set, "text");
    status.set_is_live = flag(set, "live");
    status.next_due = moment(answer, "next_due");
    status.in_flight = number(answer, "in_flight");
    status.parked = number(answer, "parked");
    status.channels = channel_views(answer);
    status.last_replan_why = text(answer, "last_replan_why");
    status.last_replan = replan_view(member(answer, "last_replan"));
    return status;
}

TonightView read_tonight(const std::string& body) {
    const Json answer = parsed(body);
    TonightView tonight;
    tonight.from = moment(answer, "from");
    tonight.to = moment(answer, "to");
    tonight.letters = number(answer, "letters");
    tonight.cut = flag(answer, "cut");
    for (const Json& evening : member(answer, "evenings")) {
        const Json& full = member(evening, "full");
        tonight.evenings.push_back(
            {text(evening, "channel"), text(evening, "zone"), text(evening, "local_date"),
             text(evening, "window"), number(evening, "letters"), moment(evening, "first"),
             moment(evening, "last"),
             full.is_number() ? std::optional(full.get<double>()) : std::nullopt,
             text(evening, "region")});
    }
    for (const Json& job : member(answer, "jobs")) tonight.jobs.push_back(job_view(job));
    return tonight;
}

HappeningView read_happening(const std::string& line) {
    const Json happening = parsed(line);
    return {text(happening, "at"),    text(happening, "what"), text(happening, "order"),
            number(happening, "job"), text(happening, "rule"), text(happening, "words")};
}

Words replan_words(const ReplanView& replan) {
    const std::pair<std::int64_t, Words> counts[] = {
        {replan.planned, say("{} planned", replan.planned)},
        {replan.moved, say("{} moved", replan.moved)},
        {replan.withdrawn, say("{} withdrawn", replan.withdrawn)},
        {replan.reinstated, say("{} reinstated", replan.reinstated)},
        {replan.held, say("{} held", replan.held)},
        {replan.expired, say("{} expired", replan.expired)},
        {replan.renamed, say("{} renamed", replan.renamed)}};
    Words all;
    for (const auto& [count, words] : counts) {
        if (count == 0) continue;
        all = all.empty() ? words : say("{}, {}", all, words);
    }
    return all.empty() ? say("nothing that waits had to move") : say("of what waits: {}", all);
}

std::string read_words(const std::string& body) {
    return text(parsed(body), "words");
}

std::string pretty_json(const std::string& body) {
    return parsed(body).dump(2, ' ', false, replace) + "\n";
}

std::string change_body(const std::string& why, const std::string& address) {
    Json body = Json::object();
    if (!address.empty()) body["address"] = address;
    body["why"] = why;
    return body.dump(-1, ' ', false, replace);
}

}  // namespace vesper::cli
