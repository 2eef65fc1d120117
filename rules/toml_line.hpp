// A line that TOML cannot read, in its parts, for those who know a kind of slip each. What is
// proposed for one is read by the parser first: a hint that does not load is worse than none.
// Included by .cpp files only.
#pragma once

#include "rules/toml_slips.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vesper {

std::uint32_t column_of(std::string_view line, std::size_t byte);
std::size_t byte_at(std::string_view line, std::uint32_t column);

/// Letters, digits, - and _, which need no quotes in a word.
bool is_bare(char c);

/// Bare words and the dots between them.
bool is_key(std::string_view text);

/// The value as TOML reads it: 5d -> "5d". What is a number, a list or a table stays.
std::string value_for(std::string_view written);

/// `write ...`; "" where TOML would not read the line, or the value, either.
Words write_line(const std::string& line);
Words write_value(const std::string& value);

/// The comment of another language that begins at byte `at`.
std::optional<TomlSlip> comment_slip(const std::string& line, std::size_t at);

}  // namespace vesper
