#include "rules/language.hpp"

#include <algorithm>

namespace vesper {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char folded(char c) {
    if (c == '_') return '-';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_language_tag(std::string_view text) {
    const std::string_view primary = text.substr(0, text.find('-'));
    if (primary.size() < 2 || primary.size() > 3 ||
        !std::all_of(primary.begin(), primary.end(), is_letter))
        return false;
    for (std::string_view rest = text.substr(primary.size()); !rest.empty();) {
        rest.remove_prefix(1);  // the hyphen
        const std::string_view subtag = rest.substr(0, rest.find('-'));
        const bool plain = std::all_of(subtag.begin(), subtag.end(), [](char c) {
            return is_letter(c) || (c >= '0' && c <= '9');
        });
        if (subtag.empty() || subtag.size() > 8 || !plain) return false;
        rest.remove_prefix(subtag.size());
    }
    return true;
}

bool speaks(std::string_view locale, std::string_view wanted) {
    if (wanted.empty() || locale.size() < wanted.size()) return false;
    const bool whole = locale.size() == wanted.size() || folded(locale[wanted.size()]) == '-';
    return whole && same_language_tag(locale.substr(0, wanted.size()), wanted);
}

bool same_language_tag(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return folded(x) == folded(y); });
}

std::string_view wider_language(std::string_view tag) {
    const std::size_t end = tag.find_last_of("-_");
    return end == std::string_view::npos ? std::string_view{} : tag.substr(0, end);
}

}  // namespace vesper
