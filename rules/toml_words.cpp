#include "rules/toml_words.hpp"

#include <array>

namespace vesper {

namespace {

/// The known words that say this in English; else the text as it is.
template <std::size_t count>
Words known_as(std::string_view text, const std::array<Words, count>& known) {
    for (const Words& words : known)
        if (words == text) return words;
    return as_written(std::string{text});
}

const auto& things() {
    static const std::array known{
        say("key"),          say("value"),          say("key-value pair"), say("table header"),
        say("inline table"), say("array"),          say("string"),         say("literal string"),
        say("comment"),      say("boolean"),        say("date"),           say("time"),
        say("date-time"),    say("floating-point"), say("root table"),
    };
    return known;
}

const auto& wanted() {
    static const std::array known{
        say("bare key starting character or string delimiter"),
        say("a comment or whitespace"),
        say("keys, tables, whitespace or comments"),
        say("comma or closing ']'"),
        say("comma or closing '}'"),
        say("key or closing '}'"),
        say("value-terminator"),
        say("space or tab"),
        say("value"),
        say("digit"),
        say("decimal digit"),
    };
    return known;
}

const auto& reasons() {
    static const std::array known{
        say("encountered end-of-file"),
        say("leading zeroes are prohibited"),
        say("underscores may only follow digits"),
        say("underscores must be followed by digits"),
        say("unexpected control character"),
        say("unescaped control characters other than TAB (U+0009) are explicitly prohibited"),
        say("could not determine value type"),
        say("tables with blank bare keys are explicitly prohibited"),
    };
    return known;
}

/// "expected comma or closing ']', saw 'x'".
Words reason_words(std::string_view reason) {
    constexpr std::string_view expected = "expected ";
    constexpr std::string_view saw = ", saw '";
    const Words whole = known_as(reason, reasons());
    const std::size_t comma = reason.find(saw);
    if (whole != as_written(std::string{reason}) || !reason.starts_with(expected) ||
        comma == std::string_view::npos)
        return whole;
    const std::string_view what = reason.substr(expected.size(), comma - expected.size());
    return say("expected {}, saw {}", known_as(what, wanted()), reason.substr(comma + 6));
}

}  // namespace

Words syntax_words(std::string_view description) {
    constexpr std::string_view prefix = "Error while parsing ";
    if (!description.starts_with(prefix)) return as_written(std::string{description});
    description.remove_prefix(prefix.size());
    const std::size_t colon = description.find(": ");
    if (colon == std::string_view::npos)
        return say("cannot read {}", known_as(description, things()));
    return say("cannot read {}: {}", known_as(description.substr(0, colon), things()),
               reason_words(description.substr(colon + 2)));
}

}  // namespace vesper
