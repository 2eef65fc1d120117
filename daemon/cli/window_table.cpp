#include "daemon/cli/window_table.hpp"

#include "daemon/cli/asked_window.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/tsv.hpp"
#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

namespace vesper::cli {

namespace {

enum Column {
    zone_name,
    not_before,
    start,
    end,
    days,
    window_name,
    country,
    subdivision,
    city,
    postal,
    lat,
    lon,
    medium,
    message_class,
    avoid,
    only
};
const std::vector<std::string_view> columns = {
    "zone", "not_before", "start", "end", "days",   "window", "country", "subdivision",
    "city", "postal",     "lat",   "lon", "medium", "class",  "avoid",   "only"};

/// What the header asks for: a table of zones and hours alone needs no file.
struct Asked {
    bool of_places = false;  // else of zones
    bool of_calendars = false;
};

Asked asked_by(const TsvReader& rows) {
    const auto has = [&](Column column) { return rows.has(column); };
    Asked asked;
    asked.of_places =
        has(country) || has(subdivision) || has(city) || has(postal) || (has(lat) && has(lon));
    asked.of_calendars = asked.of_places || has(window_name) || has(avoid) || has(only) ||
                         has(medium) || has(message_class);
    return asked;
}

void require_columns(const TsvReader& rows) {
    const auto need = [&](bool there, std::string_view name) {
        if (!there)
            throw Failure(Exit::usage, "the header line names no column " + std::string{name},
                          "tab-separated: not_before; zone or country (subdivision, city, postal, "
                          "lat, lon); start and end (days) or window; avoid, only, medium, class");
    };
    need(rows.has(zone_name) || rows.has(country), "zone");
    need(rows.has(not_before), "not_before");
    need(rows.has(start) || rows.has(window_name), "start");
    need(rows.has(end) || rows.has(window_name), "end");
}

[[noreturn]] void no_sense(std::string_view column, const std::string& why) {
    throw Failure(Exit::no, std::string{column} + ": " + why);
}

template <class T>
T must(const Result<T>& result, std::string_view column) {
    if (!result) no_sense(column, result.error().message);
    return *result;
}

std::optional<double> degrees(const TsvReader& rows, Column column, double limit) {
    const std::string_view text = rows.value(column);
    if (text.empty()) return std::nullopt;
    double value = 0;
    const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || stop != text.data() + text.size() ||
        !(value >= -limit && value <= limit))
        no_sense(columns[column], quoted(std::string{text}) + " is no number of degrees");
    return value;
}

/// "public-holidays, shabbat", as in a rule file.
std::vector<Occasion> occasions(const TsvReader& rows, Column column, const Holidays& holidays) {
    std::vector<Occasion> all;
    std::string_view rest = rows.value(column);
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view said = rest.substr(0, comma);
        said.remove_prefix(std::min(said.find_first_not_of(' '), said.size()));
        const std::string word{said.substr(0, said.find_last_not_of(' ') + 1)};
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const auto kind = occasion_named(word).value_or(Occasion::Kind::named);
        if (kind == Occasion::Kind::named && !holidays.set().named.contains(word)) {
            std::vector<std::string_view> known = occasion_words();
            for (const auto& [name, calendar] : holidays.set().named) known.push_back(name);
            const std::string meant = in_english(suggestion(word, known));
            no_sense(columns[column],
                     "no such occasion: " + quoted(word) + (meant.empty() ? "" : "; " + meant));
        }
        if (column == only && kind == Occasion::Kind::shabbat)
            no_sense(columns[column], "a window cannot open only on Shabbat");
        all.push_back({kind, word, {}});
    }
    return all;
}

/// One line: a window, and where it is asked about.
class Question {
public:
    Question(const TsvReader& rows, Asked asked, const Almanac& almanac, Session& session)
        : rows_(rows), asked_(asked), almanac_(almanac), session_(session) {
        if (rows.too_long()) throw Failure(Exit::no, "more values than the header has columns");
    }

    /// The place first: nothing is asked of a line that names none.
    Located place() const {
        if (!asked_.of_calendars) {
            const std::string_view named = rows_.value(zone_name);
            if (named.empty()) throw Failure(Exit::no, "the zone is missing");
            Located located;
            located.place.zone = session_.zones()->find(named);
            if (!located.place.zone)
                throw Failure(Exit::no, zone_name_problem(named, *session_.zones()));
            return located;
        }
        TypedPlace typed;
        typed.zone = rows_.value(zone_name);
        typed.country = rows_.value(country);
        typed.region = rows_.value(subdivision);
        typed.city = rows_.value(city);
        typed.postal = rows_.value(postal);
        typed.lat = degrees(rows_, lat, 90);
        typed.lon = degrees(rows_, lon, 180);
        typed.medium = rows_.value(medium);
        typed.message_class = rows_.value(message_class);
        if (typed.zone.empty() && typed.country.empty())
            throw Failure(Exit::no, asked_.of_places ? "neither a zone nor a country"
                                                     : "the zone is missing");
        return locate(typed, almanac_, session_);
    }

    Instant bound() const { return must(parse_not_before(rows_.value(not_before)), "not_before"); }

    Window window() const {
        const std::string named{rows_.value(window_name)};
        Window window;
        if (named.empty()) {
            const Result<Hours> hours =
                parse_hours(rows_.value(start), rows_.value(end), rows_.value(days));
            if (!hours) throw Failure(Exit::no, hours.error().message);
            window = window_of_hours(*hours);
        } else {
            if (!rows_.value(start).empty() || !rows_.value(end).empty())
                throw Failure(Exit::no, "a window has its hours: window, or start and end");
            window = window_named(named, "-", almanac_);
        }
        // Said of a line, they stand for what the window says anywhere.
        for (const Column column : {avoid, only}) {
            if (rows_.value(column).empty()) continue;
            const auto said = occasions(rows_, column, almanac_.holidays);
            const auto put = [&](Opens& opens) {
                (column == avoid ? opens.avoid : opens.only) = said;
            };
            put(window.everywhere);
            for (auto& [where, opens] : window.in) put(opens);
            for (auto& [where, opens] : window.ramadan) put(opens);
        }
        return window;
    }

private:
    const TsvReader& rows_;
    Asked asked_;
    const Almanac& almanac_;
    Session& session_;
};

std::string joined(const std::vector<std::string>& doubts) {
    std::string text;
    for (const std::string& doubt : doubts) text += (text.empty() ? "" : "; ") + doubt;
    return text;
}

}  // namespace

Exit window_table(const std::string& rules, Session& session) {
    TsvReader rows(session.console.in, columns);
    require_columns(rows);
    for (const std::string& name : rows.unused())
        session.console.err << "vesper: column \"" << printable(name) << "\" is not used\n";
    const Asked asked = asked_by(rows);
    const Almanac known =
        asked.of_calendars ? almanac(rules, session) : Almanac{std::nullopt, Holidays{}};
    std::ostream& out = session.console.out;
    const std::string_view blanks = asked.of_places ? "\t\t\t\t\n" : "\t\t\n";
    out << "landing\tlocal\tuntil" << (asked.of_places ? "\tzone\tdoubt\n" : "\n");
    bool good = true;
    while (rows.next()) {
        try {
            const Question question{rows, asked, known, session};
            const Located where = question.place();
            const Zone& zone = *where.place.zone;
            const Instant bound = question.bound();
            const auto opening = first_opening(question.window(), where.place, bound);
            if (opening)
                out << to_string(opening->from) << '\t' << with_offset(opening->from, zone) << '\t'
                    << to_string(opening->until);
            else
                out << "none\t\t";
            if (asked.of_places)
                out << '\t' << zone.name() << '\t' << tsv_value(joined(where.doubts));
            out << '\n';
        } catch (const Failure& failure) {
            good = false;
            const std::string next = in_english(failure.next);
            out << "error: " << tsv_value(failure.what() + (next.empty() ? next : "; " + next))
                << blanks;
        }
    }
    return good ? Exit::ok : Exit::no;
}

}  // namespace vesper::cli
