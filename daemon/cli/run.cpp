#include "daemon/cli/run.hpp"

#include "daemon/cli/commands.hpp"
#include "daemon/cli/schema.hpp"
#include "daemon/cli/text.hpp"
#include "rules/spelling.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <exception>
#include <ostream>

namespace vesper::cli {

namespace {

constexpr std::string_view overview =
    R"(vesper: order follow-ups that land in the buyer's evening

  Look      status            how the daemon is, what waits, what went out
            tonight           what goes out in the coming hours
            queue             follow-ups, by state, order, buyer, country, rule, time
            job ID            one follow-up: why then, what was tried, what was sent
            why ORDER         the whole story of an order
            why-not           why an order did not get the letter of a rule
            watch             what happens, as it happens

  Change    event FILE        hand in order events
            cancel, hold, release, now ID
            suppress ADDRESS  never write to this address again
            pause, resume     a channel, or everything
            reload            take up changed rules and messages
            backup FILE       a consistent copy of the database

  Prepare   init [DIR]        copy the shipped rules and messages for editing
            check [DIR]       what is wrong with rules and messages
            plan [DIR]        what changed rules would do to what waits
            preview MESSAGE   a letter as its reader will get it
            simulate          what would go out, on past or invented events
            zone, window      whose clock, and when its hours open
            calendar COUNTRY  clock changes, holidays, seasons, legal hours of a year
            schema            what editors need to complete and check rule files

`vesper help COMMAND` says more; `man vesper` says all.
)";

constexpr std::string_view exit_codes =
    R"(
Exit codes:
  0   done, or the answer is yes
  1   the answer is no, or problems were found
  2   wrong usage
  3   the daemon cannot be reached
  4   the daemon refused
  75  not now (disk full, too busy): try again later
)";

void add_options(CLI::App& app, Options& options) {
    app.add_option("--socket", options.socket, "Socket for questions (VESPER_SOCKET)");
    app.add_option("--admin-socket", options.admin_socket,
                   "Socket for changes (VESPER_ADMIN_SOCKET)");
    app.add_option("--config", options.config,
                   "Configuration (VESPER_CONFIG, else /etc/vesper/vesper.toml)");
    app.add_flag("--json", options.json, "For programs");
    app.add_flag("--no-color", options.no_color, "No colours, also on a terminal");
    app.set_version_flag("--version", "vesper " VESPER_VERSION);
}

void add_help(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("help", "This overview, or the help of a command");
    const auto topic = std::make_shared<std::string>();
    command->add_option("command", *topic, "A command");
    command->callback([&app, &session, topic] {
        session.action = [&app, topic](Session& s) {
            if (topic->empty()) {
                s.console.out << overview << exit_codes;
                return Exit::ok;
            }
            const auto asked = app.get_subcommands(
                [&topic](const CLI::App* each) { return each->get_name() == *topic; });
            if (asked.empty()) {
                throw Failure(Exit::usage, "there is no command \"" + *topic + "\"", "vesper help");
            }
            s.console.out << asked.front()->help("vesper");
            return Exit::ok;
        };
    });
}

void add_commands(CLI::App& app, Session& session) {
    constexpr std::array groups = {
        add_status, add_tonight,     add_queue,    add_job,     add_why,      add_watch,
        add_event,  add_job_changes, add_suppress, add_pauses,  add_reload,   add_backup,
        add_init,   add_check,       add_plan,     add_preview, add_simulate, add_zone,
        add_window, add_calendar,    add_schema,   add_help};
    for (const auto add : groups) add(app, session);
}

/// What was typed where a command belongs; "" if a command was understood.
std::string unknown_command(const CLI::App& app) {
    if (!app.get_subcommands().empty()) return "";
    const std::vector<std::string> rest = app.remaining();
    return rest.empty() || rest.front().starts_with('-') ? "" : rest.front();
}

std::string nearest_command(const CLI::App& app, const std::string& typed) {
    const std::vector<const CLI::App*> commands = app.get_subcommands({});
    std::vector<std::string_view> names;
    for (const CLI::App* command : commands) names.push_back(command->get_name());
    const auto near = nearest(typed, names);
    return near ? "did you mean vesper " + *near + "?" : "vesper help";
}

/// What the parser says about arguments: help and version are answers, all else is wrong usage.
int parse_problem(const CLI::App& app, const CLI::ParseError& error, const Console& console) {
    if (error.get_exit_code() == 0) {
        return app.exit(error, console.out, console.err);
    }
    if (const std::string typed = unknown_command(app); !typed.empty()) {
        console.err << "vesper: there is no command " << printable(vesper::quoted(typed)) << "\n  "
                    << nearest_command(app, typed) << '\n';
        return static_cast<int>(Exit::usage);
    }
    std::string command;
    for (const CLI::App* chosen : app.get_subcommands()) command = " " + chosen->get_name();
    console.err << "vesper: " << printable(error.what()) << "\n  vesper help" << command << '\n';
    return static_cast<int>(Exit::usage);
}

}  // namespace

int run(const std::vector<std::string>& args, const Console& console) {
    Session session(console);
    CLI::App app("Order follow-ups that land in the buyer's evening", "vesper");
    app.fallthrough();
    app.require_subcommand(0, 1);
    add_options(app, session.options);
    add_commands(app, session);
    try {
        app.parse(std::vector<std::string>(args.rbegin(), args.rend()));
    } catch (const CLI::ParseError& error) {
        return parse_problem(app, error, console);
    }
    if (!session.action) {
        console.out << overview;
        return static_cast<int>(Exit::ok);
    }
    try {
        return static_cast<int>(session.action(session));
    } catch (const Failure& failure) {
        const Translation& into = session.translation();
        console.err << "vesper: " << printable(translated(failure.words, into), true) << '\n';
        if (!failure.next.empty())
            console.err << "  " << printable(translated(failure.next, into), true) << '\n';
        return static_cast<int>(failure.code);
    } catch (const std::exception& error) {  // the house itself is broken: out of memory, of files
        console.err << "vesper: " << printable(error.what(), true) << '\n';
        return static_cast<int>(Exit::no);
    }
}

}  // namespace vesper::cli
