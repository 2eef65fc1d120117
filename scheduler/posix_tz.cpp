#include "scheduler/posix_tz.hpp"

#include "rules/ascii.hpp"
#include "rules/instant.hpp"

#include <string>

namespace vesper {

namespace {

constexpr int hours_max = 167;        // RFC 9636 section 3.3.2
constexpr int offset_hours_max = 24;  // POSIX.1-2017 section 8.3
constexpr std::int32_t hour_s = 3600;

/// Reads from the left; the first error stays and every later step fails, too.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text), rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
    bool take(char c) {
        if (!next_is(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) wrong(std::string("\"") + c + "\" expected");
    }
    int number(int least, int most, const char* what) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < rest_.size() && digits < 4 && is_digit(rest_[digits])) {
            value = value * 10 + (rest_[digits] - '0');
            ++digits;
        }
        rest_.remove_prefix(digits);
        if (digits == 0 || value < least || value > most) wrong(std::string(what) + " expected");
        return value;
    }
    void name() {
        const bool quoted = take('<');
        std::size_t length = 0;
        while (length < rest_.size() &&
               (is_letter(rest_[length]) ||
                (quoted &&
                 (is_digit(rest_[length]) || rest_[length] == '+' || rest_[length] == '-')))) {
            ++length;
        }
        rest_.remove_prefix(length);
        if (length < 3) wrong("a name of three letters or more expected");
        if (quoted) expect('>');
    }
    /// [+-]h[:mm[:ss]], in seconds.
    std::int32_t hms(int hours_limit) {
        std::int32_t sign = 1;
        if (take('-')) {
            sign = -1;
        } else {
            take('+');
        }
        std::int32_t value = number(0, hours_limit, "hours") * hour_s;
        if (take(':')) {
            value += number(0, 59, "minutes") * 60;
            if (take(':')) value += number(0, 59, "seconds");
        }
        return sign * value;
    }
    PosixDate date() {
        PosixDate date;
        if (take('J')) {
            date.kind = PosixDate::Kind::julian;
            date.day = number(1, 365, "a day from 1 to 365");
        } else if (take('M')) {
            date.kind = PosixDate::Kind::month_week_day;
            date.month = number(1, 12, "a month");
            expect('.');
            date.week = number(1, 5, "a week from 1 to 5");
            expect('.');
            date.weekday = number(0, 6, "a weekday from 0 to 6");
        } else {
            date.kind = PosixDate::Kind::day_of_year;
            date.day = number(0, 365, "a day from 0 to 365");
        }
        if (take('/')) date.time = hms(hours_max);
        return date;
    }
    void wrong(std::string problem) {
        if (error_.empty()) {
            error_ = "the footer \"" + std::string(text_) +
                     "\" is not a rule of RFC 9636: " + std::move(problem);
        }
        rest_ = {};
    }
    const std::string& error() const { return error_; }

private:
    std::string_view text_;
    std::string_view rest_;
    std::string error_;
};

/// Midnight that begins the date of a change, in days since 1970-01-01, plus its time of day.
std::int64_t wall_clock(const PosixDate& rule, int year) {
    const date::sys_days new_year{date::year{year} / date::January / 1};
    date::sys_days day;
    switch (rule.kind) {
        case PosixDate::Kind::julian: {
            const bool after_february = rule.day >= 60;
            const int leap = date::year{year}.is_leap() && after_february ? 1 : 0;
            day = new_year + date::days{rule.day - 1 + leap};
            break;
        }
        case PosixDate::Kind::day_of_year:
            day = new_year + date::days{rule.day};
            break;
        case PosixDate::Kind::month_week_day: {
            const date::year_month month{date::year{year},
                                         date::month{static_cast<unsigned>(rule.month)}};
            const date::weekday weekday{static_cast<unsigned>(rule.weekday)};
            day = rule.week == 5
                      ? date::sys_days{month / weekday[date::last]}
                      : date::sys_days{month / weekday[static_cast<unsigned>(rule.week)]};
            break;
        }
    }
    return std::int64_t{day.time_since_epoch().count()} * 86400 + rule.time;
}

}  // namespace

Result<PosixTz> parse_posix_tz(std::string_view text) {
    Reader reader(text);
    PosixTz rule;
    reader.name();
    rule.standard = -reader.hms(offset_hours_max);
    if (!reader.at_end()) {
        PosixTz::Saving saving;
        reader.name();
        saving.offset = rule.standard + hour_s;
        if (!reader.next_is(',') && !reader.at_end()) saving.offset = -reader.hms(offset_hours_max);
        reader.expect(',');
        saving.begins = reader.date();
        reader.expect(',');
        saving.ends = reader.date();
        rule.saving = saving;
    }
    if (!reader.at_end()) reader.wrong("nothing more expected");
    if (!reader.error().empty()) return fail(reader.error());
    return rule;
}

std::vector<ClockChange> changes(const PosixTz& rule, int from_year, int until_year) {
    std::vector<ClockChange> made;
    if (!rule.saving) return made;
    const PosixTz::Saving& saving = *rule.saving;
    for (int year = from_year; year <= until_year; ++year) {
        const std::int64_t begins = wall_clock(saving.begins, year) - rule.standard;
        std::int64_t ends = wall_clock(saving.ends, year) - saving.offset;
        if (ends <= begins) ends = wall_clock(saving.ends, year + 1) - saving.offset;
        // All-year DST: this period begins where the last one ended, or earlier; they are one.
        if (!made.empty() && begins <= made.back().at)
            made.pop_back();
        else
            made.push_back({begins, saving.offset});
        made.push_back({ends, rule.standard});
    }
    return made;
}

}  // namespace vesper
