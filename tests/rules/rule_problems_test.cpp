// Rule files: the whole text of what people see when one does not load.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("problems of a rule's words are shown with their place") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"unless = [\"delivred\"]",
         "r.toml:12:11: error: unknown stage \"delivred\"\n"
         "   unless = [\"delivred\"]\n"
         "             ^ did you mean \"delivered\"?\n"},
        {"unless = [\"delivered\"]",
         "r.toml:12:11: error: the rule starts on \"delivered\" and would be withdrawn by it at "
         "once\n"
         "   unless = [\"delivered\"]\n"
         "             ^\n"},
        {"mesage = \"x\"",
         "r.toml:12:1: error: unknown word \"mesage\" in [rule.thanks]\n"
         "   mesage = \"x\"\n"
         "   ^ did you mean \"message\"?\n"},
        {"latest = 5",
         "r.toml:12:10: error: \"latest\" is text in quotes, not a whole number\n"
         "   latest = 5\n"
         "            ^ write latest = \"5d\"\n"},
        {"latest = \"2d\"",
         "r.toml:12:10: error: latest (2 days) comes before after (3 days)\n"
         "   latest = \"2d\"\n"
         "            ^ both count from the event named by on\n"},
        {"latest = \"20h\"",
         "r.toml:12:10: error: latest (20 hours) comes before after (3 days)\n"
         "   latest = \"20h\"\n"
         "            ^ both count from the event named by on\n"},
        {"missed = \"nxt\"",
         "r.toml:12:10: error: unknown missed \"nxt\"\n"
         "   missed = \"nxt\"\n"
         "            ^ did you mean \"next\"?\n"},
        {"doubt = \"hodl\"",
         "r.toml:12:9: error: unknown doubt \"hodl\"\n"
         "   doubt = \"hodl\"\n"
         "           ^ did you mean \"hold\"?\n"},
        {"doubt = \"New York\"",
         "r.toml:12:9: error: unknown doubt \"New York\"\n"
         "   doubt = \"New York\"\n"
         "           ^ \"hold\", \"both\", or a zone like \"America/New_York\"\n"},
        {"by = \"confirm-reciept\"",
         "r.toml:12:6: error: unknown deadline \"confirm-reciept\"\n"
         "   by = \"confirm-reciept\"\n"
         "        ^ did you mean \"confirm-receipt\"?\n"},
        {"every = \"4d\"",
         "r.toml:12:9: error: \"every\" needs \"times\"\n"
         "   every = \"4d\"\n"
         "           ^ how often, like times = 6\n"},
        {"times = 4",
         "r.toml:12:9: error: \"times\" needs \"every\"\n"
         "   times = 4\n"
         "           ^ how often, like every = \"4d\"\n"},
        {"every = \"12h\"\ntimes = 4",
         "r.toml:12:9: error: \"every\" counts days, one at least\n"
         "   every = \"12h\"\n"
         "           ^ write \"1d\", \"4d\" or \"2w\"\n"},
        {"every = \"100d\"\ntimes = 6",
         "r.toml:12:9: error: the last of 6 comes after more than 400 days\n"
         "   every = \"100d\"\n"
         "           ^\n"},
        {"without_news = \"7d\"",
         "r.toml:7:9: error: \"after\" counts from an event, \"without_news\" from the parcel's "
         "last news\n"
         "   after = \"3d\"\n"
         "           ^ a rule has one of them\n"},
        {"holdout = \"10\"",
         "r.toml:12:11: error: \"10\" is not a share of the buyers\n"
         "   holdout = \"10\"\n"
         "             ^ from \"1%\" to \"99%\", like holdout = \"10%\"\n"},
        {"holdout = \"0%\"",
         "r.toml:12:11: error: \"0%\" is not a share of the buyers\n"
         "   holdout = \"0%\"\n"
         "             ^ from \"1%\" to \"99%\", like holdout = \"10%\"\n"},
        {"priority = 1000",
         "r.toml:12:12: error: \"priority\" lies between -100 and 100\n"
         "   priority = 1000\n"
         "              ^\n"},
        {"fallback = [\"sms\", \"email\"]",
         "r.toml:12:20: error: channel \"email\" would follow itself\n"
         "   fallback = [\"sms\", \"email\"]\n"
         "                      ^ each channel is tried once\n"},
        {"with.days = [15]",
         "r.toml:12:13: error: what is handed to a channel is a text, a number, true or false, "
         "not a list\n"
         "   with.days = [15]\n"
         "               ^\n"},
        {"to = \"shop\"",
         "r.toml:9:10: error: a letter to the shop goes by the shop's clock, and window "
         "\"evening\" by the buyer's\n"
         "   window = \"evening\"\n"
         "            ^ a window with clock = \"shop\", like window = \"office\"\n"},
        {"was = \"thanks\"",
         "r.toml:12:7: error: \"thanks\" is not another rule's name\n"
         "   was = \"thanks\"\n"
         "         ^\n"},
        {"was = \"thank you\"",
         "r.toml:12:7: error: \"thank you\" is not another rule's name\n"
         "   was = \"thank you\"\n"
         "         ^\n"},
        {"on_change = \"kept\"",
         "r.toml:12:13: error: unknown on_change \"kept\"\n"
         "   on_change = \"kept\"\n"
         "               ^ known: replan, keep, withdraw\n"},
        {"[[rule.thanks.step]]\nafter = \"1d\"\nmesage = \"m\"",
         "r.toml:14:1: error: unknown word \"mesage\" in step 1 of [rule.thanks]\n"
         "   mesage = \"m\"\n"
         "   ^ did you mean \"message\"?\n"},
        {"[limits]\nbuyer_per_day = 0",
         "r.toml:13:17: error: \"buyer_per_day\" lies between 1 and 100\n"
         "   buyer_per_day = 0\n"
         "                   ^\n"},
        {"[limits]\nbuyer_per_day = 3\nbuyer_per_week = 2",
         "r.toml:14:18: error: a week's limit (2) is smaller than a day's (3)\n"
         "   buyer_per_week = 2\n"
         "                    ^\n"},
        {"[defaults.on.delivred]\nwindow = \"evening\"",
         "r.toml:12:14: error: unknown stage \"delivred\"\n"
         "   [defaults.on.delivred]\n"
         "                ^ did you mean \"delivered\"?\n"},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("problems of a rule's conditions are shown with their place") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"when.review.sentiment = [\"negativ\"]",
         "r.toml:12:6: warning: conditions are judged when the rule starts, and a review comes "
         "after \"delivered\"\n"
         "   when.review.sentiment = [\"negativ\"]\n"
         "        ^ a rule that starts then says on = \"review\"\n"
         "r.toml:12:26: error: unknown sentiment \"negativ\"\n"
         "   when.review.sentiment = [\"negativ\"]\n"
         "                            ^ did you mean \"negative\"?\n"},
        {"when.platform = \"shopfy\"",
         "r.toml:12:17: error: unknown platform \"shopfy\"\n"
         "   when.platform = \"shopfy\"\n"
         "                   ^ did you mean \"shopify\"?\n"},
        {"when.subdivision = \"California\"",
         "r.toml:12:20: error: \"California\" is not a subdivision like \"US-CA\" or \"BR-SP\"\n"
         "   when.subdivision = \"California\"\n"
         "                      ^ the country's two letters, a hyphen and its code (ISO 3166-2)\n"},
        {"when.quantity = { from = 10, below = 5 }",
         "r.toml:12:6: error: no number is both \"from\" and \"below\", so nothing matches\n"
         "   when.quantity = { from = 10, below = 5 }\n"
         "        ^\n"},
        {"when.days_in.shiped = 5",
         "r.toml:12:14: error: unknown stage \"shiped\"\n"
         "   when.days_in.shiped = 5\n"
         "                ^ did you mean \"shipped\"?\n"},
        {"when.not = { contry = \"DE\" }",
         "r.toml:12:14: error: unknown word \"contry\" in not of when of [rule.thanks]\n"
         "   when.not = { contry = \"DE\" }\n"
         "                ^ did you mean \"country\"?\n"},
        {"when.any = []",
         "r.toml:12:12: error: \"any\" holds no conditions\n"
         "   when.any = []\n"
         "              ^\n"},
        {"when.consent.email = \"yes\"",
         "r.toml:12:22: error: unknown email \"yes\"\n"
         "   when.consent.email = \"yes\"\n"
         "                        ^ known: granted, denied, unknown\n"},
        {"when.country = [\"DE\", \"UK\"]",
         "r.toml:12:23: error: unknown country \"UK\"\n"
         "   when.country = [\"DE\", \"UK\"]\n"
         "                         ^ did you mean \"GB\"?\n"},
        {"when.country = []",
         "r.toml:12:16: error: \"country\" names nothing, so nothing matches\n"
         "   when.country = []\n"
         "                  ^\n"},
        {"when.total.from = { usd = 20 }",
         "r.toml:12:21: error: unknown currency \"usd\"\n"
         "   when.total.from = { usd = 20 }\n"
         "                       ^ did you mean \"USD\"?\n"},
        {"when.total.from = { USD = \"2,000\" }",
         "r.toml:12:27: error: \"2,000\" is not an amount like \"49.90\"\n"
         "   when.total.from = { USD = \"2,000\" }\n"
         "                             ^\n"},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
}

TEST_CASE("slips of TOML are shown with what was meant") {
    auto [line, expected] = GENERATE(table<std::string, std::string>({
        {"[rule.thanks]",
         "r.toml:12:1: error: \"rule.thanks\" is written twice\n"
         "   [rule.thanks]\n"
         "   ^ first in line 5\n"},
        {"latest = 5d",
         "r.toml:12:10: error: text is written in quotes\n"
         "   latest = 5d\n"
         "            ^ write \"5d\"\n"},
        {"missed = \u201cnext\u201d",
         "r.toml:12:10: error: text is written in straight quotes\n"
         "   missed = \u201cnext\u201d\n"
         "            ^ write \"next\"\n"},
        {"missed = next # soon",
         "r.toml:12:10: error: text is written in quotes\n"
         "   missed = next # soon\n"
         "            ^ write \"next\"\n"},
        {"latest = \"5d",
         "r.toml:12:13: error: the text has no end\n"
         "   latest = \"5d\n"
         "               ^ a closing \" is missing\n"},
        {"unless = [\"refunded\",, \"dispute\"]",
         "r.toml:12:22: error: there is a comma too many\n"
         "   unless = [\"refunded\",, \"dispute\"]\n"
         "                        ^\n"},
        {"when = { country = \"DE\", }",
         "r.toml:12:26: error: there is a comma too many\n"
         "   when = { country = \"DE\", }\n"
         "                            ^\n"},
        {"latest = 2026-01-01x",
         "r.toml:12:10: error: text is written in quotes\n"
         "   latest = 2026-01-01x\n"
         "            ^ write \"2026-01-01x\"\n"},
        {"latest =",
         "r.toml:12:9: error: a value is missing behind the =\n"
         "   latest =\n"
         "           ^\n"},
    }));
    CHECK(problems_of_rules(a_rule(line + '\n')) == expected);
    // The same at the very end of the file.
    CHECK(problems_of_rules(a_rule(line)) == expected);
}

TEST_CASE("problems of a rule that counts from a deadline") {
    const std::string head =
        "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n[rule.r]\nclass = \"critical\"\n"
        "window = \"w\"\nchannel = \"email\"\nmessage = \"m\"\n";
    auto [lines, expected] = GENERATE(table<std::string, std::string>({
        {"of = \"confirm-receipt\"\nbefore = \"5d\"\n", ""},
        {"of = \"review-opens\"\nafter = \"1d\"\n", ""},
        {"of = \"confirm-reciept\"\nbefore = \"5d\"\n",
         "r.toml:9:6: error: unknown deadline \"confirm-reciept\"\n"
         "   of = \"confirm-reciept\"\n"
         "        ^ did you mean \"confirm-receipt\"?\n"},
        {"of = \"pay\"\n",
         "r.toml:4:7: error: rule \"r\" lacks \"before\"\n"
         "   [rule.r]\n"
         "         ^ how long before the deadline, like before = \"5d\"\n"},
        {"of = \"pay\"\nbefore = \"5d\"\non = \"paid\"\n",
         "r.toml:11:6: error: a rule starts on a stage or counts from a deadline\n"
         "   on = \"paid\"\n"
         "        ^ write \"on\" or \"of\"\n"},
        {"on = \"paid\"\nafter = \"1d\"\nbefore = \"5d\"\n",
         "r.toml:11:10: error: \"before\" needs \"of\"\n"
         "   before = \"5d\"\n"
         "            ^ the deadline it is before, like of = \"confirm-receipt\"\n"},
        {"of = \"pay\"\nbefore = \"5d\"\nafter = \"1d\"\n",
         "r.toml:11:9: error: \"before\" counts back from a deadline, \"after\" onwards\n"
         "   after = \"1d\"\n"
         "           ^ a step has one of them\n"},
        {"of = \"pay\"\nbefore = \"5d\"\nlatest = \"9d\"\n",
         "r.toml:11:10: error: \"latest\" has no use with \"before\"\n"
         "   latest = \"9d\"\n"
         "            ^ the deadline is the end\n"},
    }));
    CHECK(problems_of_rules(head + lines) == expected);
}

TEST_CASE("all problems of a file are reported at once, in its order") {
    CHECK(problems_of_rules("[rule.a]\n"
                            "on = \"paied\"\n"
                            "after = \"soon\"\n"
                            "window = \"evning\"\n"
                            "channel = \"email\"\n"
                            "message = \"m\"\n"
                            "[window.evening]\n"
                            "from = \"19:00\"\n"
                            "too = \"21:00\"\n") ==
          "r.toml:1:7: error: rule \"a\" lacks \"class\"\n"
          "   [rule.a]\n"
          "         ^ one of \"critical\", \"transactional\", \"solicitation\", \"marketing\"\n"
          "r.toml:2:6: error: unknown stage \"paied\"\n"
          "   on = \"paied\"\n"
          "        ^ did you mean \"paid\"?\n"
          "r.toml:3:9: error: \"soon\" is not a whole number and one of s, m, h, d, w, like "
          "\"90m\" or \"3d\"\n"
          "   after = \"soon\"\n"
          "           ^\n"
          "r.toml:4:10: error: unknown window \"evning\"\n"
          "   window = \"evning\"\n"
          "            ^ did you mean \"evening\"?\n"
          "r.toml:7:9: error: window \"evening\" lacks \"to\"\n"
          "   [window.evening]\n"
          "           ^ write to = \"21:00\"\n"
          "r.toml:9:1: error: unknown word \"too\" in [window.evening]\n"
          "   too = \"21:00\"\n"
          "   ^ did you mean \"to\"?\n");
}

TEST_CASE("a name in two files names both places") {
    Diagnostics diagnostics;
    load_rules({{"10-a.toml", a_rule("")}, {"20-b.toml", a_rule("")}}, diagnostics);
    CHECK(format(diagnostics) ==
          "20-b.toml:1:9: error: window \"evening\" is already defined\n"
          "   [window.evening]\n"
          "           ^ first in 10-a.toml:1\n"
          "20-b.toml:5:7: error: rule \"thanks\" is already defined\n"
          "   [rule.thanks]\n"
          "         ^ first in 10-a.toml:5\n");
}

TEST_CASE("a first rule is told what surrounds it") {
    CHECK(problems_of_rules("[thanks]\non = \"delivered\"\n") ==
          "r.toml:1:2: error: unknown word \"thanks\"\n"
          "   [thanks]\n"
          "    ^ a rule is written [rule.thanks]\n");
    CHECK(problems_of_rules("[defaults]\nwindow = \"evening\"\n") ==
          "r.toml:2:10: error: unknown window \"evening\"\n"
          "   window = \"evening\"\n"
          "            ^ no file has one; a table [window.evening] with from and to makes it\n");
}

TEST_CASE("an unknown window among the defaults is shown once; one set twice names both") {
    Diagnostics diagnostics;
    load_rules({{"00.toml", "[defaults]\nwindow = \"evning\"\n"},
                {"10.toml", a_rule("[defaults]\nwindow = \"evening\"\n")}},
               diagnostics);
    CHECK(format(diagnostics) ==
          "00.toml:2:10: error: unknown window \"evning\"\n"
          "   window = \"evning\"\n"
          "            ^ did you mean \"evening\"?\n"
          "10.toml:13:1: error: the default of \"window\" is already set\n"
          "   window = \"evening\"\n"
          "   ^ first in 00.toml:2\n");
}

TEST_CASE("a rule takes over the letters of one that is gone, and of nobody else") {
    const auto rule = [](const std::string& name, const std::string& was) {
        return "\n[rule." + name +
               "]\non = \"delivered\"\nafter = \"3d\"\n"
               "class = \"transactional\"\nwindow = \"evening\"\nchannel = \"email\"\n"
               "message = \"thanks\"\n" +
               (was.empty() ? "" : "was = \"" + was + "\"\n");
    };
    CHECK(problems_of_rules(a_rule("was = \"gone\"\n")).empty());
    CHECK(problems_of_rules(a_rule(rule("second", "thanks"))) ==
          "r.toml:20:7: error: rule \"thanks\" is still there; it keeps its letters\n"
          "   was = \"thanks\"\n"
          "         ^ leave out \"was\", or remove that rule\n");
    CHECK(problems_of_rules(a_rule("was = \"gone\"\n" + rule("second", "gone"))) ==
          "r.toml:21:7: error: another rule was \"gone\" already\n"
          "   was = \"gone\"\n"
          "         ^ first in r.toml:12\n");
    // One after the other, and each other's.
    CHECK(problems_of_rules(a_rule("was = \"first\"\n" + rule("second", "thanks"))).empty());
    CHECK(problems_of_rules(a_rule("was = \"second\"\n" + rule("second", "thanks"))).empty());
}

TEST_CASE("a set has a limit of rules") {
    std::string text = a_rule("[defaults]\nwindow = \"evening\"\nchannel = \"email\"\n");
    for (std::size_t count = 1; count <= rules_max; ++count)
        text += "[rule.r" + std::to_string(count) +
                "]\non = \"paid\"\nafter = \"1d\"\nclass = \"critical\"\nmessage = \"m\"\n";
    Diagnostics diagnostics;
    CHECK(load_rules({{"r.toml", text}}, diagnostics).rules.size() == rules_max);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics.front().message == "more than 1000 rules in the set");
}
