// Every example of docs/messages.md and its Chinese twin.
#include "rules/field.hpp"
#include "rules/mustache.hpp"
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace vesper;

namespace {

/// The ```LANGUAGE blocks, each with the last path in backticks before it.
std::map<std::string, std::string> named_blocks(const std::string& text,
                                                const std::string& language) {
    std::map<std::string, std::string> found;
    const std::string open = "\n```" + language + '\n';
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        const std::size_t path_end = text.rfind('`', at - 1);
        const std::size_t path = text.rfind('`', path_end - 1) + 1;
        at += open.size();
        found[text.substr(path, path_end - path)] =
            text.substr(at, text.find("\n```\n", at) + 1 - at);
    }
    return found;
}

/// What stands between backticks inside `text`, \| read as |.
std::vector<std::string> inline_code(std::string text) {
    for (std::size_t at; (at = text.find("\\|")) != std::string::npos;) text.erase(at, 1);
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = text.find('`', at)) != std::string::npos;) {
        if (text.compare(at, 3, "```") == 0) {
            at = text.find("\n```\n", at) + 5;
            continue;
        }
        const std::size_t end = text.find('`', at + 1);
        found.push_back(text.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return found;
}

std::string problems_of(const std::string& body, const std::string& language) {
    Diagnostics found;
    load_messages({{"messages/m/" + language + ".md", "+++\nsubject = \"s\"\n+++\n" + body},
                   {"messages/partials/signature/" + language + ".md", "Bye\n"}},
                  found);
    return format(found);
}

struct Manual {
    std::string file;
    std::string language;
    std::string refused;  // the heading over what is refused
};

}  // namespace

TEST_CASE("every example of the manual of messages holds") {
    const auto [file, language, refused] = GENERATE(table<std::string, std::string, std::string>({
        {"docs/messages.md", "en", "\n## What is refused\n"},
        {"docs/messages.zh-CN.md", "zh", "\n## 会被拒绝的写法\n"},
    }));
    const std::string text = file_text(file);
    const std::size_t refusals = text.find(refused);
    REQUIRE(refusals != std::string::npos);

    SetSources sources;
    for (const auto& [path, block] : named_blocks(text, "markdown"))
        sources.messages.push_back({path, block});
    REQUIRE(sources.messages.size() == 5);
    const auto shop = named_blocks(text, "toml");
    REQUIRE(shop.size() == 1);
    sources.shop = {"shop.toml", shop.at("shop.toml")};
    sources.shop.text.replace(sources.shop.text.find("[\"en\", \"zh\"]"), 12,
                              "[\"" + language + "\"]");
    sources.rules = {{"r.toml", a_rule("")}};
    std::string& rule = sources.rules.front().text;
    rule.replace(rule.find("transactional"), 13, "marketing");
    rule.replace(rule.find("message = \"thanks\""), 18, "message = \"win-back\"");
    CHECK(format(load_set(sources, {"email"}).diagnostics) == "");

    std::size_t tried = 0;
    for (const std::string& code : inline_code(text.substr(0, refusals))) {
        if (!code.starts_with("{{")) continue;
        INFO(code);
        CHECK(problems_of(code, language) == "");
        ++tried;
    }
    CHECK(tried >= 8);
    for (const std::string_view field : message_fields()) {
        INFO(field);
        CHECK(text.find('`' + std::string{field} + '`') != std::string::npos);
    }
}

TEST_CASE("what the manual says is refused is refused, for the reason it gives") {
    const auto [file, language, refused] = GENERATE(table<std::string, std::string, std::string>({
        {"docs/messages.md", "en", "\n## What is refused\n"},
        {"docs/messages.zh-CN.md", "zh", "\n## 会被拒绝的写法\n"},
    }));
    const std::string text = file_text(file);
    const std::size_t begin = text.find("|---|---|\n", text.find(refused)) + 10;
    std::istringstream rows(text.substr(begin, text.find("\n\n", begin) - begin));
    std::size_t tried = 0;
    for (std::string row; std::getline(rows, row); ++tried) {
        const std::vector<std::string> code = inline_code(row);
        REQUIRE(code.size() == 1);
        const std::size_t reason = row.rfind(" | ") + 3;
        const std::string expected = row.substr(reason, row.size() - 2 - reason);
        INFO(row);
        CHECK(problems_of(code.front(), language).find(expected) != std::string::npos);
    }
    CHECK(tried == 9);
}
