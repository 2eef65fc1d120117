// vesper status: how the daemon is, in one page.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/zones_answer.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

void print_worries(const StatusView& status, Session& session) {
    std::ostream& out = session.console.out;
    if (status.worries.empty()) {
        out << painted(translated(say("all is well"), session.translation()), Colour::green,
                       session.colours())
            << '\n';
    }
    for (const std::string& worry : status.worries) {
        out << painted("! " + printable(worry), Colour::red, session.colours()) << '\n';
    }
    out << printable(status.set_problems, true);
}

std::string count_of(const ChannelView& channel, const char* state) {
    const auto found = channel.by_state.find(state);
    return std::to_string(found == channel.by_state.end() ? 0 : found->second);
}

Words rate_words(std::int64_t rate) {
    return rate == 0 ? say("no limit") : say("{}/min", rate);
}

/// Of a channel that is named by jobs alone there is no kind.
Words way_out(const ChannelView& channel) {
    if (channel.kind.empty()) return say("not configured");
    return as_written(channel.to.empty() ? channel.kind : channel.kind + " " + channel.to);
}

Table channel_table(const StatusView& status, const Translation& into) {
    std::vector<std::string> headings;
    for (const Words& heading :
         {say("CHANNEL"), say("TO"), say("RATE"), say("SCHEDULED"), say("HELD"), say("RUNNING"),
          say("UNKNOWN"), say("DELIVERED"), say("REFUSED"), say("WITHDRAWN"), say("EXPIRED")})
        headings.push_back(translated(heading, into));
    Table table(std::move(headings));
    for (std::size_t column = 3; column <= 10; ++column) table.align_right(column);
    for (const ChannelView& channel : status.channels) {
        table.add({channel.name, translated(way_out(channel), into),
                   translated(rate_words(channel.rate), into), count_of(channel, "scheduled"),
                   count_of(channel, "held"), count_of(channel, "running"),
                   count_of(channel, "unknown"), count_of(channel, "delivered"),
                   count_of(channel, "refused"), count_of(channel, "withdrawn"),
                   count_of(channel, "expired")});
    }
    return table;
}

struct Line {
    Words label;
    Words words;
};

/// What there is to say, each line behind its label.
std::vector<Line> lines_of(const StatusView& status, const Words& zones, const Words& doubt) {
    std::vector<Line> lines;
    lines.push_back({say("running"), say("since {}, vesperd {}", say_moment(status.started.shop),
                                         printable(status.version))});
    lines.push_back({say("zones"), zones});
    lines.push_back(
        {say("rules"), say("{}, {}, since {}; {}", say_count(status.rules, "{} rule", "{} rules"),
                           say_count(status.messages, "{} message", "{} messages"),
                           say_moment(status.set_since.shop),
                           status.set_is_live ? say("a saved file is live at once")
                                              : say("changed by vesper reload"))});
    const Words next = status.next_due.utc.empty()
                           ? say("nothing waits")
                           : say("{} shop time", say_moment(status.next_due.shop));
    lines.push_back({say("next"), say("{}, {} in flight, {}", next, status.in_flight,
                                      say_count(status.parked, "{} event waits for an order",
                                                "{} events wait for an order"))});
    if (!doubt.empty()) lines.push_back({say("doubt"), doubt});
    if (!status.redirect_to.empty())
        lines.push_back(
            {say("letters"), say("all go to {}, none to a buyer (redirect_to in shop.toml)",
                                 printable(status.redirect_to))});
    if (!status.last_replan_why.empty())
        lines.push_back({say("re-plan"), say("{}: {}", printable(status.last_replan_why),
                                             replan_words(status.last_replan))});
    return lines;
}

void print_line(const Words& label, const Words& words, Session& session) {
    constexpr std::size_t label_columns = 9;
    std::string name = translated(label, session.translation());
    const std::size_t columns = display_width(name);
    if (columns < label_columns) name.append(label_columns - columns, ' ');
    session.console.out << "  " << name << translated(words, session.translation()) << '\n';
}

Exit status(Session& session) {
    const std::string body = session.reader().ask("/v1/status");
    std::ostream& out = session.console.out;
    if (session.options.json) {
        out << pretty_json(body);
        return Exit::ok;
    }
    const StatusView status = read_status(body);
    const ZonesView zones = read_zones(body);
    const Translation& into = session.translation();
    out << translated(say("{}, {} ({}, {})", printable(status.shop), say_moment(status.now.shop),
                          printable(status.shop_zone), status.now.utc),
                      into)
        << '\n';
    print_worries(status, session);
    for (const auto& [label, words] : lines_of(status, zones_words(zones), doubt_words(zones)))
        print_line(label, words, session);
    out << '\n' << channel_table(status, into).text(session.console.width, session.colours());
    return Exit::ok;
}

}  // namespace

void add_status(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("status", "How the daemon is: worries, rules, channels, what waits");
    command->callback([&session] { session.action = [](Session& s) { return status(s); }; });
}

}  // namespace vesper::cli
