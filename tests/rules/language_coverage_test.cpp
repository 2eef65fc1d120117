// Every language that a rule can meet has a text, and every text that sells says how to leave.
#include "tests/rules/a_set.hpp"

using namespace vesper;

namespace {

std::string lacks_text(const std::string& first_line, const std::string& language) {
    return "r.toml:11:11: " + first_line +
           "\n   message = \"thanks\"\n             ^ missing: messages/thanks/" + language +
           ".md\n";
}

std::string reads_english(const std::string& language) {
    return lacks_text(
        "warning: message \"thanks\" has no text in " + language + "; its buyers will read en",
        language);
}

std::string reads_nothing(const std::string& language) {
    return lacks_text("error: message \"thanks\" has no text in " + language, language);
}

}  // namespace

TEST_CASE("a rule's message exists in the shop's first language") {
    SetSources sources = a_set();
    sources.messages.clear();
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: unknown message \"thanks\"\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/en.md\n");
    sources.messages = {{"messages/thanx/en.md", message_text}};
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: unknown message \"thanks\"\n"
          "   message = \"thanks\"\n"
          "             ^ did you mean \"thanx\"?\n");
    sources.messages = {{"messages/thanks/de.md", message_text}};
    CHECK(problems_of(sources) == reads_nothing("en"));
}

TEST_CASE("a language of the shop without a text is a warning") {
    SetSources sources = a_set();
    sources.shop.text.replace(sources.shop.text.find("[\"en\"]"), 6, "[\"en\", \"de\"]");
    CHECK(problems_of(sources) == reads_english("de"));
}

TEST_CASE("a rule for some languages meets only those") {
    SetSources sources = a_set();
    sources.rules.front().text = a_rule("when.language = [\"de\", \"pt\"]\n");
    CHECK(problems_of(sources) == reads_english("de") + reads_english("pt"));
    sources.messages = {{"messages/thanks/de.md", message_text},
                        {"messages/thanks/pt.md", message_text}};
    CHECK(problems_of(sources).empty());
    sources.messages.pop_back();
    CHECK(problems_of(sources) == reads_nothing("pt"));
}

TEST_CASE("languages that a rule names deeper down are missed as well") {
    SetSources sources = a_set();
    sources.rules.front().text =
        a_rule("when.any = [ { language = \"pt\" }, { language = \"de\" } ]\n");
    CHECK(problems_of(sources) == reads_english("pt") + reads_english("de"));
    sources.messages = {{"messages/thanks/de.md", message_text}};
    CHECK(problems_of(sources) == reads_nothing("pt"));
}

TEST_CASE("a language that a rule leaves out need have no text") {
    SetSources sources = a_set();
    sources.shop.text.replace(sources.shop.text.find("[\"en\"]"), 6, "[\"en\", \"de\"]");
    sources.rules.front().text = a_rule("when.not = { language = \"de\" }\n");
    CHECK(problems_of(sources).empty());
}

TEST_CASE("marketing says how to leave, in every language") {
    SetSources sources = a_set();
    std::string& rule = sources.rules.front().text;
    rule.replace(rule.find("transactional"), 13, "marketing");
    sources.messages.push_back({"messages/thanks/de.md", message_text + "{{> unsubscribe}}\n"});
    sources.messages.push_back({"messages/partials/unsubscribe/de.md",
                                "{{#shop.unsubscribe}}[Ab]({{shop.unsubscribe}})"
                                "{{/shop.unsubscribe}}\n"});
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: marketing needs a way to unsubscribe\n"
          "   message = \"thanks\"\n"
          "             ^ shop.toml: unsubscribe = \"https://...\" or \"mailto:...\"\n"
          "r.toml:11:11: error: marketing without a link to unsubscribe: messages/thanks/en.md\n"
          "   message = \"thanks\"\n"
          "             ^ write {{> unsubscribe}} at its end\n");
    sources.shop.text += "unsubscribe = \"mailto:leave@shop.example\"\n";
    sources.messages.front().text += "[Leave]({{shop.unsubscribe}})\n";
    CHECK(problems_of(sources) ==
          "messages/thanks/en.md:5:9: error: not every order has \"shop.unsubscribe\"\n"
          "   [Leave]({{shop.unsubscribe}})\n"
          "           ^ write {{#shop.unsubscribe}} ... {{/shop.unsubscribe}}\n");
    sources.messages.front().text = sources.messages[1].text;
    sources.messages.push_back({"messages/partials/unsubscribe/en.md", sources.messages[2].text});
    CHECK(problems_of(sources).empty());
}
