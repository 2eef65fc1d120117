// What toml++ says of a line it cannot read, as words: its English is for programmers, and a shop
// manager may read Chinese. Included by .cpp files only.
#pragma once

#include "rules/words.hpp"

#include <string_view>

namespace vesper {

/// "Error while parsing key: expected '=', saw 'x'" -> `cannot read key: expected '=', saw 'x'`.
/// What is not known here stays as it is.
Words syntax_words(std::string_view description);

}  // namespace vesper
