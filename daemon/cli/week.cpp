#include "daemon/cli/week.hpp"

#include "daemon/cli/text.hpp"
#include "scheduler/shabbat.hpp"

#include <algorithm>

namespace vesper::cli {

namespace {

constexpr int cells_a_day = 48;
constexpr int samples_a_cell = 6;  // every five minutes
constexpr seconds cell_s{1800};

/// The first instant at which the clock shows `wall`; nothing for a time that it skips.
std::optional<Instant> instant_of(const Zone& zone, LocalTime wall) {
    // A zone is at most 14 hours from UTC; the earliest offset that fits wins.
    const Instant as_utc{wall.time_since_epoch()};
    for (Instant near = as_utc - std::chrono::hours{15}; near < as_utc + std::chrono::hours{15};) {
        const Segment segment = zone.segment_at(near);
        const Instant candidate = as_utc - segment.offset;
        if (candidate >= segment.from && candidate < segment.until) return candidate;
        near = segment.until;
    }
    return std::nullopt;
}

bool contains(const std::vector<Opening>& openings, Instant instant) {
    return std::any_of(openings.begin(), openings.end(), [&](const Opening& opening) {
        return opening.from <= instant && instant < opening.until;
    });
}

/// The openings, or the bare hours, that touch [from, until), cut to it.
template <class Search>
std::vector<Opening> all_between(Instant from, Instant until, Search search) {
    std::vector<Opening> all;
    for (Instant at = from; at < until;) {
        std::optional<Opening> opening = search(at);
        if (!opening || opening->from >= until) break;
        at = opening->until;
        opening->until = std::min(opening->until, until);
        all.push_back(*opening);
    }
    return all;
}

char cell_at(const Zone& zone, LocalTime begins, const std::vector<Opening>& open,
             const std::vector<Opening>& hours) {
    int shown = 0;
    int opened = 0;
    int taken_out = 0;
    for (int i = 0; i < samples_a_cell; ++i) {
        const auto instant = instant_of(zone, begins + i * cell_s / samples_a_cell);
        if (!instant) continue;
        ++shown;
        if (contains(open, *instant))
            ++opened;
        else if (contains(hours, *instant))
            ++taken_out;
    }
    if (shown == 0) return ' ';
    if (opened == shown) return '#';
    if (opened > 0) return '+';
    return taken_out > 0 ? '-' : '.';
}

void note(std::vector<std::string>& notes, std::string text) {
    if (!text.empty() && std::find(notes.begin(), notes.end(), text) == notes.end())
        notes.push_back(std::move(text));
}

/// Whether the window has hours of its own for Ramadan there.
bool knows_ramadan(const Window& window, const Place& place) {
    return opens_in(window, place.country, true, place.part()) !=
           opens_in(window, place.country, false, place.part());
}

std::vector<std::string> notes_of(const Window& window, const Place& place, LocalDate date,
                                  Instant from, Instant until, const std::vector<Opening>& hours) {
    std::vector<std::string> notes;
    const int year = static_cast<int>(date::year_month_day{date}.year());
    if (place.holidays)
        for (const HolidayOn& holiday : place.holidays->holidays(place.locality(), year))
            if (holiday.date == date) note(notes, holiday.name);
    if (is_ramadan(date) && knows_ramadan(window, place)) note(notes, "Ramadan");
    const Verdict rest = rest_at(from, place);
    const bool avoided = is_restricted(window, place);
    if (avoided && !rest.yes && rest.until < until) {
        if (const std::string why = why_shut(window, place, rest.until); !why.empty())
            note(notes, why);
    }
    // Each stretch that the hours open and something takes out: asked where it begins.
    for (const Opening& each : hours)
        for (Instant at = each.from; avoided && at < each.until; at += cell_s)
            note(notes, why_shut(window, place, at));
    const Segment segment = place.zone->segment_at(from);
    if (segment.until < until) {
        const seconds by = place.zone->offset_at(segment.until) - segment.offset;
        const auto minutes = std::abs(by.count()) / 60;
        note(notes, "clock " + std::string{by > seconds{0} ? "forward " : "back "} +
                        std::to_string(minutes) + " min");
    }
    return notes;
}

}  // namespace

std::string hours_of(const Opening& opening, const Zone& zone) {
    using std::chrono::minutes;
    LocalTime from = zone.local(opening.from);
    LocalTime until = zone.local(opening.until);
    // The sun keeps seconds, people do not: whole minutes that lie inside.
    const LocalTime first = date::ceil<minutes>(from);
    const LocalTime last = date::floor<minutes>(until);
    if (first < last) {
        from = first;
        until = last;
    }
    const LocalTime midnight{date::floor<date::days>(until)};
    return time_of_day(from - LocalTime{date::floor<date::days>(from)}) + '-' +
           (until == midnight ? "24:00" : time_of_day(until - midnight));
}

std::vector<DrawnDay> draw(const Window& window, const Place& place, LocalDate first, int days) {
    const Zone& zone = *place.zone;
    std::vector<DrawnDay> week;
    for (int i = 0; i < days; ++i) {
        DrawnDay day;
        day.date = first + date::days{i};
        const LocalTime midnight{day.date};
        // Where midnight itself is skipped, the day begins where the clock goes on.
        const Instant about{midnight.time_since_epoch() -
                            zone.offset_at(Instant{midnight.time_since_epoch()})};
        const Instant from = instant_of(zone, midnight).value_or(zone.segment_at(about).from);
        const LocalTime next_midnight{day.date + date::days{1}};
        const Instant until =
            instant_of(zone, next_midnight).value_or(from + std::chrono::hours{24});
        day.openings =
            all_between(from, until, [&](Instant at) { return first_opening(window, place, at); });
        const std::vector<Opening> hours =
            all_between(from, until, [&](Instant at) { return first_hours(window, place, at); });
        for (int cell = 0; cell < cells_a_day; ++cell)
            day.cells += cell_at(zone, midnight + cell * cell_s, day.openings, hours);
        day.notes = notes_of(window, place, day.date, from, until, hours);
        week.push_back(std::move(day));
    }
    return week;
}

std::string picture(const std::vector<DrawnDay>& week, const Zone& zone, std::size_t width) {
    std::string text = "            0     3     6     9     12    15    18    21    24\n";
    for (const DrawnDay& day : week) {
        std::string row = date::format("%a %d %b  ", LocalTime{day.date});
        row += day.cells;
        row += "  ";
        std::string words;
        for (const Opening& opening : day.openings) {
            if (!words.empty()) words += ", ";
            words += hours_of(opening, zone);
        }
        for (const std::string& note : day.notes) {
            if (!words.empty()) words += "; ";
            words += note;
        }
        row += words;
        while (!row.empty() && row.back() == ' ') row.pop_back();
        text += (width > 0 ? cut(row, width) : row) + '\n';
    }
    text += "            # open  + partly  - taken out  . shut\n";
    return text;
}

}  // namespace vesper::cli
