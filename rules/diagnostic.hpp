// What is wrong with a file, where, and what to do about it.
//
//   30-delivered.toml:14:6: error: unknown stage "delivred"
//      on = "delivred"
//           ^ did you mean "delivered"?
#pragma once

#include "rules/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// A text with the name people know it by. Whoever reads files makes these; rules/ never does.
struct Source {
    std::string
        name;  // as shown in diagnostics: "30-delivered.toml", "messages/review-request/de.md"
    std::string text;
    Words problem{};  // why there is no text: "this is a pipe, not a file"; empty: there is
    Words mend{};     // what to do about it; may be empty
};

/// A place in a source. Lines and columns count from 1, columns in code points; 0 means "the file".
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

enum class Severity { error, warning, note };  // a note: as it should be, and worth knowing
std::string_view name(Severity);

struct Diagnostic {
    Severity severity = Severity::error;
    std::string file;
    Position at;
    Words message;            // one sentence, lower case, no full stop: `unknown stage "delivred"`
    Words hint;               // printed behind the caret; may be empty
    std::string source_line;  // the line `at` names, without its newline; empty when at.line == 0
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

/// By file, line and column, and as they were found at one place: the order that people are shown.
Diagnostics in_order(Diagnostics diagnostics);

/// The three lines shown above (one line when the diagnostic names no place), newline at the end;
/// in English without a translation.
std::string format(const Diagnostic& diagnostic, const Translation& translation = {});

/// All of them, in order, followed by nothing.
std::string format(const Diagnostics& diagnostics, const Translation& translation = {});

/// Line `line` (from 1) of `text`, without its newline or carriage return; empty past the end.
std::string line_of(const std::string& text, std::uint32_t line);

}  // namespace vesper
