// Partials: texts that messages share.
#include "rules/message.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

const std::string head = "+++\nsubject = \"s\"\n+++\n";

struct Read {
    MessageSet messages;
    std::string problems;
};

Read read(const std::vector<Source>& sources) {
    Diagnostics diagnostics;
    Read out;
    out.messages = load_messages(sources, diagnostics);
    out.problems = format(diagnostics);
    return out;
}

std::string body_of(const Read& read, const std::string& language = "en") {
    const Message* found = read.messages.find("m", language, {});
    return found ? found->body : "none";
}

}  // namespace

TEST_CASE("a partial takes the place of its tag") {
    auto [body, expected] = GENERATE(table<std::string, std::string>({
        {"a\n\n{{> sign}}\n", "a\n\nBye,  \nwe\n"},
        {"{{> sign}}", "Bye,  \nwe\n"},
        {"  {{>sign}}  \nb\n", "Bye,  \nwe\nb\n"},
        {"a {{> sign}} b\n", "a Bye,  \nwe b\n"},
        {"{{> sign}}\n{{> sign}}\n", "Bye,  \nwe\nBye,  \nwe\n"},
        {"{{! {{> sign}}\n", "\n"},
    }));
    const Read got = read({{"messages/m/en.md", head + body},
                           {"messages/partials/sign/en.md",
                            "\xef\xbb\xbf"
                            "Bye,  \r\nwe\r\n\r\n"}});
    CHECK(got.problems.empty());
    if (!body.starts_with("{{!")) CHECK(body_of(got) == expected);
    CHECK(got.messages.names() == std::vector<std::string>{"m"});
}

TEST_CASE("a partial is found in the language of its message, or in the wider one") {
    const std::vector<Source> sources{{"messages/m/de-CH.md", head + "{{> sign}}"},
                                      {"messages/m/en.md", head + "{{> sign}}"},
                                      {"messages/partials/sign/de.md", "Gruss"},
                                      {"messages/partials/sign/en.md", "Bye"}};
    const Read got = read(sources);
    CHECK(got.problems.empty());
    CHECK(body_of(got, "de-CH") == "Gruss\n");
    CHECK(body_of(got, "en") == "Bye\n");
}

TEST_CASE("what is wrong with partials") {
    auto [sources, expected] = GENERATE(table<std::vector<Source>, std::string>({
        {{{"messages/m/en.md", head + "a {{> sing}}\n"}, {"messages/partials/sign/en.md", "x"}},
         "messages/m/en.md:4:3: error: unknown partial \"sing\"\n"
         "   a {{> sing}}\n"
         "     ^ did you mean \"sign\"?\n"},
        {{{"messages/m/en.md", head + "{{> sign}}\n"}},
         "messages/m/en.md:4:1: error: unknown partial \"sign\"\n"
         "   {{> sign}}\n"
         "   ^ missing: messages/partials/sign/en.md\n"},
        {{{"messages/m/ja.md", head + "\n{{> sign}}"}, {"messages/partials/sign/en.md", "x"}},
         "messages/m/ja.md:5:1: error: partial \"sign\" has no text in ja\n"
         "   {{> sign}}\n"
         "   ^ missing: messages/partials/sign/ja.md\n"},
        {{{"messages/partials/sign/en.md", "x\n{{> sign}}\n"}},
         "messages/partials/sign/en.md:2:1: error: {{> sign}} may stand only in the text of a "
         "message\n"
         "   {{> sign}}\n"
         "   ^\n"},
        {{{"messages/partials/sign/en.md", head + "x\n"}},
         "messages/partials/sign/en.md:1:1: error: a partial has no head\n"
         "   +++\n"
         "   ^ it begins with its text\n"},
        {{{"messages/partials/sign/en.md", "\n"}},
         "messages/partials/sign/en.md:1:1: error: the text is empty\n"
         "   \n"
         "   ^\n"},
        {{{"messages/partials/sign/en.md", "{{buyer.name}}"}},
         "messages/partials/sign/en.md:1:1: error: not every order has \"buyer.name\"\n"
         "   {{buyer.name}}\n"
         "   ^ write {{buyer.name | else: ...}} or {{#buyer.name}} ... {{/buyer.name}}\n"},
        {{{"messages/partials/sign/en.md", std::string(5000, 'x')}},
         "messages/partials/sign/en.md: error: a partial has at most 4 KiB\n"},
        {{{"messages/partials/en.md", head + "x"}},
         "messages/partials/en.md: error: a message's file is named NAME/LANG.md, as in "
         "review-request/de.md\n"},
    }));
    std::string problems = read(sources).problems;
    if (problems.find(" KiB") == std::string::npos) {
        CHECK(problems == expected);
    } else {
        CHECK(problems.starts_with(expected));
    }
}

TEST_CASE("one message does not become a book") {
    std::string many = head;
    for (int i = 0; i < 21; ++i) many += "{{> sign}}\n";
    CHECK(read({{"messages/m/en.md", many}, {"messages/partials/sign/en.md", "x"}}).problems ==
          "messages/m/en.md:24:1: error: more than 20 partials in one message\n"
          "   {{> sign}}\n"
          "   ^\n");
}

TEST_CASE("two files of one language are one too many") {
    CHECK(
        read({{"messages/m/de-CH.md", head + "x"}, {"messages/m/de-ch.md", head + "x"}}).problems ==
        "messages/m/de-ch.md: error: the language of this file has a second one; "
        "messages/m/de-CH.md is the same language\n");
}
