// Reads `[rule.NAME]` and `[limits]`. Included by .cpp files only.
#pragma once

#include "rules/step_reader.hpp"

namespace vesper {

/// The rule that `entry` (NAME = table) describes. Problems go to `report`.
Rule read_rule(const TomlEntry& entry, const Defaults& defaults, const Report& report);

/// How much one buyer hears, `[limits]`.
Limits read_limits(const TomlValue& table, const Report& report);

}  // namespace vesper
