// check on real folders.
#include "tests/daemon/cli/shop_folder.hpp"

using namespace vesper::cli;

TEST_CASE("check: a good folder") {
    Person person;
    const Shop folder;
    const Seen seen = folder.checked(person);
    CHECK(seen.err.empty());
    CHECK(seen.out == "good: 1 rule, 1 window, 1 message\n");
    CHECK(seen.code == 0);
}

TEST_CASE("check: a missing message, an unset channel, an unknown zone") {
    Person person;
    const Shop folder;
    auto [file, text, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"rules/20-more.toml",
         "[rule.more]\non = \"paid\"\nafter = \"1h\"\nwindow = \"evening\"\nchannel = \"email\"\n"
         "class = \"critical\"\nmessage = \"nowhere\"\n",
         "rules/20-more.toml:7:"},
        {"rules/20-more.toml",
         "[rule.more]\non = \"paid\"\nafter = \"1h\"\nwindow = \"evening\"\nchannel = \"fax\"\n"
         "class = \"critical\"\nmessage = \"thanks\"\n",
         "rules/20-more.toml:5:"},
        {"shop.toml", std::string(shop).replace(std::string(shop).find("Shanghai"), 8, "Shanghia"),
         "shop.toml:2:"},
    }));
    folder.write(file, text);
    const Seen seen = folder.checked(person);
    CHECK(seen.code == 1);
    CHECK(seen.out.starts_with(expected));
    CHECK(seen.out.ends_with("1 error, 0 warnings\n"));
}

TEST_CASE("check: in the language of the caller's locale") {
    const Shop folder;
    Person person;
    person.environment["LANG"] = "zh_CN.UTF-8";
    CHECK(folder.checked(person).out == "没有问题：1 条规则、1 个时段、1 条消息\n");
    folder.write("rules/20.toml", "[rule.x]\non = \"delivred\"\n");
    CHECK(folder.checked(person).out.find("错误：没有 \"delivred\" 这个阶段\n") !=
          std::string::npos);
    person.environment["LC_ALL"] = "C";
    CHECK(folder.checked(person).out.find("error: unknown stage \"delivred\"\n") !=
          std::string::npos);
    person.environment = {{"LC_MESSAGES", "zh"}};
    CHECK(person.types({"check", folder.at("nowhere")}).code == 2);
}

TEST_CASE("check: windows that never open, where they do not") {
    Person person;
    const Shop folder;
    // window text, what is said about it
    auto [window, expected] = GENERATE(table<std::string, std::string>({
        {"[window.noon]\nfrom = \"12:00\"\nto = \"13:00\"\ndays = \"sat\"\n"
         "[window.noon.in.IL]\navoid = [\"shabbat\"]\n",
         "rules/20-window.toml:1:9: error: window \"noon\" never opens in IL\n"},
        // Dusk comes later elsewhere; without calendar files every weekend is Saturday and Sunday.
        {"[window.il]\nfrom = \"19:00\"\nto = \"21:00\"\ndays = \"fri\"\navoid = [\"shabbat\"]\n",
         "rules/20-window.toml:1:9: warning: window \"il\" never opens in SA, IR, IN, NP, BN\n"},
        {"[window.wk]\nfrom = \"19:00\"\nto = \"21:00\"\ndays = \"sat,sun\"\navoid = "
         "[\"weekend\"]\n",
         "rules/20-window.toml:1:9: error: window \"wk\" never opens\n"},
        {"[window.blink]\nfrom = \"12:00:00\"\nto = \"12:00:40\"\n",  // shorter than the margin
         "rules/20-window.toml:1:9: error: window \"blink\" never opens\n"},
        {"[window.fast]\nfrom = \"12:00\"\nto = \"17:00\"\n"
         "[window.fast.in.SA.during.ramadan]\nfrom = \"iftar + 75m\"\nto = \"18:30\"\n",
         "rules/20-window.toml:1:9: warning: window \"fast\" does not open in SA during Ramadan\n"},
    }));
    folder.write("rules/20-window.toml", window);
    const Seen seen = folder.checked(person);
    CHECK(seen.out.starts_with(expected));
    CHECK(seen.code == (expected.find("error") == std::string::npos ? 0 : 1));
}

TEST_CASE("check: a window that avoids the weekend opens where that is another") {
    Person person;
    const Shop folder;
    folder.write("calendars/days.toml",
                 "[SA]\nweekend = [\"fri\", \"sat\"]\nsource = \"the law\"\n");
    folder.write("rules/20-window.toml",
                 "[window.wk]\nfrom = \"19:00\"\nto = \"21:00\"\ndays = \"sat,sun\"\n"
                 "avoid = [\"weekend\"]\n");
    const Seen seen = folder.checked(person);
    CHECK(
        seen.out.starts_with("rules/20-window.toml:1:9: warning: window \"wk\" never opens in US, "
                             "IR, IN, NP, BN, NO\n"));
    CHECK(seen.code == 0);
}

TEST_CASE("check: one error hides no other kind") {
    Person person;
    const Shop folder;
    folder.write("vesper.toml",
                 "[folders]\nlibrary = \"\"\n[channel.email]\nkind = \"maildir\"\npath = \"a\"\n"
                 "[channel.sms]\nkind = \"maildir\"\nmedium = \"sms\"\npath = \"b\"\n");
    folder.write("rules/20-more.toml",
                 "[window.blink]\nfrom = \"12:00:00\"\nto = \"12:00:40\"\n"
                 "[window.half]\nfrom = \"19:00\"\nto = \"25:00\"\n"
                 "[window.early]\nfrom = \"06:00\"\nto = \"07:00\"\n"
                 "[rule.offer]\non = \"delivered\"\nafter = \"9d\"\nwindow = \"early\"\n"
                 "channel = \"sms\"\nclass = \"marketing\"\nmessage = \"thanks\"\n"
                 "[rule.more]\non = \"delivered\"\nafter = \"9d\"\nwindow = \"early\"\n"
                 "channel = \"mms\"\nclass = \"transactional\"\nmessage = \"thanks\"\n");
    const std::string out = folder.checked(person).out;
    CHECK(out.find("error: window \"blink\" never opens\n") != std::string::npos);
    CHECK(out.find("error: channel \"mms\" is not configured") != std::string::npos);
    CHECK(out.find("25:00") != std::string::npos);
    CHECK(out.find("window \"half\" never opens") == std::string::npos);  // it could not be read
    // One warning for all the states with such a law.
    CHECK(out.find("the law leaves nothing of window \"early\" for rule \"offer\"") !=
          std::string::npos);
    std::size_t warnings = 0;
    for (std::size_t at = 0; (at = out.find("warning: in ", at)) != std::string::npos; ++at)
        warnings +=
            out.substr(at, out.find('\n', at) - at).find(" more the law") != std::string::npos;
    CHECK(warnings == 1);
}

TEST_CASE("check --json counts and names") {
    Person person;
    const Shop folder;
    folder.write("rules/10-thanks.toml", "[rule.x\n");
    const Seen seen = person.types({"check", "--json", folder.path.string()});
    CHECK(seen.code == 1);
    CHECK(
        seen.out.starts_with("{\n  \"errors\": 1,\n  \"warnings\": 0,\n  \"diagnostics\": [\n"
                             "    {\n      \"severity\": \"error\",\n"
                             "      \"file\": \"rules/10-thanks.toml\",\n      \"line\": 1,\n"));
    CHECK(person.types({"check", folder.at("nowhere")}).code == 2);
}

TEST_CASE("check --json lists in the order of the text: by file, line and column") {
    Person person;
    const Shop folder;
    folder.write("rules/10-thanks.toml",
                 "[rule.x]\ncolour = \"red\"\non = \"delivred\"\n\n"
                 "[window.evening]\nfrom = \"19:00\"\nto = \"27:00\"\nshape = 1\n");
    folder.write("rules/05-more.toml", "[rule.x]\non = \"delivered\"\nafter = \"3 days\"\n");
    const Seen seen = person.types({"check", "--json", folder.path.string()});
    CAPTURE(seen.out);
    std::vector<std::tuple<std::string, int, int>> places;
    const auto said = nlohmann::json::parse(seen.out);
    for (const auto& each : said["diagnostics"])
        places.emplace_back(each["file"], each["line"], each["column"]);
    CHECK(places.size() > 5);
    CHECK(std::is_sorted(places.begin(), places.end()));
}

TEST_CASE("check: an SMS whose window the law leaves nothing of") {
    Person person;
    const Shop folder;
    folder.write("vesper.toml",
                 "[folders]\nlibrary = \"\"\n[channel.email]\nkind = \"maildir\"\npath = \"a\"\n"
                 "[channel.sms]\nkind = \"maildir\"\nmedium = \"sms\"\npath = \"b\"\n");
    folder.write("rules/20-sms.toml",
                 "[rule.offer]\non = \"delivered\"\nafter = \"9d\"\nwindow = \"evening\"\n"
                 "channel = \"sms\"\nclass = \"solicitation\"\nmessage = \"thanks\"\n"
                 "when.country = [\"US\", \"FR\"]\n");
    const Seen seen = folder.checked(person);
    CHECK(seen.code == 0);
    CHECK(
        seen.out ==
        "rules/20-sms.toml:1:7: warning: in US, where the part of it is not known, the law leaves "
        "nothing of window \"evening\" for rule \"offer\"\n"
        "   [rule.offer]\n"
        "         ^ its letters there are held; [window.evening.in.US] can open at other hours\n"
        "rules/20-sms.toml:1:7: warning: in US-RI the law leaves nothing of window \"evening\" for "
        "rule \"offer\"\n"
        "   [rule.offer]\n"
        "         ^ its letters there are held; [window.evening.in.US-RI] can open at other hours; "
        "47 CFR 64.1200(c)(1): 08:00-21:00; R.I. Gen. Laws 5-61-3.6: mon-fri 09:00-18:00, sat "
        "10:00-17:00, not on public holidays\n"
        "good: 2 rules, 1 window, 1 message; 2 warnings\n");

    // It may go by SMS, too; and by the shop's clock, whose evening is the morning of Rhode Island.
    const auto warned = [&](const std::string& lines, const std::string& window = "evening") {
        folder.write("rules/20-sms.toml",
                     "[rule.offer]\non = \"delivered\"\nafter = \"9d\"\nwindow = \"" + window +
                         "\"\nclass = \"solicitation\"\nmessage = \"thanks\"\n" + lines);
        std::vector<std::string> regions;
        std::istringstream text{folder.checked(person).out};
        for (std::string line; std::getline(text, line);)
            if (const auto in = line.find("warning: in "); in != std::string::npos)
                regions.push_back(
                    line.substr(in + 12, line.find_first_of(" ,", in + 12) - in - 12));
        return regions;
    };
    using Regions = std::vector<std::string>;
    CHECK(warned("channel = [\"email\", \"sms\"]\nwhen.country = [\"US\"]\n") ==
          Regions{"US", "US-RI"});
    CHECK(warned("channel = \"sms\"\nwhen.subdivision = [\"US-AL\"]\n") == Regions{});
    CHECK(warned("channel = \"sms\"\nwhen.subdivision = [\"US-RI\", \"US-AL\"]\n") ==
          Regions{"US-RI"});
    folder.write("rules/10-office.toml",
                 "[window.office]\nclock = \"shop\"\nfrom = \"10:00\"\nto = \"17:00\"\n");
    CHECK(warned("channel = \"sms\"\nwhen.subdivision = [\"US-AL\", \"US-HI\"]\n", "office") ==
          Regions{"US-AL"});
    std::filesystem::remove(folder.path / "rules/10-office.toml");

    // The same words as an e-mail, or as news of the order, are free.
    folder.write("rules/20-sms.toml",
                 "[rule.offer]\non = \"delivered\"\nafter = \"9d\"\nwindow = \"evening\"\n"
                 "channel = \"sms\"\nclass = \"transactional\"\nmessage = \"thanks\"\n");
    CHECK(folder.checked(person).out == "good: 2 rules, 1 window, 1 message\n");
}
