// A set as it lies in its folders: the manager's files over the shipped library's.
//
// Reading never fails: a file or folder that cannot be read is a source that says why, so that
// load_set refuses the set and names it together with everything else that is wrong.
#pragma once

#include "rules/load.hpp"

#include <string>
#include <vector>

namespace vesper {

inline constexpr std::size_t set_files_max = 10'000;
inline constexpr std::size_t set_bytes_max = 16u << 20;  // the shipped library has 400 kB
inline constexpr std::size_t set_depth_max = 4;          // folders in folders, below rules/

/// The texts of a set: shop.toml, rules/*.toml and messages/NAME/LANG.md of `manager_dir` over
/// those of `library_dir` (a file overrides by its relative name; rules sorted by file name; an
/// empty rule file of the manager's silences the shipped one). Hidden files, editors' backups (`~`,
/// `.#`, `#`) are passed over. Calendars come in the order in which they count: the shipped ones
/// that the manager does not override, then the manager's.
SetSources read_set(const std::string& manager_dir, const std::string& library_dir);

/// The calendar files of a set alone: they need no shop.
std::vector<Source> read_calendars(const std::string& manager_dir, const std::string& library_dir);

/// Hidden files and editors' backups are no part of a set.
bool passed_over(const std::string& name);

/// Of names, texts, and why there is none.
std::string digest_of(const SetSources& sources);

}  // namespace vesper
