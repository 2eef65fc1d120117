#include "rules/duration.hpp"

#include "rules/spelling.hpp"

#include <array>
#include <optional>

namespace vesper {

namespace {

constexpr std::size_t digits_max = 9;  // seconds in delay_days_max days have eight
constexpr std::int64_t seconds_a_day = 86400;

/// How a delay is written.
Words form() {
    return say("a whole number and one of s, m, h, d, w, like \"90m\" or \"3d\"");
}

/// "3 days", "3day", "36 hours", "3天": how people write it.
std::optional<char> unit_meant(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin);
    struct Spelt {
        char unit;
        std::array<std::string_view, 9> words;
    };
    static constexpr Spelt spelt[] = {
        {'s', {"s", "sec", "secs", "second", "seconds", "秒"}},
        {'m', {"m", "min", "mins", "minute", "minutes", "分钟", "分"}},
        {'h', {"h", "hr", "hrs", "hour", "hours", "小时", "个小时", "时", "H"}},
        {'d', {"d", "day", "days", "天", "日", "D"}},
        {'w', {"w", "wk", "week", "weeks", "周", "星期", "个星期", "W"}},
    };
    for (const Spelt& one : spelt)
        for (const std::string_view word : one.words)
            if (!word.empty() && word == text) return one.unit;
    return std::nullopt;
}

}  // namespace

Result<Delay> parse_delay(std::string_view text) {
    std::size_t digits = 0;
    std::int64_t count = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        if (digits == digits_max) return fail(say("longer than {} days", delay_days_max));
        count = count * 10 + (text[digits] - '0');
        ++digits;
    }
    const std::string_view unit = text.substr(digits);
    const std::string written = quoted(text);
    if (text.empty()) return fail(say("empty; write {}", form()));
    if (text.front() == '-')
        return fail(say("{} lies in the past; a delay counts forward", written));
    if (digits == 0) return fail(say("{} is not {}", written, form()));
    if (unit.empty()) return fail(say("{} lacks its unit; write {}", written, form()));
    if (unit.front() == '.' || unit.front() == ',')
        return fail(say(
            "{} is not whole; take the smaller unit, as \"90m\" for one hour and a half", written));
    if (const auto meant = unit_meant(unit); meant && (unit.size() != 1 || unit.front() != *meant))
        return fail(
            say("{} is written {}", written, quoted(std::string{text.substr(0, digits)} + *meant)));
    if (unit.size() != 1 || std::string_view{"smhdw"}.find(unit) == std::string_view::npos)
        return fail(say("{} is not {}", written, form()));

    const std::int64_t unit_s = unit == "s"   ? 1
                                : unit == "m" ? 60
                                : unit == "h" ? 3600
                                : unit == "d" ? seconds_a_day
                                              : 7 * seconds_a_day;
    if (count > delay_days_max * seconds_a_day / unit_s)
        return fail(say("{} is longer than {} days", written, delay_days_max));
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

Words say_span(const Delay& delay) {
    if (const auto* calendar = std::get_if<CalendarDays>(&delay))
        return say_count(calendar->days, "{} day", "{} days");
    const std::int64_t span_s = std::get<Elapsed>(delay).span.count();
    if (span_s % 3600 == 0) return say_count(span_s / 3600, "{} hour", "{} hours");
    if (span_s % 60 == 0) return say_count(span_s / 60, "{} minute", "{} minutes");
    return say_count(span_s, "{} second", "{} seconds");
}

std::string in_words(const Delay& delay) {
    return in_english(say_span(delay));
}

}  // namespace vesper
