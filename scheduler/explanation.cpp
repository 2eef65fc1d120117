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
/// already.
std::string_view without_zone(std::string_view reason) {
    return reason.substr(0, reason.find(" -> "));
}

/// The whole opening a seat is in: the search may have entered it in the middle.
std::optional<Opening> whole_opening(const Grounds& grounds, const Seat& seat) {
    constexpr seconds longest{26 * 3600};  // a day, and two hours that a clock change repeats
    const auto opening =
        first_opening(*grounds.window, grounds.person->place, seat.due - longest, seat.opened_on);
    if (!opening || seat.due < opening->from || seat.due >= opening->until) return std::nullopt;
    return opening;
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
    }
    text += grounds.deviations;
    return text;
}

}  // namespace vesper
