// What stands between {{ and }} where a value is printed.
//
//   {{order.number}}
//   {{buyer.given_name | else: dear customer}}            where the order lacks it
//   {{extension.days | one: # day | other: # days}}       words by count; # is the number
//
// The words behind a bar are `else` and the plural categories (rules/plural.hpp), each with a colon
// and its text. The text is the manager's and may be Markdown; it holds no bar and no braces.
#pragma once

#include "rules/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

struct FieldTag {
    struct Form {
        std::string category;  // "one", "few", "other", ...
        std::string text;      // "# day"
    };
    std::string name;
    std::vector<Form> forms;
    std::optional<std::string> otherwise;  // of `else`
    Words problem;                         // empty: the tag is good
    Words hint;
};

/// Reads the inside of a tag, braces left out; `language` is that of the message and decides which
/// forms must be there. Without a language every set of forms is good.
FieldTag read_field_tag(std::string_view inside, std::string_view language = {});

/// The text of `category`, else that of "other", else the last one. `tag` has forms.
const std::string& form_for(const FieldTag& tag, std::string_view category);

}  // namespace vesper
