#include "rules/language.hpp"

#include "rules/ascii.hpp"
#include "rules/country.hpp"
#include "rules/language_codes.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

char folded(char c) {
    if (c == '_') return '-';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), folded);
    return out;
}

/// Countries, and codes of old, that are taken for languages.
constexpr auto misnomers =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"cn", "zh"},
                                                                  {"cz", "cs"},
                                                                  {"dk", "da"},
                                                                  {"gb", "en-GB"},
                                                                  {"gr", "el"},
                                                                  {"hk", "zh-HK"},
                                                                  {"in", "id"},
                                                                  {"iw", "he"},
                                                                  {"ji", "yi"},
                                                                  {"jp", "ja"},
                                                                  {"kr", "ko"},
                                                                  {"mx", "es-MX"},
                                                                  {"sp", "es"},
                                                                  {"ua", "uk"},
                                                                  {"us", "en-US"},
                                                                  {"vn", "vi"}});

/// What is meant by a code that is none; empty: nobody knows.
std::string meant_by(const std::string& primary) {
    for (const auto& [code, language] : misnomers)
        if (code == primary) return std::string{language};
    for (const auto& [two, three] : language_codes)
        if (three == primary) return std::string{two};
    return {};
}

bool is_known(const std::string& primary) {
    if (primary.size() > 2) return meant_by(primary).empty();
    return std::any_of(language_codes.begin(), language_codes.end(),
                       [&](const auto& codes) { return codes.first == primary; });
}

}  // namespace

std::optional<LanguageSlip> language_slip(std::string_view tag) {
    if (!is_language_tag(tag)) {
        std::string hyphens{tag};
        std::replace(hyphens.begin(), hyphens.end(), '_', '-');
        return LanguageSlip{say("{} is not a language like \"de\" or \"pt-BR\"", quoted(tag)),
                            is_language_tag(hyphens) ? did_you_mean(hyphens) : Words{}};
    }
    const std::size_t end = std::min(tag.find('-'), tag.size());
    const std::string primary = lower(tag.substr(0, end));
    if (!is_known(primary)) {
        const std::string meant = meant_by(primary);
        const bool whole = meant.empty() || meant.find('-') != std::string::npos;
        return LanguageSlip{
            say("unknown language {}", quoted(tag)),
            meant.empty() ? Words{}
                          : did_you_mean(whole ? meant : meant + std::string{tag.substr(end)})};
    }
    for (std::size_t at = end; at < tag.size();) {
        const std::string_view subtag = tag.substr(at + 1, tag.find('-', at + 1) - at - 1);
        at += 1 + subtag.size();
        if (subtag.size() == 1) break;  // extensions and private use follow
        std::string country{subtag};
        std::transform(country.begin(), country.end(), country.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        if (subtag.size() == 2 && !is_country_code(country))
            return LanguageSlip{say("unknown country {} in {}", quoted(subtag), quoted(tag)),
                                country_hint(country)};
    }
    return std::nullopt;
}

bool is_language_tag(std::string_view text) {
    const std::string_view primary = text.substr(0, text.find('-'));
    if (primary.size() < 2 || primary.size() > 3 ||
        !std::all_of(primary.begin(), primary.end(), is_letter))
        return false;
    for (std::string_view rest = text.substr(primary.size()); !rest.empty();) {
        rest.remove_prefix(1);  // the hyphen
        const std::string_view subtag = rest.substr(0, rest.find('-'));
        const bool plain = std::all_of(subtag.begin(), subtag.end(),
                                       [](char c) { return is_letter(c) || is_digit(c); });
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
