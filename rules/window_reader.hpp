// Reads `[window.NAME]` with its countries and seasons. Included by .cpp files only.
#pragma once

#include "rules/toml_reader.hpp"
#include "rules/window.hpp"

namespace vesper {

/// The window that `entry` (NAME = table) describes. Problems go to `report`; with an error among
/// them the answer is only good for its name.
Window read_window(const TomlEntry& entry, const Report& report);

}  // namespace vesper
