// Message texts: one Markdown file per language with a TOML head between `+++` lines.
//
//   +++
//   subject = "Your order {{order.number}} has arrived"
//   +++
//   Hello {{buyer.given_name}}, ...
//
// Fields are Mustache names from a closed list. What a buyer typed is data: `{{{x}}}`, `{{&x}}`,
// partials, lambdas and delimiter changes are refused when a message is loaded (DESIGN 7).
#pragma once

#include "rules/diagnostic.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

struct Message {
    std::string name;      // "review-request"
    std::string language;  // BCP 47, from the file name: "de", "pt-BR"
    std::string subject;   // Mustache, one line
    std::string body;      // Mustache, then Markdown
    std::string file;
};

/// All messages of a set, by name and language.
class MessageSet {
public:
    /// Adds or replaces (a later source of the same name and language wins).
    void put(Message message);
    bool contains(std::string_view name) const;
    /// de-CH -> de -> each of `fallbacks` in turn (each with its own base language) -> nullptr.
    const Message* find(std::string_view name, std::string_view locale,
                        const std::vector<std::string>& fallbacks) const;
    std::vector<std::string> names() const;
    std::vector<std::string> languages(std::string_view name) const;

private:
    std::map<std::string, std::map<std::string, Message, std::less<>>, std::less<>> by_name_;
};

/// Every field a message may name: "order.number", "buyer.given_name", ... A field may be used as a
/// section ({{#order.url}}...{{/order.url}}) to guard against its absence.
const std::vector<std::string_view>& message_fields();

/// Reads one message; `source.name` ends in "NAME/LANG.md". Problems are appended to `diagnostics`;
/// the result is meaningful only if none of them is an error.
Message load_message(const Source& source, Diagnostics& diagnostics);

}  // namespace vesper
