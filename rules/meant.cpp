#include "rules/meant.hpp"

#include "rules/ascii.hpp"
#include "rules/currency.hpp"
#include "rules/full_width.hpp"
#include "rules/money.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace vesper {

namespace {

constexpr std::size_t text_bytes_max = 200;  // what is longer is no slip of one of these forms
constexpr std::size_t digits_max = 9;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

/// In small letters, half width, without blanks.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : half_width(text.substr(0, text_bytes_max)))
        if (c != ' ' && c != '\t') out += lower(c);
    return out;
}

/// The digits at the front, taken off; -1: there are none, or too many.
int take_number(std::string_view& text) {
    std::size_t digits = 0;
    int number = 0;
    for (; digits < text.size() && is_digit(text[digits]); ++digits) {
        if (digits == digits_max) return -1;
        number = number * 10 + (text[digits] - '0');
    }
    text.remove_prefix(digits);
    return digits == 0 ? -1 : number;
}

bool take(std::string_view& text, std::string_view front) {
    if (!text.starts_with(front)) return false;
    text.remove_prefix(front.size());
    return true;
}

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// What stands beside a time's digits.
enum class Part { none, am, pm, morning, afternoon, evening };

struct ClockTime {
    int hour = 0;
    int minute = 0;
    bool has_minute = false;
    Part part = Part::none;
};

Part take_part(std::string_view& text, bool before_the_digits) {
    struct Name {
        std::string_view written;
        Part part;
    };
    constexpr auto before = std::to_array<Name>({{"上午", Part::morning},  // forenoon
                                                 {"早上", Part::morning},
                                                 {"下午", Part::afternoon},
                                                 {"晚上", Part::evening}});
    constexpr auto behind = std::to_array<Name>(
        {{"am", Part::am}, {"a.m.", Part::am}, {"pm", Part::pm}, {"p.m.", Part::pm}});
    for (const auto& [written, part] : before_the_digits ? before : behind)
        if (take(text, written)) return part;
    return Part::none;
}

std::optional<ClockTime> clock_time(std::string_view text) {
    const std::string squeezed_text = squeezed(text);
    std::string_view rest = squeezed_text;
    ClockTime time;
    time.part = take_part(rest, true);
    time.hour = take_number(rest);
    const bool in_chinese = take(rest, "点") || take(rest, "时");  // o'clock, hour
    const bool parted = in_chinese || take(rest, ":") || take(rest, ".") || take(rest, "h");
    if (parted && !rest.empty() && is_digit(rest.front())) {
        const std::size_t before = rest.size();
        time.minute = take_number(rest);
        time.has_minute = true;
        if (!in_chinese && before - rest.size() != 2) return std::nullopt;  // 9.5 is half past
    }
    take(rest, "分") || take(rest, "uhr") || take(rest, "整");  // minutes, o'clock, sharp
    if (time.part == Part::none) time.part = take_part(rest, false);
    const bool good = rest.empty() && time.hour >= 0 && time.hour <= 24 && time.minute >= 0 &&
                      time.minute <= 59 && (time.hour < 24 || time.minute == 0);
    return good ? std::optional{time} : std::nullopt;
}

/// 19 for 7 in the evening; nothing where the part does not say which hour it is: 12 in the
/// morning, and past midnight what people call evening.
std::optional<int> hour_of(const ClockTime& time) {
    const int hour = time.hour;
    switch (time.part) {
        case Part::none:
            return hour;
        case Part::am:
            return hour <= 12 ? std::optional{hour % 12} : std::nullopt;
        case Part::morning:
            return hour < 12 ? std::optional{hour} : std::nullopt;
        case Part::evening:
            if (hour < 5 || hour == 12) return std::nullopt;
            break;
        case Part::pm:
        case Part::afternoon:
            if (hour == 0) return std::nullopt;
            break;
    }
    return hour < 12 ? hour + 12 : hour;
}

std::optional<int> minute_of_day(const ClockTime& time) {
    const auto hour = hour_of(time);
    return hour ? std::optional{*hour * 60 + time.minute} : std::nullopt;
}

std::string written(int minute_of_day) {
    return two_digits(minute_of_day / 60) + ':' + two_digits(minute_of_day % 60);
}

/// Gives both the part of the day that one of them names. False where it cannot be told what is
/// meant: "9-5", "11-1pm".
bool share_part(ClockTime& from, ClockTime& until) {
    constexpr int half_a_day = 12;
    const bool unnamed = from.part == Part::none && until.part == Part::none;
    if (unnamed && (from.hour > half_a_day || until.hour > half_a_day)) return true;
    if (unnamed && !(from.has_minute && until.has_minute)) return false;
    ClockTime& bare = from.part == Part::none ? from : until;
    const ClockTime& named = from.part == Part::none ? until : from;
    if (!unnamed && bare.part == Part::none) {
        if (bare.hour > half_a_day) return true;
        if (bare.has_minute && !named.has_minute) return false;  // "8:00-9pm"
        bare.part = named.part;
    } else if (!unnamed) {
        return true;  // both say it
    }
    const bool to_midnight = until.part == Part::evening && until.hour == half_a_day;
    if (to_midnight && until.minute == 0) until = {24, 0, true, Part::none};
    const auto begins = minute_of_day(from);
    const auto ends = minute_of_day(until);
    return begins && ends && *begins < *ends;
}

}  // namespace

std::string time_meant(std::string_view text) {
    const auto time = clock_time(text);
    const auto minute = time ? minute_of_day(*time) : std::nullopt;
    return minute ? written(*minute) : std::string{};
}

std::string weekdays_meant(std::string_view text) {
    // The longer first: a short name is the beginning of a long one.
    constexpr auto names = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"workdays", "mon-fri"},
        {"working days", "mon-fri"},
        {"workingdays", "mon-fri"},
        {"weekdays", "mon-fri"},
        {"工作日", "mon-fri"},
        {"weekends", "sat,sun"},
        {"weekend", "sat,sun"},
        {"周末", "sat,sun"},
        {"everyday", "daily"},
        {"每天", "daily"},
        {"星期", "周"},  // two words for a week
        {"礼拜", "周"},
        {"周一", "mon"},
        {"周二", "tue"},
        {"周三", "wed"},
        {"周四", "thu"},
        {"周五", "fri"},
        {"周六", "sat"},
        {"周日", "sun"},
        {"周天", "sun"},
        {"monday", "mon"},
        {"tuesday", "tue"},
        {"tues", "tue"},
        {"wednesday", "wed"},
        {"thursday", "thu"},
        {"thurs", "thu"},
        {"thur", "thu"},
        {"friday", "fri"},
        {"saturday", "sat"},
        {"sunday", "sun"},
        {"至", "-"},
        {"到", "-"},
        {"through", "-"},
        {"to", "-"},
        {"~", "-"},
        {"--", "-"},
        {"and", ","},
        {"&", ","},
        {";", ","},
        {"/", ","},
    });
    std::string out = squeezed(text);
    for (const auto& [written, meant] : names) replace_all(out, written, meant);
    return out;
}

std::string hours_meant(std::string_view text) {
    std::string plain;
    for (const char c : half_width(text.substr(0, text_bytes_max))) {
        const bool dash = c == '-' || c == '~';
        while (dash && plain.ends_with(' ')) plain.pop_back();
        if (c != ' ' || !plain.ends_with('-')) plain += dash ? '-' : c;
    }
    const std::size_t begin = plain.rfind(' ') + 1;  // npos + 1 == 0
    const std::size_t dash = plain.find('-', begin);
    if (dash == std::string::npos) return {};
    auto from = clock_time(plain.substr(begin, dash - begin));
    auto until = clock_time(plain.substr(dash + 1));
    if (!from || !until || !share_part(*from, *until)) return {};
    const auto begins = minute_of_day(*from);
    const auto ends = minute_of_day(*until);
    if (!begins || !ends) return {};
    const std::string days = begin == 0 ? std::string{} : weekdays_meant(plain.substr(0, begin));
    return (days.empty() ? days : days + ' ') + written(*begins) + '-' + written(*ends);
}

namespace {

/// The < > and = at the front, taken off.
std::string_view take_comparison(std::string_view& text) {
    const std::size_t size = std::min(text.find_first_not_of("<>="), text.size());
    const std::string_view sign = text.substr(0, size);
    text.remove_prefix(size);
    return sign;
}

}  // namespace

std::string range_meant(std::string_view text, Range range) {
    std::string plain = squeezed(text);
    replace_all(plain, "≥", ">=");
    replace_all(plain, "≤", "<=");
    std::string_view rest = plain;
    const std::string_view sign = take_comparison(rest);
    const int number = take_number(rest);
    if (number < 0) return {};
    std::optional<int> from;
    std::optional<int> below;
    if (sign.empty() && (take(rest, "-") || take(rest, "~") || take(rest, ".."))) {
        from = number;
        below = take_number(rest) + 1;
    } else if (sign.empty() || sign == ">=" || sign == "=>") {
        if (sign.empty()) take(rest, "+");
        from = number;
    } else if (sign == ">") {
        from = number + 1;
    } else if (sign == "<" || sign == "<=" || sign == "=<") {
        below = sign == "<" ? number : number + 1;
    } else if (sign == "=" || sign == "==") {
        from = number;
        below = number + 1;
    }
    if (!rest.empty() || (!from && !below) || (from && below && *from >= *below)) return {};
    if (from && (*from < range.least || *from > range.most)) return {};
    if (below && (*below <= range.least || *below > range.most + 1)) return {};
    std::string edges;
    if (from) edges = "from = " + std::to_string(*from);
    if (below) edges += (from ? ", below = " : "below = ") + std::to_string(*below);
    return "{ " + edges + " }";
}

std::string amounts_meant(std::string_view text) {
    constexpr auto signs = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}});
    const std::string plain = half_width(text.substr(0, text_bytes_max));
    std::string number;
    std::string currency;
    for (std::string_view rest = trimmed(plain); !rest.empty(); rest = trimmed(rest)) {
        const bool is_number = is_digit(rest.front());
        const auto inside = [&](char c) {
            return is_number ? is_digit(c) || c == '.' : is_letter(c);
        };
        const auto end = std::find_if_not(rest.begin(), rest.end(), inside);
        std::string word{rest.begin(), end};
        rest.remove_prefix(word.size());
        for (const auto& [sign, code] : signs)
            if (word.empty() && take(rest, sign)) word = code;
        std::string& place = is_number ? number : currency;
        if (word.empty() || !place.empty()) return {};
        place = is_number ? word : upper(word);
    }
    if (currency.empty()) currency = "USD";
    const std::size_t point = std::min(number.find('.'), number.size());
    const bool thousands = number.size() - point == 4;  // "1.000" may be one, or a thousand
    const bool octal = point > 1 && number.front() == '0';
    if (thousands || octal || !parse_decimal(number) || !is_currency(currency)) return {};
    return "{ " + currency + " = " + number + " }";
}

Words money_hint(std::string_view key, std::string_view text) {
    std::string plain = half_width(text.substr(0, text_bytes_max));
    replace_all(plain, "≥", ">=");
    replace_all(plain, "≤", "<=");
    std::string_view rest = trimmed(plain);
    const std::string_view sign = take_comparison(rest);
    const bool below = sign.find('<') != std::string_view::npos;
    const std::string amounts = amounts_meant(rest);
    const std::string written = std::string{key} + (below ? ".below = " : ".from = ") +
                                (amounts.empty() ? "{ USD = 20 }" : amounts);
    if (sign == ">") return say("this much or more is written {}", written);
    if (sign == "<=" || sign == "=<") return say("less than this is written {}", written);
    const bool exact = sign.empty() || sign == ">=" || sign == "=>" || sign == "<";
    return amounts.empty() || !exact ? say("like {}", written) : say("write {}", written);
}

Words edge_hint(bool is_from, std::string_view text) {
    std::string_view rest = trimmed(text);
    const std::string_view sign = take_comparison(rest);
    const std::string amounts = amounts_meant(rest);
    const bool same = sign.empty() || sign == (is_from ? ">=" : "<");
    return same && !amounts.empty() ? say("write {}", amounts) : say("like {}", "{ USD = 20 }");
}

std::string list_meant(std::string_view text, const EntryMeant& entry_meant) {
    constexpr std::string_view parting = ",;|";
    const std::string plain = half_width(text.substr(0, text_bytes_max));
    if (plain.find_first_of(parting) == std::string::npos) return {};
    std::string list;
    for (std::string_view rest = plain; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(parting), rest.size());
        std::string_view entry = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (entry.starts_with('"') || entry.starts_with('\'')) entry.remove_prefix(1);
        while (entry.ends_with('"') || entry.ends_with('\'')) entry.remove_suffix(1);
        if (entry.empty()) continue;
        const std::string meant = entry_meant ? entry_meant(entry) : std::string{entry};
        if (meant.empty()) return {};
        list += (list.empty() ? "" : ", ") + quoted(meant);
    }
    return list.empty() ? list : '[' + list + ']';
}

Words list_hint(std::string_view text, Words otherwise, const EntryMeant& entry_meant) {
    const std::string list = list_meant(text, entry_meant);
    return list.empty() ? otherwise : say("several are a list: {}", list);
}

}  // namespace vesper
