// A line that TOML cannot read, and what its writer meant: full-width punctuation, the signs and
// comments of other languages, names with blanks. Included by .cpp files only.
#pragma once

#include "rules/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vesper {

struct TomlSlip {
    std::uint32_t column = 0;  // in code points, from 1
    Words message;
    Words hint;
};

/// The slip in `line`, where the parser stopped at `column` and gave `description` (toml++).
/// Nothing where the line holds none that is known.
std::optional<TomlSlip> toml_slip(const std::string& line, std::uint32_t column,
                                  std::string_view description);

}  // namespace vesper
