#include "rules/load.hpp"
#include "rules/rule_reader.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"
#include "rules/window_reader.hpp"

namespace vesper {

namespace {

/// A file of rules, parsed.
struct Document {
    const Source* source;
    TomlValue tree;
};

/// Where a name was first given.
using FirstPlaces = std::map<std::string, std::string, std::less<>>;

/// Notes the name's place; a second place is an error that names the first.
bool is_first(std::string_view what, const TomlEntry& entry, const Report& report,
              FirstPlaces& places) {
    const auto [first, is_new] =
        places.emplace(entry.key, place_name(report.source(), entry.key_at));
    if (!is_new)
        report.error(entry.key_at,
                     std::string{what} + ' ' + quoted(entry.key) + " is already defined",
                     "first in " + first->second);
    return is_new;
}

void read_windows(const Document& document, Diagnostics& diagnostics, FirstPlaces& places,
                  RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("window");
    if (!table) return;
    for (const TomlEntry& entry : table->entries) {
        if (!is_first("window", entry, report, places)) continue;
        if (set.windows.size() == windows_max) {
            report.error(entry.key_at,
                         "more than " + std::to_string(windows_max) + " windows in the set");
            return;
        }
        set.windows.emplace(entry.key, read_window(entry, report));
    }
}

void read_rules(const Document& document, const Defaults& defaults, Diagnostics& diagnostics,
                FirstPlaces& places, RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("rule");
    if (!table) return;
    for (const TomlEntry& entry : table->entries) {
        if (!is_first("rule", entry, report, places)) continue;
        if (set.rules.size() == rules_max) {
            report.error(entry.key_at,
                         "more than " + std::to_string(rules_max) + " rules in the set");
            return;
        }
        set.rules.push_back(read_rule(entry, defaults, report));
    }
}

std::vector<std::string_view> window_names(const RuleSet& set) {
    std::vector<std::string_view> names;
    for (const auto& [name, window] : set.windows) names.push_back(name);
    return names;
}

/// Windows that rules or defaults name and nobody defines.
void check_windows(const std::vector<Document>& documents, const Defaults& defaults,
                   const RuleSet& set, Diagnostics& diagnostics) {
    const auto check = [&](const Source& source, const std::string& name, Position at) {
        if (name.empty() || set.windows.count(name) != 0) return;
        Report{source, diagnostics}.error(
            at, "unknown window " + quoted(name),
            set.windows.empty()
                ? "no file has one; a table [window." + name + "] with from and to makes it"
                : suggestion(name, window_names(set)));
    };
    const auto by_default = defaults.places.find("window");
    if (by_default != defaults.places.end())
        check(*by_default->second.source, defaults.said.window, by_default->second.at);
    for (const Rule& rule : set.rules) {
        const auto at = rule.where.find("window");
        if (at == rule.where.end()) continue;
        for (const Document& document : documents)
            if (document.source->name == rule.file)
                check(*document.source, rule.steps.front().window, at->second);
    }
}

}  // namespace

RuleSet load_rules(const std::vector<Source>& sources, Diagnostics& diagnostics) {
    RuleSet set;
    std::vector<Document> documents;
    for (const Source& source : sources)
        if (auto tree = read_toml(source, diagnostics))
            documents.push_back({&source, std::move(*tree)});

    Defaults defaults;
    FirstPlaces window_places;
    for (const Document& document : documents) {
        const Report report{*document.source, diagnostics};
        const TomlSection top{document.tree, "", report};
        top.only({"window", "defaults", "rule"}, {"limits"});
        if (const TomlValue* table = top.table("defaults")) read_defaults(*table, report, defaults);
        read_windows(document, diagnostics, window_places, set);
    }
    FirstPlaces rule_places;
    for (const Document& document : documents)
        read_rules(document, defaults, diagnostics, rule_places, set);
    // A window that seems unknown may stand in a file that could not be read.
    if (documents.size() == sources.size()) check_windows(documents, defaults, set, diagnostics);
    return set;
}

}  // namespace vesper
