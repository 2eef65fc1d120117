// Reading and replacing whole files; everything else about files stays with who owns them.
#pragma once

#include "rules/result.hpp"

#include <string>

namespace vesper {

/// The whole file. Error: "cannot read PATH: No such file or directory". More than `bytes_max` is
/// an error.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max = 64u << 20);

/// Writes aside in the same folder, fsyncs, renames over `path`, fsyncs the folder.
Result<bool> replace_file(const std::string& path, const std::string& text);

}  // namespace vesper
