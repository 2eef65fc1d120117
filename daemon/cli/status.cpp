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
        out << painted("all is well", Colour::green, session.colours()) << '\n';
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

std::string rate_text(std::int64_t rate) {
    return rate == 0 ? "no limit" : std::to_string(rate) + "/min";
}

Table channel_table(const StatusView& status) {
    Table table({"CHANNEL", "TO", "RATE", "SCHEDULED", "HELD", "RUNNING", "UNKNOWN", "DELIVERED",
                 "REFUSED", "WITHDRAWN", "EXPIRED"});
    for (std::size_t column = 3; column <= 10; ++column) table.align_right(column);
    for (const ChannelView& channel : status.channels) {
        table.add(
            {channel.name, channel.to.empty() ? channel.kind : channel.kind + " " + channel.to,
             rate_text(channel.rate), count_of(channel, "scheduled"), count_of(channel, "held"),
             count_of(channel, "running"), count_of(channel, "unknown"),
             count_of(channel, "delivered"), count_of(channel, "refused"),
             count_of(channel, "withdrawn"), count_of(channel, "expired")});
    }
    return table;
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
    out << printable(status.shop) << ", " << in_words(status.now.shop) << " ("
        << printable(status.shop_zone) << ", " << status.now.utc << ")\n";
    print_worries(status, session);
    out << "  running  since " << in_words(status.started.shop) << ", vesperd "
        << printable(status.version) << '\n'
        << "  zones    " << zones_text(zones) << '\n'
        << "  rules    " << counted(status.rules, "rule", "rules") << ", "
        << counted(status.messages, "message", "messages") << ", since "
        << in_words(status.set_since.shop) << '\n'
        << "  next     "
        << (status.next_due.utc.empty() ? "nothing waits"
                                        : in_words(status.next_due.shop) + " shop time")
        << ", " << status.in_flight << " in flight, "
        << counted(status.parked, "event waits", "events wait") << " for an order\n";
    if (const std::string doubt = doubt_text(zones); !doubt.empty()) {
        out << "  doubt    " << doubt << '\n';
    }
    if (!status.redirect_to.empty()) {
        out << "  letters  all go to " << printable(status.redirect_to)
            << ", none to a buyer (redirect_to in shop.toml)\n";
    }
    if (!status.last_replan_why.empty()) {
        out << "  re-plan  " << printable(status.last_replan_why) << ": "
            << replan_text(status.last_replan) << '\n';
    }
    out << '\n' << channel_table(status).text(session.console.width, session.colours());
    return Exit::ok;
}

}  // namespace

void add_status(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("status", "How the daemon is: worries, rules, channels, what waits");
    command->callback([&session] { session.action = [](Session& s) { return status(s); }; });
}

}  // namespace vesper::cli
