// Full-width punctuation and curved quotes in a line of TOML. Included by .cpp files only.
#pragma once

#include "rules/toml_slips.hpp"

#include <optional>
#include <string>

namespace vesper {

/// The first of them outside of texts and comments; `in_text`: the parser stopped inside a text.
std::optional<TomlSlip> full_width_slip(const std::string& line, bool in_text);

}  // namespace vesper
