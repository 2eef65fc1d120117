// vesper why, why-not and event: an order's story, and the facts it is made of.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/text.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

/// An answer that comes in two forms, both the daemon's own.
Exit tell(Session& session, const std::string& target) {
    if (session.options.json) {
        session.console.out << pretty_json(session.reader().ask(target));
    } else {
        session.console.out << printable(session.reader().ask(target + "?format=text"), true);
    }
    return Exit::ok;
}

std::string consequence(const VerdictView& event) {
    std::string text = event.effect;
    if (event.planned > 0) text += ", " + std::to_string(event.planned) + " planned";
    if (event.withdrawn > 0) text += ", " + std::to_string(event.withdrawn) + " withdrawn";
    return text;
}

void print(const ReceiptView& receipt, std::ostream& out) {
    for (const VerdictView& event : receipt.events) {
        out << event.index + 1 << "  " << printable(event.verdict) << "  " << printable(event.id);
        if (!event.order.empty()) out << "  " << printable(event.order);
        const std::string effect = consequence(event);
        if (!effect.empty()) out << "  (" << printable(effect) << ")";
        out << '\n';
        for (const std::string& problem : event.problems) {
            out << "     " << printable(problem) << '\n';
        }
    }
    for (const std::string& problem : receipt.problems) out << printable(problem) << '\n';
}

Exit event(Session& session, const std::string& file) {
    const std::string body = read_input(file, session);
    const Reply reply = session.changer().send("POST", "/v1/events", body);
    const bool verdicts = reply.status == 202 || reply.status == 409 || reply.status == 422;
    if (!verdicts) throw failure_of(reply);
    const ReceiptView receipt = read_receipt(reply.body);
    if (session.options.json) {
        session.console.out << pretty_json(reply.body);
    } else {
        print(receipt, session.console.out);
    }
    if (reply.status != 202) throw failure_of(reply);
    return Exit::ok;
}

void add_why_not_command(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "why-not",
        "Why an order did not get a rule's letter: what was decided, and what holds now");
    const auto order = std::make_shared<std::string>();
    const auto rule = std::make_shared<std::string>();
    command->add_option("order", *order, "Its key, id, number or tracking number")->required();
    command->add_option("rule", *rule, "The rule's name")->required();
    command->callback([&session, order, rule] {
        session.action = [order, rule](Session& s) {
            return tell(
                s, "/v1/orders/" + percent_encoded(*order) + "/why-not/" + percent_encoded(*rule));
        };
    });
}

}  // namespace

void add_why(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "why", "The story of an order: events, decisions, letters, and the reason for each");
    const auto order = std::make_shared<std::string>();
    command->add_option("order", *order, "Its key, id, number or tracking number")->required();
    command->callback([&session, order] {
        session.action = [order](Session& s) {
            return tell(s, "/v1/orders/" + percent_encoded(*order) + "/why");
        };
    });
    add_why_not_command(app, session);
}

void add_event(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "event", "Hand in order events (CloudEvents JSON: one, an array, or one a line)");
    const auto file = std::make_shared<std::string>();
    command->add_option("file", *file, "File, or - for standard input")->required();
    command->callback(
        [&session, file] { session.action = [file](Session& s) { return event(s, *file); }; });
}

}  // namespace vesper::cli
