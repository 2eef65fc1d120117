#include "rules/languages_met.hpp"

#include "rules/language.hpp"

#include <algorithm>
#include <optional>

namespace vesper {

namespace {

using Languages = std::vector<std::string>;
/// Nothing: any language.
using Restriction = std::optional<Languages>;

void add(Languages& to, const std::string& language) {
    if (std::find(to.begin(), to.end(), language) == to.end()) to.push_back(language);
}

/// Of two tags that meet, the narrower: "pt-BR" of "pt" and "pt-BR".
Restriction both(const Restriction& a, const Restriction& b) {
    if (!a) return b;
    if (!b) return a;
    Languages out;
    for (const std::string& one : *a)
        for (const std::string& other : *b)
            if (speaks(one, other))
                add(out, one);
            else if (speaks(other, one))
                add(out, other);
    return out;
}

Restriction named(const Conditions& when);

/// One of them holds: each must name languages, else any may come.
Restriction one_of(const std::vector<Conditions>& any) {
    if (any.empty()) return std::nullopt;
    Languages out;
    for (const Conditions& each : any) {
        const Restriction languages = named(each);
        if (!languages) return std::nullopt;
        for (const std::string& language : *languages) add(out, language);
    }
    return out;
}

Restriction named(const Conditions& when) {
    Restriction out;
    if (!when.language.empty()) out = when.language;
    for (const Conditions& each : when.all) out = both(out, named(each));
    return both(out, one_of(when.any));
}

/// Languages that `not` takes out whatever else the order is. What `not` says of other things, too,
/// takes out some orders of a language and not all.
void add_excluded(const Conditions& when, Languages& out) {
    for (const Conditions& each : when.none) {
        Conditions only;
        only.language = each.language;
        if (each != only) continue;
        for (const std::string& language : each.language) add(out, language);
    }
    for (const Conditions& each : when.all) add_excluded(each, out);
}

}  // namespace

std::vector<std::string> languages_met(const Conditions& when,
                                       const std::vector<std::string>& shop) {
    Languages met = named(when).value_or(shop);
    Languages excluded;
    add_excluded(when, excluded);
    std::erase_if(met, [&](const std::string& language) {
        return std::any_of(excluded.begin(), excluded.end(),
                           [&](const std::string& other) { return speaks(language, other); });
    });
    return met.empty() ? shop : met;
}

}  // namespace vesper
