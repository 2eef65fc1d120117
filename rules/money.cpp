#include "rules/money.hpp"

#include "rules/ascii.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t places_max = 4;
constexpr std::size_t whole_digits_max = 12;  // |value| < 1e12
constexpr std::int64_t unit = 10'000;

}  // namespace

Result<Decimal> parse_decimal(std::string_view text) {
    const std::string written = quoted(text);
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) rest.remove_prefix(1);
    const std::string_view whole = rest.substr(0, rest.find('.'));
    const bool has_point = whole.size() < rest.size();
    const std::string_view fraction =
        has_point ? rest.substr(whole.size() + 1) : std::string_view{};
    const auto all_digits = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
    };
    if (!all_digits(whole) || (has_point && !all_digits(fraction)))
        return fail(say("{} is not an amount like \"49.90\"", written));
    if (fraction.size() > places_max)
        return fail(say("{} has more than four decimal places", written));
    const std::string_view significant =
        whole.substr(std::min(whole.find_first_not_of('0'), whole.size()));
    if (significant.size() > whole_digits_max) return fail(say("{} is not below 1e12", written));

    std::int64_t value = 0;
    for (const char c : significant) value = value * 10 + (c - '0');
    for (std::size_t place = 0; place < places_max; ++place)
        value = value * 10 + (place < fraction.size() ? fraction[place] - '0' : 0);
    return Decimal{negative ? -value : value};
}

std::string to_string(Decimal value) {
    const std::int64_t size =
        value.ten_thousandths < 0 ? -value.ten_thousandths : value.ten_thousandths;
    std::string out = (value.ten_thousandths < 0 ? "-" : "") + std::to_string(size / unit);
    if (size % unit != 0) {
        std::string places = std::to_string(unit + size % unit).substr(1);
        places.erase(places.find_last_not_of('0') + 1);
        out += '.' + places;
    }
    return out;
}

bool is_currency_code(std::string_view text) {
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace vesper
