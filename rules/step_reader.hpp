// Reads what `[defaults]`, a rule and its steps share, and one step. Included by .cpp files only.
#pragma once

#include "rules/rule.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// The keys that `[defaults]`, a rule and a step share. Absent or empty: nothing was said.
struct Shared {
    std::optional<Delay> latest;
    std::optional<Missed> missed;
    std::optional<NoEvening> no_evening;
    std::optional<OnUnknown> unknown;
    std::optional<Doubt> doubt;
    std::string window;
    std::vector<std::string> channels;  // the first, and the others where it cannot serve
};

/// The defaults of a whole set, gathered from its files.
struct Defaults {
    struct Place {
        const Source* source = nullptr;
        Position at;       // of the value
        std::string word;  // the value, of a window
    };
    Shared said;
    std::map<Stage, Shared> on;                        // of rules that start on the stage
    std::map<std::string, Shared> channel;             // of steps that go out by the channel
    std::map<std::string, Place, std::less<>> places;  // of every key said, "on.delivered.window"
};

/// Adds what `[defaults]` of one file says; a key that another file says is an error. The source
/// behind `report` outlives `defaults`.
void read_defaults(const TomlValue& table, const Report& report, Defaults& defaults);

/// What a step is read from: its own table, and its rule's for what the step leaves out. The two
/// are the same table where a rule is one step.
struct StepSources {
    const TomlSection& rule;
    const TomlSection& step;
    const Defaults& defaults;
    const TomlSection& having(std::string_view key) const { return step.has(key) ? step : rule; }
    bool has(std::string_view key) const { return step.has(key) || rule.has(key); }
};

/// The step of `rule` (trigger, stage and class are known). Problems go to the report.
Step read_step(const StepSources& from, const Rule& rule);

std::optional<Delay> read_delay(const TomlSection& section, std::string_view key);
std::optional<DeadlineKind> read_deadline(const TomlSection& section, std::string_view key);

/// `doubt = "hold" | "both" | "ZONE"`, for shop.toml, too. Whether the zone exists is asked later.
std::optional<Doubt> read_doubt(const TomlSection& section);

/// One of an enumeration's words, by their `name`.
template <class Word>
std::optional<Word> read_word(const TomlSection& section, std::string_view key,
                              std::initializer_list<Word> words,
                              TomlSection::Meant meant = nullptr) {
    std::vector<std::string_view> names;
    for (const Word word : words) names.push_back(name(word));
    const auto index = section.word(key, names, meant);
    if (!index) return std::nullopt;
    return *(words.begin() + *index);
}

}  // namespace vesper
