// Rule files, message texts and partials, torn.
#include "tests/support/mutation.hpp"
#include "tests/fuzz/feed.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::Mutation;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> seeds() {
    std::vector<std::string> texts;
    std::vector<fs::path> files;
    const fs::path tree{source_tree()};
    for (const auto& entry : fs::recursive_directory_iterator{tree / "rules/library"})
        if (entry.is_regular_file() && entry.file_size() < 8192) files.push_back(entry.path());
    files.push_back(tree / "systemd/etc/shop.toml");
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) texts.push_back(test::bytes_of(file));
    return texts;
}

/// Pieces that mean something to a reader of these files.
const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all{"{{",
                                              "}}",
                                              "{{{",
                                              "{{#order.items}}",
                                              "{{/order.items}}",
                                              "{{^buyer.name}}",
                                              "{{/buyer.name}}",
                                              "{{buyer.name}}",
                                              "{{buyer.name | else: x}}",
                                              "{{item.sku}}",
                                              "{{order.pieces | one: # | other: # }}",
                                              "{{> signature}}",
                                              "{{> greeting}}",
                                              "{{!",
                                              "|",
                                              ":",
                                              "#",
                                              "+++\n",
                                              "\n+++\n",
                                              "\r\n",
                                              "\r",
                                              "\n\n",
                                              std::string(1, '\0'),
                                              "\xef\xbb\xbf",
                                              "\xff\xfe",
                                              "\xe2\x80",
                                              "\xb6\xa9",
                                              "\"",
                                              "\"\"\"",
                                              "[",
                                              "]",
                                              "[[rule]]",
                                              "[rule.x]",
                                              " = ",
                                              "<b>",
                                              "![x](y)",
                                              "[x](javascript:y)",
                                              "```",
                                              "    ",
                                              "> ",
                                              "- ",
                                              "\xef\xbd\x9b\xef\xbd\x9b",
                                              "2026-01-01",
                                              "99999999999999999999"};
    return all;
}

}  // namespace

TEST_CASE("no file, however torn, brings the loader or the letter down") {
    const std::vector<std::string> texts = seeds();
    REQUIRE(texts.size() > 200);
    constexpr std::uint32_t rounds = 20000;
    std::size_t loaded = 0;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const std::string torn = Mutation{round, pieces()}.of(
            texts[round % texts.size()], texts[(round * 7 + 1) % texts.size()]);
        const std::string broken = fuzz::feed(torn);
        INFO("round " << round << "\n" << torn);
        REQUIRE(broken == "");
        Diagnostics found;
        load_message({"messages/m/en.md", torn}, found);
        loaded += has_errors(found) ? 0 : 1;
    }
    // Most are refused; those that are not say that mutations reach the letter.
    CHECK(loaded > rounds / 20);
    CHECK(loaded < rounds);
}

TEST_CASE("what is fed is looked at") {
    CHECK(fuzz::check_places({"f", "one line"},
                             {{Severity::error, "f", {2, 1}, say("m"), {}, ""}}) != "");
    Message hole;
    hole.name = "m";
    hole.language = "en";
    hole.subject = "s";
    hole.body = "{{buyer.name}}";
    CHECK(fuzz::check_letter(hole) == "loads without an error, but: the order has no buyer.name");
}
