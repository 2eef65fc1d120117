#include "rules/subdivision_code.hpp"

#include "rules/ascii.hpp"
#include "rules/country.hpp"
#include "rules/spelling.hpp"
#include "rules/subdivision_codes.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t country_size = 2;
constexpr std::size_t listed_max = 20;  // a longer list helps nobody

/// The codes of a country's parts, "CA" for "US-CA"; none: it has no parts, or is none.
std::vector<std::string_view> parts_of(std::string_view country) {
    std::vector<std::string_view> parts;
    for (const Parts& each : subdivision_codes) {
        if (each.country != country) continue;
        for (std::size_t at = 0; at < each.codes.size();) {
            const std::size_t end = std::min(each.codes.find(' ', at), each.codes.size());
            parts.push_back(each.codes.substr(at, end - at));
            at = end + 1;
        }
    }
    return parts;
}

}  // namespace

bool is_subdivision_code(std::string_view text) {
    if (text.size() < country_size + 2 || text[country_size] != '-') return false;
    const auto parts = parts_of(text.substr(0, country_size));
    return std::find(parts.begin(), parts.end(), text.substr(country_size + 1)) != parts.end();
}

Words subdivision_hint(std::string_view text) {
    const std::string code = upper(text);
    if (is_subdivision_code(code)) return did_you_mean(code);
    const Words form = say("the country's two letters, a hyphen and its code (ISO 3166-2)");
    if (code.size() < country_size || code[country_size] != '-') return form;
    const std::string country = code.substr(0, country_size);
    if (!is_country_code(country)) return country_hint(country);
    std::vector<std::string> codes;
    for (const std::string_view part : parts_of(country))
        codes.push_back(country + '-' + std::string{part});
    // Of those that are equally near the one that begins alike: "US-CA" for "US-Cal", not "US-AL".
    const auto alike = [&](const std::string& one) {
        return std::mismatch(one.begin(), one.end(), code.begin(), code.end()).first - one.begin();
    };
    std::stable_sort(codes.begin(), codes.end(), [&](const std::string& a, const std::string& b) {
        return alike(a) > alike(b);
    });
    const std::vector<std::string_view> known{codes.begin(), codes.end()};
    if (known.empty()) return say("{} has no parts that have codes", country);
    if (const auto near = nearest(code, known)) return did_you_mean(*near);
    return known.size() <= listed_max ? say("known: {}", listed(known)) : form;
}

}  // namespace vesper
