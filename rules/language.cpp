#include "rules/language.hpp"

#include "rules/ascii.hpp"
#include "rules/country.hpp"
#include "rules/language_codes.hpp"
#include "rules/language_names.hpp"
#include "rules/spelling.hpp"
#include "rules/word_list.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

char folded(char c) {
    return c == '_' ? '-' : lower(c);
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

/// What the readers of some countries share that the others of their language do not.
constexpr auto between_country_and_language =
    std::to_array<std::pair<std::string_view, std::string_view>>({
        {"es-419", "AR BO BR BZ CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE"},
        {"pt-PT", "AO CH CV FR GQ GW LU MO MZ ST TL"},
        {"zh-Hant", "HK MO TW"},
    });

/// What is meant by a code that is none; empty: nobody knows.
std::string meant_by(const std::string& primary) {
    for (const auto& [code, language] : misnomers)
        if (code == primary) return std::string{language};
    for (const auto& [two, three] : language_codes)
        if (three == primary) return std::string{two};
    return {};
}

/// By its name; "": nobody knows. People who sell to Brazil and to Portugal write which.
std::string_view language_named(std::string_view name) {
    constexpr auto of_countries = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"pt-BR", "Brazilian|Brazilian Portuguese|Portuguese (Brazil)|巴西葡萄牙语|巴西葡语"},
         {"zh-TW", "Traditional Chinese|Chinese (Traditional)|繁体中文|繁體中文"},
         {"zh-CN", "Simplified Chinese|Chinese (Simplified)"},
         {"en-US", "American English|English (US)|美式英语"},
         {"en-GB", "British English|English (UK)|英式英语"},
         {"es-MX", "Mexican Spanish|Spanish (Mexico)"}});
    for (const auto& [tag, names] : of_countries)
        if (is_among(names, '|', name)) return tag;
    for (const auto& [code, names] : language_names)
        if (is_among(names, '|', name)) return code;
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
        const std::string_view named = language_named(tag);
        return LanguageSlip{say("{} is not a language like \"de\" or \"pt-BR\"", quoted(tag)),
                            !named.empty()             ? did_you_mean(named)
                            : is_language_tag(hyphens) ? did_you_mean(hyphens)
                                                       : Words{}};
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
        const std::string country = upper(subtag);
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

bool is_well_formed_tag(std::string_view text) {
    if (!is_language_tag(text)) return false;
    std::string_view rest = text.substr(std::min(text.find('-'), text.size()));
    const auto next = [&] {
        return rest.substr(0, rest.find('-', 1)).substr(rest.empty() ? 0 : 1);
    };
    const auto all = [](std::string_view subtag, bool (*is)(char)) {
        return std::all_of(subtag.begin(), subtag.end(), is);
    };
    const auto take = [&] { rest.remove_prefix(1 + next().size()); };
    for (int i = 0; i < 3 && next().size() == 3 && all(next(), is_letter); ++i) take();
    if (next().size() == 4 && all(next(), is_letter)) take();
    if ((next().size() == 2 && all(next(), is_letter)) ||
        (next().size() == 3 && all(next(), is_digit)))
        take();
    while (next().size() >= 5 || (next().size() == 4 && is_digit(next().front()))) take();
    return rest.empty() || next().size() == 1;  // extensions and private use follow
}

bool speaks(std::string_view locale, std::string_view wanted) {
    for (; !locale.empty(); locale = wider_language(locale))
        if (same_language_tag(locale, wanted)) return true;
    return false;
}

bool same_language_tag(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return folded(x) == folded(y); });
}

std::string_view wider_language(std::string_view tag) {
    for (const auto& [between, countries] : between_country_and_language) {
        const std::size_t language = between.find('-') + 1;  // "zh-"
        if (tag.size() != language + 2 ||
            !same_language_tag(tag.substr(0, language), between.substr(0, language)))
            continue;
        for (std::size_t at = 0; at < countries.size(); at += 3)
            if (same_language_tag(tag.substr(language), countries.substr(at, 2))) return between;
    }
    const std::size_t end = tag.find_last_of("-_");
    return end == std::string_view::npos ? std::string_view{} : tag.substr(0, end);
}

}  // namespace vesper
