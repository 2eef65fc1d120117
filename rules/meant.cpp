#include "rules/meant.hpp"

#include "rules/ascii.hpp"
#include "rules/full_width.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <array>
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

}  // namespace

std::string time_meant(std::string_view text) {
    const std::string squeezed_text = squeezed(text);
    std::string_view rest = squeezed_text;
    bool afternoon = take(rest, "下午") || take(rest, "晚上");  // afternoon, evening
    if (!afternoon) take(rest, "上午") || take(rest, "早上");   // (fore)noon, morning
    int hour = take_number(rest);
    int minute = 0;
    const bool parted = take(rest, ":") || take(rest, ".") || take(rest, "h") || take(rest, "点") ||
                        take(rest, "时");  // o'clock, hour
    if (parted && !rest.empty() && is_digit(rest.front())) minute = take_number(rest);
    take(rest, "分") || take(rest, "uhr") || take(rest, "整");  // minutes, o'clock, sharp
    const bool before_noon = take(rest, "am") || take(rest, "a.m.");
    afternoon = take(rest, "pm") || take(rest, "p.m.") || afternoon;
    if (!rest.empty() || hour < 0 || hour > 24 || minute < 0 || minute > 59) return {};
    if (afternoon && hour < 12) hour += 12;
    if (before_noon && hour == 12) hour = 0;
    if (hour == 24 && minute != 0) return {};
    return two_digits(hour) + ':' + two_digits(minute);
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

std::string range_meant(std::string_view text) {
    std::string plain = squeezed(text);
    replace_all(plain, "≥", ">=");
    replace_all(plain, "≤", "<=");
    std::string_view rest = plain;
    const auto from = [](int number) { return "{ from = " + std::to_string(number) + " }"; };
    const auto below = [](int number) { return "{ below = " + std::to_string(number) + " }"; };
    const auto both = [](int least, int most) {
        return "{ from = " + std::to_string(least) + ", below = " + std::to_string(most + 1) + " }";
    };
    std::size_t sign_size = 0;
    while (sign_size < rest.size() &&
           std::string_view{"<>="}.find(rest[sign_size]) != std::string_view::npos)
        ++sign_size;
    const std::string_view sign = rest.substr(0, sign_size);
    rest.remove_prefix(sign_size);
    const int number = take_number(rest);
    if (number < 0) return {};
    if (sign.empty() && (take(rest, "-") || take(rest, "~") || take(rest, ".."))) {
        const int most = take_number(rest);
        return most < number || !rest.empty() ? std::string{} : both(number, most);
    }
    if (sign.empty() && take(rest, "+")) return rest.empty() ? from(number) : std::string{};
    if (!rest.empty()) return {};
    if (sign == ">=" || sign == "=>" || sign.empty()) return from(number);
    if (sign == ">") return from(number + 1);
    if (sign == "<=" || sign == "=<") return below(number + 1);
    if (sign == "<") return below(number);
    return sign == "=" || sign == "==" ? both(number, number) : std::string{};
}

std::string amounts_meant(std::string_view text) {
    const std::string plain = half_width(text.substr(0, text_bytes_max));
    std::string number;
    std::string letters;
    for (const char c : plain) {
        if (is_digit(c) || (c == '.' && !number.empty())) number += c;
        if (c >= 'a' && c <= 'z') letters += static_cast<char>(c - 'a' + 'A');
        if (c >= 'A' && c <= 'Z') letters += c;
    }
    if (number.empty() || number.back() == '.') return {};
    if (letters.size() != 3)
        letters = plain.find("€") != std::string::npos   ? "EUR"
                  : plain.find("£") != std::string::npos ? "GBP"
                                                         : "USD";
    return "{ " + letters + " = " + number + " }";
}

std::string list_meant(std::string_view text) {
    const std::string plain = half_width(text.substr(0, text_bytes_max));
    if (plain.find_first_of(",;|") == std::string::npos) return {};
    std::string list;
    for (std::size_t at = 0; at <= plain.size();) {
        const std::size_t end = std::min(plain.find_first_of(",;|", at), plain.size());
        std::size_t first = at;
        std::size_t last = end;
        const auto is_edge = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '\''; };
        while (first < last && is_edge(plain[first])) ++first;
        while (last > first && is_edge(plain[last - 1])) --last;
        if (last > first)
            list += (list.empty() ? "" : ", ") + quoted(plain.substr(first, last - first));
        at = end + 1;
    }
    return list.empty() ? list : '[' + list + ']';
}

Words list_hint(std::string_view text, Words otherwise) {
    const std::string list = list_meant(text);
    return list.empty() ? otherwise : say("several are a list: {}", list);
}

}  // namespace vesper
