// vesper tonight: what goes out in the coming hours, in the buyer's clock and the shop's.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <ostream>

namespace vesper::cli {

namespace {

Table letters(const TonightView& tonight) {
    Table table({"BUYER TIME", "SHOP TIME", "COUNTRY", "ZONE", "RULE", "CHANNEL", "ORDER", "ID"});
    table.align_right(7);
    for (const JobView& job : tonight.jobs) {
        table.add({in_words(job.due.buyer), in_words(job.due.shop), job.country, job.zone, job.rule,
                   job.channel, job.order, std::to_string(job.id)});
    }
    return table;
}

std::string full_text(const EveningView& evening) {
    if (!evening.full) return "-";
    return std::to_string(std::llround(std::ceil(*evening.full * 100))) + "%";
}

std::string window_text(const EveningView& evening) {
    return evening.region.empty() ? evening.window : evening.window + " (" + evening.region + ')';
}

Table evenings(const TonightView& tonight) {
    Table table({"EVENING", "ZONE", "WINDOW", "CHANNEL", "LETTERS", "FULL", "FIRST (BUYER)",
                 "FIRST (SHOP)"});
    table.align_right(4).align_right(5);
    for (const EveningView& evening : tonight.evenings) {
        table.add({evening.local_date, evening.zone, window_text(evening), evening.channel,
                   std::to_string(evening.letters), full_text(evening),
                   in_words(evening.first.buyer), in_words(evening.first.shop)});
    }
    return table;
}

Exit tonight(Session& session, const std::string& hours, const std::string& limit) {
    std::string target = "/v1/tonight?hours=" + percent_encoded(hours);
    if (!limit.empty()) target += "&limit=" + percent_encoded(limit);
    const std::string body = session.reader().ask(target);
    std::ostream& out = session.console.out;
    if (session.options.json) {
        out << pretty_json(body);
        return Exit::ok;
    }
    const TonightView tonight = read_tonight(body);
    out << counted(tonight.letters, "letter", "letters") << (tonight.cut ? " or more" : "")
        << " from " << in_words(tonight.from.shop) << " to " << in_words(tonight.to.shop)
        << " shop time\n";
    if (tonight.letters == 0) return Exit::ok;
    const int width = session.console.width;
    out << '\n' << letters(tonight).text(width, session.colours());
    const auto listed = std::ssize(tonight.jobs);
    if (listed < tonight.letters) {
        out << "and " << tonight.letters - listed << " more: --limit shows up to 1000\n";
    }
    out << '\n' << evenings(tonight).text(width, session.colours());
    return Exit::ok;
}

}  // namespace

void add_tonight(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "tonight", "What goes out in the coming hours, in the buyer's clock and the shop's");
    const auto hours = std::make_shared<std::string>("24");
    const auto limit = std::make_shared<std::string>();
    command->add_option("--hours", *hours, "How far to look, 1 to 168")->capture_default_str();
    command->add_option("--limit", *limit, "Letters to list, at most 1000 (200)");
    command->callback([&session, hours, limit] {
        session.action = [hours, limit](Session& s) { return tonight(s, *hours, *limit); };
    });
}

}  // namespace vesper::cli
