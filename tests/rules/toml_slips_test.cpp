// Lines that TOML cannot read: the whole text of what people see, which is what to write instead.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("full-width punctuation is named, with what an English keyboard writes") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"on ＝ \"delivered\"",
         "r.toml:12:4: error: this is the full-width ＝\n"
         "   on ＝ \"delivered\"\n"
         "      ^ write =\n"},
        {"unless = [\"refunded\"，\"dispute\"]",
         "r.toml:12:21: error: this is the full-width ，\n"
         "   unless = [\"refunded\"，\"dispute\"]\n"
         "                       ^ write ,\n"},
        {"【rule.a】",
         "r.toml:12:1: error: this is the full-width 【\n"
         "   【rule.a】\n"
         "   ^ write [rule.a]\n"},
        {"[rule.a】",
         "r.toml:12:8: error: this is the full-width 】\n"
         "   [rule.a】\n"
         "          ^ write ]\n"},
        {"＃ comment",
         "r.toml:12:1: error: this is the full-width ＃\n"
         "   ＃ comment\n"
         "   ^ write #\n"},
        {"missed = \"next\" ＃ c",
         "r.toml:12:17: error: this is the full-width ＃\n"
         "   missed = \"next\" ＃ c\n"
         "                   ^ write #\n"},
        {"missed： \"next\"",
         "r.toml:12:7: error: this is the full-width ：\n"
         "   missed： \"next\"\n"
         "         ^ write =\n"},
        {"unless = [“refunded”，“dispute”]",
         "r.toml:12:11: error: text is written in straight quotes\n"
         "   unless = [“refunded”，“dispute”]\n"
         "             ^ write [\"refunded\",\"dispute\"]\n"},
        {"missed = \"next”",
         "r.toml:12:15: error: text is written in straight quotes\n"
         "   missed = \"next”\n"
         "                 ^ write \"next\"\n"},
        {"missed　= \"next\"",
         "r.toml:12:7: error: this is a full-width blank\n"
         "   missed　= \"next\"\n"
         "         ^ write missed = \"next\"\n"},
        {"missed ＝ “next”，",
         "r.toml:12:8: error: this is the full-width ＝\n"
         "   missed ＝ “next”，\n"
         "          ^ write missed = \"next\"\n"},
        {"missed = \"next\"，",
         "r.toml:12:16: error: this is the full-width ，\n"
         "   missed = \"next\"，\n"
         "                  ^ write \"next\"\n"},
        {"latest = ５d",
         "r.toml:12:10: error: this is the full-width ５\n"
         "   latest = ５d\n"
         "            ^ write \"5d\"\n"},
        {"when = { country ＝ \"DE\"， language = \"de\" }",
         "r.toml:12:18: error: this is the full-width ＝\n"
         "   when = { country ＝ \"DE\"， language = \"de\" }\n"
         "                    ^ write { country = \"DE\", language = \"de\" }\n"},
        {"message = “您好，朋友”，",
         "r.toml:12:1: error: \"message\" is written twice\n"
         "   message = “您好，朋友”，\n"
         "   ^\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("the signs and comments of other languages are named") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"missed: \"next\"",
         "r.toml:12:7: error: a word is followed by =, not :\n"
         "   missed: \"next\"\n"
         "         ^ write missed = \"next\"\n"},
        {"latest: 5d",
         "r.toml:12:7: error: a word is followed by =, not :\n"
         "   latest: 5d\n"
         "         ^ write latest = \"5d\"\n"},
        {"when = { country: \"DE\" }",
         "r.toml:12:17: error: a word is followed by =, not :\n"
         "   when = { country: \"DE\" }\n"
         "                   ^ write =\n"},
        {"when.country != \"DE\"",
         "r.toml:12:14: error: a word is followed by =, not !=\n"
         "   when.country != \"DE\"\n"
         "                ^ write when.not = [ { country = \"DE\" } ]\n"},
        {"when.quantity >= 10",
         "r.toml:12:15: error: a word is followed by =, not >=\n"
         "   when.quantity >= 10\n"
         "                 ^ write when.quantity = { from = 10 }\n"},
        {"when.total > 20 EUR",
         "r.toml:12:12: error: a word is followed by =, not >\n"
         "   when.total > 20 EUR\n"
         "              ^ this much or more is written when.total.from = { EUR = 20 }\n"},
        {"missed == \"next\"",
         "r.toml:12:8: error: a word is followed by =, not ==\n"
         "   missed == \"next\"\n"
         "          ^ write missed = \"next\"\n"},
        {"missed => \"next\"",
         "r.toml:12:8: error: a word is followed by =, not =>\n"
         "   missed => \"next\"\n"
         "          ^ write missed = \"next\"\n"},
        {"// c",
         "r.toml:12:1: error: a comment begins with #, not //\n"
         "   // c\n"
         "   ^ write # c\n"},
        {"missed = \"next\" // c",
         "r.toml:12:17: error: a comment begins with #, not //\n"
         "   missed = \"next\" // c\n"
         "                   ^ write # c\n"},
        {"; c",
         "r.toml:12:1: error: a comment begins with #, not ;\n"
         "   ; c\n"
         "   ^ write # c\n"},
        {"missed",
         "r.toml:12:7: error: = and a value are missing behind \"missed\"\n"
         "   missed\n"
         "         ^\n"},
        {"missed next",
         "r.toml:12:8: error: = is missing behind \"missed\"\n"
         "   missed next\n"
         "          ^ write missed = \"next\"\n"},
        {"if country = \"DE\"",
         "r.toml:12:4: error: a blank stands in \"if country\"\n"
         "   if country = \"DE\"\n"
         "      ^ parts of a word are joined by a dot: if.country\n"},
        {"missed = \"next\",",
         "r.toml:12:16: error: there is a comma too many\n"
         "   missed = \"next\",\n"
         "                  ^\n"},
        {"missed = \"next\";",
         "r.toml:12:16: error: there is a ; too many\n"
         "   missed = \"next\";\n"
         "                  ^\n"},
        {"missed = \"next\" latest = \"5d\"",
         "r.toml:12:17: error: each word stands on a line of its own\n"
         "   missed = \"next\" latest = \"5d\"\n"
         "                   ^\n"},
        {"unless = [\"refunded\" \"dispute\"]",
         "r.toml:12:22: error: a comma is missing\n"
         "   unless = [\"refunded\" \"dispute\"]\n"
         "                        ^\n"},
        {"unless = [\"refunded\", \"dispute\"\n"
         "missed = \"next\"",
         "r.toml:13:1: error: a ] is missing\n"
         "   missed = \"next\"\n"
         "   ^ it ends the list above\n"},
        {"when.country = [DE, FR]",
         "r.toml:12:17: error: text is written in quotes\n"
         "   when.country = [DE, FR]\n"
         "                   ^ write [\"DE\", \"FR\"]\n"},
        {"除非 = [\"refunded\"]",
         "r.toml:12:1: error: unknown word \"除非\"\n"
         "   除非 = [\"refunded\"]\n"
         "   ^ did you mean \"unless\"?\n"},
        {"天气 = \"x\"",
         "r.toml:12:1: error: unknown word \"天气\"\n"
         "   天气 = \"x\"\n"
         "   ^ words are written in English, like on, after\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("a table's head says what it lacks") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"[rule.a",
         "r.toml:12:8: error: a ] is missing\n"
         "   [rule.a\n"
         "          ^ write [rule.a]\n"},
        {"[[rule.a.step]",
         "r.toml:12:15: error: a ] is missing\n"
         "   [[rule.a.step]\n"
         "                 ^ write [[rule.a.step]]\n"},
        {"[rule.a]]",
         "r.toml:12:9: error: there is a ] too many\n"
         "   [rule.a]]\n"
         "           ^ write [rule.a]\n"},
        {"[rule.a] x",
         "r.toml:12:10: error: a table's head stands alone on its line\n"
         "   [rule.a] x\n"
         "            ^\n"},
        {"[rule thanks]",
         "r.toml:12:7: error: a dot is missing\n"
         "   [rule thanks]\n"
         "         ^ write [rule.thanks]\n"},
        {"[rule.]",
         "r.toml:12:7: error: a rule's name is small letters, digits and hyphens\n"
         "   [rule.]\n"
         "         ^ like [rule.thank-you]\n"},
        {"[]",
         "r.toml:12:2: error: a name is missing\n"
         "   []\n"
         "    ^ like [rule.thank-you]\n"},
        {"[rule.thank you]",
         "r.toml:12:7: error: a rule's name is small letters, digits and hyphens\n"
         "   [rule.thank you]\n"
         "         ^ write [rule.thank-you]\n"},
        {"[rule.感谢信]",
         "r.toml:12:7: error: a rule's name is small letters, digits and hyphens\n"
         "   [rule.感谢信]\n"
         "         ^ like [rule.thank-you]\n"},
        {"[window.My Evening]",
         "r.toml:12:9: error: a window's name is small letters, digits and hyphens\n"
         "   [window.My Evening]\n"
         "           ^ write [window.my-evening]\n"},
        {"[[rule.thanks.my step]]",
         "r.toml:12:15: error: a name is small letters, digits and hyphens\n"
         "   [[rule.thanks.my step]]\n"
         "                 ^ like [[rule.thank-you.step]]\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("full-width punctuation inside a text or a comment is the writer's own") {
    CHECK(problems_of_rules(a_rule("latest = \"5d\"  # 之后，五天：＝\n")).empty());
    CHECK(problems_of_rules(a_rule("when.tags = \"，：“”【】\"\n")).empty());
    CHECK(problems_of_rules(a_rule("when.tags = \"\"\"a\n，b")) ==
          "r.toml:13:3: error: the text has no end\n"
          "   ，b\n"
          "      ^ a closing \" is missing\n");
}

TEST_CASE("a name in quotes is refused in the words for one without") {
    const std::string problems = problems_of_rules("[rule.\"感谢信\"]\non = \"paid\"\n");
    CHECK(problems.starts_with(
        "r.toml:1:7: error: a rule's name is small letters, digits and hyphens\n"
        "   [rule.\"感谢信\"]\n"
        "         ^ like [rule.thank-you]\n"));
    CHECK(problems_of_rules("[rule.Thank_You]\n")
              .starts_with("r.toml:1:7: error: a rule's name is small letters, digits and hyphens\n"
                           "   [rule.Thank_You]\n"
                           "         ^ write [rule.thank_you]\n"));
}
