#include "scheduler/explanation.hpp"

#include <array>

namespace vesper {

namespace {

constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string delay_in_words(const Intent& intent) {
    if (intent.before) return in_words(*intent.before) + " before it";
    const Delay& delay = intent.after;
    if (const auto* days = std::get_if<CalendarDays>(&delay)) {
        return days->days == 0 ? "the same day" : "+ " + in_words(delay);
    }
    return std::get<Elapsed>(delay).span == seconds{0} ? "at once" : "+ " + in_words(delay);
}

/// "country DE has one clock" of "country DE has one clock -> Europe/Berlin": the zone is said
/// already. Where more is said, of several clocks, it stays whole.
std::string_view without_zone(std::string_view reason) {
    const std::size_t arrow = reason.find(" -> ");
    if (arrow == std::string_view::npos) return reason;
    const bool ends_there = reason.find(' ', arrow + 4) == std::string_view::npos;
    return ends_there ? reason.substr(0, arrow) : reason;
}

/// The whole opening a seat is in: the search may have entered it in the middle.
std::optional<Opening> whole_opening(const Grounds& grounds, const Seat& seat) {
    constexpr seconds longest{26 * 3600};  // a day, and two hours that a clock change repeats
    const auto opening =
        first_opening(*grounds.window, grounds.person->place, seat.due - longest, seat.opened_on);
    if (!opening || seat.due < opening->from || seat.due >= opening->until) return std::nullopt;
    return opening;
}

/// Evenings that an occasion or a law took away, and why, until one that `ends`.
template <class Ends>
std::string shut_until(const Window& window, const Place& place, const Intent& intent, Ends ends) {
    constexpr int told_max = static_cast<int>(PassedOver::named_max);
    constexpr int looked_at_max = openings_tried_max;
    std::optional<LocalDate> earliest;
    if (const auto* days = std::get_if<CalendarDays>(&intent.after); days && days->days > 0)
        earliest = place.zone->local_date(intent.anchor) + date::days{days->days};
    std::string text;
    Instant at = intent.not_before;
    int shut = 0;
    for (int looked = 0; looked < looked_at_max; ++looked) {
        const auto hours = first_hours(window, place, at, earliest);
        if (!hours || ends(*hours)) break;
        if (const std::string why = why_shut(window, place, hours->from); !why.empty())
            if (++shut <= told_max)
                text += "; not " + day_in_words(hours->opened_on) + " (" + why + ')';
        at = hours->until;
    }
    if (shut > told_max) text += " and " + std::to_string(shut - told_max) + " more";
    return text;
}

/// What an occasion or a law cut off the opening the seat is in.
std::string shortened(const Grounds& grounds, const Seat& seat, const Opening& opening) {
    const Window& window = *grounds.window;
    const Place& place = grounds.person->place;
    const auto before = first_hours(window, place, opening.from - seconds{1}, seat.opened_on);
    std::string why;
    if (before && before->from < opening.from) why = why_shut(window, place, before->from);
    if (why.empty()) why = why_shut(window, place, opening.until);
    return why.empty() ? "" : "; shortened by " + why;
}

}  // namespace

std::string day_in_words(LocalDate date) {
    const date::year_month_day parts{date};
    const date::weekday weekday{date};
    std::string text = weekdays[weekday.c_encoding()];
    text += ' ';
    text += std::to_string(static_cast<unsigned>(parts.day()));
    text += ' ';
    text += months[static_cast<unsigned>(parts.month()) - 1];
    return text;
}

std::string day_and_time(LocalTime time) {
    const LocalDate date = date::floor<date::days>(time);
    return day_in_words(date) + ' ' +
           time_of_day(date::floor<std::chrono::minutes>(time) - LocalTime{date});
}

std::string days_in_words(const PassedOver& passed) {
    std::string text;
    for (const LocalDate day : passed.first) text += (text.empty() ? "" : ", ") + day_in_words(day);
    const int more = passed.openings - static_cast<int>(passed.first.size());
    if (more > 0) text += " and " + std::to_string(more) + " more";
    return text;
}

std::string passed_in_words(const Search& search, std::string_view channel) {
    std::string text;
    if (search.brief.openings > 0) text += "; too little is left of " + days_in_words(search.brief);
    if (search.indecent.openings > 0)
        text +=
            "; it would be night on another possible clock on " + days_in_words(search.indecent);
    for (const auto& [limit, passed] : search.heard_enough)
        text += "; the buyer has letters enough (" + limit + ") on " + days_in_words(passed);
    if (search.full.openings > 0)
        text += "; channel " + std::string{channel} + " is full on " + days_in_words(search.full);
    return text;
}

std::string shut_before(const Window& window, const Place& place, const Intent& intent,
                        Instant deadline) {
    if (!is_restricted(window, place)) return {};
    return shut_until(window, place, intent,
                      [&](const Opening& hours) { return hours.from >= deadline; });
}

std::string explain(const Grounds& grounds, const Seat& seat) {
    const Zone& zone = *grounds.person->place.zone;
    const Intent& intent = *grounds.intent;
    std::string text;
    text.reserve(240);
    text += grounds.stage;
    text += ' ';
    text += day_and_time(zone.local(intent.anchor));
    text += grounds.window->clock == Window::Clock::shop ? " shop time; " : " buyer time; ";
    text += delay_in_words(intent);
    text += "; zone ";
    text += zone.name();
    text += " (";
    text += without_zone(grounds.zone_reason);
    text += ", ";
    text += name(intent.grade);
    text += "; tzdata ";
    text += intent.tzdata;
    text += ')';
    if (const auto opening = whole_opening(grounds, seat)) {
        const LocalTime from = zone.local(opening->from);
        const LocalTime until = zone.local(opening->until);
        const LocalTime midnight{date::floor<date::days>(until)};
        text += "; " + grounds.window->name + ' ';
        text += time_of_day(from - LocalTime{date::floor<date::days>(from)}) + '-';
        text += until == midnight ? "24:00" : time_of_day(until - midnight);
        text += "; place " + std::to_string((seat.due - opening->from).count() / 60) + " min";
        if (is_restricted(*grounds.window, grounds.person->place))
            text += shortened(grounds, seat, *opening);
    }
    if (is_restricted(*grounds.window, grounds.person->place))
        text += shut_until(*grounds.window, grounds.person->place, intent,
                           [&](const Opening& hours) { return hours.opened_on >= seat.opened_on; });
    text += grounds.deviations;
    return text;
}

}  // namespace vesper
