#include "rules/day_rule.hpp"

#include "rules/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace vesper {

namespace {

using namespace std::string_view_literals;
using Base = DayRule::Base;

constexpr std::array weekdays{"mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv, "sun"sv};
constexpr std::array months{"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv,
                            "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};
constexpr std::array hebrew_months{"nisan"sv,  "iyar"sv,  "sivan"sv,  "tammuz"sv,
                                   "av"sv,     "elul"sv,  "tishri"sv, "marheshvan"sv,
                                   "kislev"sv, "tevet"sv, "shevat"sv, "adar"sv};
constexpr std::array ordinals{"last"sv, "1st"sv, "2nd"sv, "3rd"sv, "4th"sv, "5th"sv};
constexpr std::array sides{"before"sv, "upto"sv, "from"sv, "after"sv};
constexpr std::array lunisolar{"chinese"sv, "korean"sv, "vietnamese"sv};
constexpr std::array suffixes{"span"sv, "observed"sv, "moved"sv, "since"sv, "until"sv, "except"sv};
constexpr int shift_max = 99;
constexpr int span_max = 60;
constexpr int year_min = 1970;
constexpr int year_max = 2200;
constexpr std::size_t words_max = 200;

template <class Vocabulary>
std::optional<int> place_in(const Vocabulary& words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<int>(found - words.begin());
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || digits.front() == '-' || error != std::errc{} ||
        end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

/// "+3" or "-2".
std::optional<int> signed_number(std::string_view text) {
    if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const auto value = number(text.substr(1));
    if (!value) return std::nullopt;
    return text.front() == '-' ? -*value : *value;
}

struct MonthDay {
    int month;
    int day;
};

/// "MM-DD", two digits each.
std::optional<MonthDay> month_day(std::string_view text) {
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = number(text.substr(0, 2));
    const auto day = number(text.substr(3));
    if (!month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
    return MonthDay{*month, *day};
}

/// "2027-02-05"; a date that no calendar has is none.
std::optional<LocalDate> whole_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-') return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto rest = month_day(text.substr(5));
    if (!year || !rest || *year < year_min || *year > year_max) return std::nullopt;
    const date::year_month_day date{date::year{*year},
                                    date::month{static_cast<unsigned>(rest->month)},
                                    date::day{static_cast<unsigned>(rest->day)}};
    if (!date.ok()) return std::nullopt;
    return LocalDate{date};
}

Result<Swap> parse_swap(std::string_view word) {
    const Error wrong = fail(say("{} is not like \"sat->fri\" or \"sun->next-mon\"", quoted(word)));
    const std::size_t arrow = word.find("->");
    if (arrow == std::string_view::npos) return wrong;
    Swap swap;
    std::string_view to = word.substr(arrow + 2);
    if (to.starts_with("next-")) swap.toward = Swap::Toward::next;
    if (to.starts_with("prev-")) swap.toward = Swap::Toward::previous;
    if (swap.toward != Swap::Toward::nearest) to.remove_prefix(5);
    const auto from_day = weekday_named(word.substr(0, arrow));
    const auto to_day = weekday_named(to);
    if (!from_day || !to_day || *from_day == *to_day) return wrong;
    swap.from = *from_day;
    swap.to = *to_day;
    return swap;
}

class Parts {
public:
    explicit Parts(std::string_view text) {
        while (!text.empty()) {
            const std::size_t blank = std::min(text.find(' '), text.size());
            if (blank > 0) words_.push_back(text.substr(0, blank));
            text.remove_prefix(std::min(blank + 1, text.size()));
        }
    }
    std::size_t size() const { return words_.size(); }
    bool empty() const { return next_ == words_.size(); }
    std::string_view peek() const { return empty() ? std::string_view{} : words_[next_]; }
    std::string_view take() { return empty() ? std::string_view{} : words_[next_++]; }

private:
    std::vector<std::string_view> words_;
    std::size_t next_ = 0;
};

Words with_hint(const Words& problem, const Words& hint) {
    return hint.empty() ? problem : say("{}; {}", problem, hint);
}

/// The reading of one text. Each part answers what is wrong, or nothing.
class Reading {
public:
    explicit Reading(std::string_view text) : words_{text} {}

    Result<DayRule> rule() {
        if (words_.size() > words_max) return fail(say("more than {} words", words_max));
        Words problem = read_base();
        while (problem.empty() && !words_.empty()) problem = read_suffix();
        if (problem.empty() && rule_.moves != DayRule::Moves::no && rule_.span > 1)
            problem = say("a span cannot be observed or moved; name its days in a list");
        if (problem.empty() && rule_.since > rule_.until) problem = say("it ends before it begins");
        if (!problem.empty()) return fail(std::move(problem));
        return std::move(rule_);
    }

private:
    Words read_base() {
        std::string_view word = words_.take();
        if (word.empty()) return say("no day is named");
        if (word == "list") return read_list();
        for (const auto& [name, base] :
             {std::pair{"easter"sv, Base::easter}, std::pair{"orthodox"sv, Base::orthodox}}) {
            if (!word.starts_with(name)) continue;
            rule_.base = base;
            word.remove_prefix(name.size());
            return word.empty() ? Words{} : read_shift(word);
        }
        if (const auto fixed = month_day(word)) {
            take(Base::date, *fixed);
            return exists(*fixed) ? Words{} : say("{} is in no year", quoted(word));
        }
        if (const auto ordinal = place_in(ordinals, word)) return read_nth(*ordinal);
        // "sun 0 at +9" is the sun, "sun after 11-26" a Sunday.
        if (word == "sun" && number(words_.peek())) return read_sun();
        if (const auto weekday = weekday_named(word)) return read_beside(*weekday);
        if (word == "hijri") return read_month_day(Base::hijri, 30);
        if (word == "hebrew") return read_hebrew();
        if (const auto calendar = place_in(lunisolar, word)) return read_lunisolar(*calendar);
        return say(
            "unknown day {}; days are written like \"12-25\", \"easter-2\", "
            "\"4th thu nov\" or \"hijri 10-01\"",
            quoted(word));
    }

    void take(Base base, MonthDay day) {
        rule_.base = base;
        rule_.month = day.month;
        rule_.day = day.day;
    }

    static bool exists(MonthDay day) {
        const date::year_month_day in_a_leap_year{date::year{2028},
                                                  date::month{static_cast<unsigned>(day.month)},
                                                  date::day{static_cast<unsigned>(day.day)}};
        return in_a_leap_year.ok();
    }

    Words read_shift(std::string_view word) {
        const auto shift = signed_number(word);
        if (!shift || *shift > shift_max || *shift < -shift_max)
            return say("{} is not a number of days like \"+1\" or \"-2\", up to {}", quoted(word),
                       shift_max);
        rule_.shift = *shift;
        return {};
    }

    Words read_nth(int ordinal) {
        rule_.base = Base::nth_weekday;
        rule_.ordinal = ordinal;
        const auto weekday = weekday_named(words_.take());
        const auto month = place_in(months, words_.take());
        if (!weekday || !month)
            return say("behind {} stand a weekday and a month, as in \"4th thu nov\"",
                       quoted(ordinals[static_cast<std::size_t>(ordinal)]));
        rule_.weekday = *weekday;
        rule_.month = *month + 1;
        return {};
    }

    Words read_beside(unsigned weekday) {
        const auto side = place_in(sides, words_.take());
        const auto day = month_day(words_.take());
        if (!side || !day || !exists(*day))
            return say(
                "behind {} stand before, upto, from or after and a date, as in \"mon before "
                "05-25\"",
                quoted(weekdays[weekday]));
        take(Base::beside, *day);
        rule_.weekday = weekday;
        rule_.beside = static_cast<DayRule::Beside>(*side);
        return {};
    }

    Words read_month_day(Base base, int days_max) {
        const std::string_view word = words_.take();
        const auto day = month_day(word);
        if (!day || day->day > days_max)
            return say("{} is no month and day of that calendar, like \"10-01\"", quoted(word));
        take(base, *day);
        return {};
    }

    Words read_hebrew() {
        const std::string_view word = words_.take();
        const std::size_t dash = std::min(word.find('-'), word.size());
        const std::string_view name = word.substr(0, dash);
        const auto month = place_in(hebrew_months, name);
        const auto day = number(word.substr(std::min(dash + 1, word.size())));
        if (!month)
            return with_hint(say("unknown month {}", quoted(name)),
                             suggestion(name, {hebrew_months.begin(), hebrew_months.end()}));
        if (!day || *day < 1 || *day > 30) return say("{} is not like \"tishri-10\"", quoted(word));
        take(Base::hebrew, {*month + 1, *day});
        return {};
    }

    Words read_lunisolar(int calendar) {
        const Base base = std::array{Base::chinese, Base::korean,
                                     Base::vietnamese}[static_cast<std::size_t>(calendar)];
        const std::string_view word = words_.peek();
        if (!word.ends_with("-last")) return read_month_day(base, 30);
        words_.take();
        const auto month = number(word.substr(0, word.size() - 5));
        if (!month || *month < 1 || *month > 12)
            return say("{} is not like \"12-last\"", quoted(word));
        take(base, {*month, 0});
        return {};
    }

    Words read_sun() {
        rule_.base = Base::sun;
        const auto degrees = number(words_.take());
        const bool at = words_.take() == "at";
        const auto hours = signed_number(words_.take());
        if (!degrees || *degrees > 359 || !at || !hours || *hours > 14 || *hours < -12)
            return say("behind \"sun\" stand degrees and a clock, as in \"sun 180 at +9\"");
        rule_.degrees = *degrees;
        rule_.utc_hours = *hours;
        return {};
    }

    Words read_list() {
        rule_.base = Base::list;
        if (words_.empty()) return say("the list has no dates");
        while (!words_.empty()) {
            const std::string_view word = words_.take();
            const std::size_t dots = word.find("..");
            const auto first = whole_date(word.substr(0, dots));
            const auto last =
                dots == std::string_view::npos ? first : whole_date(word.substr(dots + 2));
            if (!first || !last)
                return say(
                    "{} is neither a date like \"2027-02-05\" nor \"2027-02-05..2027-02-11\"",
                    quoted(word));
            if (*last < *first || *last - *first > date::days{366})
                return say("{} ends before it begins, or is longer than a year", quoted(word));
            rule_.dates.emplace_back(*first, *last);
        }
        return {};
    }

    Words read_suffix() {
        const std::string_view word = words_.take();
        if (word.front() == '+' || word.front() == '-') return read_shift(word);
        if (word == "span") {
            const auto span = number(words_.take());
            if (!span || *span < 1 || *span > span_max)
                return say("a span is 1 to {} days", span_max);
            rule_.span = *span;
            return {};
        }
        if (word == "observed" || word == "moved") {
            rule_.moves = word == "moved" ? DayRule::Moves::moved : DayRule::Moves::observed;
            return read_swaps();
        }
        if (word == "since") return read_year(rule_.since);
        if (word == "until") return read_year(rule_.until);
        if (word == "except") {
            do {
                if (auto problem = read_year(rule_.except.emplace_back()); !problem.empty())
                    return problem;
            } while (number(words_.peek()));
            return {};
        }
        return with_hint(say("unknown word {}", quoted(word)),
                         suggestion(word, {suffixes.begin(), suffixes.end()}));
    }

    Words read_swaps() {
        do {
            const auto swap = parse_swap(words_.take());
            if (!swap) return swap.error().words;
            rule_.swaps.push_back(*swap);
        } while (words_.peek().find("->") != std::string_view::npos);
        return {};
    }

    Words read_year(int& year) {
        const std::string_view word = words_.take();
        const auto value = number(word);
        if (!value || *value < year_min || *value > year_max)
            return say("{} is not a year from {} to {}", quoted(word), year_min, year_max);
        year = *value;
        return {};
    }

    Parts words_;
    DayRule rule_;
};

}  // namespace

Result<DayRule> parse_day_rule(std::string_view text) {
    return Reading{text}.rule();
}

std::optional<unsigned> weekday_named(std::string_view word) {
    const auto place = place_in(weekdays, word);
    if (!place) return std::nullopt;
    return static_cast<unsigned>(*place);
}

}  // namespace vesper
