// A small good set: a shop, one rule and its message.
#pragma once

#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

namespace vesper {

inline const std::string shop_text =
    "name = \"Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\ncurrency = \"USD\"\n"
    "sender = \"Shop <shop@example.com>\"\n";
inline const std::string message_text = "+++\nsubject = \"s\"\n+++\nHello\n";

inline SetSources a_set() {
    return {{"shop.toml", shop_text},
            {{"r.toml", a_rule("")}},
            {{"messages/thanks/en.md", message_text}}};
}

/// What people see of the problems of a set.
inline std::string problems_of(const SetSources& sources,
                               const std::vector<KnownChannel>& channels = {}) {
    const Loaded loaded = load_set(sources, channels);
    CHECK(loaded.set.has_value() != has_errors(loaded.diagnostics));
    return format(loaded.diagnostics);
}

}  // namespace vesper
