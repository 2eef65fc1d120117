// The Mustache that messages may use: names, sections, inverted sections, comments, and {{> name}}
// for a partial.
//
// Everything else is refused when a message is loaded: unescaped names, delimiter changes and
// blocks would let data become text of ours (DESIGN 7). A scanned text is known to be balanced, to
// name only fields that exist, and to have words of its own wherever an order may lack a field.
#pragma once

#include "rules/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

inline constexpr std::size_t section_depth_max = 16;

struct MustachePart {
    enum class Kind { text, field, section, inverted, end, partial };
    Kind kind = Kind::text;
    std::string text;        // the text itself, or the name of the field or partial
    std::size_t offset = 0;  // bytes into the text
    std::size_t size = 0;
};

struct MustacheProblem {
    std::size_t offset = 0;  // bytes into the text
    Words message;
    Words hint;
};

struct MustacheText {
    std::vector<MustachePart> parts;  // comments left out
    std::vector<MustacheProblem> problems;
};

/// What is known of a text from where it stands.
struct MustachePlace {
    std::string_view language = {};  // of its file; empty: plural forms are not checked
    bool partials = false;           // whether {{> name}} may stand in it
};

/// Splits `text` and checks it. `parts` is whole only if `problems` is empty.
MustacheText scan_mustache(std::string_view text, const MustachePlace& place = {});

}  // namespace vesper
