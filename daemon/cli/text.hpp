// Text on a terminal: how wide it is, and what must not reach it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vesper::cli {

/// Columns of a terminal that `text` (UTF-8) takes: combining marks none, wide characters two.
std::size_t display_width(std::string_view text);

/// `text` cut to at most `width` columns, the last of them an ellipsis if something was cut.
std::string cut(std::string_view text, std::size_t width);

/// Control characters and broken UTF-8 become U+FFFD: what a buyer typed cannot drive a terminal.
/// Newlines and tabs become blanks unless `lines` keeps them; isolates (U+2068, U+2069) are left
/// out.
std::string printable(std::string_view text, bool lines = false);

/// "1 letter", "2 letters".
std::string counted(long long count, std::string_view one, std::string_view many);

}  // namespace vesper::cli
