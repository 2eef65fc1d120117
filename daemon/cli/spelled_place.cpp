#include "daemon/cli/spelled_place.hpp"

#include "rules/country.hpp"
#include "rules/spelling.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"

#include <algorithm>
#include <vector>

namespace vesper::cli {

namespace {

constexpr std::size_t told_max = 4;
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz ";

/// `did you mean "A", "B" or "C"?`
std::string did_you_mean(const std::vector<std::string>& meant) {
    std::string text;
    for (const std::string& each : meant) {
        if (!text.empty()) text += &each == &meant.back() ? " or " : ", ";
        text += vesper::quoted(each);
    }
    return "did you mean " + text + '?';
}

/// Assigned codes that differ from `code` in its second letter, then those that differ in its
/// first: people are surer of how a word begins.
std::vector<std::string> codes_near(const std::string& code) {
    std::vector<std::string> near;
    for (const std::size_t changed : {1U, 0U}) {
        for (char letter = 'A'; letter <= 'Z' && near.size() < told_max; ++letter) {
            std::string other = code;
            other[changed] = letter;
            if (is_country_code(other)) near.push_back(other);
        }
        if (!near.empty()) break;
    }
    return near;
}

/// Names of countries one slip away: a letter more, one less, another, two in the other order. The
/// tables keep names as hashes, so one asks for what might have been meant.
std::vector<std::string> names_near(const std::string& name) {
    std::vector<std::string> near;
    const auto ask = [&](const std::string& changed) {
        const std::string_view code = geo::country_named(changed);
        if (code.empty() || near.size() >= told_max) return;
        const std::string said{code};
        if (std::find(near.begin(), near.end(), said) == near.end()) near.push_back(said);
    };
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const std::string before = name.substr(0, i);
        const std::string after = name.substr(std::min(i + 1, name.size()));
        if (i < name.size()) ask(before + after);
        if (i + 1 < name.size()) ask(before + name[i + 1] + name[i] + name.substr(i + 2));
        for (const char letter : alphabet) {
            ask(before + letter + name.substr(i));
            if (i < name.size()) ask(before + letter + after);
        }
    }
    return near;
}

bool is_code_in_form(const std::string& folded_text) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return folded_text.size() == 2 && letter(folded_text[0]) && letter(folded_text[1]);
}

}  // namespace

std::string country_code(const std::string& typed) {
    return std::string{geo::country_named(folded(typed).view())};
}

std::string country_advice(const std::string& typed) {
    constexpr std::size_t name_min = 4;  // a slip of three letters may mean anything
    constexpr std::size_t name_max = 40;
    std::string name = fold_name(typed);
    if (is_code_in_form(name)) {
        for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
        return "no such ISO 3166 code; " + did_you_mean(codes_near(name));
    }
    if (name.size() >= name_min && name.size() <= name_max)
        if (const auto near = names_near(name); !near.empty()) return did_you_mean(near);
    return "a code or a name, as in \"DE\", \"DEU\", \"Germany\"";
}

std::string region_advice(const std::string& country, const std::string& typed) {
    std::vector<std::string_view> words;
    std::optional<geo::Region> example;  // not one without a place, as military mail
    for (std::size_t i = 0;; ++i) {
        const auto region = geo::region_at(country, i);
        if (!region) break;
        words.push_back(region->name);
        if (!example && region->clocks != "none") example = region;
    }
    if (const auto meant = nearest(typed, words))
        return "did you mean " + vesper::quoted(*meant) + '?';
    if (!example) return "its ISO 3166-2 code is needed, as in \"DE-BY\"";
    return "its name or its ISO 3166-2 code is needed, as in " + vesper::quoted(example->name) +
           " or " + vesper::quoted(country + '-' + std::string{example->code});
}

}  // namespace vesper::cli
