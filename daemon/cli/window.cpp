// vesper window: when does a window open next? One question, a table of them, or a week drawn.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/place.hpp"
#include "daemon/cli/spelled_place.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/tsv.hpp"
#include "daemon/cli/week.hpp"
#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"
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

/// The least whole second that is not before `text`: a fraction counts upwards, for a bound that is
/// cut would let a landing slip in front of it.
Result<Instant> parse_not_before(std::string_view text) {
    const Result<Instant> whole = parse_instant(text);
    if (!whole) return whole;
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return whole;
    const std::size_t after = text.find_first_not_of('0', point + 1);
    const bool fraction =
        after != std::string_view::npos && text[after] >= '1' && text[after] <= '9';
    return fraction ? *whole + seconds{1} : *whole;
}

/// Seven 0 or 1, Monday first; or words as in a rule file.
Result<Weekdays> parse_days(std::string_view text) {
    if (text.empty()) return every_day;
    if (text.find_first_not_of("01") != std::string_view::npos) return parse_weekdays(text);
    if (text.size() != 7) return fail("seven digits 0 or 1 are needed, Monday first");
    unsigned days = 0;
    for (std::size_t i = 0; i < 7; ++i) {
        if (text[i] == '1') days |= 1u << i;
    }
    return static_cast<Weekdays>(days);
}

Result<Hours> parse_hours(std::string_view start, std::string_view end, std::string_view days) {
    constexpr seconds midnight{86400};
    const Result<seconds> from = parse_time_of_day(start);
    if (!from) return fail("start: " + from.error().message);
    const Result<seconds> until = parse_time_of_day(end);
    if (!until) return fail("end: " + until.error().message);
    const Result<Weekdays> on = parse_days(days);
    if (!on) return fail("days: " + on.error().message);
    if (*from == midnight) return fail("start: 24:00 is an end; a start is 00:00");
    if (*from == *until) return fail("start and end are the same time");
    return Hours{*from, *until, *on};
}

enum Column { zone_name, not_before, start, end, days };

struct Row {
    const Zone* zone = nullptr;
    Instant not_before;
    Hours hours;
};

Result<Row> row_of(const TsvReader& rows, const ZoneSnapshot& zones) {
    if (rows.too_long()) return fail("more values than the header has columns");
    const std::string_view named = rows.value(zone_name);
    if (named.empty()) return fail("the zone is missing");
    const Zone* zone = zones.find(named);
    if (zone == nullptr) return fail(zone_name_problem(named, zones));
    const Result<Instant> bound = parse_not_before(rows.value(not_before));
    if (!bound) return fail("not_before: " + bound.error().message);
    const Result<Hours> hours = parse_hours(rows.value(start), rows.value(end), rows.value(days));
    if (!hours) return hours.error();
    return Row{zone, *bound, *hours};
}

Exit window_table(Session& session) {
    const ZoneSnapshot& zones = *session.zones();
    const std::vector<std::string_view> known = {"zone", "not_before", "start", "end", "days"};
    TsvReader rows(session.console.in, known);
    for (const Column column : {zone_name, not_before, start, end}) {
        if (rows.has(column)) continue;
        throw Failure(Exit::usage, "the header line names no column " + std::string(known[column]),
                      "tab-separated: zone, not_before, start, end, and days if they differ");
    }
    for (const std::string& name : rows.unused()) {
        session.console.err << "vesper: column \"" << printable(name) << "\" is not used\n";
    }
    std::ostream& out = session.console.out;
    out << "landing\tlocal\tuntil\n";
    bool good = true;
    while (rows.next()) {
        const Result<Row> row = row_of(rows, zones);
        if (!row) {
            good = false;
            out << "error: " << tsv_value(row.error().message) << "\t\t\n";
            continue;
        }
        const auto opening = first_opening(row->hours, *row->zone, row->not_before);
        if (!opening) {
            out << "none\t\t\n";
            continue;
        }
        out << to_string(opening->from) << '\t' << with_offset(opening->from, *row->zone) << '\t'
            << to_string(opening->until) << '\n';
    }
    return good ? Exit::ok : Exit::no;
}

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
    if (!question.name.empty()) {
        if (!almanac.set)
            throw Failure(Exit::no, "there are no good rule files to take the window from",
                          "vesper check --help; --rules names the folder");
        const auto& windows = almanac.set->rules.windows;
        const auto found = windows.find(question.name);
        if (found != windows.end()) return found->second;
        std::vector<std::string_view> names;
        for (const auto& [name, window] : windows) names.push_back(name);
        // A country alone is the likeliest slip of all.
        const bool is_country =
            question.where.country.empty() && !country_code(question.name).empty();
        throw Failure(Exit::usage, say("unknown window {}", vesper::quoted(question.name)),
                      is_country && !names.empty()
                          ? as_written("a window comes before the country: vesper window " +
                                       std::string{names.front()} + ' ' + question.name)
                          : suggestion(question.name, names));
    }
    const Result<Hours> hours = parse_hours(question.start, question.end, question.days);
    if (!hours) throw Failure(Exit::usage, hours.error().message);
    Window window;
    window.name = "window";
    window.everywhere.hours = std::vector{*hours};
    return window;
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
    if (question.tsv) return window_table(session);
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
    command->add_flag("--tsv", question->tsv,
                      "A table on standard input: tab-separated, the header line names the columns "
                      "zone, not_before, start, end, days");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return window(s, *question); };
    });
}

}  // namespace vesper::cli
