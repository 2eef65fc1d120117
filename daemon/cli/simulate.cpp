// vesper simulate: what would go out, on the production house under a simulated clock.
#include "daemon/simulate.hpp"

#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/simulate_html.hpp"
#include "daemon/cli/simulate_table.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/files.hpp"
#include "daemon/house.hpp"
#include "daemon/intake/cloud_event.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

struct SimulateQuestion {
    std::string rules;
    std::string events;
    std::string from;
    std::string to;
    std::string html;
    bool jsonl = false;
    bool subjects = false;
    bool reasons = false;
};

std::optional<Instant> instant_of(const std::string& text, const std::string& option) {
    if (text.empty()) return std::nullopt;
    const Result<Instant> instant = parse_instant(text);
    if (!instant) throw Failure(Exit::usage, option + ": " + instant.error().message);
    return *instant;
}

std::vector<std::string> events_of(const std::string& path, Session& session) {
    const SplitBody split = split_events(read_input(path, session));
    if (!split.problems.empty()) {
        throw Failure(Exit::no, path + ": " + split.problems.front().message,
                      "one event, a JSON array of events, or one event a line");
    }
    return split.events;
}

/// The letter's buyer clock; the shop's where the buyer's is not known (a letter to staff).
const Zone& clock_of(const SimulatedLetter& letter, const Zone& shop, const ZoneSnapshot& zones) {
    const Zone* zone = zones.find(letter.zone);
    return zone == nullptr ? shop : *zone;
}

Json json_of(const SimulatedLetter& letter, const Zone& shop, const ZoneSnapshot& zones) {
    return {
        {"sent", to_string(letter.sent)},
        {"sent_buyer", with_offset(letter.sent, clock_of(letter, shop, zones))},
        {"sent_shop", with_offset(letter.sent, shop)},
        {"order", letter.order},
        {"rule", letter.rule},
        {"class", letter.message_class},
        {"channel", letter.channel},
        {"message", letter.message},
        {"language", letter.language},
        {"zone", letter.zone},
        {"subject", letter.subject},
        {"explanation", letter.explanation},
    };
}

Json json_of(const SimulatedNone& none) {
    return {{"what", none.order + " " + none.rule},
            {"order", none.order},
            {"rule", none.rule},
            {"reason", none.reason}};
}

Json as_json(const Simulation& simulation, const Zone& shop, const ZoneSnapshot& zones) {
    Json shown = {{"letters", Json::array()}, {"not_sent", Json::array()}};
    for (const SimulatedLetter& letter : simulation.letters)
        shown["letters"].push_back(json_of(letter, shop, zones));
    for (const SimulatedNone& none : simulation.not_sent)
        shown["not_sent"].push_back(json_of(none));
    shown["problems"] = simulation.problems;
    return shown;
}

std::string line_of(const char* kind, const Json& members) {
    Json line = {{"kind", kind}};
    line.update(members);
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// One object a line: letters in order of time, then what was not sent, then refused events.
void print_lines(const Simulation& simulation, const Zone& shop, Session& session) {
    std::ostream& out = session.console.out;
    for (const SimulatedLetter& letter : simulation.letters)
        out << line_of("letter", json_of(letter, shop, *session.zones()));
    for (const SimulatedNone& none : simulation.not_sent) out << line_of("not_sent", json_of(none));
    for (const std::string& problem : simulation.problems)
        out << line_of("problem", {{"problem", problem}});
}

[[noreturn]] void refuse_rules(const Diagnostics& diagnostics, Session& session) {
    throw Failure(Exit::no,
                  say("the rules have errors\n{}", format(diagnostics, session.translation())),
                  say("vesper check says more"));
}

/// What rules ask of the channels is judged by the house.
Simulation simulated(const SetSources& sources, Session& session,
                     const std::vector<std::string>& events, std::optional<Instant> from,
                     std::optional<Instant> to, const ChannelConfigs& channels) {
    try {
        return vesper::simulate(sources, session.zones(), events, from, to, channels);
    } catch (const NoGoodSet& none) {
        refuse_rules(none.diagnostics, session);
    }
}

void write_page(const Simulation& simulation, const Shop& shop, const Zone& clock,
                const SimulateQuestion& question, Session& session) {
    const HtmlPage page{simulation, shop.name, clock, *session.zones(), question.subjects};
    const std::string html = simulation_html(page);
    if (question.html == "-") {
        session.console.out << html;
        return;
    }
    const Result<bool> written = replace_file(question.html, html);
    if (!written) throw Failure(Exit::no, written.error().message);
    session.console.out << question.html << ": "
                        << counted(std::ssize(simulation.letters), "letter", "letters") << ", "
                        << simulation.not_sent.size() << " not sent; open it in a browser\n";
}

Exit simulate(Session& session, const SimulateQuestion& question) {
    const std::optional<Instant> from = instant_of(question.from, "--from");
    const std::optional<Instant> to = instant_of(question.to, "--to");
    const ReadConfig read = config_for(question.rules, session);
    const SetSources sources = sources_in(question.rules, read.config);
    const Loaded loaded = load_sources(sources, {}, *session.zones());
    if (!loaded.set) refuse_rules(loaded.diagnostics, session);
    const std::vector<std::string> events = events_of(question.events, session);
    const Simulation simulation = simulated(sources, session, events, from, to,
                                            read.found ? read.config.channels : ChannelConfigs{});
    const Zone& shop = zone_named(loaded.set->shop.zone, *session.zones());
    if (!question.html.empty()) {
        write_page(simulation, loaded.set->shop, shop, question, session);
    } else if (question.jsonl) {
        print_lines(simulation, shop, session);
    } else if (session.options.json) {
        const Json shown = as_json(simulation, shop, *session.zones());
        session.console.out << shown.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        session.console.out << simulation_text({simulation, shop, *session.zones(),
                                                question.reasons, session.console.width,
                                                session.colours()});
    }
    return simulation.problems.empty() ? Exit::ok : Exit::no;
}

}  // namespace

void add_simulate(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "simulate", "What would go out: the daemon's own planning on a simulated clock");
    const auto question = std::make_shared<SimulateQuestion>();
    command->add_option("--rules", question->rules, set_folder_help);
    command->add_option("--events", question->events, "File of order events, - for standard input")
        ->required();
    command->add_option("--from", question->from, "Begin here (RFC 3339), not at the first event");
    command->add_option("--to", question->to, "End here (RFC 3339), not when nothing waits");
    CLI::Option* jsonl =
        command->add_flag("--jsonl", question->jsonl, "For programs: one JSON object a line");
    CLI::Option* html = command
                            ->add_option("--html", question->html,
                                         "Draw it: a page for any browser, - for standard output")
                            ->excludes(jsonl);
    command
        ->add_flag("--long", question->reasons,
                   "Below each letter its subject, and why it leaves at that instant")
        ->excludes(jsonl)
        ->excludes(html);
    command
        ->add_flag("--subjects", question->subjects,
                   "The page shows subjects, too; they may hold buyers' names")
        ->needs(html);
    command->callback([&session, question] {
        session.action = [question](Session& s) { return simulate(s, *question); };
    });
}

}  // namespace vesper::cli
