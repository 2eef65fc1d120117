// Sentences with their gaps apart, and how they are laid out on a terminal.
#include "rules/words.hpp"
#include "rules/diagnostic.hpp"
#include "rules/utf8.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <map>

using namespace vesper;

namespace {

/// A language of a few sentences, with one form for every number.
Translation few_words() {
    static const std::map<std::string, const char*> known{
        {"{} of {}", "{2}'s {1}"},
        {"{} has {}", "{}: {}!"},
        {"{} day", "{}d"},
        {"write {{name}}, not {}", "{{name}}; {} no {{name}}"},
        {"more than {} steps", "{1} {3} {0}"},
    };
    return [](const char* sentence, const char*, std::int64_t) -> const char* {
        const auto found = known.find(sentence);
        return found == known.end() ? nullptr : found->second;
    };
}

}  // namespace

TEST_CASE("a sentence is said with its gaps filled, in order or by number") {
    CHECK(in_english(say("unknown stage {}", "\"x\"")) == "unknown stage \"x\"");
    CHECK(in_english(say("{1} is {1}, not {2}", "a", 7)) == "a is a, not 7");
    CHECK(in_english(say("{} of {}", "total", say("{} of {}", "when", "[rule.x]"))) ==
          "total of when of [rule.x]");
    CHECK(in_english(as_written("{} and {1} stay")) == "{} and {1} stay");
    CHECK(in_english(say("{}", "{} of a manager")) == "{} of a manager");
    CHECK(in_english(say("write {{name}}, not {{{}}}", "b")) == "write {{name}}, not {{b}}");
    CHECK(in_english(Words{}).empty());
    CHECK(in_english(listed(std::vector<std::string>{"a", "b", "c"})) == "a, b, c");
}

TEST_CASE("one thing and several are said in their own form") {
    CHECK(in_english(say_count(1, "{} day", "{} days")) == "1 day");
    CHECK(in_english(say_count(0, "{} day", "{} days")) == "0 days");
    CHECK(in_english(say_count(2, "{} day in {}", "{} days in {}", "DE")) == "2 days in DE");
}

TEST_CASE("a translation may say the gaps in another order") {
    const Translation into = few_words();
    CHECK(translated(say("{} of {}", "total", say("{} of {}", "when", "r")), into) ==
          "r's when's total");
    CHECK(translated(say("{} has {}", "x", say_count(3, "{} day", "{} days")), into) == "x: 3d!");
    CHECK(translated(say("write {{name}}, not {}", "b"), into) == "{{name}}; b no {{name}}");
    // What the language lacks stays English; a gap that the sentence does not have is not read.
    CHECK(translated(say("{} has {}", "x", say("{} steps", 2)), into) == "x: 2 steps!");
    CHECK(translated(say("more than {} steps", 20), into) == "20 {3} 20");
}

TEST_CASE("words are compared by what they say") {
    CHECK(say("{} days", 3) == say("{} days", 3));
    CHECK_FALSE(say("{} days", 3) == say("{} days", 4));
    CHECK(say("{} days", 3) == "3 days");
    CHECK(Words{}.empty());
    CHECK_FALSE(say("a").empty());
}

TEST_CASE("columns of a terminal: Chinese takes two, marks take none") {
    auto [text, columns] = GENERATE(table<std::string, std::size_t>({
        {"", 0},
        {"abc", 3},
        {"\u4e70\u5bb6", 4},            // CJK
        {"\uff1a\u3002", 4},            // full-width punctuation
        {"\u304b\u306a \uac00", 7},     // kana, blank, hangul
        {"e\u0301", 1},                 // a letter and its accent
        {"\U0001F600", 2},              // an emoji
        {"\U00020000", 2},              // CJK beyond the first plane
        {"caf\u00e9 \u0434\u0430", 7},  // Latin and Cyrillic are narrow
        {"\u201c\u2026", 2},            // ambiguous ones are narrow outside of East Asian fonts
    }));
    CHECK(terminal_columns(text) == columns);
}

TEST_CASE("the caret stands below its character, whatever stands before it") {
    const auto shown = [](const std::string& line, std::uint32_t column) {
        return format({Severity::error, "r.toml", {2, column}, say("wrong"), say("here"), line});
    };
    CHECK(shown("on = \"x\"", 6) == "r.toml:2:6: error: wrong\n   on = \"x\"\n        ^ here\n");
    CHECK(shown("\u4e70\u5bb6 = x", 6) ==
          "r.toml:2:6: error: wrong\n   \u4e70\u5bb6 = x\n          ^ here\n");
    CHECK(shown("\t\u4e70 = x", 5) ==
          "r.toml:2:5: error: wrong\n   \t\u4e70 = x\n   \t    ^ here\n");
    CHECK(shown("ab", 5) == "r.toml:2:5: error: wrong\n   ab\n       ^ here\n");
}
