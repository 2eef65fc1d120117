// A whole set: shop, rules and messages, and what holds between them.
#include "tests/rules/a_set.hpp"

using namespace vesper;

namespace {

bool knows_no_zone_of_america(const std::string& zone) {
    return !zone.starts_with("America/");
}

}  // namespace

TEST_CASE("a good set is taken whole") {
    const Loaded loaded = load_set(a_set(), {"email"});
    CHECK(format(loaded.diagnostics).empty());
    REQUIRE(loaded.set);
    CHECK(loaded.set->shop.sender_name == "Shop");
    CHECK(loaded.set->shop.sender_address == "shop@example.com");
    CHECK(loaded.set->shop.doubt == Doubt{});
    CHECK(loaded.set->rules.rules.size() == 1);
    CHECK(loaded.set->messages.contains("thanks"));
}

TEST_CASE("a zone that is named for doubt exists") {
    SetSources sources = a_set();
    sources.rules = {{"r.toml", a_rule("doubt = \"America/New_Yrok\"\n")}};
    CHECK(format(load_set(sources, {}, knows_no_zone_of_america).diagnostics) ==
          "r.toml:12:9: error: unknown time zone \"America/New_Yrok\"\n"
          "   doubt = \"America/New_Yrok\"\n"
          "           ^ a name like \"America/New_York\"\n");
    sources.rules = {{"r.toml", a_rule("")}};
    sources.shop.text += "doubt = \"America/New_Yrok\"\n";
    CHECK(format(load_set(sources, {}, knows_no_zone_of_america).diagnostics)
              .find("error: unknown time zone \"America/New_Yrok\"\n") != std::string::npos);
    sources.shop.text.replace(sources.shop.text.find("Yrok"), 4, "York");
    CHECK(load_set(sources, {}, {}).set->shop.doubt == Doubt{Doubt::Way::zone, "America/New_York"});
}

TEST_CASE("a rule's channel is configured") {
    CHECK(problems_of(a_set(), {"e-mail", "dingtalk"}) ==
          "r.toml:10:11: error: channel \"email\" is not configured\n"
          "   channel = \"email\"\n"
          "             ^ did you mean \"e-mail\"?\n");
}

TEST_CASE("a message that is missing, or none, is said once") {
    const std::string head = "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n";
    const std::string rule =
        "[rule.r]\non = \"paid\"\nafter = \"0d\"\nclass = \"critical\"\nwindow = \"w\"\n";
    const auto problems = [&](const std::string& lines) {
        SetSources sources = a_set();
        sources.rules = {{"r.toml", head + lines}};
        return problems_of(sources, {"email"});
    };
    CHECK(problems("[defaults]\nchannel = \"email\"\n" + rule) ==
          "r.toml:6:7: error: rule \"r\" lacks \"message\"\n"
          "   [rule.r]\n"
          "         ^ the text to send, like message = \"review-request\"\n");
    CHECK(problems(rule + "channel = \"email\"\nmessage = \"m.md\"\n") ==
          "r.toml:10:11: error: a message is named without folder and .md\n"
          "   message = \"m.md\"\n"
          "             ^ write \"m\"\n");
    CHECK(problems(rule + "channel = \"email\"\nmesage = \"thanks\"\n") ==
          "r.toml:10:1: error: unknown word \"mesage\" in [rule.r]\n"
          "   mesage = \"thanks\"\n"
          "   ^ did you mean \"message\"?\n");
}

TEST_CASE("a rule that may sleep waits for its channel, and is checked all the same") {
    SetSources sources = a_set();
    sources.rules = {{"r.toml", a_rule("no_channel = \"sleep\"\n")}};
    CHECK(problems_of(sources, {"email"}).empty());
    CHECK(problems_of(sources, {"e-mail"}) ==
          "r.toml:5: note: rule \"thanks\" sleeps: channel \"email\" is not configured; did you "
          "mean \"e-mail\"?\n");
    CHECK(load_set(sources, {"e-mail"}).set->rules.find("thanks")->asleep == "email");
    CHECK(load_set(sources, {}).set->rules.find("thanks")->asleep.empty());  // nothing is known
    sources.messages.front().name = "messages/others/en.md";
    CHECK(has_errors(load_set(sources, {"e-mail"}).diagnostics));
    sources.rules = {{"r.toml", a_rule("no_channel = \"wait\"\n")}};
    sources.messages.front().name = "messages/thanks/en.md";
    CHECK(problems_of(sources) ==
          "r.toml:12:14: error: unknown no_channel \"wait\"\n"
          "   no_channel = \"wait\"\n"
          "                ^ known: refuse, sleep\n");
}

TEST_CASE("a rule for a platform may sleep without the channel that stands in its name") {
    const auto with = [](const std::string& lines) {
        SetSources sources = a_set();
        sources.rules = {
            {"r.toml",
             "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n[rule.r]\non = \"delivered\"\n"
             "after = \"6d\"\nlatest = \"30d\"\nclass = \"solicitation\"\nwindow = \"w\"\n"
             "channel = \"request-review\"\nwhen.platform = \"amazon\"\n" +
                 lines},
            {"rules/90-platforms.toml", file_text("rules/library/rules/90-platforms.toml")}};
        return sources;
    };
    CHECK(has_errors(load_set(with(""), {"email"}).diagnostics));
    CHECK(problems_of(with("no_channel = \"sleep\"\n"), {"email"}) ==
          "r.toml:4: note: rule \"r\" sleeps: channel \"request-review\" is not configured; "
          "[channel.request-review] in vesper.toml wakes it\n");
    CHECK(problems_of(with("no_channel = \"sleep\"\n"), {{"request-review", true}}).empty());
}

TEST_CASE("an action needs a channel that can act; a letter may go by either") {
    const std::string action =
        "[window.w]\nfrom = \"19:00\"\nto = \"21:00\"\n[rule.r]\non = \"paid\"\nafter = \"0d\"\n"
        "class = \"critical\"\nwindow = \"w\"\nchannel = \"tag\"\n";
    SetSources sources = a_set();
    sources.rules = {{"r.toml", action}};
    CHECK(problems_of(sources, {{"tag", true}}).empty());
    CHECK(problems_of(sources, {"tag"}) ==
          "r.toml:9:11: error: channel \"tag\" carries letters: a message is missing\n"
          "   channel = \"tag\"\n"
          "             ^ like message = \"review-request\"\n");
    sources.rules = {{"r.toml", action + "message = \"thanks\"\n"}};
    CHECK(problems_of(sources, {{"tag", true}}).empty());
    sources.rules = {{"r.toml", action + "fallback = \"sms\"\n"}};
    CHECK(problems_of(sources, {{"tag", true}}) ==
          "r.toml:9:11: error: channel \"sms\" is not configured\n"
          "   channel = \"tag\"\n"
          "             ^ known: tag\n");
}

TEST_CASE("a folder without a rule is an error, whatever took the rules away") {
    SetSources sources = a_set();
    const std::string expected =
        "rules: error: there is no rule in any file; vesper init copies the shipped ones\n";
    sources.rules.clear();
    CHECK(problems_of(sources) == expected);
    sources.rules = {{"r.toml", ""}, {"s.toml", "# nothing yet\n"}};
    CHECK(problems_of(sources) == expected);
}

TEST_CASE("limits are set in one place") {
    SetSources sources = a_set();
    sources.rules.push_back({"a.toml", "[limits]\nbuyer_per_day = 1\n"});
    sources.rules.push_back({"b.toml", "\n[limits]\nbuyer_per_day = 2\n"});
    CHECK(problems_of(sources) ==
          "b.toml:2:2: error: [limits] is already set\n"
          "   [limits]\n"
          "    ^ first in a.toml:1\n");
}

TEST_CASE("amounts that leave out the shop's currency are a warning") {
    SetSources sources = a_set();
    sources.rules.front().text = a_rule("when.total.from = { EUR = 5 }\n");
    CHECK(problems_of(sources) ==
          "r.toml:12:1: warning: orders in USD, the shop's currency, never match: \"total\" names "
          "no amount in it\n"
          "   when.total.from = { EUR = 5 }\n"
          "   ^\n");
}

TEST_CASE("a window among rules that no rule uses is a warning; a file of windows is a palette") {
    const std::string spare = "[window.spare]\nfrom = \"08:00\"\nto = \"09:00\"\n";
    SetSources sources = a_set();
    sources.rules.push_back({"windows.toml", spare});
    CHECK(problems_of(sources).empty());
    sources.rules = {{"r.toml", a_rule(spare)}};
    CHECK(problems_of(sources) ==
          "r.toml:12:9: warning: no rule uses window \"spare\"\n"
          "   [window.spare]\n"
          "           ^\n");
}

TEST_CASE("a set with an error in any file is no set, and every file is reported") {
    SetSources sources = a_set();
    sources.shop.text = "name = ";
    sources.rules.push_back({"s.toml", "[rule"});
    sources.messages.front().text = "Hello";
    const Loaded loaded = load_set(sources, {});
    CHECK_FALSE(loaded.set);
    REQUIRE(loaded.diagnostics.size() == 3);
    CHECK(loaded.diagnostics[0].file == "shop.toml");
    CHECK(loaded.diagnostics[1].file == "s.toml");
    CHECK(loaded.diagnostics[2].file == "messages/thanks/en.md");
}

TEST_CASE("words that windows avoid are known, or the nearest is named") {
    SetSources sources = a_set();
    sources.rules = {{"r.toml", a_rule("[window.evening.in.DE]\navoid = [\"shabat\", \"sale\"]\n"
                                       "[window.evening.in.JP]\nonly = [\"golden-weak\"]\n")}};
    sources.calendars = {{"calendars/ours.toml",
                          "[calendar.sale]\ndays = \"11-11\"\n[calendar.golden-week]\n"
                          "days = \"05-03 span 3\"\n"}};
    CHECK(problems_of(sources) ==
          "r.toml:13:10: error: cannot avoid \"shabat\"\n"
          "   avoid = [\"shabat\", \"sale\"]\n"
          "            ^ did you mean \"shabbat\"?\n"
          "r.toml:15:9: error: cannot open on \"golden-weak\"\n"
          "   only = [\"golden-weak\"]\n"
          "           ^ did you mean \"golden-week\"?\n");
    sources.calendars.clear();
    sources.rules = {{"r.toml", a_rule("[window.evening.in.DE]\navoid = \"stocktaking\"\n")}};
    CHECK(problems_of(sources) ==
          "r.toml:13:9: error: cannot avoid \"stocktaking\"\n"
          "   avoid = \"stocktaking\"\n"
          "           ^ known: public-holidays, holidays, weekend, friday, shabbat, ramadan; a "
          "table [calendar.stocktaking] makes it known\n");
}
