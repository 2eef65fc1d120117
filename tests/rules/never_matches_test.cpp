// "A typo is an error with a suggestion, never a rule that silently matches nothing": conditions
// that no order meets, and those that hardly one does.
#include "rules/currency.hpp"
#include "rules/known_names.hpp"
#include "rules/languages_met.hpp"
#include "rules/subdivision_code.hpp"
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

/// A rule on another stage than delivered.
std::string a_rule_on(const std::string& stage, const std::string& more) {
    std::string text = a_rule(more);
    return text.replace(text.find("delivered"), 9, stage);
}

}  // namespace

TEST_CASE("a place, a currency or a rating that does not exist is an error") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.subdivision = \"US-XX\"",
         "r.toml:12:20: error: \"US-XX\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = \"US-XX\"\n"
         "                      ^ did you mean \"US-TX\"?\n"},
        {"when.subdivision = [\"US-CA\", \"us-ny\"]",
         "r.toml:12:30: error: \"us-ny\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = [\"US-CA\", \"us-ny\"]\n"
         "                                ^ did you mean \"US-NY\"?\n"},
        {"when.subdivision = \"UK-ENG\"",
         "r.toml:12:20: error: \"UK-ENG\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = \"UK-ENG\"\n"
         "                      ^ did you mean \"GB\"?\n"},
        {"when.subdivision = \"AT-WIEN\"",
         "r.toml:12:20: error: \"AT-WIEN\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = \"AT-WIEN\"\n"
         "                      ^ known: AT-1, AT-2, AT-3, AT-4, AT-5, AT-6, AT-7, AT-8, AT-9\n"},
        {"when.subdivision = \"PR-SJ\"",
         "r.toml:12:20: error: \"PR-SJ\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = \"PR-SJ\"\n"
         "                      ^ PR has no parts that have codes\n"},
        {"[window.evening.in.US-XX]\nfrom = \"18:00\"",
         "r.toml:12:20: error: unknown country \"US-XX\"\n"
         "   [window.evening.in.US-XX]\n"
         "                      ^ did you mean \"US-TX\"?\n"},
        {"when.total.from = { USD = 20, EUE = 20 }",
         "r.toml:12:31: error: unknown currency \"EUE\"\n"
         "   when.total.from = { USD = 20, EUE = 20 }\n"
         "                                 ^ did you mean \"EUR\"?\n"},
        {"when.buyer.spent.below = { RMB = 20 }",
         "r.toml:12:28: error: unknown currency \"RMB\"\n"
         "   when.buyer.spent.below = { RMB = 20 }\n"
         "                              ^ did you mean \"CNY\"?\n"},
        {"when.total.from = { dollars = 20 }",
         "r.toml:12:21: error: unknown currency \"dollars\"\n"
         "   when.total.from = { dollars = 20 }\n"
         "                       ^ three capital letters, as in \"USD\"\n"},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("a rating lies between 1 and 5") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.review.rating = 5", ""},
        {"when.review.rating = { below = 6 }", ""},
        {"when.review.rating = 6",
         "r.toml:12:22: error: \"rating\" lies between 1 and 5\n"
         "   when.review.rating = 6\n"
         "                        ^\n"},
        {"when.review.rating = 0",
         "r.toml:12:22: error: \"rating\" lies between 1 and 5\n"
         "   when.review.rating = 0\n"
         "                        ^\n"},
        {"when.review.rating = { below = 1 }",
         "r.toml:12:32: error: \"below\" lies between 2 and 6\n"
         "   when.review.rating = { below = 1 }\n"
         "                                  ^\n"},
    }));
    CHECK(problems_of_rules(a_rule_on("review", line + '\n')) == expected);
}

TEST_CASE("a country and a part of another one never hold together") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.country = [\"US\", \"CA\"]\nwhen.subdivision = [\"US-CA\", \"CA-QC\"]", ""},
        {"when.country = \"DE\"\nwhen.subdivision = \"US-CA\"",
         "r.toml:13:20: error: no subdivision lies in DE, so nothing matches\n"
         "   when.subdivision = \"US-CA\"\n"
         "                      ^ both must hold; leave one of them out\n"},
        {"when.country = \"US\"\nwhen.subdivision = [\"US-CA\", \"DE-BY\"]",
         "r.toml:13:30: warning: \"DE-BY\" lies in none of US, so it never matches\n"
         "   when.subdivision = [\"US-CA\", \"DE-BY\"]\n"
         "                                ^\n"},
        {"when.country = [\"US\", \"DE\"]\nwhen.subdivision = \"US-CA\"",
         "r.toml:12:23: warning: orders from DE never match: no subdivision of it is named\n"
         "   when.country = [\"US\", \"DE\"]\n"
         "                         ^ both must hold; for one or the other write any\n"},
        // Whatever they are nested in, these conditions match nothing.
        {"when.any = [ { country = \"US\", subdivision = \"CA-QC\" }, { country = \"DE\" } ]",
         "r.toml:12:46: error: no subdivision lies in US, so nothing matches\n"
         "   when.any = [ { country = \"US\", subdivision = \"CA-QC\" }, { country = \"DE\" } ]\n"
         "                                                ^ both must hold; leave one of them "
         "out\n"},
        {"when.not = { country = \"US\", subdivision = \"CA-QC\" }",
         "r.toml:12:44: error: no subdivision lies in US, so nothing matches\n"
         "   when.not = { country = \"US\", subdivision = \"CA-QC\" }\n"
         "                                              ^ both must hold; leave one of them out\n"},
        // A word that is refused is not said to be wrong in another way, too.
        {"when.country = [\"DE\", \"UK\"]\nwhen.subdivision = \"GB-ENG\"",
         "r.toml:12:23: error: unknown country \"UK\"\n"
         "   when.country = [\"DE\", \"UK\"]\n"
         "                         ^ did you mean \"GB\"?\n"},
        {"when.platform = \"amazon\"\nwhen.not = { platform = \"amazon\", country = \"UK\" }",
         "r.toml:13:45: error: unknown country \"UK\"\n"
         "   when.not = { platform = \"amazon\", country = \"UK\" }\n"
         "                                               ^ did you mean \"GB\"?\n"},
        {"when.country = [\"US\", \"UK\"]\nwhen.subdivision = \"US-CA\"",
         "r.toml:12:23: error: unknown country \"UK\"\n"
         "   when.country = [\"US\", \"UK\"]\n"
         "                         ^ did you mean \"GB\"?\n"},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("conditions that leave nothing of each other are an error") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.country = \"DE\"\nwhen.not = { country = \"DE\" }",
         "r.toml:13:6: error: \"not\" takes out all that the conditions beside it let in, so "
         "nothing matches\n"
         "   when.not = { country = \"DE\" }\n"
         "        ^\n"},
        {"when.subdivision = \"US-CA\"\nwhen.not = [ { tags = \"vip\" }, { country = \"US\" } ]",
         "r.toml:13:32: error: \"not\" takes out all that the conditions beside it let in, so "
         "nothing matches\n"
         "   when.not = [ { tags = \"vip\" }, { country = \"US\" } ]\n"
         "                                  ^\n"},
        {"when.country = \"DE\"\nwhen.all = [ { country = [\"FR\", \"AT\"] } ]",
         "r.toml:13:14: error: no order has this country and the other one that must hold, so "
         "nothing matches\n"
         "   when.all = [ { country = [\"FR\", \"AT\"] } ]\n"
         "                ^\n"},
        {"when.all = [ { language = \"de\" }, { language = \"pt-BR\" } ]",
         "r.toml:12:35: error: no order has this language and the other one that must hold, so "
         "nothing matches\n"
         "   when.all = [ { language = \"de\" }, { language = \"pt-BR\" } ]\n"
         "                                     ^\n"},
        {"when.country = [\"DE\", \"AT\"]\nwhen.not = { country = \"DE\" }", ""},
        {"when.country = \"DE\"\nwhen.not = { country = \"DE\", tags = \"vip\" }", ""},
        {"when.language = \"pt\"\nwhen.all = [ { language = \"pt-BR\" } ]", ""},
        {"when.quantity = 5\nwhen.not = { quantity = 10 }", ""},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("all, any and not that leave nothing of each other are an error") {
    const std::string not_takes_all =
        "error: \"not\" takes out all that the conditions beside it let in, so nothing matches\n";
    const std::string nothing_of_any =
        "error: the conditions beside \"any\" let in nothing of it, so nothing matches\n";
    auto [lines, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"when.country = \"DE\"\nwhen.any = [ { country = \"FR\" }, { country = \"IT\" } ]",
         "r.toml:13:12: " + nothing_of_any +
             "   when.any = [ { country = \"FR\" }, { country = \"IT\" } ]\n"
             "              ^\n"},
        {"when.any = [ { country = \"DE\" }, { country = \"AT\" } ]\nwhen.all = { country = "
         "\"FR\" }",
         "r.toml:12:12: " + nothing_of_any +
             "   when.any = [ { country = \"DE\" }, { country = \"AT\" } ]\n"
             "              ^\n"},
        {"when.country = \"DE\"\nwhen.all = [ { any = [ { country = \"FR\" } ] } ]",
         "r.toml:13:14: " + nothing_of_any +
             "   when.all = [ { any = [ { country = \"FR\" } ] } ]\n"
             "                ^\n"},
        {"when.any = [ { country = \"DE\" }, { country = \"AT\" } ]\nwhen.not = { country = "
         "[\"DE\", \"AT\"] }",
         "r.toml:12:12: " + nothing_of_any +
             "   when.any = [ { country = \"DE\" }, { country = \"AT\" } ]\n"
             "              ^\n"},
        {"when.not = { country = \"FR\" }\nwhen.all = [ { country = \"FR\" } ]",
         "r.toml:12:6: " + not_takes_all +
             "   when.not = { country = \"FR\" }\n"
             "        ^\n"},
        {"when.tags = \"vip\"\nwhen.all = { country = \"FR\" }\nwhen.not = { country = "
         "[\"FR\", \"IT\"], tags = \"vip\" }",
         "r.toml:14:6: " + not_takes_all +
             "   when.not = { country = [\"FR\", \"IT\"], tags = \"vip\" }\n"
             "        ^\n"},
        // Said once, where it begins.
        {"when.country = \"DE\"\nwhen.all = { country = \"FR\" }\nwhen.any = { country = "
         "\"IT\" }",
         "r.toml:13:6: error: no order has this country and the other one that must hold, so "
         "nothing matches\n"
         "   when.all = { country = \"FR\" }\n"
         "        ^\n"},
        {"when.country = \"DE\"\nwhen.any = [ { country = \"FR\" }, { tags = \"vip\" } ]", ""},
        {"when.all = { country = [\"FR\", \"DE\"] }\nwhen.not = { country = \"FR\" }", ""},
        {"when.any = [ { country = \"DE\" }, { country = \"AT\" } ]\nwhen.not = { country = "
         "\"DE\" }",
         ""},
    }));
    CHECK(problems_of_rules(a_rule(lines + '\n')) == expected);
}

TEST_CASE("what comes later than the rule starts is a warning") {
    auto [stage, line, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"delivered", "when.review.sentiment = \"negative\"",
         "r.toml:12:6: warning: conditions are judged when the rule starts, and a review comes "
         "after \"delivered\"\n"
         "   when.review.sentiment = \"negative\"\n"
         "        ^ a rule that starts then says on = \"review\"\n"},
        {"paid", "when.days_in.delivered = 3",
         "r.toml:12:14: warning: conditions are judged when the rule starts, and \"delivered\" "
         "comes after \"paid\"\n"
         "   when.days_in.delivered = 3\n"
         "                ^ a rule that starts then says on = \"delivered\"\n"},
        {"paid", "when.all = [ { days_in = { shipped = 3 } } ]",
         "r.toml:12:28: warning: conditions are judged when the rule starts, and \"shipped\" comes "
         "after \"paid\"\n"
         "   when.all = [ { days_in = { shipped = 3 } } ]\n"
         "                              ^ a rule that starts then says on = \"shipped\"\n"},
        {"paid", "when.days_in.paid = { from = 7 }",
         "r.toml:12:14: warning: the rule starts when the order comes to \"paid\", not days later\n"
         "   when.days_in.paid = { from = 7 }\n"
         "                ^ how long after it, like after = \"3d\"\n"},
        {"paid", "when.days_in.paid = { below = 7 }", ""},
        {"review", "when.days_in.review = 1", ""},
        {"review", "when.review.sentiment = \"negative\"", ""},
        {"refund-requested", "when.review.sentiment = \"negative\"", ""},
        {"delivered", "when.days_in.paid = 3", ""},
        {"paid", "when.not = { days_in = { delivered = 3 } }", ""},
    }));
    CHECK(problems_of_rules(a_rule_on(stage, line + '\n')) == expected);
}

TEST_CASE("of a stage that is none nothing is said but that") {
    CHECK(problems_of_rules(a_rule_on("delivred", "when.review.rating = 5\n")) ==
          "r.toml:6:6: error: unknown stage \"delivred\"\n"
          "   on = \"delivred\"\n"
          "        ^ did you mean \"delivered\"?\n");
}

TEST_CASE("a name from outside that is nearly a known one is a warning") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.marketplace = \"ATVPDKIKX0DERR\"",
         "r.toml:12:20: warning: marketplace \"ATVPDKIKX0DERR\" is none that is known\n"
         "   when.marketplace = \"ATVPDKIKX0DERR\"\n"
         "                      ^ did you mean \"ATVPDKIKX0DER\"?\n"},
        {"when.marketplace = [\"ATVPDKIKX0DER\", \"main\"]", ""},
        {"when.marketplace = \"DE\"",
         "r.toml:12:20: warning: marketplace \"DE\" is none that is known\n"
         "   when.marketplace = \"DE\"\n"
         "                      ^ Amazon's marketplace in DE is \"A1PA6795UKMFR9\"\n"},
        {"when.marketplace = \"Amazon.co.uk\"",
         "r.toml:12:20: warning: marketplace \"Amazon.co.uk\" is none that is known\n"
         "   when.marketplace = \"Amazon.co.uk\"\n"
         "                      ^ Amazon's marketplace in GB is \"A1F83G8C2ARO7P\"\n"},
        {"when.marketplace = \"CH\"",
         "r.toml:12:20: warning: marketplace \"CH\" is none that is known\n"
         "   when.marketplace = \"CH\"\n"
         "                      ^ of the buyer's country write when.country = \"CH\"\n"},
        {"when.platform = \"wish\"\nwhen.marketplace = \"DE\"", ""},
        {"when.item.sku = \"LED-1,LED-2\"",
         "r.toml:12:17: warning: \"LED-1,LED-2\" is one text, comma and all\n"
         "   when.item.sku = \"LED-1,LED-2\"\n"
         "                   ^ several are a list: [\"LED-1\", \"LED-2\"]\n"},
        {"when.tags = \"vip, wholesale\"",
         "r.toml:12:13: warning: \"vip, wholesale\" is one text, comma and all\n"
         "   when.tags = \"vip, wholesale\"\n"
         "               ^ several are a list: [\"vip\", \"wholesale\"]\n"},
        {"when.item.title = \"Lamp, red\"", ""},
        {"when.carrier = \"DHL\"",
         "r.toml:12:16: warning: \"DHL\" is that name alone, not \"DHL Express\"\n"
         "   when.carrier = \"DHL\"\n"
         "                  ^ \"DHL*\" is every carrier whose name begins so\n"},
        {"when.carrier = [\"DHL\", \"dhl express\"]", ""},
        {"when.carrier = [\"DHL*\", \"UPS\", \"Yun\"]", ""},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("codes of places and money") {
    for (const char* code : {"US-CA", "FR-IDF", "GB-ENG", "CN-BJ", "IN-TS", "JP-13", "NZ-CIT"})
        CHECK(is_subdivision_code(code));
    for (const char* code : {"", "US", "US-", "US-C", "US-CAL", "XX-CA", "us-CA", "US-CA CO"})
        CHECK_FALSE(is_subdivision_code(code));
    CHECK(in_english(subdivision_hint("US-Cal")) == "did you mean \"US-CA\"?");
    for (const char* code : {"USD", "XOF", "BGN", "XCG"}) CHECK(is_currency(code));
    for (const char* code : {"", "EUE", "usd", "XTS", "XAU"}) CHECK_FALSE(is_currency(code));
    for (const std::string_view id : known_marketplaces())
        CHECK_FALSE(is_doubtful_marketplace(std::string{id}));
    CHECK(is_doubtful_marketplace("A1NEWMARKET123"));
}

TEST_CASE("the languages that a rule meets are those it names, at whatever depth") {
    const std::vector<std::string> shop{"en", "de", "pt"};
    auto [when, expected] = GENERATE(table<std::string, std::vector<std::string>>({
        {"tags = \"vip\"", {"en", "de", "pt"}},
        {"language = [\"pt\", \"ja\"]", {"pt", "ja"}},
        {"any = [ { language = \"pt\" }, { language = \"de\" } ]", {"pt", "de"}},
        {"any = [ { language = \"pt\" }, { tags = \"vip\" } ]", {"en", "de", "pt"}},
        {"all = [ { any = [ { language = \"ja\" } ] } ]", {"ja"}},
        {"language = [\"pt\", \"de\"], all = [ { language = \"pt-BR\" } ]", {"pt-BR"}},
        {"not = { language = [\"de\", \"pt\"] }", {"en"}},
        {"not = { language = \"de\", tags = \"vip\" }", {"en", "de", "pt"}},
        {"language = [\"pt-BR\", \"pt-PT\"], not = { language = \"pt-PT\" }", {"pt-BR"}},
        {"not = { language = [\"en\", \"de\", \"pt\"] }", {"en", "de", "pt"}},
    }));
    Diagnostics diagnostics;
    const RuleSet set = load_rules({{"r.toml", a_rule("when = { " + when + " }\n")}}, diagnostics);
    INFO(when << format(diagnostics));
    REQUIRE(set.rules.size() == 1);
    CHECK(languages_met(set.rules.front().when, shop) == expected);
}
