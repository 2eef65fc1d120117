// Rule files, message texts and partials with bytes torn out, put in and moved about: the same
// mutations in every run. The libFuzzer target in tests/fuzz looks further.
#include "tests/fuzz/feed.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace vesper;

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
    for (const fs::path& file : files) {
        std::ifstream in{file, std::ios::binary};
        std::ostringstream text;
        text << in.rdbuf();
        texts.push_back(text.str());
    }
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

class Mutation {
public:
    explicit Mutation(std::uint32_t seed) : random_{seed} {}

    std::string of(std::string text, const std::string& other) {
        for (std::size_t left = 1 + below(4); left > 0; --left) step(text, other);
        return text;
    }

private:
    // Not a distribution of the standard library: those differ between implementations.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

    void step(std::string& text, const std::string& other) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = std::min(text.size() - at, below(40));
        switch (below(6)) {
            case 0:
                text.erase(at, size);
                break;
            case 1:
                text.insert(at, pieces()[below(pieces().size())]);
                break;
            case 2:
                text.replace(at, size, pieces()[below(pieces().size())]);
                break;
            case 3:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 4:
                text.insert(below(text.size() + 1), text.substr(at, size));
                break;
            default:
                text = text.substr(0, at) + other.substr(std::min(other.size(), at));
        }
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("no file, however torn, brings the loader or the letter down") {
    const std::vector<std::string> texts = seeds();
    REQUIRE(texts.size() > 200);
    constexpr std::uint32_t rounds = 20000;
    std::size_t loaded = 0;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const std::string torn =
            Mutation{round}.of(texts[round % texts.size()], texts[(round * 7 + 1) % texts.size()]);
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
