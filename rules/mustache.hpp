// The Mustache that message texts may use: names, sections, inverted sections, comments.
//
// Everything else is refused when a message is loaded: unescaped names, partials, delimiter
// changes and blocks would let data become text of ours (DESIGN 7). A scanned text is known to be
// balanced and to name only fields that exist.
#pragma once

#include "rules/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

inline constexpr std::size_t section_depth_max = 16;

struct MustachePart {
    enum class Kind { text, field, section, inverted, end };
    Kind kind = Kind::text;
    std::string text;  // the text itself, or the name of the field
};

struct MustacheProblem {
    std::size_t offset = 0;  // bytes into the text
    std::string message;
    std::string hint;
};

struct MustacheText {
    std::vector<MustachePart> parts;  // comments left out
    std::vector<MustacheProblem> problems;
};

/// Splits `text` and checks it. `parts` is whole only if `problems` is empty.
MustacheText scan_mustache(std::string_view text);

}  // namespace vesper
