// What every text that people write must survive: being anything at all.
//
// Shared by the mutation test, which runs everywhere, and the libFuzzer target.
#pragma once

#include "daemon/delivery/letter.hpp"
#include "rules/load.hpp"
#include "tests/fuzz/promise.hpp"

#include <algorithm>
#include <string>

namespace vesper::fuzz {

/// A diagnostic names a place that is there.
inline Broken check_places(const Source& source, const Diagnostics& diagnostics) {
    const auto lines = 1 + std::count(source.text.begin(), source.text.end(), '\n');
    for (const Diagnostic& one : diagnostics) {
        if (one.message.empty()) return "a diagnostic without a message";
        if (one.file == source.name && one.at.line > lines)
            return "line " + std::to_string(one.at.line) + " of " + std::to_string(lines) + ": " +
                   format(one);
        if (format(one).empty()) return "a diagnostic that prints nothing";
    }
    return {};
}

/// A message that loads without an error can be rendered for an order of which nothing is known.
inline Broken check_letter(const Message& message) {
    Order order;
    order.key = "p/a/1";
    Shop shop;
    shop.name = "S";
    shop.sender_address = "s@shop.example";
    const Zone zone("Test/Zone", {0}, {0});
    const Result<Letter> letter = render(message, order, shop, zone);
    if (letter) {
        const bool markup = letter->html.find("<script") != std::string::npos ||
                            letter->html.find("<img") != std::string::npos;
        return markup ? "markup of the text's own in the letter" : "";
    }
    for (const char* allowed : {"the subject is empty", "the text has an image"})
        if (letter.error().message.starts_with(allowed)) return {};
    return "loads without an error, but: " + letter.error().message;
}

/// The bytes as each of the files that a manager may have written.
inline Broken feed(const std::string& bytes) {
    const std::string partial = "Bye,\n{{shop.name}}\n";
    for (const char* name : {"messages/m/en.md", "messages/m/ru.md", "messages/partials/sign/en.md",
                             "messages/sign.md"}) {
        const Source source{name, bytes};
        std::vector<Source> sources{source,
                                    {"messages/partials/greeting/en.md", partial},
                                    {"messages/partials/signature/en.md", partial},
                                    {"messages/partials/signature/ru.md", partial}};
        Diagnostics found;
        const MessageSet messages = load_messages(sources, found);
        if (Broken broken = check_places(source, found); !broken.empty()) return broken;
        if (has_errors(found)) continue;
        for (const std::string& language : messages.languages("m"))
            if (Broken broken = check_letter(*messages.find("m", language, {})); !broken.empty())
                return std::string{name} + ": " + broken;
    }
    for (const char* name : {"r.toml", "c.toml", "shop.toml"}) {
        const Source source{name, bytes};
        Diagnostics found;
        if (source.name == "r.toml")
            load_rules({source}, found);
        else if (source.name == "c.toml")
            load_calendars({source}, found);
        else
            load_shop(source, found);
        if (Broken broken = check_places(source, found); !broken.empty()) return broken;
    }
    return {};
}

}  // namespace vesper::fuzz
