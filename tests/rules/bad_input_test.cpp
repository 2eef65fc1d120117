// Whatever lies in a file, the whole text of what is said about it; and that it is said at once.
#include "tests/rules/a_set.hpp"

#include <algorithm>
#include <ctime>
#include <functional>

using namespace vesper;
using namespace std::string_literals;

namespace {

const std::string head = "+++\nsubject = \"s\"\n+++\n";

std::string problems_of_message(const std::string& name, const std::string& text) {
    Diagnostics diagnostics;
    load_messages({{name, text}}, diagnostics);
    return format(diagnostics);
}

/// Lines of another's making, one after the other.
std::string lines(std::size_t count, const std::function<std::string(std::size_t)>& line) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += line(i) + '\n';
    return text;
}

}  // namespace

TEST_CASE("bytes that are no text, in a message and in the shop's file") {
    CHECK(problems_of_message("messages/m/zh.md", head + "\xc4\xfa\xba\xc3\n") ==
          "messages/m/zh.md:4:1: error: this file is not UTF-8; it looks like GBK\n"
          "   ????\n"
          "   ^ save it as UTF-8; in Notepad: Save as, Encoding\n");
    CHECK(problems_of_message("messages/m/zh.md", "\xff\xfe+\0+\0+\0\n\0"s) ==
          "messages/m/zh.md:1:1: error: this file is not UTF-8; it looks like UTF-16\n"
          "   ??+?+?+?\n"
          "   ^ save it as UTF-8; in Notepad: Save as, Encoding\n");
    CHECK(problems_of_rules(std::string(4096, '\0'))
              .ends_with("^ was the power cut while it was saved? save it again\n"));
    CHECK(problems_of_rules("[limits]\nper_\0day = 1\n"s) ==
          "r.toml:2:5: error: a byte of the value zero: this is no text\n"
          "   per_?day = 1\n"
          "       ^ was the power cut while it was saved? save it again\n");
    CHECK(problems_of_message("messages/m/en.md", head + "Hello {{buyer.name}}") ==
          problems_of_message("messages/m/en.md",
                              "\xef\xbb\xbf+++\r\nsubject = \"s\"\r\n+++\r\nHello {{buyer.name}}"));
}

TEST_CASE("languages that are none") {
    auto [name, expected] = GENERATE(table<std::string, std::string>({
        {"qq", "unknown language \"qq\""},
        {"zh_CN", "\"zh_CN\" is not a language like \"de\" or \"pt-BR\"; did you mean \"zh-CN\"?"},
        {"cn", "unknown language \"cn\"; did you mean \"zh\"?"},
        {"hk", "unknown language \"hk\"; did you mean \"zh-HK\"?"},
        {"jp", "unknown language \"jp\"; did you mean \"ja\"?"},
        {"deu", "unknown language \"deu\"; did you mean \"de\"?"},
        {"ger-AT", "unknown language \"ger-AT\"; did you mean \"de-AT\"?"},
        {"en-UK", "unknown country \"UK\" in \"en-UK\"; did you mean \"GB\"?"},
        {"english", "\"english\" is not a language like \"de\" or \"pt-BR\"; did you mean \"en\"?"},
        {"text", "a message's file is named NAME/LANG.md, as in review-request/de.md"},
    }));
    const std::string file = "messages/m/" + name + ".md";
    CHECK(problems_of_message(file, head + "Hello\n") == file + ": error: " + expected + '\n');
    const std::string partial = "messages/partials/p/" + name + ".md";
    CHECK(problems_of_message(partial, "Hello\n") == partial + ": error: " + expected + '\n');
}

TEST_CASE("languages that are") {
    const auto name = GENERATE(as<std::string>{}, "de", "EN", "zh-Hans-CN", "zh-CN", "pt-BR",
                               "es-419", "fil", "yue", "sr-Latn-RS", "de-ch", "en-x-uk");
    CHECK(problems_of_message("messages/m/" + name + ".md", head + "Hello\n") == "");
}

TEST_CASE("languages elsewhere") {
    SetSources sources = a_set();
    sources.shop.text.replace(sources.shop.text.find("[\"en\"]"), 6, "[\"en\", \"zh_CN\"]");
    CHECK(format(load_set(sources, {}).diagnostics) ==
          "shop.toml:3:20: error: \"zh_CN\" is not a language like \"de\" or \"pt-BR\"\n"
          "   languages = [\"en\", \"zh_CN\"]\n"
          "                      ^ did you mean \"zh-CN\"?\n");
    CHECK(problems_of_rules(a_rule("when.language = \"cn\"\n")) ==
          "r.toml:12:17: error: unknown language \"cn\"\n"
          "   when.language = \"cn\"\n"
          "                   ^ did you mean \"zh\"?\n");
}

TEST_CASE("a delay in words") {
    std::string text = a_rule("");
    text.replace(text.find("\"3d\""), 4, "\"3 days\"");
    CHECK(problems_of_rules(text) ==
          "r.toml:7:9: error: \"3 days\" is written \"3d\"\n"
          "   after = \"3 days\"\n"
          "           ^\n");
}

TEST_CASE("names that are given twice, in whatever files") {
    SetSources sources = a_set();
    sources.rules.push_back({"s.toml", a_rule("")});
    CHECK(format(load_set(sources, {}).diagnostics) ==
          "s.toml:1:9: error: window \"evening\" is already defined\n"
          "   [window.evening]\n"
          "           ^ first in r.toml:1\n"
          "s.toml:5:7: error: rule \"thanks\" is already defined\n"
          "   [rule.thanks]\n"
          "         ^ first in r.toml:5\n");
    sources = a_set();
    sources.messages.push_back({"messages/more/thanks/en.md", head + "Hello again\n"});
    CHECK(format(load_set(sources, {}).diagnostics) ==
          "messages/more/thanks/en.md: error: message \"thanks\" is already written in en; first "
          "in messages/thanks/en.md\n");
    sources = a_set();
    sources.messages.push_back({"messages/partials/bye/en.md", "Bye\n"});
    sources.messages.push_back({"messages/more/partials/bye/en.md", "Bye bye\n"});
    CHECK(format(load_set(sources, {}).diagnostics) ==
          "messages/more/partials/bye/en.md: error: partial \"bye\" is already written in en; "
          "first in messages/partials/bye/en.md\n");
}

TEST_CASE("circles of fallback") {
    CHECK(problems_of_rules(a_rule("fallback = \"email\"\n")) ==
          "r.toml:12:12: error: channel \"email\" would follow itself\n"
          "   fallback = \"email\"\n"
          "              ^ each channel is tried once\n");
    CHECK(problems_of_rules(a_rule("fallback = [\"sms\", \"letter\", \"sms\"]\n")) ==
          "r.toml:12:30: error: channel \"sms\" would follow itself\n"
          "   fallback = [\"sms\", \"letter\", \"sms\"]\n"
          "                                ^ each channel is tried once\n");
    Diagnostics diagnostics;
    load_messages({{"messages/m/en.md", head + "{{> a}}\n"},
                   {"messages/partials/a/en.md", "{{> b}}\n"},
                   {"messages/partials/b/en.md", "{{> a}}\n"}},
                  diagnostics);
    CHECK(format(diagnostics) ==
          "messages/partials/a/en.md:1:1: error: {{> b}} may stand only in the text of a message\n"
          "   {{> b}}\n"
          "   ^\n"
          "messages/partials/b/en.md:1:1: error: {{> a}} may stand only in the text of a message\n"
          "   {{> a}}\n"
          "   ^\n");
}

TEST_CASE("a long line is shown around the place, and a very long one is none") {
    const std::string names = "when.country = [" + std::string(200, ' ') + "\"DE\", \"XX\"" +
                              std::string(200, ' ') + ", \"FR\"]\n";
    CHECK(problems_of_rules(a_rule(names)) ==
          "r.toml:12:223: error: unknown country \"XX\"\n"
          "   ..." +
              std::string(53, ' ') + "\"DE\", \"XX\"" + std::string(57, ' ') +
              "...\n"
              "   " +
              std::string(62, ' ') + "^ two capital letters, as in \"DE\"\n");
    CHECK(problems_of_rules("a = \"" + std::string(20'000, 'x') + "\"\n") ==
          "r.toml:1: error: this line is longer than 16 KiB; is it the right file?\n");
    CHECK(problems_of_message("messages/m/en.md", head + std::string(20'000, 'x')) ==
          "messages/m/en.md:4: error: this line is longer than 16 KiB; is it the right file?\n");
}

TEST_CASE("brackets, tables and dotted names have a depth") {
    std::string dotted = "a";
    for (int i = 0; i < 40; ++i) dotted += ".a";
    std::string tables;
    for (int i = 0; i < 40; ++i) tables += "{ a = ";
    auto [text, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"a = " + std::string(40, '['),
         "r.toml:1:37: error: nested more than 32 deep\n"
         "   a = " +
             std::string(40, '[') +
             "\n"
             "   " +
             std::string(36, ' ') + "^ no rule needs that\n"},
        {dotted + " = 1",
         "r.toml:1:66: error: nested more than 32 deep\n"
         "   " +
             dotted +
             " = 1\n"
             "   " +
             std::string(65, ' ') + "^ no rule needs that\n"},
        {'[' + dotted + ']',
         "r.toml:1:67: error: nested more than 32 deep\n"
         "   [" +
             dotted +
             "]\n"
             "   " +
             std::string(66, ' ') + "^ no rule needs that\n"},
        {"a = \"" + std::string(40, '[') + std::string(40, '.') + "\" # [[[" + std::string(40, '.'),
         "r.toml:1:1: error: unknown word \"a\"\n"
         "   a = \"" +
             std::string(40, '[') + std::string(40, '.') + "\" # [[[" + std::string(28, '.') +
             "...\n"
             "   ^ known: window, defaults, rule, limits, platform\n"},
    }));
    CAPTURE(text);
    CHECK(problems_of_rules(text) == expected);
    CHECK(problems_of_rules("a = " + tables).find("nested more than 32 deep") != std::string::npos);
}

TEST_CASE("a megabyte of mistakes costs seconds, not minutes, and the first are told in words") {
    const std::clock_t began = std::clock();  // of this process: how busy others are is no matter
    const auto number = [](std::size_t i) { return std::to_string(i); };
    auto [text, last] = GENERATE_COPY(table<std::string, std::string>({
        {lines(70'000, [&](std::size_t i) { return "a" + number(i) + " = 1"; }),
         "r.toml: error: more than 200 errors; the others are not shown\n"},
        {lines(60'000, [&](std::size_t i) { return "a" + number(i) + " = 1.25"; }), ""},
        {lines(60'000, [&](std::size_t i) { return "[x" + number(i) + "]"; }) + "[x7]\n", ""},
        {lines(20'000, [&](std::size_t i) { return "[rule.r" + number(i) + "]\nafter = \"x\""; }),
         ""},
        {lines(60, [](std::size_t) { return "a = [" + std::string(16'000, ',') + "]"; }), ""},
    }));
    const std::string problems = problems_of_rules(text);
    CHECK_FALSE(problems.empty());
    CHECK(std::count(problems.begin(), problems.end(), '\n') <= 3 * 201);
    if (!last.empty()) CHECK(problems.find(last) != std::string::npos);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK((std::clock() - began) / CLOCKS_PER_SEC < 10);  // a square of the mistakes took forty
#else
    CHECK(std::clock() >= began);
#endif
}

TEST_CASE("an SMS is short") {
    KnownChannel sms{"email"};
    sms.is_sms = true;
    SetSources sources = a_set();
    const auto problems_with = [&](const std::string& words) {
        sources.messages.front().text = head + words;
        return format(load_set(sources, {sms}).diagnostics);
    };
    CHECK(problems_with(std::string(158, 'x') + "\n") == "");  // and the line's end
    CHECK(problems_with(std::string(458, 'x') + "\n") == "");
    CHECK(problems_with(std::string(459, 'x') + "\n") ==
          "r.toml:11:11: warning: message \"thanks\" needs 4 SMS in en\n"
          "   message = \"thanks\"\n"
          "             ^ each is paid for; shorten messages/thanks/en.md\n");
    std::string chinese;
    for (int i = 0; i < 700; ++i) chinese += "您";
    CHECK(problems_with(chinese + "\n") ==
          "r.toml:11:11: error: message \"thanks\" needs 11 SMS in en; one text has at most 10\n"
          "   message = \"thanks\"\n"
          "             ^ shorten messages/thanks/en.md\n");
    sms.is_sms = false;
    CHECK(problems_with(chinese + "\n") == "");
}

TEST_CASE("Markdown in a text that may go by SMS is a warning, each kind once") {
    KnownChannel sms{"email"};
    sms.is_sms = true;
    SetSources sources = a_set();
    const auto problems_with = [&](const std::string& words) {
        sources.messages.front().text = head + words;
        sources.messages.push_back({"messages/thanks/de.md", head + words});
        const std::string problems = format(load_set(sources, {sms}).diagnostics);
        sources.messages.pop_back();
        return problems;
    };
    CHECK(problems_with("2 * 3 * 4 #1030, a_name_so, https://x.example/a_b_c\n\n* one\n* two\n") ==
          "");
    CHECK(problems_with("# Hello\n\nin **{{order.number}}** and *so*, "
                        "{{#order.url}}[here]({{order.url}}){{/order.url}}.\n") ==
          "r.toml:11:11: warning: message \"thanks\" has a heading, and may go by SMS: "
          "messages/thanks/de.md\n"
          "   message = \"thanks\"\n"
          "             ^ an SMS is plain text; a message of its own may say it shorter\n"
          "r.toml:11:11: warning: message \"thanks\" has bold or slanted words, and may go by SMS: "
          "messages/thanks/de.md\n"
          "   message = \"thanks\"\n"
          "             ^ an SMS is plain text; a message of its own may say it shorter\n"
          "r.toml:11:11: warning: message \"thanks\" has a link behind words, and may go by SMS: "
          "messages/thanks/de.md\n"
          "   message = \"thanks\"\n"
          "             ^ an SMS shows the words, then the address: write the address alone, like "
          "{{order.url}}\n");
    sms.is_sms = false;
    CHECK(problems_with("# Hello **you**\n") == "");
}
