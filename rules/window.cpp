#include "rules/window.hpp"

#include "rules/check.hpp"
#include "rules/meant.hpp"
#include "rules/result.hpp"
#include "rules/spelling.hpp"

#include <cstdio>

namespace vesper {

namespace {

constexpr std::array<std::string_view, 7> weekday_names{"mon", "tue", "wed", "thu",
                                                        "fri", "sat", "sun"};
constexpr std::int64_t seconds_a_day = 86400;

void overlay(Opens& wider, const std::map<std::string, Opens>& tables, const std::string& country) {
    const auto found = tables.find(country);
    if (found != tables.end()) overlay(wider, found->second);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// 0 = Monday; nothing for a word that is no weekday.
std::optional<unsigned> weekday(std::string_view word) {
    for (unsigned day = 0; day < weekday_names.size(); ++day)
        if (weekday_names[day] == word) return day;
    return std::nullopt;
}

Words weekday_form() {
    return say("days are written \"mon-fri\", \"sat,sun\" or \"daily\"");
}

constexpr std::array<std::string_view, 6> occasions{"public-holidays", "holidays", "weekend",
                                                    "friday",          "shabbat",  "ramadan"};

}  // namespace

std::optional<Occasion::Kind> occasion_named(std::string_view word) {
    for (std::size_t i = 0; i < occasions.size(); ++i)
        if (occasions[i] == word) return static_cast<Occasion::Kind>(i);
    return std::nullopt;
}

const std::vector<std::string_view>& occasion_words() {
    static const std::vector<std::string_view> words{occasions.begin(), occasions.end()};
    return words;
}

void overlay(Opens& wider, const Opens& narrower) {
    if (narrower.hours) {
        wider.from.reset();
        wider.until.reset();
        wider.hours = narrower.hours;
    }
    if (narrower.from || narrower.until) wider.hours.reset();
    if (narrower.from) wider.from = narrower.from;
    if (narrower.until) wider.until = narrower.until;
    if (narrower.days) wider.days = narrower.days;
    if (narrower.avoid) wider.avoid = narrower.avoid;
    if (narrower.only) wider.only = narrower.only;
}

Opens opens_in(const Window& window, const std::string& country, bool ramadan,
               const std::string& subdivision) {
    Opens opens = window.everywhere;
    // Narrower wins: country, then calendar. A season that is named for everybody is wider than one
    // that is named for the country, and the country's own hours stand between the two.
    if (ramadan) overlay(opens, window.ramadan, "");
    for (const std::string* region : {&country, &subdivision}) {
        if (region->empty()) continue;
        overlay(opens, window.in, *region);
        if (ramadan) overlay(opens, window.ramadan, *region);
    }
    return opens;
}

namespace {

Error no_time_of_day(std::string_view text) {
    const std::string meant = time_meant(text);
    if (meant.empty() || meant == text)
        return fail(say("{} is not a time of day like \"19:00\"", quoted(text)));
    if (text.find("\uff1a") != std::string_view::npos)
        return fail(say("{} has a full-width colon; write {}", quoted(text), quoted(meant)));
    return fail(say("{} is written {}", quoted(text), quoted(meant)));
}

}  // namespace

Result<seconds> parse_time_of_day(std::string_view text) {
    const bool with_seconds = text.size() == 8;
    if (text.size() != 5 && !with_seconds) return no_time_of_day(text);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool colon = at % 3 == 2;
        const char c = text[at];
        if (colon ? c != ':' : (c < '0' || c > '9')) return no_time_of_day(text);
    }
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const int hour = two(0);
    const int minute = two(3);
    const int second = with_seconds ? two(6) : 0;
    const seconds since_midnight =
        std::chrono::hours{hour} + std::chrono::minutes{minute} + seconds{second};
    if (minute > 59 || second > 59 || since_midnight.count() > seconds_a_day)
        return fail(say("{} is no time of day; a day ends at \"24:00\"", quoted(text)));
    return since_midnight;
}

std::string time_of_day(seconds since_midnight) {
    const auto total_s = since_midnight.count();
    VESPER_CHECK(total_s >= 0 && total_s <= seconds_a_day, "a time of day lies within a day");
    char buffer[16];
    const auto hour = static_cast<int>(total_s / 3600);
    const auto minute = static_cast<int>(total_s / 60 % 60);
    const auto second = static_cast<int>(total_s % 60);
    if (second == 0)
        std::snprintf(buffer, sizeof buffer, "%02d:%02d", hour, minute);
    else
        std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", hour, minute, second);
    return buffer;
}

namespace {

Result<Weekdays> parse_plain_weekdays(std::string_view text) {
    if (trimmed(text) == "daily") return every_day;
    unsigned days = 0;
    for (std::string_view rest = text;;) {
        const std::size_t comma = rest.find(',');
        const std::string_view part = trimmed(rest.substr(0, comma));
        if (part.empty()) return fail(say("a day is missing; {}", weekday_form()));
        const std::size_t dash = part.find('-');
        const std::string_view first_word = trimmed(part.substr(0, dash));
        const std::string_view last_word =
            dash == std::string_view::npos ? first_word : trimmed(part.substr(dash + 1));
        for (const std::string_view word : {first_word, last_word})
            if (!weekday(word))
                return fail(say("unknown day {}; {}", quoted(word), weekday_form()));
        const unsigned last = *weekday(last_word);
        for (unsigned day = *weekday(first_word);; day = (day + 1) % 7) {
            days |= 1u << day;
            if (day == last) break;
        }
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    return static_cast<Weekdays>(days);
}

}  // namespace

Result<Weekdays> parse_weekdays(std::string_view text) {
    Result<Weekdays> days = parse_plain_weekdays(text);
    if (days) return days;
    const std::string meant = weekdays_meant(text);
    if (meant == text || !parse_plain_weekdays(meant)) return days;
    return fail(say("{} is written {}", quoted(text), quoted(meant)));
}

std::string to_string_weekdays(Weekdays days) {
    if (days == every_day) return "daily";
    const auto open = [&](unsigned day) { return (days >> (day % 7) & 1u) != 0; };
    std::string out;
    // Each run of open days is named once, from its first day; the week is a circle.
    for (unsigned day = 0; day < 7; ++day) {
        if (!open(day) || open(day + 6)) continue;
        unsigned last = day;
        while (open(last + 1)) ++last;
        if (!out.empty()) out += ',';
        out += weekday_names[day];
        if (last > day) {
            out += last == day + 1 ? ',' : '-';
            out += weekday_names[last % 7];
        }
    }
    return out;
}

}  // namespace vesper
