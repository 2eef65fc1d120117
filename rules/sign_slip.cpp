#include "rules/sign_slip.hpp"

#include "rules/ascii.hpp"
#include "rules/condition_ranges.hpp"
#include "rules/meant.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_line.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view last_part(std::string_view key) {
    return key.substr(key.rfind('.') + 1);  // npos + 1 == 0
}

std::string_view without_quotes(std::string_view value) {
    const bool quotes = value.size() >= 2 && value.front() == value.back() &&
                        (value.front() == '"' || value.front() == '\'');
    return quotes ? value.substr(1, value.size() - 2) : value;
}

bool is_amounts(std::string_view key) {
    return is_one_of(last_part(key), {"total", "spent"});
}

/// `when.total.from`
bool is_edge_of_amounts(std::string_view key) {
    const std::size_t dot = key.rfind('.');
    return dot != none && is_one_of(last_part(key), {"from", "below"}) &&
           is_amounts(key.substr(0, dot));
}

bool takes_list(std::string_view key) {
    for (const TableWords& table : rule_tables())
        for (const KeyWord& word : table.keys)
            if (word.key == last_part(key) &&
                is_one_of(word.takes,
                          {"names", "texts", "stages", "countries", "subdivisions", "languages",
                           "platform_names", "sentiments", "consents", "occasions", "stretches"}))
                return true;
    return false;
}

/// Whether the value begins as TOML has it.
bool is_in_form(std::string_view value) {
    return !value.empty() && std::string_view{"\"'[{"}.find(value.front()) != none;
}

/// The value, and of several in a row a list of them where the word takes one.
std::string value_of(std::string_view key, std::string_view written) {
    const std::string value = value_for(written);
    const bool added_quotes = value.starts_with('"') && !written.starts_with('"');
    const std::string list = added_quotes && takes_list(key) ? list_meant(written) : std::string{};
    return list.empty() ? value : list;
}

/// What stands behind a sign, as a rule says it: `when.quantity >= 10`, `on: "x"`. "" where it
/// cannot be said in this place, or nobody knows how.
Words with_equals(const std::string& key, std::string_view sign, std::string_view rest) {
    const bool comparison = sign.find_first_of("<>") != none && sign != "=>";
    const bool table = rest.starts_with('{') || rest.starts_with('[');
    const std::string_view asked = comparison || sign == "==" ? sign : std::string_view{};
    const std::string counted = std::string{asked} + std::string{without_quotes(rest)};
    const bool plain_number = std::all_of(rest.begin(), rest.end(), is_digit);
    if (is_amounts(key) && !table) return money_hint(key, counted);
    if (is_edge_of_amounts(key) && !table) {
        const std::string amounts = amounts_meant(counted);
        return amounts.empty() ? Words{} : write_line(key + " = " + amounts);
    }
    if (const auto range = range_of(key); range && !table) {
        const std::string meant = range_meant(counted, *range);
        if (meant.empty()) return {};
        return write_line(key + " = " +
                          (asked.empty() && plain_number ? std::string{rest} : meant));
    }
    if (comparison || !is_one_of(sign, {"=", ":", ":=", "==", "=>"})) return {};
    if (!is_in_form(rest) && rest.find_first_of("[]{}\"=") != none) return {};
    return write_line(key + " = " + value_of(key, rest));
}

/// `when.country != "DE"`: a list, in which each further "not" is one more table. Two words
/// when.not.country and when.not.platform would refuse only who is both.
Words unless_equal(std::string_view key, std::string_view rest) {
    constexpr std::string_view when = "when.";
    if (!key.starts_with(when)) return {};
    const std::string condition{key.substr(when.size())};
    const std::string_view first = std::string_view{condition}.substr(0, condition.find('.'));
    const auto& known = keys_of("conditions");
    if (std::find(known.begin(), known.end(), first) == known.end() ||
        is_one_of(first, {"all", "any", "not"}) || is_amounts(key) || is_edge_of_amounts(key))
        return {};
    const auto range = range_of(key);
    const std::string value =
        range ? range_meant("==" + std::string{without_quotes(rest)}, *range) : value_of(key, rest);
    return value.empty() ? Words{}
                         : write_line("when.not = [ { " + condition + " = " + value + " } ]");
}

/// The word for a sign in front of a value, taken off: `in ["DE"]`, `is not "DE"`.
std::string_view take_word(std::string_view& rest) {
    struct Operator {
        std::string_view word;
        std::string_view sign;
    };
    constexpr Operator operators[] = {
        {"is not in", "!="}, {"not in", "!="}, {"is not", "!="}, {"isn't", "!="}, {"not", "!="},
        {"is in", "="},      {"in", "="},      {"is", "="},      {"equals", "="},
    };
    for (const auto& [word, sign] : operators) {
        if (!lower(rest.substr(0, word.size())).starts_with(word)) continue;
        const std::string_view value = trimmed(rest.substr(word.size()));
        const bool apart = rest.substr(word.size()).size() > value.size();
        if (value.empty() || !(apart || is_one_of(value.substr(0, 1), {"[", "\"", "'"}))) continue;
        rest = value;
        return sign;
    }
    return "=";
}

/// `missed next`, `when.country in ["DE"]`: no sign at all. `apart`: a blank parts the two; else
/// they may be one word that nobody knows.
Words with_sign(std::string_view key, std::string_view rest, bool apart) {
    const std::string_view sign = take_word(rest);
    const bool in_form = is_in_form(rest);
    if (!in_form && (!apart || rest.find(' ') != none)) return {};  // a sentence is no value
    return sign == "!=" ? unless_equal(key, rest) : with_equals(std::string{key}, sign, rest);
}

}  // namespace

Words value_hint(std::string_view key, std::string_view value) {
    const bool counts = is_amounts(key) || is_edge_of_amounts(key) || range_of(key);
    return counts ? with_equals(std::string{key}, "=", value) : say("write {}", quoted(value));
}

std::optional<TomlSlip> sign_slip(const std::string& line, std::size_t at) {
    const std::string_view all = line;
    constexpr std::string_view signs = "=:!<>~";
    std::size_t begin = std::min(at, all.size());
    while (begin > 0 && signs.find(all[begin - 1]) != none) --begin;
    const std::string_view key = trimmed(all.substr(0, begin));
    std::size_t end = begin;
    while (end < all.size() && signs.find(all[end]) != none) ++end;
    const std::string_view sign = all.substr(begin, end - begin);
    std::string_view rest = trimmed(all.substr(end, all.find(" #", end) - end));
    while (rest.ends_with(',') || rest.ends_with(';'))
        rest = trimmed(rest.substr(0, rest.size() - 1));
    if (sign == "=") return std::nullopt;
    if (!is_key(key)) {  // in a table of one line
        const std::string_view here = all.substr(std::min(at, all.size()));
        if (here.empty() || signs.find(here.front()) == none) return std::nullopt;
        const std::string_view inside =
            here.substr(0, std::min(here.find_first_not_of(signs), here.size()));
        return TomlSlip{column_of(line, at), say("a word is followed by =, not {}", inside),
                        is_one_of(inside, {":", ":=", "=>"}) ? say("write {}", "=") : Words{}};
    }
    if (!sign.empty())
        return TomlSlip{column_of(line, begin), say("a word is followed by =, not {}", sign),
                        rest.empty() ? say("write {}", "=")
                        : is_one_of(sign, {"!=", "<>"})
                            ? unless_equal(key, rest)
                            : with_equals(std::string{key}, sign, rest)};
    if (rest.empty())
        return TomlSlip{
            column_of(line, at), say("= and a value are missing behind {}", quoted(key)), {}};
    const std::size_t equals = rest.find('=');
    if (equals != none && is_key(trimmed(rest.substr(0, equals)))) {
        const std::string_view second = trimmed(rest.substr(0, equals));
        return TomlSlip{
            column_of(line, at),
            say("a blank stands in {}", quoted(std::string{key} + ' ' + std::string{second})),
            say("parts of a word are joined by a dot: {}",
                std::string{key} + '.' + std::string{second})};
    }
    return TomlSlip{column_of(line, at), say("= is missing behind {}", quoted(key)),
                    with_sign(key, rest, begin > 0 && all[begin - 1] == ' ')};
}

}  // namespace vesper
