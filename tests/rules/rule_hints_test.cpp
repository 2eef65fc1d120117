// Slips of rules that TOML can read: the whole text of what people see, which is what is meant.
#include "rules/stage.hpp"
#include "rules/stage_words.hpp"
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("a stage in other words is told its name, never the contrary") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"unless = \"returned\"",
         "r.toml:12:10: error: unknown stage \"returned\"\n"
         "   unless = \"returned\"\n"
         "            ^ did you mean \"return-received\"?\n"},
        {"unless = \"refund\"",
         "r.toml:12:10: error: unknown stage \"refund\"\n"
         "   unless = \"refund\"\n"
         "            ^ did you mean one of \"refund-requested\", \"refunded\"?\n"},
        {"unless = \"arrived\"",
         "r.toml:12:10: error: unknown stage \"arrived\"\n"
         "   unless = \"arrived\"\n"
         "            ^ did you mean \"delivered\"?\n"},
        {"unless = \"unpaid\"",
         "r.toml:12:10: error: unknown stage \"unpaid\"\n"
         "   unless = \"unpaid\"\n"
         "            ^\n"},
        {"unless = \"undeliverd\"",
         "r.toml:12:10: error: unknown stage \"undeliverd\"\n"
         "   unless = \"undeliverd\"\n"
         "            ^\n"},
        {"unless = \"bad-review\"",
         "r.toml:12:10: error: unknown stage \"bad-review\"\n"
         "   unless = \"bad-review\"\n"
         "            ^ did you mean \"review\"?\n"},
        {"unless = \"Delivery Failed\"",
         "r.toml:12:10: error: unknown stage \"Delivery Failed\"\n"
         "   unless = \"Delivery Failed\"\n"
         "            ^ did you mean \"attempt-failed\"?\n"},
        {"unless = \"已签收\"",
         "r.toml:12:10: error: unknown stage \"已签收\"\n"
         "   unless = \"已签收\"\n"
         "            ^ did you mean \"delivered\"?\n"},
        {"unless = \"refunded, dispute\"",
         "r.toml:12:10: error: unknown stage \"refunded, dispute\"\n"
         "   unless = \"refunded, dispute\"\n"
         "            ^ several are a list: [\"refunded\", \"dispute\"]\n"},
        {"unless = \"退款，纠纷\"",
         "r.toml:12:10: error: unknown stage \"退款，纠纷\"\n"
         "   unless = \"退款，纠纷\"\n"
         "            ^ several are a list: [\"退款\", \"纠纷\"]\n"},
        {"when.days_in.payed = 5",
         "r.toml:12:14: error: unknown stage \"payed\"\n"
         "   when.days_in.payed = 5\n"
         "                ^ did you mean \"paid\"?\n"},
        {"[defaults.on.arrived]\n"
         "latest = \"5d\"",
         "r.toml:12:14: error: unknown stage \"arrived\"\n"
         "   [defaults.on.arrived]\n"
         "                ^ did you mean \"delivered\"?\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("a stage and something beside it are told apart, and none is taken for its contrary") {
    const auto hint = [](const char* text, StagePlace place) {
        return in_english(stage_hint(text, place));
    };
    auto [text, on, elsewhere] = GENERATE(table<const char*, const char*, const char*>({
        {"inquiry-unanswered", "write on = \"inquiry\" and unless = \"inquiry-answered\"", ""},
        {"inquiry-unanswerd", "", ""},
        {"Unanswered", "write on = \"inquiry\" and unless = \"inquiry-answered\"", ""},
        {"未回复", "write on = \"inquiry\" and unless = \"inquiry-answered\"", ""},
        {"dispute-unresolved", "write on = \"dispute\" and unless = \"dispute-resolved\"", ""},
        {"review-negative", "write on = \"review\" and when.review.sentiment = \"negative\"",
         "did you mean \"review\"?"},
        {"review-neutral", "write on = \"review\" and when.review.sentiment = \"neutral\"",
         "did you mean \"review\"?"},
        {"review-positive", "write on = \"review\" and when.review.sentiment = \"positive\"",
         "did you mean \"review\"?"},
        {"tax-number", "write on = \"paid\" and message = \"confirm-address-and-tax-number\"", ""},
        {"税号", "write on = \"paid\" and message = \"confirm-address-and-tax-number\"", ""},
        {"confirm-address", "write on = \"paid\" and message = \"confirm-address-and-tax-number\"",
         ""},
        {"地址确认", "write on = \"paid\" and message = \"confirm-address-and-tax-number\"", ""},
        {"address-to-confirm", "did you mean \"address-problem\"?",
         "did you mean \"address-problem\"?"},
    }));
    INFO(text);
    CHECK(hint(text, StagePlace::on) == on);
    CHECK(hint(text, StagePlace::elsewhere) == elsewhere);
}

TEST_CASE("a class or a deadline in other words is told its name") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"class = \"notification\"\non = \"paid\"",
         "r.toml:2:9: error: unknown class \"notification\"\n"
         "   class = \"notification\"\n"
         "           ^ did you mean \"transactional\"?\n"},
        {"class = \"营销\"\non = \"paid\"",
         "r.toml:2:9: error: unknown class \"营销\"\n"
         "   class = \"营销\"\n"
         "           ^ did you mean \"marketing\"?\n"},
        {"class = \"Solicitaton\"\non = \"paid\"",
         "r.toml:2:9: error: unknown class \"Solicitaton\"\n"
         "   class = \"Solicitaton\"\n"
         "           ^ did you mean \"solicitation\"?\n"},
        {"class = \"x\"\non = \"paid\"",
         "r.toml:2:9: error: unknown class \"x\"\n"
         "   class = \"x\"\n"
         "           ^ known: critical, transactional, solicitation, marketing\n"},
        {"class = \"critical\"\nof = \"buyer protection\"",
         "r.toml:3:6: error: unknown deadline \"buyer protection\"\n"
         "   of = \"buyer protection\"\n"
         "        ^ did you mean \"confirm-receipt\"?\n"},
        {"class = \"critical\"\nof = \"买家保护\"",
         "r.toml:3:6: error: unknown deadline \"买家保护\"\n"
         "   of = \"买家保护\"\n"
         "        ^ did you mean \"confirm-receipt\"?\n"},
        {"class = \"critical\"\nof = \"payment\"",
         "r.toml:3:6: error: unknown deadline \"payment\"\n"
         "   of = \"payment\"\n"
         "        ^ did you mean \"pay\"?\n"},
        {"class = \"critical\"\nof = \"review-window\"",
         "r.toml:3:6: error: unknown deadline \"review-window\"\n"
         "   of = \"review-window\"\n"
         "        ^ did you mean one of \"review-opens\", \"review-closes\"?\n"},
        {"class = \"critical\"\nof = \"pay\"\nby = \"delivery\"",
         "r.toml:4:6: error: unknown deadline \"delivery\"\n"
         "   by = \"delivery\"\n"
         "        ^ did you mean \"deliver\"?\n"},
    }));
    CHECK(problems_of_rules("[rule.r]\n" + line +
                            "\nafter = \"1d\"\nmessage = \"m\"\nwindow = \"w\"\nchannel = "
                            "\"email\"\n[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n") ==
          expected);
}

TEST_CASE("a word in the wrong place is told the right one") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"if.country = \"DE\"",
         "r.toml:12:1: error: unknown word \"if\" in [rule.thanks]\n"
         "   if.country = \"DE\"\n"
         "   ^ did you mean \"when\"?\n"},
        {"country = \"DE\"",
         "r.toml:12:1: error: unknown word \"country\" in [rule.thanks]\n"
         "   country = \"DE\"\n"
         "   ^ this is a condition; write when.country\n"},
        {"not.country = \"DE\"",
         "r.toml:12:1: error: unknown word \"not\" in [rule.thanks]\n"
         "   not.country = \"DE\"\n"
         "   ^ this is a condition; write when.not\n"},
        {"[[rule.thanks.step]]\n"
         "when.country = \"DE\"",
         "r.toml:13:1: error: unknown word \"when\" in step 1 of [rule.thanks]\n"
         "   when.country = \"DE\"\n"
         "   ^ it holds for the whole rule; write it above the first step\n"},
        {"[[rule.thanks.step]]\n"
         "country = \"DE\"",
         "r.toml:13:1: error: unknown word \"country\" in step 1 of [rule.thanks]\n"
         "   country = \"DE\"\n"
         "   ^ this is a condition of the whole rule; write when.country above the first step\n"},
        {"[[rule.thanks.step]]\n"
         "unless = \"paid\"",
         "r.toml:13:1: error: unknown word \"unless\" in step 1 of [rule.thanks]\n"
         "   unless = \"paid\"\n"
         "   ^ it holds for the whole rule; write it above the first step\n"},
        {"latest = true",
         "r.toml:12:10: error: \"latest\" is text in quotes, not true or false\n"
         "   latest = true\n"
         "            ^ like latest = \"5d\"\n"},
        {"holdout = 10",
         "r.toml:12:11: error: \"holdout\" is text in quotes, not a whole number\n"
         "   holdout = 10\n"
         "             ^ write holdout = \"10%\"\n"},
        {"fallback = \"SMS, Ding Talk\"",
         "r.toml:12:12: error: a channel's name is small letters, digits and hyphens\n"
         "   fallback = \"SMS, Ding Talk\"\n"
         "              ^ several are a list: [\"sms\", \"ding-talk\"]\n"},
        {"fallback = \"sms,dingtalk\"",
         "r.toml:12:12: error: a channel's name is small letters, digits and hyphens\n"
         "   fallback = \"sms,dingtalk\"\n"
         "              ^ several are a list: [\"sms\", \"dingtalk\"]\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("a condition in another form is shown the right one") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"when.platform = \"Amazon\"",
         "r.toml:12:17: error: a platform's name is small letters, digits and hyphens\n"
         "   when.platform = \"Amazon\"\n"
         "                   ^ did you mean \"amazon\"?\n"},
        {"when.platform = \"亚马逊\"",
         "r.toml:12:17: error: a platform's name is small letters, digits and hyphens\n"
         "   when.platform = \"亚马逊\"\n"
         "                   ^ did you mean \"amazon\"?\n"},
        {"when.platform = \"amazon.de\"",
         "r.toml:12:17: error: a platform's name is small letters, digits and hyphens\n"
         "   when.platform = \"amazon.de\"\n"
         "                   ^ did you mean \"amazon\"?\n"},
        {"when.platform = \"amazon, ebay\"",
         "r.toml:12:17: error: a platform's name is small letters, digits and hyphens\n"
         "   when.platform = \"amazon, ebay\"\n"
         "                   ^ several are a list: [\"amazon\", \"ebay\"]\n"},
        {"when.platform = \"My Shop\"",
         "r.toml:12:17: error: a platform's name is small letters, digits and hyphens\n"
         "   when.platform = \"My Shop\"\n"
         "                   ^ write \"my-shop\"\n"},
        {"when.total.from = 20",
         "r.toml:12:19: error: \"from\" is a table, not a whole number\n"
         "   when.total.from = 20\n"
         "                     ^ write { USD = 20 }\n"},
        {"when.total.from = \"20 EUR\"",
         "r.toml:12:19: error: \"from\" is a table, not text in quotes\n"
         "   when.total.from = \"20 EUR\"\n"
         "                     ^ write { EUR = 20 }\n"},
        {"when.total = 20",
         "r.toml:12:14: error: \"total\" is a table, not a whole number\n"
         "   when.total = 20\n"
         "                ^ write total.from = { USD = 20 }\n"},
        {"when.total = \"< €20\"",
         "r.toml:12:14: error: \"total\" is a table, not text in quotes\n"
         "   when.total = \"< €20\"\n"
         "                ^ write total.below = { EUR = 20 }\n"},
        {"when.total = { EUR = 20 }",
         "r.toml:12:16: error: unknown word \"EUR\" in total of when of [rule.thanks]\n"
         "   when.total = { EUR = 20 }\n"
         "                  ^ write total.from = { EUR = 20 }\n"},
        {"when.quantity = \">10\"",
         "r.toml:12:17: error: \"quantity\" is a whole number or from and below, not text in "
         "quotes\n"
         "   when.quantity = \">10\"\n"
         "                   ^ write quantity = { from = 11 }\n"},
        {"when.quantity = \"10-20\"",
         "r.toml:12:17: error: \"quantity\" is a whole number or from and below, not text in "
         "quotes\n"
         "   when.quantity = \"10-20\"\n"
         "                   ^ write quantity = { from = 10, below = 21 }\n"},
        {"when.quantity = \"many\"",
         "r.toml:12:17: error: \"quantity\" is a whole number or from and below, not text in "
         "quotes\n"
         "   when.quantity = \"many\"\n"
         "                   ^ like quantity = { from = 10, below = 50 }\n"},
        {"when.country = \"DE, FR\"",
         "r.toml:12:16: error: unknown country \"DE, FR\"\n"
         "   when.country = \"DE, FR\"\n"
         "                  ^ several are a list: [\"DE\", \"FR\"]\n"},
        {"when.country = \"巴西\"",
         "r.toml:12:16: error: unknown country \"巴西\"\n"
         "   when.country = \"巴西\"\n"
         "                  ^ did you mean \"BR\"?\n"},
        {"when.country = \"Deutschland\"",
         "r.toml:12:16: error: unknown country \"Deutschland\"\n"
         "   when.country = \"Deutschland\"\n"
         "                  ^ did you mean \"DE\"?\n"},
        {"when.language = \"Portuguese\"",
         "r.toml:12:17: error: \"Portuguese\" is not a language like \"de\" or \"pt-BR\"\n"
         "   when.language = \"Portuguese\"\n"
         "                   ^ did you mean \"pt\"?\n"},
        {"when.language = \"葡萄牙语\"",
         "r.toml:12:17: error: \"葡萄牙语\" is not a language like \"de\" or \"pt-BR\"\n"
         "   when.language = \"葡萄牙语\"\n"
         "                   ^ did you mean \"pt\"?\n"},
        {"when.language = \"Traditional Chinese\"",
         "r.toml:12:17: error: \"Traditional Chinese\" is not a language like \"de\" or \"pt-BR\"\n"
         "   when.language = \"Traditional Chinese\"\n"
         "                   ^ did you mean \"zh-TW\"?\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("hours and days in another form are shown the right one") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"[window.w]\n"
         "from = \"9:00\"\n"
         "to = \"19：00\"\n"
         "days = \"Mon - Fri\"",
         "r.toml:13:8: error: \"9:00\" is written \"09:00\"\n"
         "   from = \"9:00\"\n"
         "          ^\n"
         "r.toml:14:6: error: \"19：00\" has a full-width colon; write \"19:00\"\n"
         "   to = \"19：00\"\n"
         "        ^\n"
         "r.toml:15:8: error: \"Mon - Fri\" is written \"mon-fri\"\n"
         "   days = \"Mon - Fri\"\n"
         "          ^\n"},
        {"[window.w]\n"
         "from = \"7pm\"\n"
         "to = \"晚上10点\"\n"
         "days = [\"周六\", \"sunday\"]",
         "r.toml:13:8: error: \"7pm\" is written \"19:00\"\n"
         "   from = \"7pm\"\n"
         "          ^\n"
         "r.toml:14:6: error: \"晚上10点\" is written \"22:00\"\n"
         "   to = \"晚上10点\"\n"
         "        ^\n"
         "r.toml:15:9: error: \"周六\" is written \"sat\"\n"
         "   days = [\"周六\", \"sunday\"]\n"
         "           ^\n"},
        {"[window.w]\n"
         "hours = [\"周一至周五 9:00-12:00\"]",
         "r.toml:13:10: error: \"周一至周五 9:00-12:00\" is written \"mon-fri 09:00-12:00\"\n"
         "   hours = [\"周一至周五 9:00-12:00\"]\n"
         "            ^\n"},
        {"[window.w]\n"
         "hours = [\"9:00 - 12:00\"]",
         "r.toml:13:10: error: \"9:00 - 12:00\" is written \"09:00-12:00\"\n"
         "   hours = [\"9:00 - 12:00\"]\n"
         "            ^\n"},
    }));
    CHECK(problems_of_rules(a_rule(text + '\n')) == expected);
}

TEST_CASE("one slip of a rule is one error") {
    const std::string head =
        "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n[rule.r]\nclass = \"transactional\"\n"
        "window = \"evening\"\nchannel = \"email\"\n";
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"on = \"unpaid\"\n"
         "after = \"1d\"\n"
         "message = \"m\"\n",
         "r.toml:8:6: error: unknown stage \"unpaid\"\n"
         "   on = \"unpaid\"\n"
         "        ^ write on = \"placed\" and unless = \"paid\"\n"},
        {"on = \"差评\"\n"
         "after = \"1d\"\n"
         "message = \"m\"\n",
         "r.toml:8:6: error: unknown stage \"差评\"\n"
         "   on = \"差评\"\n"
         "        ^ write on = \"review\" and when.review.sentiment = \"negative\"\n"},
        {"on = [\"delivered\", \"paid\"]\n"
         "after = \"1d\"\n"
         "message = \"m\"\n",
         "r.toml:8:6: error: \"on\" is text in quotes, not a list\n"
         "   on = [\"delivered\", \"paid\"]\n"
         "        ^ a rule starts on one stage; write a rule for each\n"},
        {"on = \"delivered\"\n"
         "after = 3\n"
         "message = \"m\"\n",
         "r.toml:9:9: error: \"after\" is text in quotes, not a whole number\n"
         "   after = 3\n"
         "           ^ write after = \"3d\"\n"},
        {"on = \"delivered\"\n"
         "after = \"3d\"\n"
         "mesage = \"m\"\n",
         "r.toml:10:1: error: unknown word \"mesage\" in [rule.r]\n"
         "   mesage = \"m\"\n"
         "   ^ did you mean \"message\"?\n"},
        {"on = \"delivered\"\n"
         "[[rule.r.steps]]\n"
         "after = \"3d\"\n"
         "message = \"m\"\n",
         "r.toml:9:10: error: unknown word \"steps\" in [rule.r]\n"
         "   [[rule.r.steps]]\n"
         "            ^ did you mean \"step\"?\n"},
        {"on = \"delivered\"\n"
         "after = \"3d\"\n"
         "message = \"m.md\"\n",
         "r.toml:10:11: error: a message is named without folder and .md\n"
         "   message = \"m.md\"\n"
         "             ^ write \"m\"\n"},
        {"on = \"delivered\"\n"
         "after = \"3d\"\n"
         "message = \"messages/m/de.md\"\n",
         "r.toml:10:11: error: a message is named without folder and .md\n"
         "   message = \"messages/m/de.md\"\n"
         "             ^ write \"m\"\n"},
        {"on = \"delivered\"\n"
         "after = \"3d\"\n"
         "message = \"Thank You\"\n",
         "r.toml:10:11: error: a message's name is small letters, digits and hyphens\n"
         "   message = \"Thank You\"\n"
         "             ^ write \"thank-you\"\n"},
        {"trigger = \"delivered\"\n"
         "delay = \"3d\"\n"
         "template = \"m\"\n",
         "r.toml:8:1: error: unknown word \"trigger\" in [rule.r]\n"
         "   trigger = \"delivered\"\n"
         "   ^ did you mean \"on\"?\n"
         "r.toml:9:1: error: unknown word \"delay\" in [rule.r]\n"
         "   delay = \"3d\"\n"
         "   ^ did you mean \"after\"?\n"
         "r.toml:10:1: error: unknown word \"template\" in [rule.r]\n"
         "   template = \"m\"\n"
         "   ^ did you mean \"message\"?\n"},
    }));
    CHECK(problems_of_rules(head + text) == expected);
}

TEST_CASE("every Chinese word that the documentation gives a stage leads to it") {
    const std::string docs = file_text("docs/rules.zh-CN.md");
    for (const std::string_view stage : stage_names()) {
        std::size_t at = docs.find("**阶段。**");
        do at = docs.find(std::string{stage} + ' ', at + 1);
        while (at != std::string::npos && docs[at - 1] == '-');  // the end of another name
        REQUIRE(at != std::string::npos);
        const std::size_t begin = at + stage.size() + 1;
        const std::size_t end = std::min(docs.find("，", begin), docs.find("。", begin));
        const std::string word = docs.substr(begin, end - begin);
        INFO(stage << ": " << word);
        CHECK(stage_hint(word) == "did you mean \"" + std::string{stage} + "\"?");
    }
}
