#include "rules/load.hpp"
#include "rules/policy_reader.hpp"
#include "rules/rule_reader.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"
#include "rules/vocabulary.hpp"
#include "rules/window_reader.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// A file of rules, parsed.
struct Document {
    const Source* source;
    TomlValue tree;
};

/// Where a name was first given.
using FirstPlaces = std::map<std::string, std::string, std::less<>>;

/// Notes the place of `what`, `rule "thanks"`; a second place is an error that names the first.
bool is_first(const Words& what, const TomlEntry& entry, const Report& report,
              FirstPlaces& places) {
    const auto [first, is_new] =
        places.emplace(entry.key, place_name(report.source(), entry.key_at));
    if (!is_new)
        report.error(entry.key_at, say("{} is already defined", what),
                     say("first in {}", first->second));
    return is_new;
}

void read_windows(const Document& document, Diagnostics& diagnostics, FirstPlaces& places,
                  RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("window");
    if (!table) return;
    for (const TomlEntry& entry : table->entries) {
        if (!is_first(say("window {}", quoted(entry.key)), entry, report, places)) continue;
        if (set.windows.size() == windows_max) {
            report.error(entry.key_at, say("more than {} windows in the set", windows_max));
            return;
        }
        set.windows.emplace(entry.key, read_window(entry, report));
    }
}

void read_platforms(const Document& document, Diagnostics& diagnostics, FirstPlaces& places,
                    RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("platform");
    if (!table) return;
    for (const TomlEntry& entry : table->entries)
        if (is_first(say("platform {}", quoted(entry.key)), entry, report, places))
            set.platforms.emplace(entry.key, read_platform(entry, report));
}

void read_rules(const Document& document, const Defaults& defaults, Diagnostics& diagnostics,
                FirstPlaces& places, RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("rule");
    if (!table) return;
    for (const TomlEntry& entry : table->entries) {
        if (!is_first(say("rule {}", quoted(entry.key)), entry, report, places)) continue;
        if (set.rules.size() == rules_max) {
            report.error(entry.key_at, say("more than {} rules in the set", rules_max));
            return;
        }
        set.rules.push_back(read_rule(entry, defaults, report));
        set.asks_for_buyer = set.asks_for_buyer || asks_for_buyer(set.rules.back().when);
    }
}

/// `[limits]` stands in one file: two of them would leave it open which holds.
void read_limits_once(const Document& document, Diagnostics& diagnostics, std::string& place,
                      RuleSet& set) {
    const Report report{*document.source, diagnostics};
    const TomlSection top{document.tree, "", report};
    const TomlValue* table = top.table("limits");
    if (!table) return;
    if (!place.empty()) {
        report.error(table->at, say("{} is already set", "[limits]"), say("first in {}", place));
        return;
    }
    place = place_name(*document.source, table->at);
    set.limits = read_limits(*table, report);
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
            at, say("unknown window {}", quoted(name)),
            set.windows.empty()
                ? say("no file has one; a table [window.{}] with from and to makes it", name)
                : suggestion(name, window_names(set)));
    };
    for (const auto& [path, place] : defaults.places)
        if (path == "window" || path.ends_with(".window"))
            check(*place.source, place.word, place.at);
    for (const Rule& rule : set.rules) {
        for (const Document& document : documents) {
            if (document.source->name != rule.file) continue;
            for (std::size_t step = 0; step < rule.steps.size(); ++step)
                if (const auto at = rule.place("window", step))
                    check(*document.source, rule.steps[step].window, *at);
        }
    }
}

/// Letters to the shop go by the shop's clock, whatever their rule says of buyers' evenings.
void check_office_hours(const std::vector<Document>& documents, const RuleSet& set,
                        Diagnostics& diagnostics) {
    for (const Rule& rule : set.rules) {
        for (std::size_t number = 0; number < rule.steps.size(); ++number) {
            const Step& step = rule.steps[number];
            const auto window = set.windows.find(step.window);
            if (step.to == Audience::buyer || window == set.windows.end() ||
                window->second.clock == Window::Clock::shop)
                continue;
            for (const Document& document : documents)
                if (document.source->name == rule.file)
                    Report{*document.source, diagnostics}.error(
                        rule.place("window", number).value_or(rule.at),
                        say("a letter to the shop goes by the shop's clock, and window {} by the "
                            "buyer's",
                            quoted(step.window)),
                        say("a window with clock = \"shop\", like window = \"office\""));
        }
    }
}

/// `was` says whose letters a rule takes over: one rule's, and not those of a rule that goes on.
/// That one may have another name, too, which it took over in turn.
void check_former_names(const std::vector<Document>& documents, const RuleSet& set,
                        Diagnostics& diagnostics) {
    FirstPlaces places;
    for (const Rule& rule : set.rules) {
        if (rule.was.empty()) continue;
        const auto document =
            std::find_if(documents.begin(), documents.end(),
                         [&](const Document& one) { return one.source->name == rule.file; });
        if (document == documents.end()) continue;
        const Report report{*document->source, diagnostics};
        const Position at = rule.place("was").value_or(rule.at);
        const auto [first, is_new] = places.emplace(rule.was, place_name(report.source(), at));
        const Rule* other = set.find(rule.was);
        if (!is_new)
            report.error(at, say("another rule was {} already", quoted(rule.was)),
                         say("first in {}", first->second));
        else if (other && other->was.empty())
            report.error(at, say("rule {} is still there; it keeps its letters", quoted(rule.was)),
                         say("leave out \"was\", or remove that rule"));
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
    FirstPlaces platform_places;
    std::string limits_place;
    for (const Document& document : documents) {
        const Report report{*document.source, diagnostics};
        const TomlSection top{document.tree, "", report};
        top.only(keys_of("file"));
        if (const TomlValue* table = top.table("defaults")) read_defaults(*table, report, defaults);
        read_windows(document, diagnostics, window_places, set);
        read_limits_once(document, diagnostics, limits_place, set);
        read_platforms(document, diagnostics, platform_places, set);
    }
    FirstPlaces rule_places;
    for (const Document& document : documents)
        read_rules(document, defaults, diagnostics, rule_places, set);
    // A window that seems unknown may stand in a file that could not be read.
    if (documents.size() == sources.size()) check_windows(documents, defaults, set, diagnostics);
    check_office_hours(documents, set, diagnostics);
    check_former_names(documents, set, diagnostics);
    return set;
}

}  // namespace vesper
