#include "rules/duration.hpp"

namespace vesper {

namespace {

constexpr std::string_view form = "a whole number and one of s, m, h, d, w, like \"90m\" or \"3d\"";
constexpr std::size_t digits_max = 9;  // seconds in delay_days_max days have eight
constexpr std::int64_t seconds_a_day = 86400;

std::string in_unit(std::int64_t count, std::string_view unit) {
    return std::to_string(count) + ' ' + std::string{unit} + (count == 1 ? "" : "s");
}

}  // namespace

Result<Delay> parse_delay(std::string_view text) {
    std::size_t digits = 0;
    std::int64_t count = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        if (digits == digits_max) return fail("longer than 400 days");
        count = count * 10 + (text[digits] - '0');
        ++digits;
    }
    const std::string_view unit = text.substr(digits);
    const std::string quoted = '"' + std::string{text} + '"';
    if (text.empty()) return fail("empty; write " + std::string{form});
    if (text.front() == '-') return fail(quoted + " lies in the past; a delay counts forward");
    if (digits == 0) return fail(quoted + " is not " + std::string{form});
    if (unit.empty()) return fail(quoted + " lacks its unit; write " + std::string{form});
    if (unit.front() == '.' || unit.front() == ',')
        return fail(quoted +
                    " is not whole; take the smaller unit, as \"90m\" for one hour and a half");
    if (unit.size() != 1 || std::string_view{"smhdw"}.find(unit) == std::string_view::npos)
        return fail(quoted + " is not " + std::string{form});

    const std::int64_t unit_s = unit == "s"   ? 1
                                : unit == "m" ? 60
                                : unit == "h" ? 3600
                                : unit == "d" ? seconds_a_day
                                              : 7 * seconds_a_day;
    if (count > delay_days_max * seconds_a_day / unit_s)
        return fail(quoted + " is longer than 400 days");
    if (unit == "d" || unit == "w")
        return Delay{CalendarDays{static_cast<int>(count * unit_s / seconds_a_day)}};
    return Delay{Elapsed{seconds{count * unit_s}}};
}

std::string to_string(const Delay& delay) {
    if (const auto* calendar = std::get_if<CalendarDays>(&delay))
        return std::to_string(calendar->days) + 'd';
    const std::int64_t span_s = std::get<Elapsed>(delay).span.count();
    if (span_s % 3600 == 0) return std::to_string(span_s / 3600) + 'h';
    if (span_s % 60 == 0) return std::to_string(span_s / 60) + 'm';
    return std::to_string(span_s) + 's';
}

std::string in_words(const Delay& delay) {
    if (const auto* calendar = std::get_if<CalendarDays>(&delay))
        return in_unit(calendar->days, "day");
    const std::int64_t span_s = std::get<Elapsed>(delay).span.count();
    if (span_s % 3600 == 0) return in_unit(span_s / 3600, "hour");
    if (span_s % 60 == 0) return in_unit(span_s / 60, "minute");
    return in_unit(span_s, "second");
}

}  // namespace vesper
