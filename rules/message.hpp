// Message texts: one Markdown file per language with a TOML head between `+++` lines.
//
//   +++
//   subject = "Your order {{order.number}} has arrived"
//   +++
//   {{> greeting}}
//
//   your order has arrived ...
//
// Fields are Mustache names from a closed list (rules/field.hpp, rules/field_tag.hpp). What a buyer
// typed is data: `{{{x}}}`, `{{&x}}`, lambdas and delimiter changes are refused when a message is
// loaded (DESIGN 7).
//
// A partial is a text that messages share, `messages/partials/NAME/LANG.md`, without a head. It is
// put into a message of its own language when the set is loaded, and names no partial itself: there
// is no circle to run in.
#pragma once

#include "rules/diagnostic.hpp"
#include "rules/field.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

struct Message {
    std::string name;      // "review-request"
    std::string language;  // BCP 47, from the file name: "de", "pt-BR"
    std::string subject;   // Mustache, one line
    std::string body;      // Mustache, then Markdown; partials are put in already
    std::string file;
};

/// All messages of a set, by name and language.
class MessageSet {
public:
    /// Adds or replaces (a later source of the same name and language wins).
    void put(Message message);
    bool contains(std::string_view name) const;
    /// de-CH -> de -> each of `fallbacks` in turn (each with its own base language) -> nullptr.
    /// Every step is a shorter tag or a later fallback, so the search ends.
    const Message* find(std::string_view name, std::string_view locale,
                        const std::vector<std::string>& fallbacks) const;
    std::vector<std::string> names() const;
    std::vector<std::string> languages(std::string_view name) const;

private:
    std::map<std::string, std::map<std::string, Message, std::less<>>, std::less<>> by_name_;
};

/// Reads one message; `source.name` ends in "NAME/LANG.md". Problems are appended to `diagnostics`;
/// the result is meaningful only if none of them is an error.
/// `{{> name}}` stays as it is.
Message load_message(const Source& source, Diagnostics& diagnostics);

/// All texts of a set: messages, with the partials they name put in. Reports texts with a problem,
/// partials that nobody wrote, and two files for one language (de-CH and de_ch).
MessageSet load_messages(const std::vector<Source>& sources, Diagnostics& diagnostics);

/// Whether the message prints or asks for the field, in subject or body.
bool names_field(const Message& message, std::string_view field);

}  // namespace vesper
