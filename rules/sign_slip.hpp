// Another sign than = behind a word of TOML. Included by .cpp files only.
#pragma once

#include "rules/toml_slips.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// What stands behind the word at byte `at`: `>= 10`, `!= "DE"`, `: "x"`, `in ["DE"]`, or the value
/// alone.
std::optional<TomlSlip> sign_slip(const std::string& line, std::size_t at);

/// What to write for a bare value that is none: `write "5d"`, and in place of 20 EUR the whole line
/// `write when.total.from = { EUR = 20 }`.
Words value_hint(std::string_view key, std::string_view value);

}  // namespace vesper
