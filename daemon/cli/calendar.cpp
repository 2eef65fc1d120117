// vesper calendar: a place's year. Its clocks, evenings, weekend, holidays, seasons and legal
// hours.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/place.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/week.hpp"
#include "scheduler/days.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int year_first = 1970;
constexpr int year_last = 2200;

struct CalendarQuestion {
    TypedPlace where;
    int year = 0;
};

/// One change of a clock.
struct Shift {
    Instant at;
    seconds before;
    seconds after;
};

/// Zones that keep one clock all year, the first of them named, and its changes.
struct ClockOfYear {
    const Zone* zone = nullptr;
    int others = 0;  // zones that keep the same
    std::vector<Shift> shifts;
};

Instant new_year(const Zone& zone, int year) {
    const Instant utc{date::sys_days{date::year{year} / date::January / 1}};
    return utc - zone.offset_at(utc);
}

std::string offset_text(const Zone& zone, Instant instant) {
    return with_offset(instant, zone).substr(19);
}

std::vector<Shift> shifts_of(const Zone& zone, int year) {
    std::vector<Shift> shifts;
    const Instant until = new_year(zone, year + 1);
    for (Instant at = zone.segment_at(new_year(zone, year)).until; at < until;
         at = zone.segment_at(at).until)
        shifts.push_back({at, zone.offset_at(at - seconds{1}), zone.offset_at(at)});
    return shifts;
}

std::vector<ClockOfYear> clocks_of(const std::vector<const Zone*>& zones, int year) {
    std::vector<ClockOfYear> clocks;
    for (const Zone* zone : zones) {
        const auto known = std::find_if(clocks.begin(), clocks.end(), [&](const ClockOfYear& each) {
            return same_clock(*each.zone, *zone, new_year(*zone, year), new_year(*zone, year + 1));
        });
        if (known == clocks.end())
            clocks.push_back({zone, 0, shifts_of(*zone, year)});
        else
            ++known->others;
    }
    return clocks;
}

std::vector<const Zone*> zones_in(const Place& place, const ZoneSnapshot& snapshot) {
    std::vector<const Zone*> zones;
    for (const ZonePlace& known : snapshot.places_in(place.country))
        if (const Zone* zone = snapshot.find(known.zone)) zones.push_back(zone);
    if (zones.empty()) zones.push_back(place.zone);
    return zones;
}

/// A season: the word for it in windows, its English name, and its dates.
struct Stretch {
    std::string word;
    std::string title;
    LocalDate first;
    LocalDate last;
};

std::vector<Stretch> stretches_of(const Occasion& occasion, const std::string& title,
                                  const Place& place, int year) {
    std::vector<Stretch> stretches;
    const LocalDate end{date::year{year + 1} / date::January / 1};
    for (LocalDate day{date::year{year} / date::January / 1}; day < end; day += date::days{1}) {
        if (!place.holidays->is_on(occasion, place.locality(), day)) continue;
        if (!stretches.empty() && stretches.back().last == day - date::days{1})
            stretches.back().last = day;
        else
            stretches.push_back({occasion.name, title, day, day});
    }
    return stretches;
}

std::vector<Stretch> seasons_of(const Place& place, int year) {
    std::vector<Stretch> all =
        stretches_of({Occasion::Kind::ramadan, "ramadan", {}}, "Ramadan", place, year);
    for (const auto& [name, calendar] : place.holidays->set().named) {
        const Occasion occasion{Occasion::Kind::named, name, {}};
        for (Stretch& each : stretches_of(occasion, calendar.title, place, year))
            all.push_back(std::move(each));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Stretch& a, const Stretch& b) { return a.first < b.first; });
    return all;
}

/// What a window's hours are there in a usual week, in words of the rule file.
std::string hours_in_words(const Opens& opens) {
    std::string text;
    const auto add = [&](const Hours& hours) {
        if (!text.empty()) text += ", ";
        const auto days = static_cast<Weekdays>(hours.days & opens.days.value_or(every_day));
        if (days != every_day) text += to_string_weekdays(days) + ' ';
        text += time_of_day(hours.from) + '-' + time_of_day(hours.until);
    };
    if (opens.hours)
        for (const Hours& hours : *opens.hours) add(hours);
    else if (const auto* from = std::get_if<seconds>(&*opens.from))
        add({*from, *opens.until, every_day});
    else
        text = "iftar + " + std::to_string(std::get<Iftar>(*opens.from).after.count() / 60) +
               "m to " + time_of_day(*opens.until);
    const auto list = [&](const std::optional<std::vector<Occasion>>& occasions, const char* verb) {
        if (!occasions || occasions->empty()) return;
        text += std::string{"; "} + verb;
        for (const Occasion& occasion : *occasions)
            text += (&occasion == &occasions->front() ? " " : ", ") + occasion.name;
    };
    list(opens.avoid, "avoids");
    list(opens.only, "only");
    return text;
}

struct Year {
    Place place;
    std::vector<std::string> doubts;
    int number = 0;
    std::vector<const Zone*> zones;
    std::vector<ClockOfYear> clocks;
    std::vector<std::pair<std::string, std::string>> windows;
    std::vector<HolidayOn> holidays;
    std::vector<Stretch> seasons;
    std::vector<std::pair<std::string, std::string>> laws;  // law, its hours
};

/// What binds there: "US-FL sms, call", and the hours with their law.
std::vector<std::pair<std::string, std::string>> laws_of(Place place) {
    std::vector<std::pair<std::string, std::string>> laws;
    place.message_class = MessageClass::marketing;
    for (const Medium medium : {Medium::sms, Medium::call}) {
        place.medium = medium;
        const Clamp clamp{place};
        for (const auto& law : clamp.laws()) {
            const std::string words = in_words(law) + "; " + std::string{law.front().law};
            const auto known = std::find_if(laws.begin(), laws.end(), [&](const auto& each) {
                return each.second == words && each.first.starts_with(law.front().region);
            });
            const std::string what{name(medium)};
            if (known == laws.end())
                laws.emplace_back(std::string{law.front().region} + ' ' + what, words);
            else
                known->first += ", " + what;
        }
    }
    std::stable_sort(laws.begin(), laws.end());
    return laws;
}

Year look_up(const CalendarQuestion& question, const Almanac& known, Session& session) {
    Year year;
    Located where = locate(question.where, known, session);
    year.place = where.place;
    const Place& place = year.place;
    year.number =
        question.year != 0
            ? question.year
            : static_cast<int>(date::year_month_day{place.zone->local_date(session.now())}.year());
    // A country is shown whole, with all of its clocks: which of them is nobody's question.
    const TypedPlace& typed = question.where;
    const bool whole_country = typed.region.empty() && typed.city.empty() && typed.postal.empty() &&
                               !typed.lat && typed.zone.empty();
    year.zones = whole_country ? zones_in(place, *session.zones()) : where.clocks;
    if (!whole_country) year.doubts = std::move(where.doubts);
    year.clocks = clocks_of(year.zones, year.number);
    if (known.set)
        for (const auto& entry : known.set->rules.windows) {
            const Window& window = entry.second;
            if (window.clock == Window::Clock::shop) continue;
            const auto there = [&](bool ramadan) {
                return hours_in_words(opens_in(window, place.country, ramadan, place.part()));
            };
            year.windows.emplace_back(window.name, there(false));
            if (there(true) != there(false))
                year.windows.emplace_back(window.name + " in Ramadan", there(true));
        }
    year.holidays = place.holidays->holidays(place.locality(), year.number);
    year.seasons = seasons_of(place, year.number);
    year.laws = laws_of(place);
    return year;
}

std::string weekend_in_words(const Place& place) {
    const Weekdays days = place.holidays->weekend(place.locality());
    if (days == 0) return "none";
    return to_string_weekdays(days) +
           (place.holidays->knows(place.country) ? "" : " (assumed: no calendar file says)");
}

std::string region_of(const Place& place) {
    return place.subdivision.empty() ? place.country : place.subdivision;
}

/// "Sun 28 Mar 02:00 -> 03:00".
std::string in_words(const Shift& shift) {
    const LocalTime before{(shift.at.time_since_epoch() + shift.before)};
    const LocalTime after{(shift.at.time_since_epoch() + shift.after)};
    return date::format("%a %d %b %H:%M", before) + " -> " + date::format("%H:%M", after);
}

/// What the clock is ahead of UTC as the year begins and after each change, and the changes.
Table clock_table(const std::vector<ClockOfYear>& clocks, int year) {
    Table table({"ZONE", "FROM UTC", "CHANGES"});
    for (const ClockOfYear& clock : clocks) {
        std::string zone = clock.zone->name();
        if (clock.others > 0) zone += " and " + std::to_string(clock.others) + " more";
        std::string offsets = offset_text(*clock.zone, new_year(*clock.zone, year));
        std::string changes;
        for (const Shift& shift : clock.shifts) {
            const std::string after = offset_text(*clock.zone, shift.at);
            if (offsets.find(after) == std::string::npos) offsets += ", " + after;
            changes += (changes.empty() ? "" : ", ") + in_words(shift);
        }
        table.add({zone, offsets, changes.empty() ? "none" : changes});
    }
    return table;
}

void print(const Year& year, Session& session) {
    std::ostream& out = session.console.out;
    const auto section = [&](const std::string& title, const Table& table) {
        out << '\n' << title << '\n';
        if (table.empty())
            out << "none\n";
        else
            out << table.text(session.console.width, session.colours());
    };
    out << region_of(year.place) << ' ' << year.number << "  weekend "
        << weekend_in_words(year.place) << "  tzdata " << session.zones()->version() << '\n'
        << doubts_text(year.doubts);

    section("Clocks:", clock_table(year.clocks, year.number));

    Table windows({"WINDOW", "HOURS THERE"});
    for (const auto& [name, hours] : year.windows) windows.add({name, hours});
    section("Windows of the rule files:", windows);

    Table holidays({"DATE", "", "HOLIDAY", "KIND"});
    for (const HolidayOn& holiday : year.holidays)
        holidays.add({to_string(holiday.date), date::format("%a", LocalTime{holiday.date}),
                      holiday.name, holiday.by_law ? "public" : "custom"});
    section(!year.holidays.empty()
                ? "Holidays:"
                : "Holidays: no calendar file names any of " + year.place.country + ":",
            holidays);

    Table seasons({"FROM", "TO", "SEASON", "WORD FOR AVOID AND ONLY"});
    for (const Stretch& season : year.seasons)
        seasons.add({to_string(season.first), to_string(season.last), season.title, season.word});
    section("Seasons:", seasons);

    Table laws({"BINDS", "HOURS AND LAW"});
    for (const auto& [what, hours] : year.laws) laws.add({what, hours});
    section("Legal hours of messages that sell or ask (e-mail has none):", laws);
}

void print_json(const Year& year, Session& session) {
    Json shown = {
        {"country", year.place.country},
        {"subdivision", year.place.subdivision},
        {"year", year.number},
        {"tzdata", session.zones()->version()},
        {"doubts", year.doubts},
        {"weekend", to_string_weekdays(year.place.holidays->weekend(year.place.locality()))},
        {"zones", Json::array()},
        {"shifts", Json::array()},
        {"windows", Json::array()},
        {"holidays", Json::array()},
        {"seasons", Json::array()},
        {"legal_hours", Json::array()}};
    for (const Zone* zone : year.zones) shown["zones"].push_back(zone->name());
    for (const ClockOfYear& clock : year.clocks)
        for (const Shift& shift : clock.shifts)
            shown["shifts"].push_back({{"zone", clock.zone->name()},
                                       {"at", to_string(shift.at)},
                                       {"offset_before_s", shift.before.count()},
                                       {"offset_after_s", shift.after.count()}});
    for (const auto& [name, hours] : year.windows)
        shown["windows"].push_back({{"window", name}, {"hours", hours}});
    for (const HolidayOn& holiday : year.holidays)
        shown["holidays"].push_back({{"date", to_string(holiday.date)},
                                     {"name", holiday.name},
                                     {"kind", holiday.by_law ? "public" : "custom"},
                                     {"source", holiday.source}});
    for (const Stretch& season : year.seasons)
        shown["seasons"].push_back({{"word", season.word},
                                    {"name", season.title},
                                    {"first", to_string(season.first)},
                                    {"last", to_string(season.last)}});
    for (const auto& [what, hours] : year.laws)
        shown["legal_hours"].push_back({{"binds", what}, {"hours", hours}});
    session.console.out << shown.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

Exit calendar(Session& session, const CalendarQuestion& question) {
    if (question.where.country.empty())
        throw Failure(Exit::usage, "a country is needed", "vesper calendar DE");
    if (question.year != 0 && (question.year < year_first || question.year > year_last))
        throw Failure(Exit::usage, "a year lies between 1970 and 2200");
    const Almanac known = almanac(question.where.rules, session);
    const Year year = look_up(question, known, session);
    if (session.options.json)
        print_json(year, session);
    else
        print(year, session);
    return Exit::ok;
}

}  // namespace

void add_calendar(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "calendar", "A place's year: clock changes, windows, holidays, seasons, legal hours");
    const auto question = std::make_shared<CalendarQuestion>();
    add_place_options(*command, question->where);
    command->add_option("--year", question->year, "This year if absent");
    command->add_option("--zone", question->where.zone, "IANA name: Europe/Berlin");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return calendar(s, *question); };
    });
}

}  // namespace vesper::cli
