// How the house is: for people in one page, for Prometheus in its text format.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"

namespace vesper {

namespace {

/// What a person should look at, most pressing first; empty when all is well.
std::vector<std::string> worries(const Status& status) {
    std::vector<std::string> list;
    if (!status.unwritable.empty())
        list.push_back("nothing can be stored and nothing is sent: " + status.unwritable);
    if (!status.clock_problem.empty()) list.push_back("nothing is sent: " + status.clock_problem);
    if (status.set_from_store)
        list.push_back("the rule files have errors; running on the last good set");
    else if (has_errors(status.set_problems))
        list.push_back("the rule files as they are now have errors; the set before them runs");
    for (const Pause& pause : status.pauses) {
        std::string worry = pause.channel == "*" ? "everything is paused"
                                                 : "channel " + pause.channel + " is paused";
        if (!pause.reason.empty()) worry += ": " + pause.reason;
        list.push_back(std::move(worry));
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

std::string channels_view(const Status& status) {
    JsonArray list;
    for (const ChannelConfig& channel : status.channels)
        list.json(
            JsonObject{}
                .text("name", channel.name)
                .text("kind", channel.kind == ChannelConfig::Kind::maildir ? "maildir" : "email")
                .text("to",
                      channel.kind == ChannelConfig::Kind::maildir ? channel.path : channel.relay)
                .number("rate", channel.rate)
                .number("connections", channel.connections)
                .done());
    return list.done();
}

std::string rules_view(const Status& status, const Clocks& clocks) {
    return JsonObject{}
        .number("rules", status.rules)
        .number("messages", status.messages)
        .json("since", moment_json(status.set_since, clocks))
        .flag("from_store", status.set_from_store)
        .json("problems", diagnostics_json(status.set_problems))
        .text("text", format(status.set_problems))
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
    const std::vector<std::string> worry_list = worries(status);
    JsonArray worries_view;
    for (const std::string& worry : worry_list) worries_view.text(worry);
    const std::string shop =
        JsonObject{}.text("name", house.set().shop.name).text("zone", house.set().shop.zone).done();
    const std::string view = JsonObject{}
                                 .text("version", VESPER_VERSION)
                                 .flag("well", worry_list.empty())
                                 .json("worries", worries_view.done())
                                 .json("now", moment_json(status.now, clocks))
                                 .json("started", moment_json(status.started, clocks))
                                 .text("tzdata", status.tzdata)
                                 .json("shop", shop)
                                 .json("set", rules_view(status, clocks))
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
                                 .text("last_replan_why", status.last_replan_why)
                                 .number("wal_bytes", status.wal_bytes)
                                 .done();
    call.done(Answer{200, "application/json", view + "\n", {}});
}

void answer_metrics(Call& call) {
    call.done(Answer{200,
                     "text/plain; version=0.0.4; charset=utf-8",
                     metrics(call.control.house, call.control.turn_seconds),
                     {}});
}

}  // namespace vesper
