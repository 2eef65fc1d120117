// A wrong hint is worse than none: what a hint says to write can be read, and where nobody knows
// what is meant it says nothing.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

/// The hint below a rule's 12th line, "" if there is none.
std::string hint_on(const std::string& line) {
    const std::string problems = problems_of_rules(a_rule(line + '\n'));
    REQUIRE(problems.starts_with("r.toml:12:"));
    const std::size_t caret = problems.rfind("^");
    REQUIRE(caret != std::string::npos);
    const std::string hint = problems.substr(caret + 1, problems.size() - caret - 2);
    return hint.empty() ? hint : hint.substr(1);
}

}  // namespace

TEST_CASE("what a hint says to write in place of a line loads") {
    auto [line, written] = GENERATE(table<std::string, std::string>({
        {"when.country in [\"DE\", \"FR\"]", "when.country = [\"DE\", \"FR\"]"},
        {"when.country is \"DE\"", "when.country = \"DE\""},
        {"when.country != \"DE\"", "when.not = [ { country = \"DE\" } ]"},
        {"when.country <> DE", "when.not = [ { country = \"DE\" } ]"},
        {"when.country != DE, FR", "when.not = [ { country = [\"DE\", \"FR\"] } ]"},
        {"when.country is not \"DE\"", "when.not = [ { country = \"DE\" } ]"},
        {"when.country not in [\"DE\"]", "when.not = [ { country = [\"DE\"] } ]"},
        {"when.item.sku != \"A\"", "when.not = [ { item.sku = \"A\" } ]"},
        {"when.quantity != 3", "when.not = [ { quantity = { from = 3, below = 4 } } ]"},
        {"when.quantity >= 10", "when.quantity = { from = 10 }"},
        {"when.quantity =< 10", "when.quantity = { below = 11 }"},
        {"when.quantity: >10", "when.quantity = { from = 11 }"},
        {"when.quantity: 10", "when.quantity = 10"},
        {"when.quantity: 10,", "when.quantity = 10"},
        {"when.quantity = 3+", "when.quantity = { from = 3 }"},
        {"when.days_in.placed > 5", "when.days_in.placed = { from = 6 }"},
        {"when.total: 20", "when.total.from = { USD = 20 }"},
        {"when.total >= 20 EUR", "when.total.from = { EUR = 20 }"},
        {"when.total = 20 EUR", "when.total.from = { EUR = 20 }"},
        {"when.total.from: 20 EUR", "when.total.from = { EUR = 20 }"},
        {"when.buyer.spent < \"20 EUR\"", "when.buyer.spent.below = { EUR = 20 }"},
        {"unless: refunded, dispute", "unless = [\"refunded\", \"dispute\"]"},
        {"unless: refunded", "unless = \"refunded\""},
        {"missed ＝ “next”", "missed = \"next\""},
    }));
    CAPTURE(line);
    CHECK(hint_on(line) == "write " + written);
    CHECK(problems_of_rules(a_rule(written + '\n')).empty());
}

TEST_CASE("a head that a hint says to write loads") {
    auto [line, written] = GENERATE(table<std::string, std::string>({
        {"[[rule.thanks.step]", "[[rule.thanks.step]]"},
        {"[rule.thanks.step]]", "[[rule.thanks.step]]"},
        {"[rule.thank you.step]", "[[rule.thank-you.step]]"},
        {"[[rule.thank you]]", "[rule.thank-you]"},
        {"[[rule.thanks]", "[rule.thanks]"},
        {"[[window.evening]", "[window.evening]"},
        {"[[rule.thanks.when.any]", "[[rule.thanks.when.any]]"},
        {"[rule.thanks.when.any", "[rule.thanks.when.any]"},
    }));
    CAPTURE(line);
    CHECK(hint_on(line) == "write " + written);
}

TEST_CASE("where nobody knows what is meant there is no hint") {
    const std::string line =
        GENERATE("latest >= 3", "latest >= \"3d\"", "latest != \"3d\"", "when.review.rating >= 6",
                 "when.review.rating > 5", "when.days_in.paid > 500", "when.quantity more than 10",
                 "when.quantity = 10+5", "when.country in DE, FR", "country != \"DE\"",
                 "when.not.country != \"DE\"", "when.any.country != \"DE\"", "when.total != 20",
                 "when.total.from != 20", "when.total.from > 20", "when.tags ~ \"vip\"",
                 "when.from点", "  when.from点", "when.country: DE]",
                 "when = { country != \"DE\" }", "when = { quantity >= 5 }", "message thank you",
                 "latest = “5d”d”", "unless = [“refunded”，", "[window.evening.in.de es]",
                 "[感谢 信]", "[De utschland]", "when.quantity = [>5]");
    CAPTURE(line);
    CHECK(hint_on(line).empty());
}

TEST_CASE("what is shown as an example is one that can be written there") {
    auto [line, hint] = GENERATE(table<std::string, std::string>({
        {"when.review.rating = \"4-10\"", "like rating = { below = 3 }"},
        {"when.quantity = \"4-2\"", "like quantity = { from = 10, below = 50 }"},
        {"when.total.from = \"19,90 EUR\"", "like { USD = 20 }"},
        {"when.total.from = \"> 20\"", "like { USD = 20 }"},
        {"when.total.below = \">= 20\"", "like { USD = 20 }"},
        {"when.total.from = \">= 20\"", "write { USD = 20 }"},
        {"when.total.below = \"< 20 EUR\"", "write { EUR = 20 }"},
        {"when.total > 20 EUR", "this much or more is written when.total.from = { EUR = 20 }"},
        {"when.total = \"<= 20\"", "less than this is written total.below = { USD = 20 }"},
        {"[[rule.thanks.my-step]", "like [[rule.thank-you.step]]"},
        {"[[rule.thanks.my step]]", "like [[rule.thank-you.step]]"},
    }));
    CAPTURE(line);
    CHECK(hint_on(line) == hint);
}

TEST_CASE("two lines that say not are no longer taken for one that says both") {
    const std::string first = "when.not = [ { country = \"DE\" } ]\n";
    CHECK(
        problems_of_rules(a_rule("when.not = [ { country = \"DE\" }, { platform = \"ebay\" } ]\n"))
            .empty());
    CHECK(problems_of_rules(a_rule(first + "when.not = [ { platform = \"ebay\" } ]\n")) ==
          "r.toml:13:1: error: \"when.not\" is written twice\n"
          "   when.not = [ { platform = \"ebay\" } ]\n"
          "   ^\n");
}

TEST_CASE("quotes of a word processor end where they belong") {
    CHECK(hint_on("when.tags = “it’s”") == "write \"it’s\"");
    CHECK(hint_on("when.tags = ‘a’") == "write \"a\"");
    CHECK(hint_on("when.tags = 「a」") == "write \"a\"");
    CHECK(problems_of_rules(a_rule("when.tags = “say \"hi\" to all”\n")) ==
          "r.toml:12:13: error: text is written in straight quotes\n"
          "   when.tags = “say \"hi\" to all”\n"
          "               ^\n");
}

TEST_CASE("amounts without their edge are shown with it, all of them") {
    CHECK(hint_on("when.total = { eur = 20 }") == "write total.from = { EUR = 20 }");
    CHECK(hint_on("when.total = { EUR = 20, usd = \"22.50\" }") ==
          "write total.from = { EUR = 20, USD = 22.50 }");
    for (const char* line : {"when.total = { EUR = true }", "when.total = { euros = 20 }",
                             "when.total = { from = { EUR = 20 }, USD = 5 }"})
        CHECK(hint_on(line) == "known: from, below");
}

TEST_CASE("a comma inside a name makes no list of it") {
    CHECK(hint_on("when.country = \"Korea, Republic of\"") == "did you mean \"KR\"?");
    CHECK(hint_on("when.country = \"Germany, France\"") == "several are a list: [\"DE\", \"FR\"]");
    CHECK(hint_on("when.country = \"Germany, Atlantis\"") == "two capital letters, as in \"DE\"");
    CHECK(hint_on("when.language = \"Chinese, Simplified\"").empty());
    CHECK(hint_on("when.language = \"de, fr\"") == "several are a list: [\"de\", \"fr\"]");
    CHECK(hint_on("when.platform = \"Amazon, 易贝\"") ==
          "several are a list: [\"amazon\", \"ebay\"]");
}

TEST_CASE("hours of which one side may be either half of the day are not read side by side") {
    CHECK(problems_of_rules("[window.w]\nhours = \"9-5\"\n") ==
          "r.toml:2:9: error: \"9-5\" is not like \"19:00-21:00\" or \"sat,sun 10:00-12:00\"\n"
          "   hours = \"9-5\"\n"
          "           ^\n");
    CHECK(problems_of_rules("[window.w]\nhours = \"晚上7点-9点\"\n") ==
          "r.toml:2:9: error: \"晚上7点-9点\" is written \"19:00-21:00\"\n"
          "   hours = \"晚上7点-9点\"\n"
          "           ^\n");
    CHECK(problems_of_rules("[window.w]\nfrom = \"19:00\"\nto = \"晚上12点\"\n") ==
          "r.toml:3:6: error: \"晚上12点\" is not a time of day like \"19:00\"\n"
          "   to = \"晚上12点\"\n"
          "        ^\n");
}
