#include "rules/instant.hpp"

#include "rules/ascii.hpp"

#include <cstdio>
#include <optional>

namespace vesper {

namespace {

constexpr std::size_t fraction_digits_max = 32;
constexpr Instant earliest_written{date::sys_days{date::year{0} / 1 / 1}};
constexpr Instant latest_written{date::sys_days{date::year{10000} / 1 / 1} - seconds{1}};

/// Reads a text from the left; every step answers whether it went well.
class Reading {
public:
    explicit Reading(std::string_view text) : rest_{text} {}

    bool done() const { return rest_.empty(); }

    /// Exactly `count` digits.
    std::optional<int> digits(std::size_t count) {
        if (rest_.size() < count) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_digit(rest_[i])) return std::nullopt;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }

    bool take(char c) { return take_any(std::string_view{&c, 1}) != 0; }

    /// The character, if it is one of `set`; 0 otherwise.
    char take_any(std::string_view set) {
        if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) return 0;
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::size_t skip_digits() {
        std::size_t count = 0;
        while (!rest_.empty() && is_digit(rest_.front())) {
            rest_.remove_prefix(1);
            ++count;
        }
        return count;
    }

private:
    std::string_view rest_;
};

/// `Z` or `+hh:mm`: what to take from the wall clock to get UTC. Nothing: not readable.
std::optional<seconds> read_offset(Reading& reading) {
    if (reading.take_any("Zz") != 0) return seconds{0};
    const char sign = reading.take_any("+-");
    if (sign == 0) return std::nullopt;
    const auto hours = reading.digits(2);
    if (!hours || !reading.take(':')) return std::nullopt;
    const auto minutes = reading.digits(2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const seconds size = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return sign == '-' ? -size : size;
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
    Reading reading{text};
    const auto year = reading.digits(4);
    const bool dash = reading.take('-');
    const auto month = reading.digits(2);
    const bool dash_again = reading.take('-');
    const auto day = reading.digits(2);
    if (!year || !dash || !month || !dash_again || !day)
        return fail("not a date and time like 2026-11-20T09:12:44+11:00");
    const date::year_month_day calendar{date::year{*year},
                                        date::month{static_cast<unsigned>(*month)},
                                        date::day{static_cast<unsigned>(*day)}};
    if (!calendar.ok()) return fail("no such date");
    if (reading.take_any("Tt") == 0) return fail("the time of day is missing (T09:12:44)");

    const auto hour = reading.digits(2);
    const bool colon = reading.take(':');
    const auto minute = reading.digits(2);
    const bool colon_again = reading.take(':');
    const auto second = reading.digits(2);
    if (!hour || !colon || !minute || !colon_again || !second)
        return fail("the time of day is not like 09:12:44");
    if (*hour > 23 || *minute > 59 || *second > 60) return fail("no such time of day");
    if (reading.take('.')) {
        const std::size_t fraction = reading.skip_digits();
        if (fraction == 0 || fraction > fraction_digits_max)
            return fail("the fraction of the second is not readable");
    }
    if (reading.done()) return fail("the offset from UTC is missing (Z or +11:00)");
    const auto offset = read_offset(reading);
    if (!offset || !reading.done()) return fail("the offset from UTC is not like Z or +11:00");
    // A leap second has no number of its own in Unix time; :60 counts on into the next minute.
    const Instant instant{date::sys_days{calendar} + std::chrono::hours{*hour} +
                          std::chrono::minutes{*minute} + seconds{*second} - *offset};
    // The offset may lead out of the years that can be written, and then read again.
    if (instant < earliest_written || instant > latest_written) return fail("no such year in UTC");
    return instant;
}

std::string to_string(Instant instant) {
    const auto days = date::floor<date::days>(instant);
    const date::hh_mm_ss<seconds> clock{instant - days};
    char buffer[16];
    std::snprintf(
        buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return to_string(LocalDate{days.time_since_epoch()}) + buffer;
}

std::string to_string(LocalDate date) {
    const date::year_month_day calendar{date};
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(calendar.year()),
                  static_cast<unsigned>(calendar.month()), static_cast<unsigned>(calendar.day()));
    return buffer;
}

}  // namespace vesper
