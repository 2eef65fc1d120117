// vesper check: what is wrong with the configuration, the rules and the messages, before the daemon
// meets it.
#include "daemon/cli/check.hpp"

#include "daemon/cli/commands.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/window_check.hpp"
#include "daemon/not_read.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Checked {
    Diagnostics diagnostics;
    std::vector<Words> notes;  // what could not be looked at
    std::optional<RunningSet> set;
};

std::map<std::string, Medium> media_of(const Config& config) {
    std::map<std::string, Medium> media;
    for (const auto& [name, channel] : config.channels) media[name] = channel.medium;
    return media;
}

bool is_configured(const std::string& folder, const Config& config) {
    std::error_code none;
    return folder.empty() || fs::equivalent(folder, config.manager_dir, none);
}

/// What the daemon says of folders that are gone or empty: only it knows what was in them. One that
/// has files again is past; the daemon will see it.
void add_vanished(const SetSources& sources, Session& session, Diagnostics& found) {
    Json status;
    try {
        status = Json::parse(session.reader().ask("/v1/status"), nullptr, false);
    } catch (const Failure&) {
        return;  // no daemon runs, or none that may be asked
    }
    const Json set = status.is_object() ? status.value("set", Json::object()) : Json::object();
    for (const Json& problem : set.value("problems", Json::array())) {
        const std::string file = problem.value("file", "");
        const bool is_folder = file == "rules" || file == "messages" || file == "calendars";
        const auto own = sources.own.upper_bound(file + '/');
        const bool has_files = own != sources.own.end() && own->starts_with(file + '/');
        if (is_folder && !has_files && problem.value("severity", "") == "error")
            found.push_back({Severity::error,
                             file,
                             {},
                             as_written(problem.value("message", "")),
                             as_written(problem.value("hint", "")),
                             ""});
    }
}

Checked check_all(const std::string& folder, Session& session) {
    const ReadConfig read = config_for(folder, session);
    Checked checked;
    checked.diagnostics = read.diagnostics;
    std::vector<KnownChannel> channels = known_channels(read.config);
    if (!read.found && fs::exists(session.config_path())) {
        checked.notes.push_back(say("{}: channels were not checked", read.problem));
        channels.clear();
    }
    const SetSources sources = sources_in(folder, read.config);
    const Diagnostics passed_over = not_read(folder.empty() ? read.config.manager_dir : folder);
    const ZoneSnapshot& zones = *session.zones();
    Loaded loaded = load_sources(sources, channels, zones);
    Diagnostics& found = checked.diagnostics;
    found.insert(found.end(), loaded.diagnostics.begin(), loaded.diagnostics.end());
    found.insert(found.end(), passed_over.begin(), passed_over.end());
    if (is_configured(folder, read.config)) add_vanished(sources, session, found);
    if (const auto& read_set = loaded.set ? loaded.set : loaded.draft) {
        const Diagnostics windows =
            check_windows(*read_set, sources, media_of(read.config), zones, session.now());
        found.insert(found.end(), windows.begin(), windows.end());
    }
    checked.set = std::move(loaded.set);
    return checked;
}

std::ptrdiff_t count_of(Severity severity, const Diagnostics& diagnostics) {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [severity](const Diagnostic& each) { return each.severity == severity; });
}

Json as_json(const Checked& checked, const Translation& into) {
    Json notes = Json::array();
    for (const Words& note : checked.notes) notes.push_back(translated(note, into));
    Json shown = {{"errors", count_of(Severity::error, checked.diagnostics)},
                  {"warnings", count_of(Severity::warning, checked.diagnostics)},
                  {"diagnostics", Json::array()},
                  {"notes", notes}};
    for (const Diagnostic& each : in_order(checked.diagnostics)) {
        shown["diagnostics"].push_back({
            {"severity", name(each.severity)},
            {"file", each.file},
            {"line", each.at.line},
            {"column", each.at.column},
            {"message", translated(each.message, into)},
            {"hint", translated(each.hint, into)},
        });
    }
    return shown;
}

Words summary(const Checked& checked) {
    const auto errors = count_of(Severity::error, checked.diagnostics);
    const auto warnings = count_of(Severity::warning, checked.diagnostics);
    const Words warned = say_count(warnings, "{} warning", "{} warnings");
    if (errors > 0 || !checked.set) {
        return say("{}, {}", say_count(errors, "{} error", "{} errors"), warned);
    }
    const RunningSet& set = *checked.set;
    const Words good =
        say("good: {}, {}, {}", say_count(std::ssize(set.rules.rules), "{} rule", "{} rules"),
            say_count(std::ssize(set.rules.windows), "{} window", "{} windows"),
            say_count(std::ssize(set.messages.names()), "{} message", "{} messages"));
    return warnings > 0 ? say("{}; {}", good, warned) : good;
}

Exit say(const Checked& checked, Session& session) {
    std::ostream& out = session.console.out;
    const Translation& into = session.translation();
    if (session.options.json) {
        out << as_json(checked, into).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        out << printable(format(checked.diagnostics, into), true);
        for (const Words& note : checked.notes)
            out << printable(translated(say("note: {}", note), into)) << '\n';
        out << translated(summary(checked), into) << '\n';
    }
    return has_errors(checked.diagnostics) ? Exit::no : Exit::ok;
}

Exit check(Session& session, const std::string& folder) {
    return say(check_all(folder, session), session);
}

}  // namespace

Exit check_before(Session& session, const std::string& folder) {
    const Checked checked = check_all(folder, session);
    return has_errors(checked.diagnostics) ? say(checked, session) : Exit::ok;
}

void add_check(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "check", "What is wrong with rules and messages; needs no daemon and changes nothing");
    const auto folder = std::make_shared<std::string>();
    command->add_option("dir", *folder, set_folder_help);
    command->callback([&session, folder] {
        session.action = [folder](Session& s) { return check(s, *folder); };
    });
}

}  // namespace vesper::cli
