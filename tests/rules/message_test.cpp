#include "rules/message.hpp"

#include "rules/mustache.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

std::string problems_of(const std::string& text, const std::string& name = "messages/m/en.md") {
    Diagnostics diagnostics;
    load_message({name, text}, diagnostics);
    return format(diagnostics);
}

std::string problems_of_body(const std::string& body) {
    return problems_of("+++\nsubject = \"s\"\n+++\n" + body);
}

}  // namespace

TEST_CASE("a message has a head and a body") {
    Diagnostics diagnostics;
    const Message message =
        load_message({"messages/review-request/pt-BR.md",
                      "\xef\xbb\xbf+++\r\nsubject = \"Order {{order.number}}\"\r\n+++\r\n"
                      "Hello {{buyer.name | else: you}},\r\n\r\nbye"},
                     diagnostics);
    CHECK(format(diagnostics).empty());
    CHECK(message.name == "review-request");
    CHECK(message.language == "pt-BR");
    CHECK(message.subject == "Order {{order.number}}");
    CHECK(message.body == "Hello {{buyer.name | else: you}},\n\nbye\n");
}

TEST_CASE("problems of a message's form") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"Hello",
         "messages/m/en.md:1:1: error: the head is missing\n"
         "   Hello\n"
         "   ^ the first line is +++\n"},
        {"+++\nsubject = \"s\"\nHello",
         "messages/m/en.md:1:1: error: the head has no end\n"
         "   +++\n"
         "   ^ a line with +++ alone closes it\n"},
        {"+++\n+++\nHello",
         "messages/m/en.md:1:1: error: the head lacks \"subject\"\n"
         "   +++\n"
         "   ^ write subject = \"...\" below\n"},
        {"+++\nsubjekt = \"s\"\nsubject = \"s\"\n+++\nHello",
         "messages/m/en.md:2:1: error: unknown word \"subjekt\" in the head\n"
         "   subjekt = \"s\"\n"
         "   ^ did you mean \"subject\"?\n"},
        {"+++\nsubject = s\n+++\nHello",
         "messages/m/en.md:2:11: error: text is written in quotes\n"
         "   subject = s\n"
         "             ^ write \"s\"\n"},
        {"+++\nsubject = \"a\\nb\"\n+++\nHello",
         "messages/m/en.md:2:11: error: the subject has more than one line\n"
         "   subject = \"a\\nb\"\n"
         "             ^\n"},
        {"+++\nsubject = \"s {{order.numbr}}\"\n+++\nHello",
         "messages/m/en.md:2:14: error: unknown field \"order.numbr\"\n"
         "   subject = \"s {{order.numbr}}\"\n"
         "                ^ did you mean \"order.number\"?\n"},
        {"+++\nsubject = \" \"\n+++\n\n",
         "messages/m/en.md:2:11: error: the subject is empty\n"
         "   subject = \" \"\n"
         "             ^\n"
         "messages/m/en.md:4:1: error: the text is empty\n"
         "   \n"
         "   ^\n"},
        {"+++\nsubject = \"s\"\n+++",
         "messages/m/en.md:3:1: error: the text is empty\n"
         "   +++\n"
         "   ^\n"},
        {"+++\nsubject = \"s\"\n+++\n\xc4\xe3\xba\xc3",
         "messages/m/en.md:4:1: error: this file is not UTF-8; it looks like GBK\n"
         "   ????\n"
         "   ^ save it as UTF-8; in Notepad: Save as, Encoding\n"},
    }));
    CHECK(problems_of(text) == expected);
}

TEST_CASE("a message's file says its name and language") {
    const std::string good = "+++\nsubject = \"s\"\n+++\nHello";
    CHECK(problems_of(good, "thanks/de.md").empty());
    for (const char* name : {"de.md", "messages/Th anks/de.md", "messages/thanks/de.txt"}) {
        CHECK(problems_of(good, name) ==
              std::string{name} +
                  ": error: a message's file is named NAME/LANG.md, as in "
                  "review-request/de.md\n");
    }
    CHECK(problems_of(good, "messages/thanks/german.md") ==
          "messages/thanks/german.md: error: \"german\" is not a language like \"de\" or "
          "\"pt-BR\"; did you mean \"de\"?\n");
}

TEST_CASE("what a text may not contain is refused with its place") {
    auto [body, place, reason] = GENERATE(table<std::string, std::string, std::string>({
        {"a {{{order.number}}}", "4:3",
         "\"{{{\" would put a buyer's words in unescaped; write {{name}}"},
        {"{{& order.number}}", "4:1",
         "\"{{&\" would put a buyer's words in unescaped; write {{name}}"},
        {"\n{{> Foo Ter}}", "5:1", "\"Foo Ter\" is not a partial's name"},
        {"a {{buyer.name}}", "4:3", "not every order has \"buyer.name\""},
        {"{{^buyer.name}}{{buyer.name}}{{/buyer.name}}", "4:16",
         "not every order has \"buyer.name\""},
        {"{{buyer.name | or: x}}", "4:1", "unknown word \"or\" behind |"},
        {"{{buyer.name | friend}}", "4:1", "a word and a colon are missing behind |"},
        {"{{buyer.name | else: a | else: b}}", "4:1", "\"else\" is written twice"},
        {"{{buyer.name | other: #}}", "4:1", "\"buyer.name\" is no number and has no plural"},
        {"{{order.url | else: x}}", "4:1", "\"order.url\" is a link; \"else\" would not be one"},
        {"{{review.negative}}", "4:1", "\"review.negative\" is true or not, and prints nothing"},
        {"{{buyer.name\uff5celse: x}}", "4:1", "a full-width bar stands in the field"},
        {"{{#buyer.name | else: x}}x{{/buyer.name}}", "4:1", "a section has no | behind its name"},
        {"{{#order.items}}{{#order.items}}x{{/order.items}}{{/order.items}}", "4:17",
         "{{#order.items}} stands inside itself"},
        {"<b>now</b>", "4:1", "\"<b>\" would be shown as it is"},
        {"a <br/> b", "4:3", "\"<br/>\" would be shown as it is"},
        {"see ![logo](https://x.example/l.png)", "4:5", "letters carry no images"},
        {"{{=<% %>=}}", "4:1", "\"{{=\" (other brackets than {{ and }}) is not allowed"},
        {"{{< base}}", "4:1", "\"{{<\" (blocks) is not allowed"},
        {"\xe4\xb8\xad {{buyer.nmae}}", "4:3", "unknown field \"buyer.nmae\""},
        {"{{}}", "4:1", "a field's name is missing"},
        {"{{item.title}}", "4:1", "\"item.title\" is known only inside {{#order.items}}"},
        {"{{^order.items}}{{item.title}}{{/order.items}}", "4:17",
         "\"item.title\" is known only inside {{#order.items}}"},
        {"{{order.items}}", "4:1", "\"order.items\" is a list"},
        {"{{#order.url}}x", "4:1", "section {{#order.url}} is never closed"},
        {"x{{/order.url}}", "4:2", "{{/order.url}} closes a section that is not open"},
        {"{{#order.url}}{{#order.id}}{{/order.url}}", "4:28",
         "{{/order.url}} closes a section that is not open"},
        {"{{order.number", "4:1", "{{ is never closed"},
        {"{{buyer.name},\n\n{{order.number}}", "4:1", "{{ is not closed on its line"},
        {"a \uff5b\uff5bshop.name\uff5d\uff5d", "4:3",
         "full-width braces would be sent as they are"},
        {"order.number}}", "4:13", "}} closes nothing"},
    }));
    Diagnostics diagnostics;
    load_message({"messages/m/en.md", "+++\nsubject = \"s\"\n+++\n" + body}, diagnostics);
    REQUIRE(diagnostics.size() == 1);
    const Diagnostic& one = diagnostics.front();
    CHECK(std::to_string(one.at.line) + ':' + std::to_string(one.at.column) == place);
    CHECK(one.message == reason);
}

TEST_CASE("what would be sent as it is typed is a warning") {
    CHECK(problems_of("+++\nsubject = \"Order {order.number}\"\n+++\nHello {buyer.name},\n"
                      "{ buyer.name | else: you } {order} {{order.number}} {0}\n"
                      "{{#order.url}}{order.url}{{/order.url}}\n") ==
          "messages/m/en.md:2:18: warning: {order.number} would be sent as it is typed\n"
          "   subject = \"Order {order.number}\"\n"
          "                    ^ a field is written {{order.number}}\n"
          "messages/m/en.md:4:7: warning: {buyer.name} would be sent as it is typed\n"
          "   Hello {buyer.name},\n"
          "         ^ a field is written {{buyer.name}}\n"
          "messages/m/en.md:5:1: warning: {buyer.name} would be sent as it is typed\n"
          "   { buyer.name | else: you } {order} {{order.number}} {0}\n"
          "   ^ a field is written {{buyer.name}}\n"
          "messages/m/en.md:6:15: warning: {order.url} would be sent as it is typed\n"
          "   {{#order.url}}{order.url}{{/order.url}}\n"
          "                 ^ a field is written {{order.url}}\n");
    CHECK(problems_of_body("| item | price |\n|------|:-----:|\n| lamp | 20 |\n") ==
          "messages/m/en.md:5:1: warning: a table would be shown as it is typed, bars and all\n"
          "   |------|:-----:|\n"
          "   ^ letters have lists, a line each: - item\n");
    CHECK(problems_of_body("a | b\n\n---\n\n- c | d\n--|--\n").find("table") != std::string::npos);
    CHECK(problems_of_body("one\n\n---\n\ntwo | three\n") == "");
}

TEST_CASE("a field in other words is told its name, or how fields are written") {
    auto [field, expected] = GENERATE(table<std::string, std::string>({
        {"order.nr", "did you mean \"order.number\"?"},
        {"order.order_number", "did you mean \"order.number\"?"},
        {"buyer.first_name", "did you mean \"buyer.given_name\"?"},
        {"shipment.tracking", "did you mean \"shipment.tracking_number\"?"},
        {"name", "write {{buyer.name | else: ...}}"},
        {"customer.name", "write {{buyer.name | else: ...}}"},
        {"number", "write {{order.number}}"},
        {"url", "write {{#order.url}} ... {{/order.url}}"},
        {"title", "did you mean \"item.title\"?"},
        {"buyer.nmae", "did you mean \"buyer.name\"?"},
        {"discount", "a field is written like {{order.number}}"},
    }));
    Diagnostics diagnostics;
    load_message({"messages/m/en.md", "+++\nsubject = \"s\"\n+++\n{{" + field + "}}\n"},
                 diagnostics);
    CHECK(format(diagnostics) == "messages/m/en.md:4:1: error: unknown field \"" + field +
                                     "\"\n   {{" + field + "}}\n   ^ " + expected + '\n');
}

TEST_CASE("everything that a text may contain") {
    CHECK(problems_of_body(
              "{{! a remark\nof two lines }}{{ order.number }}\n{{#order.items}}{{item.title}} x "
              "{{item.quantity}} {{item.sku | else: -}}{{#order.url}}!{{/order.url}}"
              "{{/order.items}}{{^buyer.name}}Hello{{/buyer.name}} { } } 1 < 2 "
              "<https://x.example/a=b> "
              "<me@x.example> <{{shop.reply_to}}>")
              .empty());
    for (const std::string_view field : message_fields()) {
        const std::string name{field};
        INFO(name);
        CHECK(problems_of_body(name == "order.items" ? "{{#order.items}}x{{/order.items}}"
                                                     : "{{#order.items}}{{#" + name + "}}x{{/" +
                                                           name + "}}{{/order.items}}")
                  .empty());
    }
}

TEST_CASE("words by count are those that the language tells apart") {
    auto [language, forms, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"en", "one: # day | other: # days", ""},
        {"de-CH", "one: # Tag | other: # Tage", ""},
        {"ja", "other: #", ""},
        {"ru", "other: #", ""},  // words that do not change
        {"ru", "one: # a | few: # b | many: # c", ""},
        {"ru", "one: # a | few: # b | many: # c | other: # d", ""},
        {"fr", "one: # a | many: # b | other: # c", ""},  // of a million
        {"en", "one: # day",
         "messages/m/en.md:4:1: error: the plural of en lacks \"other\"\n"
         "   {{order.pieces | one: # day | else: x}}\n"
         "   ^ write {{order.pieces | one: ... | other: ...}}, or only other: ...\n"},
        {"ru", "one: # a | other: # d",
         "messages/m/ru.md:4:1: error: the plural of ru lacks \"few\", \"many\"\n"
         "   {{order.pieces | one: # a | other: # d | else: x}}\n"
         "   ^ write {{order.pieces | one: ... | few: ... | many: ...}}, or only other: ...\n"},
        {"zh", "one: # a | other: # b",
         "messages/m/zh.md:4:1: error: zh has no plural \"one\"\n"
         "   {{order.pieces | one: # a | other: # b | else: x}}\n"
         "   ^ write {{order.pieces | other: ...}}\n"},
        {"en", "one: # a | oter: # b",
         "messages/m/en.md:4:1: error: unknown word \"oter\" behind |\n"
         "   {{order.pieces | one: # a | oter: # b | else: x}}\n"
         "   ^ did you mean \"other\"?\n"},
        {"en", "one: | other: # b",
         "messages/m/en.md:4:1: error: \"one\" has no text\n"
         "   {{order.pieces | one: | other: # b | else: x}}\n"
         "   ^\n"},
    }));
    CHECK(problems_of("+++\nsubject = \"s\"\n+++\n{{order.pieces | " + forms + " | else: x}}",
                      "messages/m/" + language + ".md") == expected);
}

TEST_CASE("the form of a subject") {
    auto [subject, expected] = GENERATE(table<std::string, std::string>({
        {std::string(100, 'x') + "{{order.number}}", ""},
        {std::string(101, 'x'),
         "messages/m/en.md:2:11: error: the subject has more than 100 characters besides its "
         "fields\n"},
        {"a **b**", "messages/m/en.md:2:14: error: \"**\" would be shown as it is\n"},
        {"{{> signature}}",
         "messages/m/en.md:2:12: error: {{> signature}} may stand only in the text of a message\n"},
    }));
    const std::string problems = problems_of("+++\nsubject = \"" + subject + "\"\n+++\nx");
    CHECK(problems.substr(0, problems.find('\n') + 1) == expected);
}

TEST_CASE("sections have a depth") {
    std::string deep;
    for (std::size_t depth = 0; depth < section_depth_max; ++depth) deep += "{{#order.url}}";
    std::string close;
    for (std::size_t depth = 0; depth < section_depth_max; ++depth) close += "{{/order.url}}";
    CHECK(scan_mustache(deep + close).problems.empty());
    CHECK(scan_mustache("{{#order.id}}" + deep + close + "{{/order.id}}").problems.size() == 1);
}

TEST_CASE("a scanned text is its parts, comments left out") {
    const auto parts = scan_mustache("a{{!x}}{{#order.url}}b{{order.id}}{{/order.url}}").parts;
    std::string shown;
    for (const MustachePart& part : parts)
        shown += std::to_string(static_cast<int>(part.kind)) + part.text + ' ';
    CHECK(shown == "0a 2order.url 0b 1order.id 4order.url ");
}

TEST_CASE("the text nearest to the buyer's language is found") {
    MessageSet messages;
    for (const char* language : {"en", "de", "pt-BR", "zh-Hans"})
        messages.put({"thanks", language, language, "body", "file"});
    auto [locale, expected] = GENERATE(table<std::string, std::string>({
        {"de", "de"},
        {"de-CH", "de"},
        {"de_CH", "de"},
        {"DE-ch-1996", "de"},
        {"pt-BR", "pt-BR"},
        {"pt-br", "pt-BR"},
        {"pt-PT", "en"},
        {"zh-Hans-CN", "zh-Hans"},
        {"zh", "en"},
        {"fr", "en"},
        {"", "en"},
    }));
    const Message* found = messages.find("thanks", locale, {"it", "en-GB", "de"});
    REQUIRE(found);
    CHECK(found->language == expected);
    CHECK_FALSE(messages.find("thanks", "fr", {}));
    CHECK_FALSE(messages.find("other", "de", {"de"}));
}

TEST_CASE("a later text of the same name and language wins") {
    MessageSet messages;
    messages.put({"thanks", "en", "library", "", ""});
    messages.put({"thanks", "en", "shop", "", ""});
    CHECK(messages.find("thanks", "en", {})->subject == "shop");
    CHECK(messages.languages("thanks") == std::vector<std::string>{"en"});
    CHECK(messages.names() == std::vector<std::string>{"thanks"});
}
