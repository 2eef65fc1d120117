// A table's head that TOML cannot read. Included by .cpp files only.
#pragma once

#include "rules/toml_slips.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace vesper {

/// A line that begins with [: a bracket too few or too many, or a name that is none. `behind`: the
/// parser stopped behind the head.
std::optional<TomlSlip> header_slip(const std::string& line, std::uint32_t column, bool behind);

}  // namespace vesper
