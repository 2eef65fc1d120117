// Whether everyone whom a rule can meet has a text, and what sells says how to make it stop.
#pragma once

#include "rules/letter_form.hpp"
#include "rules/message.hpp"
#include "rules/shop.hpp"
#include "rules/toml_reader.hpp"

#include <set>
#include <string>
#include <vector>

namespace vesper {

/// A place where a rule names a message, and to whom it goes.
struct MessageUse {
    std::string message;
    Position at;                         // of the name
    std::vector<std::string> languages;  // of the buyers whom the rule can meet
    bool to_staff = false;
    bool marketing = false;
    bool by_sms = false;
};

/// Remembers what it has said, so that a text that is missing is named once, not for every rule.
class MessageCheck {
public:
    MessageCheck(const Shop& shop, const MessageSet& messages) : shop_{shop}, messages_{messages} {}

    void check(const MessageUse& use, const Report& report);

private:
    void check_languages(const MessageUse& use, const Report& report);
    void check_staff(const MessageUse& use, const Report& report) const;
    void check_unsubscribe(const MessageUse& use, const Report& report) const;
    void check_sms(const MessageUse& use, const Report& report);
    void check_markup(const MessageUse& use, const Markup& markup, const std::string& file,
                      const Report& report);

    const Shop& shop_;
    const MessageSet& messages_;
    std::set<std::string> said_;
};

}  // namespace vesper
