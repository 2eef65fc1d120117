// Files among a manager's that are not read, and look as if they were meant to be: Notepad saves
// 50-mine.toml as 50-mine.toml.txt and shows it without its end.
#pragma once

#include "rules/diagnostic.hpp"

#include <string>

namespace vesper {

inline constexpr std::size_t not_read_shown_max = 20;  // more is a folder of something else

/// A warning for each, in order of their names. What editors and package managers leave behind
/// (10.toml~, .10.toml.swp, 10.toml.bak) and a README are nobody's rules.
Diagnostics not_read(const std::string& manager_dir);

}  // namespace vesper
