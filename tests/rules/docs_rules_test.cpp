// The pages on rules: what they show is what is read.
#include "tests/rules/a_set.hpp"

#include <algorithm>
#include <regex>

using namespace vesper;

TEST_CASE("every example of the pages on rules loads") {
    const std::string page = GENERATE("docs/rules.md", "docs/rules.zh-CN.md");
    INFO(page);
    const std::string text = file_text(page);
    SetSources sources;
    std::string rules;
    for (const std::string& block : blocks(text, "toml")) {
        if (block.starts_with("# shop.toml\n"))
            sources.shop = {"shop.toml", block};
        else if (!block.starts_with("# vesper.toml\n"))
            rules += block;
    }
    sources.rules = {{"docs.toml", rules}};
    sources.calendars = {
        {"calendars/feasts.toml", file_text("rules/library/calendars/feasts.toml")}};
    const auto messages = blocks(text, "markdown");
    REQUIRE(messages.size() == 1);
    Diagnostics ignored;
    for (const Rule& rule : load_rules(sources.rules, ignored).rules) {
        std::vector<std::string> languages = rule.when.language;
        languages.push_back("en");
        for (const Step& step : rule.steps) {
            if (step.message.empty()) continue;
            for (const std::string& language : languages)
                sources.messages.push_back(
                    {"messages/" + step.message + '/' + language + ".md",
                     messages.front() + "{{#shop.unsubscribe}}[Leave]({{shop.unsubscribe}}){{/"
                                        "shop.unsubscribe}}\n"});
        }
    }
    CHECK(problems_of(
              sources,
              {"email", "sms", "dingtalk", {"extend-receipt", true}, {"request-review", true}}) ==
          "");
    for (const std::string_view stage : stage_names()) {
        INFO(stage);
        const std::regex word{"(^|[^a-z-])" + std::string{stage} + "($|[^a-z-])"};
        CHECK(std::regex_search(text, word));
    }
}

TEST_CASE("the Chinese page has the examples of the English one") {
    const auto without_remarks = [](const std::string& page) {
        std::string code;
        for (const std::string& block : blocks(file_text(page), "toml")) {
            std::size_t at = 0;
            while (at < block.size()) {
                const std::size_t end = std::min(block.find('\n', at), block.size());
                std::string line = block.substr(at, end - at);
                line.erase(std::min(line.find(" #"), line.size()));
                line.erase(line.find_last_not_of(' ') + 1);
                code += line + '\n';
                at = end + 1;
            }
        }
        return code;
    };
    CHECK(without_remarks("docs/rules.md") == without_remarks("docs/rules.zh-CN.md"));
}
