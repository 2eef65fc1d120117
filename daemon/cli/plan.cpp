// vesper plan: what edited rules would do to what waits, before they are taken up.
#include "daemon/cli/check.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/plan_text.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/state_copy.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/log.hpp"
#include "rules/duration.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

struct PlanQuestion {
    std::string folder;
    std::string state;
    std::string replay;
    bool to_past = false;
    bool all = false;
};

/// "30d" -> as many days of passed time.
std::optional<seconds> stretch_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const Result<Delay> delay = parse_delay(text);
    if (!delay) throw Failure(Exit::usage, "--replay: " + delay.error().message);
    if (const auto* days = std::get_if<CalendarDays>(&*delay)) return date::days{days->days};
    return std::get<Elapsed>(*delay).span;
}

std::unique_ptr<CopiedHouse> open_copy(Session& session, const std::string& state) {
    StateCopy copy{session, state};
    log::start("off");  // what the daemon would write to its log is no part of the answer
    try {
        auto house = std::make_unique<CopiedHouse>(copy.path(), session.config().config,
                                                   session.zones(), session.now());
        copy.remove_name();
        return house;
    } catch (const NoGoodSet& none) {
        throw Failure(Exit::no,
                      say("the rules that run cannot be read here\n{}",
                          format(none.diagnostics, session.translation())),
                      say("--config names the daemon's configuration, with its channels"));
    }
}

Exit plan(Session& session, const PlanQuestion& question) {
    const std::optional<seconds> stretch = stretch_of(question.replay);
    const SetSources sources = sources_in(question.folder, session.config().config);
    if (const Exit exit = check_before(session, question.folder); exit != Exit::ok) return exit;
    const auto copied = open_copy(session, question.state);
    // Before the rehearsal: it is the recorded past that both sets are run over.
    std::optional<Replay> replayed;
    if (stretch)
        replayed =
            replay(copied->house().store(), copied->kept(), sources, session.zones(),
                   session.now() - *stretch, session.now(), session.config().config.channels);
    const Rehearsal rehearsal = copied->rehearse(sources, question.to_past);
    std::ostream& out = session.console.out;
    if (!rehearsal.reload.accepted) {
        if (!has_errors(rehearsal.reload.diagnostics))
            throw Failure(Exit::temporary, copied->house().status().unwritable,
                          "TMPDIR names another place for the copy");
        out << printable(format(rehearsal.reload.diagnostics, session.translation()), true);
        return Exit::no;
    }
    const PlanView view{zone_named(copied->house().set().shop.zone, *session.zones()),
                        *session.zones(), question.all, question.to_past};
    if (session.options.json) {
        out << plan_json(rehearsal, replayed, view);
    } else {
        out << plan_text(rehearsal, view);
        if (replayed) out << '\n' << replay_text(*replayed, view);
    }
    return Exit::ok;
}

}  // namespace

void add_plan(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "plan", "What changed rules and messages would do to what waits; changes nothing");
    const auto question = std::make_shared<PlanQuestion>();
    command->add_option("dir", question->folder, set_folder_help);
    command->add_option("--state", question->state,
                        "A file of vesper backup instead of the running daemon");
    command->add_flag("--apply-to-past", question->to_past,
                      "New rules and steps act on orders that were there before them, too");
    command->add_option("--replay", question->replay,
                        "Also run both sets over the events of a stretch, like 30d");
    command->add_flag("--all", question->all, "Everything, not three examples of each kind");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return plan(s, *question); };
    });
}

}  // namespace vesper::cli
