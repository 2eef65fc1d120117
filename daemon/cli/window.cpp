// vesper window: when does a window open next? One question, a table of them, or a week drawn.
#include "daemon/cli/asked_window.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/place.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/week.hpp"
#include "daemon/cli/window_table.hpp"
#include "scheduler/opening.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

constexpr int days_a_week = 7;

struct WindowQuestion {
    std::string name;  // of a window in the rule files; empty: the hours are start and end
    TypedPlace where;
    std::string not_before;
    std::string start;
    std::string end;
    std::string days;
    bool tsv = false;
    bool week = false;
};

/// What was typed may be no UTF-8, and comes back in a doubt.
std::string dumped(const nlohmann::ordered_json& shown) {
    return shown.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void print_json(const std::optional<Opening>& opening, const Located& where, std::ostream& out) {
    const Zone& zone = *where.place.zone;
    nlohmann::ordered_json shown = {{"zone", zone.name()}};
    shown["landing"] = nullptr;
    if (opening) {
        shown["landing"] = to_string(opening->from);
        shown["landing_local"] = with_offset(opening->from, zone);
        shown["until"] = to_string(opening->until);
        shown["until_local"] = with_offset(opening->until, zone);
        shown["opened_on"] = to_string(opening->opened_on);
    }
    shown["doubts"] = where.doubts;
    out << dumped(shown) << '\n';
}

void print(const Opening& opening, const Zone& zone, std::ostream& out) {
    out << "opens   " << in_words(opening.from, zone) << " in " << zone.name() << "  ("
        << to_string(opening.from) << ")\n"
        << "closes  " << in_words(opening.until, zone) << " in " << zone.name() << "  ("
        << to_string(opening.until) << ")\n";
}

/// The window that is asked about: one of the rule files, or the typed hours.
Window window_of(const WindowQuestion& question, const Almanac& almanac) {
    if (!question.name.empty()) return window_named(question.name, question.where.country, almanac);
    const Result<Hours> hours = parse_hours(question.start, question.end, question.days);
    if (!hours) throw Failure(Exit::usage, hours.error().message);
    return window_of_hours(*hours);
}

Located place_asked(const WindowQuestion& question, const Window& window, const Almanac& almanac,
                    Session& session) {
    if (window.clock == Window::Clock::shop && question.where.zone.empty()) {
        TypedPlace shops;
        shops.zone = almanac.set->shop.zone;
        return locate(shops, almanac, session);
    }
    return locate(question.where, almanac, session);
}

void print_week(const std::vector<DrawnDay>& week, const Located& where, Session& session) {
    const Place& place = where.place;
    const Zone& zone = *place.zone;
    std::ostream& out = session.console.out;
    if (!session.options.json) {
        out << zone.name();
        const std::string& region = place.subdivision.empty() ? place.country : place.subdivision;
        if (!region.empty()) out << "  " << region;
        out << '\n'
            << picture(week, zone, static_cast<std::size_t>(std::max(session.console.width, 0)))
            << doubts_text(where.doubts);
        return;
    }
    nlohmann::ordered_json shown = {{"zone", zone.name()},
                                    {"country", place.country},
                                    {"subdivision", place.subdivision},
                                    {"doubts", where.doubts},
                                    {"days", nlohmann::ordered_json::array()}};
    for (const DrawnDay& day : week) {
        nlohmann::ordered_json row = {{"date", to_string(day.date)},
                                      {"openings", nlohmann::ordered_json::array()},
                                      {"notes", day.notes}};
        for (const Opening& opening : day.openings)
            row["openings"].push_back({{"from", with_offset(opening.from, zone)},
                                       {"until", with_offset(opening.until, zone)}});
        shown["days"].push_back(std::move(row));
    }
    out << dumped(shown) << '\n';
}

Exit window(Session& session, const WindowQuestion& question) {
    if (question.tsv) return window_table(question.where.rules, session);
    const bool typed = !question.start.empty() && !question.end.empty();
    const bool placed = !question.where.zone.empty() || !question.where.country.empty();
    if (question.name.empty() && (!typed || !placed)) {
        throw Failure(Exit::usage,
                      "a window, or --start and --end, and --zone or a country are needed "
                      "(or --tsv)",
                      "vesper window evening DE, or vesper window --zone Europe/Berlin --start "
                      "19:00 --end 21:00");
    }
    Instant bound = session.now();
    if (!question.not_before.empty()) {
        const Result<Instant> parsed = parse_not_before(question.not_before);
        if (!parsed) throw Failure(Exit::usage, "--not-before: " + parsed.error().message);
        bound = *parsed;
    }
    // Typed hours in a zone need no files.
    const bool alone = question.name.empty() && question.where.country.empty();
    const Almanac known =
        alone ? Almanac{std::nullopt, Holidays{}} : almanac(question.where.rules, session);
    const Window asked = window_of(question, known);
    const Located where = place_asked(question, asked, known, session);
    const Place& place = where.place;
    if (question.week) {
        print_week(draw(asked, place, place.zone->local_date(bound), days_a_week), where, session);
        return Exit::ok;
    }
    const std::optional<Opening> opening = first_opening(asked, place, bound);
    if (session.options.json) {
        print_json(opening, where, session.console.out);
        return opening ? Exit::ok : Exit::no;
    }
    if (opening)
        print(*opening, *place.zone, session.console.out);
    else
        session.console.out << "none: it does not open within " << search_days_max << " days\n";
    session.console.out << doubts_text(where.doubts);
    return opening ? Exit::ok : Exit::no;
}

}  // namespace

void add_window(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("window", "When do these hours open next in a zone?");
    const auto question = std::make_shared<WindowQuestion>();
    command->add_option("name", question->name, "A window of the rule files: evening");
    add_place_options(*command, question->where);
    command->add_option("--zone", question->where.zone, "IANA name: Europe/Berlin");
    command->add_option("--not-before", question->not_before,
                        "RFC 3339: 2026-03-28T12:00:00Z; now if absent");
    command->add_option("--start", question->start, "Local time HH:MM[:SS]");
    command->add_option("--end", question->end,
                        "Local time HH:MM[:SS], up to 24:00; before the start: the next day");
    command->add_option("--days", question->days,
                        "Days on which it opens: mon-fri, sat,sun, or seven 0/1, Monday first");
    command->add_flag("--week", question->week, "Draw seven days, a row a day");
    command->add_flag(
        "--tsv", question->tsv,
        "A table on standard input: tab-separated, the header line names the columns "
        "not_before; zone or country (subdivision, city, postal, lat, lon); start and "
        "end (days) or window; avoid, only, medium, class");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return window(s, *question); };
    });
}

}  // namespace vesper::cli
