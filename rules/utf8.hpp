// The little of UTF-8 that diagnostics need: is it valid, and how many code points is that.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, nothing beyond
/// U+10FFFF, shortest form only); nothing if all of it is.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Code points of well-formed text; a byte that is not well-formed counts as one.
std::size_t code_points(std::string_view text);

/// How many columns of a terminal well-formed text takes: two for a character of Chinese, Japanese
/// or Korean, none for a mark that sits on the one before.
std::size_t terminal_columns(std::string_view text);

/// `text` fit for a terminal: bytes that are not UTF-8 and control characters other than tab
/// become '?', one for one.
std::string printable(std::string_view text);

}  // namespace vesper
