// vesper queue and vesper job: follow-ups, many at a glance or one in full.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

constexpr const char* waiting = "scheduled,running,held,unknown";

struct QueueQuestion {
    std::string state = waiting;
    std::string order, buyer, country, channel, rule, from, to, limit, after;
};

std::string target_of(const QueueQuestion& question) {
    const std::pair<const char*, std::string> words[] = {
        {"state", question.state == "all" ? "" : question.state},
        {"order", question.order},
        {"buyer", question.buyer},
        {"country", question.country},
        {"channel", question.channel},
        {"rule", question.rule},
        {"from", question.from},
        {"to", question.to},
        {"limit", question.limit},
        {"after", question.after},
    };
    std::string target = "/v1/jobs";
    for (const auto& [name, value] : words) {
        if (value.empty()) continue;
        target += target.find('?') == std::string::npos ? '?' : '&';
        target += std::string(name) + "=" + percent_encoded(value);
    }
    return target;
}

Exit queue(Session& session, const QueueQuestion& question) {
    const std::string body = session.reader().ask(target_of(question));
    std::ostream& out = session.console.out;
    if (session.options.json) {
        out << pretty_json(body);
        return Exit::ok;
    }
    const JobPage page = read_jobs(body);
    if (page.jobs.empty()) {
        out << "no follow-up" << (question.state == waiting ? " waits" : "") << " here\n";
        return Exit::ok;
    }
    Table table({"ID", "STATE", "BUYER TIME", "SHOP TIME", "COUNTRY", "RULE", "CHANNEL", "ORDER"});
    table.align_right(0);
    for (const JobView& job : page.jobs) {
        table.add({std::to_string(job.id), Cell(job.state, colour_of_state(job.state)),
                   in_words(job.due.buyer), in_words(job.due.shop), job.country, job.rule,
                   job.channel, job.order});
    }
    out << table.text(session.console.width, session.colours());
    if (!page.next.empty()) out << "more: add --after " << printable(page.next) << '\n';
    return Exit::ok;
}

void line(std::ostream& out, const char* what, const std::string& text) {
    if (!text.empty()) out << what << printable(text) << '\n';
}

std::string both_clocks(const Moment& moment) {
    return in_words(moment.buyer) + " buyer time, " + in_words(moment.shop) + " shop time (" +
           moment.utc + ")";
}

void print(const JobView& job, Session& session) {
    std::ostream& out = session.console.out;
    out << "job " << job.id << "  "
        << painted(job.state, colour_of_state(job.state), session.colours()) << '\n';
    line(out, "  order    ", job.order);
    line(out, "  rule     ",
         job.rule + (job.place.empty() ? "" : " (" + job.place + ')') + ", message " + job.message +
             ", by " + job.channel + ", " + job.message_class);
    line(out, "  zone     ",
         job.zone.empty()
             ? "not known"
             : job.zone + " (" + job.grade + ", by " + job.rung + "; tzdata " + job.tzdata + ")");
    line(out, "  window   ", job.window);
    line(out, "  counts   ", job.after + " from " + both_clocks(job.anchor));
    if (!job.due.utc.empty()) line(out, "  due      ", both_clocks(job.due));
    if (!job.closes.utc.empty()) line(out, "  closes   ", both_clocks(job.closes));
    if (!job.expires.utc.empty()) line(out, "  expires  ", both_clocks(job.expires));
    line(out, "  because  ", job.explanation);
    line(out, "  stands   ", job.reason);
}

void print(const AttemptView& attempt, std::ostream& out) {
    out << "\nattempt " << attempt.number << "  " << printable(attempt.outcome) << "  "
        << both_clocks(attempt.started) << '\n';
    line(out, "  said     ", attempt.words);
    line(out, "  to       ", attempt.recipient);
    line(out, "  instead of ", attempt.redirected_from);
    line(out, "  letter   ", attempt.message_id);
    line(out, "  subject  ", attempt.subject);
    std::string_view text = attempt.text;
    while (!text.empty()) {
        const std::string_view first = text.substr(0, text.find('\n'));
        out << "    | " << printable(first) << '\n';
        text.remove_prefix(std::min(first.size() + 1, text.size()));
    }
}

Exit job(Session& session, const std::string& id) {
    const std::string body = session.reader().ask("/v1/jobs/" + percent_encoded(id));
    if (session.options.json) {
        session.console.out << pretty_json(body);
        return Exit::ok;
    }
    const JobStory story = read_job(body);
    std::ostream& out = session.console.out;
    print(story.job, session);
    if (!story.moves.empty()) out << "\nmoves\n";
    for (const MoveView& move : story.moves) {
        out << "  " << in_words(move.at.shop) << " shop time  " << printable(move.verb) << " -> "
            << printable(move.to) << (move.reason.empty() ? "" : ": " + printable(move.reason))
            << '\n';
    }
    for (const AttemptView& attempt : story.attempts) print(attempt, out);
    return Exit::ok;
}

}  // namespace

void add_queue(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("queue", "Follow-ups: what waits, or what is asked for");
    const auto question = std::make_shared<QueueQuestion>();
    command
        ->add_option("--state", question->state,
                     "scheduled, running, delivered, withdrawn, expired, refused, unknown, held; "
                     "several with commas; all")
        ->capture_default_str();
    command->add_option("--order", question->order, "Order key, id or number");
    command->add_option("--buyer", question->buyer, "E-mail address or buyer id");
    command->add_option("--country", question->country, "Two letters: DE");
    command->add_option("--channel", question->channel, "Channel");
    command->add_option("--rule", question->rule, "Rule");
    command->add_option("--from", question->from, "Due at or after (RFC 3339)");
    command->add_option("--to", question->to, "Due before (RFC 3339)");
    command->add_option("--limit", question->limit, "Rows of a page, at most 1000 (50)");
    command->add_option("--after", question->after, "Page token of the page before");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return queue(s, *question); };
    });
}

void add_job(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("job", "One follow-up: why then, its moves, what was tried and sent");
    const auto id = std::make_shared<std::string>();
    command->add_option("id", *id, "Its number, as `vesper queue` shows it")->required();
    command->callback(
        [&session, id] { session.action = [id](Session& s) { return job(s, *id); }; });
}

}  // namespace vesper::cli
