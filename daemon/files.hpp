// Reading and replacing whole files; everything else about files stays with who owns them.
#pragma once

#include "rules/load.hpp"

#include <string>
#include <vector>

namespace vesper {

/// The whole file. Error: "cannot read PATH: No such file or directory". More than `bytes_max` is
/// an error.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max = 64u << 20);

/// Writes aside in the same folder, fsyncs, renames over `path`, fsyncs the folder.
Result<bool> replace_file(const std::string& path, const std::string& text);

/// The texts of a set: shop.toml, rules/*.toml and messages/NAME/LANG.md of `manager_dir` over
/// those of `library_dir` (a file overrides by its relative name; rules sorted by file name; an
/// empty rule file of the manager's silences the shipped one). Hidden files, editors' backups (`~`,
/// `.#`, `#`) are passed over. Calendars come in the order in which they count: the shipped ones
/// that the manager does not override, then the manager's. Error: a folder or file that cannot be
/// read.
Result<SetSources> read_set(const std::string& manager_dir, const std::string& library_dir);

/// The calendar files of a set alone: they need no shop.
Result<std::vector<Source>> read_calendars(const std::string& manager_dir,
                                           const std::string& library_dir);

}  // namespace vesper
