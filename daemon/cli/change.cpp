// What people change: one job, an address, a channel, the running rules.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

/// Makes the change and says what came of it.
Exit change(Session& session, const std::string& method, const std::string& target,
            const std::string& body) {
    const std::string answer = session.changer().change(method, target, body);
    if (session.options.json) {
        session.console.out << pretty_json(answer);
    } else {
        session.console.out << printable(read_words(answer)) << '\n';
    }
    return Exit::ok;
}

void add_job_change(CLI::App& app, Session& session, const std::string& verb,
                    const std::string& description) {
    CLI::App* command = app.add_subcommand(verb, description);
    const auto id = std::make_shared<std::string>();
    const auto why = std::make_shared<std::string>();
    command->add_option("id", *id, "Its number, as `vesper queue` shows it")->required();
    command->add_option("--why", *why, "Kept with the follow-up and shown by `vesper why`");
    command->callback([&session, id, why, verb] {
        session.action = [id, why, verb](Session& s) {
            const std::string target = "/v1/jobs/" + percent_encoded(*id) + "/" + verb;
            return change(s, "POST", target, change_body(*why));
        };
    });
}

struct SuppressQuestion {
    std::string address;
    std::string why;
    bool list = false;
    bool remove = false;
};

Exit list_suppressions(Session& session) {
    const std::string body = session.reader().ask("/v1/suppressions");
    std::ostream& out = session.console.out;
    if (session.options.json) {
        out << pretty_json(body);
        return Exit::ok;
    }
    Table table({"ADDRESS", "SINCE (SHOP TIME)", "WHY"});
    for (const SuppressionView& each : read_suppressions(body)) {
        table.add({each.address, in_words(each.since.shop), each.reason});
    }
    out << (table.empty() ? "no address is suppressed\n"
                          : table.text(session.console.width, session.colours()));
    return Exit::ok;
}

Exit suppress(Session& session, const SuppressQuestion& question) {
    if (question.list) return list_suppressions(session);
    if (question.address.empty()) {
        throw Failure(Exit::usage, "an address is needed",
                      "vesper suppress ADDRESS [--why W], or vesper suppress --list");
    }
    if (question.remove) {
        return change(session, "DELETE", "/v1/suppressions/" + percent_encoded(question.address),
                      "");
    }
    return change(session, "POST", "/v1/suppressions", change_body(question.why, question.address));
}

void add_pause(CLI::App& app, Session& session, const std::string& verb,
               const std::string& description) {
    CLI::App* command = app.add_subcommand(verb, description);
    const auto channel = std::make_shared<std::string>();
    const auto why = std::make_shared<std::string>();
    command->add_option("channel", *channel, "A channel; everything if absent");
    if (verb == "pause") command->add_option("--why", *why, "Shown by `vesper status`");
    command->callback([&session, channel, why, verb] {
        session.action = [channel, why, verb](Session& s) {
            const std::string target =
                channel->empty() ? "/v1/" + verb
                                 : "/v1/channels/" + percent_encoded(*channel) + "/" + verb;
            return change(s, "POST", target, change_body(*why));
        };
    });
}

Exit reload(Session& session, bool to_past) {
    const Reply reply =
        session.changer().send("POST", to_past ? "/v1/reload?apply_to_past=true" : "/v1/reload");
    if (reply.status != 200 && reply.status != 422) throw failure_of(reply);
    const ReloadView view = read_reload(reply.body);
    std::ostream& out = session.console.out;
    if (session.options.json) {
        out << pretty_json(reply.body);
    } else {
        out << printable(view.text, true);
        if (view.accepted)
            out << translated(say("taken up; {}", replan_words(view.replan)), session.translation())
                << '\n';
    }
    if (!view.accepted) throw failure_of(reply);
    return Exit::ok;
}

}  // namespace

void add_job_changes(CLI::App& app, Session& session) {
    add_job_change(app, session, "cancel", "Withdraw a follow-up: it will not be sent");
    add_job_change(app, session, "hold", "Keep a follow-up back until it is released");
    add_job_change(app, session, "release", "Let a held follow-up land in its next opening");
    add_job_change(app, session, "now", "Send a follow-up at once, whatever the hour");
}

void add_suppress(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("suppress", "Never write to an address again; list, or take back");
    const auto question = std::make_shared<SuppressQuestion>();
    command->add_option("address", question->address, "E-mail address");
    command->add_option("--why", question->why, "Kept with the address");
    command->add_flag("--list", question->list, "Show all suppressed addresses");
    command->add_flag("--remove", question->remove, "Write to this address again");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return suppress(s, *question); };
    });
}

void add_pauses(CLI::App& app, Session& session) {
    add_pause(app, session, "pause", "Stop sending by a channel, or at all; planning goes on");
    add_pause(app, session, "resume", "Send again");
}

void add_reload(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("reload", "Take up changed rules and messages; broken ones are refused");
    const auto to_past = std::make_shared<bool>(false);
    command->add_flag("--apply-to-past", *to_past,
                      "New rules and steps act on orders that were there before them, too");
    command->callback([&session, to_past] {
        session.action = [to_past](Session& s) { return reload(s, *to_past); };
    });
}

}  // namespace vesper::cli
