// A whole set: shop, rules and messages, and what holds between them.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace vesper;

namespace {

const std::string shop_text =
    "name = \"Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\ncurrency = \"USD\"\n"
    "sender = \"Shop <shop@example.com>\"\n";
const std::string message_text = "+++\nsubject = \"s\"\n+++\nHello\n";

SetSources a_set() {
    return {{"shop.toml", shop_text},
            {{"r.toml", a_rule("")}},
            {{"messages/thanks/en.md", message_text}}};
}

std::string problems_of(const SetSources& sources, const std::vector<KnownChannel>& channels = {}) {
    const Loaded loaded = load_set(sources, channels);
    CHECK(loaded.set.has_value() != has_errors(loaded.diagnostics));
    return format(loaded.diagnostics);
}

std::string problems_of_shop(const std::string& text) {
    Diagnostics diagnostics;
    load_shop({"shop.toml", text}, diagnostics,
              [](const std::string& zone) { return zone == "Asia/Shanghai"; });
    return format(diagnostics);
}

bool knows_no_zone_of_america(const std::string& zone) {
    return !zone.starts_with("America/");
}

bool knows_no_zone(const std::string&) {
    return false;
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
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: message \"thanks\" has no text in en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/en.md\n");
}

TEST_CASE("a language of the shop without a text is a warning") {
    SetSources sources = a_set();
    sources.shop.text.replace(sources.shop.text.find("[\"en\"]"), 6, "[\"en\", \"de\"]");
    CHECK(problems_of(sources) ==
          "r.toml:11:11: warning: message \"thanks\" has no text in de; its buyers will read en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/de.md\n");
}

TEST_CASE("a rule for some languages meets only those") {
    SetSources sources = a_set();
    sources.rules.front().text = a_rule("when.language = [\"de\", \"pt\"]\n");
    CHECK(problems_of(sources) ==
          "r.toml:11:11: warning: message \"thanks\" has no text in de; its buyers will read en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/de.md\n"
          "r.toml:11:11: warning: message \"thanks\" has no text in pt; its buyers will read en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/pt.md\n");
    sources.messages = {{"messages/thanks/de.md", message_text},
                        {"messages/thanks/pt.md", message_text}};
    CHECK(problems_of(sources).empty());
    sources.messages.pop_back();
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: message \"thanks\" has no text in pt\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/pt.md\n");
}

TEST_CASE("languages that a rule names deeper down are missed as well") {
    SetSources sources = a_set();
    sources.rules.front().text =
        a_rule("when.any = [ { language = \"pt\" }, { language = \"de\" } ]\n");
    CHECK(problems_of(sources) ==
          "r.toml:11:11: warning: message \"thanks\" has no text in pt; its buyers will read en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/pt.md\n"
          "r.toml:11:11: warning: message \"thanks\" has no text in de; its buyers will read en\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/de.md\n");
    sources.messages = {{"messages/thanks/de.md", message_text}};
    CHECK(problems_of(sources) ==
          "r.toml:11:11: error: message \"thanks\" has no text in pt\n"
          "   message = \"thanks\"\n"
          "             ^ missing: messages/thanks/pt.md\n");
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

TEST_CASE("problems of the shop") {
    const auto with = [](const std::string& key, const std::string& line) {
        std::string text = shop_text;
        const std::size_t begin = text.find(key + " =");
        text.replace(begin, text.find('\n', begin) - begin, line);
        return problems_of_shop(text);
    };
    CHECK(problems_of_shop(shop_text).empty());
    CHECK(with("zone", "zone = \"Asia/Shanghia\"") ==
          "shop.toml:2:8: error: unknown time zone \"Asia/Shanghia\"\n"
          "   zone = \"Asia/Shanghia\"\n"
          "          ^ a name like \"Asia/Shanghai\"\n");
    CHECK(with("languages", "languages = [\"english\"]") ==
          "shop.toml:3:14: error: \"english\" is not a language like \"de\" or \"pt-BR\"\n"
          "   languages = [\"english\"]\n"
          "                ^ did you mean \"en\"?\n");
    CHECK(with("currency", "currency = \"usd\"") ==
          "shop.toml:4:12: error: unknown currency \"usd\"\n"
          "   currency = \"usd\"\n"
          "              ^ did you mean \"USD\"?\n");
    CHECK(with("sender", "sender = \"Shop\"") ==
          "shop.toml:5:10: error: \"Shop\" is not a sender\n"
          "   sender = \"Shop\"\n"
          "            ^ write \"Sample Shop <shop@example.com>\"\n");
    CHECK(with("sender", "sender = \"a\\r\\nBcc: x@y <a@b.c>\"") ==
          "shop.toml:5:10: error: \"sender\" has more than one line or a control character\n"
          "   sender = \"a\\r\\nBcc: x@y <a@b.c>\"\n"
          "            ^\n");
    CHECK(with("sender", "") ==
          "shop.toml: error: the shop lacks \"sender\"; write sender = "
          "\"Sample Shop <shop@example.com>\"\n");
    CHECK(with("name", "name = \"S\"\nredirect_to = \"me\"") ==
          "shop.toml:2:15: error: \"me\" is not a mail address\n"
          "   redirect_to = \"me\"\n"
          "                 ^\n");
    CHECK(with("currency", "unsubscribe = \"http://shop.example/leave\"") ==
          "shop.toml:4:15: error: \"unsubscribe\" is a https:// or mailto: address\n"
          "   unsubscribe = \"http://shop.example/leave\"\n"
          "                 ^ mail programs unsubscribe with one click over https alone\n");
    CHECK(with("currency", "unsubscribe = \"https://shop.example/{{order.ic}}\"") ==
          "shop.toml:4:15: error: \"order.ic\" is not known in \"unsubscribe\"\n"
          "   unsubscribe = \"https://shop.example/{{order.ic}}\"\n"
          "                 ^ did you mean \"order.id\"?\n");
    CHECK(with("currency", "unsubscribe = \"mailto:leave\"") ==
          "shop.toml:4:15: error: \"leave\" is not a mail address\n"
          "   unsubscribe = \"mailto:leave\"\n"
          "                 ^\n");
    CHECK(with("currency", "staff_language = \"Chinese\"") ==
          "shop.toml:4:18: error: \"Chinese\" is not a language like \"de\" or \"pt-BR\"\n"
          "   staff_language = \"Chinese\"\n"
          "                    ^ did you mean \"zh\"?\n");
    CHECK(with("name", "nmae = \"S\"\nname = \"S\"") ==
          "shop.toml:1:1: error: unknown word \"nmae\"\n"
          "   nmae = \"S\"\n"
          "   ^ did you mean \"name\"?\n");
    Diagnostics diagnostics;
    load_shop({"shop.toml", shop_text}, diagnostics, knows_no_zone);
    CHECK(diagnostics.size() == 1);
}

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
        CHECK(text.find(std::string{stage}) != std::string::npos);
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

TEST_CASE("the shipped library and the default shop load without a word of complaint") {
    namespace fs = std::filesystem;
    const fs::path tree{source_tree()};
    const fs::path library = tree / "rules/library";
    const auto sources_below = [&](const std::string& folder, const std::string& extension) {
        std::vector<Source> sources;
        for (const auto& entry : fs::recursive_directory_iterator{library / folder})
            if (entry.path().extension() == extension)
                sources.push_back({fs::relative(entry.path(), library).string(),
                                   file_text(fs::relative(entry.path(), tree).string())});
        std::sort(sources.begin(), sources.end(),
                  [](const Source& a, const Source& b) { return a.name < b.name; });
        return sources;
    };
    SetSources sources{{"shop.toml", file_text("systemd/etc/shop.toml")},
                       sources_below("rules", ".toml"),
                       sources_below("messages", ".md"),
                       sources_below("calendars", ".toml")};
    REQUIRE(sources.calendars.size() >= 3);
    REQUIRE(sources.rules.size() >= 3);
    REQUIRE(sources.messages.size() >= 6);
    // What acts on a marketplace needs a bridge to it, and sleeps until there is one.
    CHECK(
        problems_of(sources, {"email"}) ==
        "rules/30-afterwards.toml:19: note: rule \"amazon-review-request\" sleeps: channel "
        "\"request-review\" is not configured; [channel.request-review] in vesper.toml wakes it\n"
        "rules/50-overdue.toml:5: note: rule \"protection-runs-out\" sleeps: channel "
        "\"extend-receipt\" is not configured; [channel.extend-receipt] in vesper.toml wakes it\n");
    CHECK(problems_of(sources, {"email", {"extend-receipt", true}, {"request-review", true}}) ==
          "");
}

TEST_CASE("every shipped day has its source, every season too") {
    namespace fs = std::filesystem;
    const fs::path tree{source_tree()};
    std::vector<Source> sources;
    for (const auto& entry : fs::directory_iterator{tree / "rules/library/calendars"})
        if (entry.path().extension() == ".toml")
            sources.push_back({entry.path().filename().string(),
                               file_text(fs::relative(entry.path(), tree).string())});
    Diagnostics diagnostics;
    const CalendarSet set = load_calendars(sources, diagnostics);
    CHECK(format(diagnostics).empty());
    std::size_t countries = 0;
    std::size_t days = 0;
    for (const auto& [code, region] : set.regions) {
        countries += code.size() == 2 && !region.holidays.empty() ? 1 : 0;
        for (const Holiday& holiday : region.holidays) {
            INFO(code << ' ' << holiday.name);
            CHECK_FALSE(holiday.source.empty());
            ++days;
        }
    }
    CHECK(countries >= 60);
    CHECK(days >= 600);
    for (const auto& [name, calendar] : set.named) {
        INFO(name);
        CHECK_FALSE(calendar.source.empty());
    }
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
