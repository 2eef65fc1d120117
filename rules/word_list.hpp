// A word among others that a table keeps in one text: "arrived signed delivery", "Brazil|巴西".
#pragma once

#include <string>
#include <string_view>

namespace vesper {

/// A code and its names, with a bar between them.
struct NamedCode {
    std::string_view code;
    std::string_view names;
};

/// Whether `word` is one of `words`, which `separator` parts; A to Z without case.
bool is_among(std::string_view words, char separator, std::string_view word);

/// In small letters, with hyphens for blanks and underscores: "buyer-protection".
std::string hyphened(std::string_view text);

}  // namespace vesper
