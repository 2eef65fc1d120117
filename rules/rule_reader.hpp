// Reads `[defaults]` and `[rule.NAME]`. Included by .cpp files only.
#pragma once

#include "rules/rule.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// The keys that `[defaults]` and a rule share. Absent or empty: nothing was said.
struct Shared {
    std::optional<Delay> latest;
    std::optional<Missed> missed;
    std::optional<NoEvening> no_evening;
    std::optional<OnUnknown> unknown;
    std::optional<Doubt> doubt;
    std::string window;
    std::string channel;
};

/// The defaults of a whole set, gathered from its files.
struct Defaults {
    struct Place {
        const Source* source = nullptr;
        Position at;  // of the value
    };
    Shared said;
    std::map<std::string, Place, std::less<>> places;  // of every key said
};

/// Adds what `[defaults]` of one file says; a key that another file says is an error. The source
/// behind `report` outlives `defaults`.
void read_defaults(const TomlValue& table, const Report& report, Defaults& defaults);

/// `doubt = "hold" | "both" | "ZONE"`, for shop.toml, too. Whether the zone exists is asked later.
std::optional<Doubt> read_doubt(const TomlSection& section);

/// The rule that `entry` (NAME = table) describes. Problems go to `report`.
Rule read_rule(const TomlEntry& entry, const Defaults& defaults, const Report& report);

}  // namespace vesper
