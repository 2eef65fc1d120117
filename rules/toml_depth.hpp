// How deep a TOML text nests, before a parser that calls itself for each level meets it.
//
// toml++ bounds lists and tables in one another, but not the names of a key with dots: half a
// million of them fit into a megabyte, and a stack does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace vesper {

inline constexpr std::size_t toml_depth_max = 32;  // rule.x.step.y.when.all is six

/// Where a bracket or a name nests deeper than toml_depth_max; nothing: nowhere. Of a text that is
/// not TOML any answer is right: the parser refuses it anyway.
std::optional<std::size_t> too_deep(std::string_view text);

}  // namespace vesper
