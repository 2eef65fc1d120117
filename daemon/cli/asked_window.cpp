#include "daemon/cli/asked_window.hpp"

#include "daemon/cli/spelled_place.hpp"
#include "rules/spelling.hpp"

namespace vesper::cli {

namespace {

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

}  // namespace

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

Window window_of_hours(const Hours& hours) {
    Window window;
    window.name = "window";
    window.everywhere.hours = std::vector{hours};
    return window;
}

const Window& window_named(const std::string& name, const std::string& country,
                           const Almanac& almanac) {
    if (!almanac.set)
        throw Failure(Exit::no, "there are no good rule files to take the window from",
                      "vesper check --help; --rules names the folder");
    const auto& windows = almanac.set->rules.windows;
    const auto found = windows.find(name);
    if (found != windows.end()) return found->second;
    std::vector<std::string_view> names;
    for (const auto& [other, window] : windows) names.push_back(other);
    const bool is_country = country.empty() && !country_code(name).empty();
    throw Failure(Exit::usage, say("unknown window {}", vesper::quoted(name)),
                  is_country && !names.empty()
                      ? as_written("a window comes before the country: vesper window " +
                                   std::string{names.front()} + ' ' + name)
                      : suggestion(name, names));
}

}  // namespace vesper::cli
