// The parts of reading message texts that messages and partials share. Included by .cpp files only.
#pragma once

#include "rules/mustache.hpp"
#include "rules/toml_reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// "messages/review-request/pt-BR.md" -> {"review-request", "pt-BR", false}; a folder "partials"
/// before the name makes it a partial. Nothing for another form.
struct TextName {
    std::string name;
    std::string language;
    bool is_partial = false;
};
std::optional<TextName> text_name(const std::string& path);

/// Reports a path that is no text's name (`name`: text_name of it), and a language that is none.
void check_name(const std::string& path, const std::optional<TextName>& name, const Report& report);

/// The text from byte `at` on, every line ended by \n alone.
std::string body_from(const std::string& text, std::size_t at);

/// Where byte `offset` of a text stands whose first byte stands at `start`.
Position place_in(std::string_view text, std::size_t offset, Position start);

/// Reports what is wrong, or doubtful, in a template whose first byte stands at `start`.
void check_template(std::string_view text, const MustachePlace& place, Position start,
                    const Report& report);

/// The same for a whole body: what a letter can carry, too.
void check_body(const std::string& body, const MustachePlace& place, Position start,
                const Report& report);

}  // namespace vesper
