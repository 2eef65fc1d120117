// The fields that a message may name: a closed list, so that a slip is found before a letter is
// due.
//
// A field that is not `always` known must have something to stand in for it: a section around it
// or `| else: ...` behind it (rules/field_tag.hpp).
#pragma once

#include <string_view>
#include <vector>

namespace vesper {

enum class FieldKind {
    text,
    number,  // may choose its words by count: {{extension.days | one: # day | other: # days}}
    money,
    date,
    link,
    flag,  // only a section: {{#review.negative}}...{{/review.negative}}
    list   // only a section, repeated: {{#order.items}}...{{/order.items}}
};

struct MessageField {
    std::string_view name;
    FieldKind kind;
    bool always;  // every order has it
};

/// The list, in the order in which it is explained to people.
const std::vector<MessageField>& message_field_list();

/// nullptr: there is none of that name.
const MessageField* field_named(std::string_view name);

/// Only the names; for suggestions.
const std::vector<std::string_view>& message_fields();

}  // namespace vesper
