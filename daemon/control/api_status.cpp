// How the house is: for people in one page, for Prometheus in its text format.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"
#include "scheduler/release.hpp"

#include <algorithm>
#include <iterator>

namespace vesper {

namespace {

std::int64_t tzdata_age_days(const Status& status) {
    if (!status.tzdata_released) return 0;
    return std::max<std::int64_t>(0, (status.now - *status.tzdata_released) / date::days{1});
}

/// The release in use, how old it is, and what the change to it moved.
std::string zones_view(const Status& status, const Clocks& clocks) {
    JsonObject view;
    view.text("version", status.tzdata);
    if (status.tzdata_released)
        view.json("released", moment_json(*status.tzdata_released, clocks))
            .number("age_days", tzdata_age_days(status));
    if (status.zone_change)
        view.text("from", status.zone_change->from)
            .text("to", status.zone_change->to)
            .json("changed", moment_json(status.zone_change->at, clocks))
            .number("moved", status.zone_change->moved);
    return view.text("problem", status.tzdata_problem).done();
}

/// Letters that wait whose buyer's clock is not certain, by how that was met.
std::string doubt_view(const Status& status) {
    JsonObject view;
    for (const auto way : {Doubt::Way::hold, Doubt::Way::both, Doubt::Way::zone}) {
        const auto count = status.in_doubt.find(way);
        view.number(name(way), count == status.in_doubt.end() ? 0 : count->second);
    }
    return view.done();
}

/// What a person should look at, most pressing first; empty when all is well.
std::vector<Words> worries(const Status& status) {
    std::vector<Words> list;
    if (!status.unwritable.empty())
        list.push_back(say("nothing can be stored and nothing is sent: {}", status.unwritable));
    if (!status.clock_problem.empty())
        list.push_back(say("nothing is sent: {}", status.clock_problem));
    if (status.set_from_store)
        list.push_back(say("the rule files have errors; running on the last good set"));
    else if (has_errors(status.set_problems))
        list.push_back(say("the rule files as they are now have errors; the set before them runs"));
    if (!status.set_unwatched.empty())
        list.push_back(
            say("changed rule files are noticed only once a minute: {}", status.set_unwatched));
    if (!status.tzdata_problem.empty())
        list.push_back(say("the time zone files cannot be used, tzdata {} stays in use: {}",
                           status.tzdata, status.tzdata_problem));
    if (const auto days = tzdata_age_days(status); days > tzdata_old_after / date::days{1})
        list.push_back(
            say("tzdata {} is {} months old and countries have changed their clocks "
                "since; install a newer tzdata, it is taken up at once",
                status.tzdata, days / 30));
    for (const Pause& pause : status.pauses) {
        const Words worry = pause.channel == "*" ? say("everything is paused")
                                                 : say("channel {} is paused", pause.channel);
        list.push_back(pause.reason.empty() ? worry : say("{}: {}", worry, pause.reason));
    }
    return list;
}

std::string jobs_view(const Status& status) {
    std::map<std::string, std::map<std::string, std::int64_t>> by_channel;
    std::map<std::string, std::int64_t> totals;
    for (const Tally& tally : status.tallies) {
        by_channel[tally.channel][std::string{name(tally.state)}] += tally.count;
        totals[std::string{name(tally.state)}] += tally.count;
    }
    const auto counts = [](const std::map<std::string, std::int64_t>& states) {
        JsonObject view;
        for (const auto& [state, count] : states) view.number(state, count);
        return view.done();
    };
    JsonObject channels;
    for (const auto& [channel, states] : by_channel) channels.json(channel, counts(states));
    return JsonObject{}.json("total", counts(totals)).json("channels", channels.done()).done();
}

std::string_view kind_name(ChannelConfig::Kind kind) {
    switch (kind) {
        case ChannelConfig::Kind::maildir:
            return "maildir";
        case ChannelConfig::Kind::email:
            return "email";
        case ChannelConfig::Kind::webhook:
            break;
    }
    return "webhook";
}

/// Of a webhook the host alone: what follows it may hold a key.
std::string place_of(const ChannelConfig& channel) {
    if (channel.kind == ChannelConfig::Kind::maildir) return channel.path;
    if (channel.kind == ChannelConfig::Kind::email) return channel.relay;
    const std::size_t host = channel.url.find("://") + 3;
    return channel.url.substr(0, channel.url.find_first_of("/?#", host));
}

std::string channels_view(const Status& status) {
    JsonArray list;
    for (const ChannelConfig& channel : status.channels)
        list.json(JsonObject{}
                      .text("name", channel.name)
                      .text("kind", kind_name(channel.kind))
                      .text("to", place_of(channel))
                      .number("rate", channel.rate)
                      .number("connections", channel.connections)
                      .done());
    return list.done();
}

/// What stopped the set comes before what is worth knowing of it.
std::string problems_text(const Diagnostics& diagnostics, const Translation& into) {
    std::string text;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
        Diagnostics alike;
        std::copy_if(diagnostics.begin(), diagnostics.end(), std::back_inserter(alike),
                     [&](const Diagnostic& one) { return one.severity == severity; });
        text += format(alike, into);
    }
    return text;
}

std::string rules_view(const Status& status, const Clocks& clocks, const Translation& into) {
    return JsonObject{}
        .number("rules", status.rules)
        .number("messages", status.messages)
        .json("since", moment_json(status.set_since, clocks))
        .flag("from_store", status.set_from_store)
        .flag("live", status.set_is_live)
        .json("problems", diagnostics_json(status.set_problems, into))
        .text("text", problems_text(status.set_problems, into))
        .done();
}

std::string pauses_view(const Status& status, const Clocks& clocks) {
    JsonArray list;
    for (const Pause& pause : status.pauses)
        list.json(JsonObject{}
                      .text("channel", pause.channel)
                      .json("since", moment_json(pause.since, clocks))
                      .text("reason", pause.reason)
                      .done());
    return list.done();
}

}  // namespace

void answer_status(Call& call) {
    const House& house = call.control.house;
    const Status status = house.status();
    const Clocks clocks = clocks_of(house, "");
    const Translation& into = call.translation();
    const std::vector<Words> worry_list = worries(status);
    JsonArray worries_view;
    for (const Words& worry : worry_list) worries_view.text(translated(worry, into));
    const std::string shop =
        JsonObject{}.text("name", house.set().shop.name).text("zone", house.set().shop.zone).done();
    const std::string view =
        JsonObject{}
            .text("version", VESPER_VERSION)
            .flag("well", worry_list.empty())
            .json("worries", worries_view.done())
            .json("now", moment_json(status.now, clocks))
            .json("started", moment_json(status.started, clocks))
            .text("tzdata", status.tzdata)
            .json("zones", zones_view(status, clocks))
            .json("in_doubt", doubt_view(status))
            .json("shop", shop)
            .json("set", rules_view(status, clocks, into))
            .text("unwritable", status.unwritable)
            .text("clock_problem", status.clock_problem)
            .json("jobs", jobs_view(status))
            .json("next_due", moment_json(status.next_due, clocks))
            .number("in_flight", status.in_flight)
            .number("parked", status.parked)
            .json("channels", channels_view(status))
            .json("pauses", pauses_view(status, clocks))
            .text("redirect_to", status.redirect_to)
            .number("redirected", status.redirected)
            .json("last_replan", replan_json(status.last_replan))
            .text("last_replan_why", translated(from_table(status.last_replan_why), into))
            .number("wal_bytes", status.wal_bytes)
            .done();
    Answer answer{200, "application/json", view + "\n", {}};
    name_language(answer, call.language());
    call.done(std::move(answer));
}

void answer_metrics(Call& call) {
    call.done(Answer{200,
                     "text/plain; version=0.0.4; charset=utf-8",
                     metrics(call.control.house, call.control.turn_seconds),
                     {}});
}

}  // namespace vesper
