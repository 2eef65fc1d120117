// What a letter by mail can carry: a subject of one short line, Markdown without HTML or images.
//
// Held against the manager's words when a message is loaded; a buyer's words are cut to size and
// escaped when the letter is rendered.
#pragma once

#include "rules/words.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

inline constexpr std::size_t subject_bytes_max = 1000;  // of a template, fields included
inline constexpr std::size_t subject_words_max = 100;   // characters of its own; fields come on top
inline constexpr std::size_t letter_bytes_max = 32u << 10;  // a page has about 3 KiB

struct FormProblem {
    std::size_t offset = 0;  // bytes into the text
    Words message;
    Words hint;
};

/// `words`: the subject without its tags, counted in characters.
std::vector<FormProblem> subject_problems(std::string_view subject, std::size_t words);

std::vector<FormProblem> body_problems(std::string_view body);

/// What a letter can carry and nobody means: a table, which Markdown of letters has not, and a
/// known field in single braces. Of a subject or a body.
std::vector<FormProblem> doubtful_parts(std::string_view text);

/// Markdown that an SMS, which is plain text, cannot show. `words`: a body, each field one letter.
struct Markup {
    bool heading = false;
    bool emphasis = false;
    bool link = false;  // with words of its own
};
Markup markup_in(std::string_view words);

}  // namespace vesper
