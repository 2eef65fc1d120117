// init, check and simulate on real folders.
#include "tests/daemon/cli/typed.hpp"
#include "tests/support/tree.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <tuple>

using namespace vesper::cli;
namespace fs = std::filesystem;

namespace {

/// A folder of one's own, gone with the test.
struct Folder {
    fs::path path;
    Folder() {
        std::string made = (fs::temp_directory_path() / "vesper-prepare-XXXXXX").string();
        REQUIRE(mkdtemp(made.data()) != nullptr);
        path = made;
    }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
    std::string at(const std::string& name) const { return (path / name).string(); }
};

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

constexpr const char* shop = R"(name = "Sample Shop"
zone = "Asia/Shanghai"
languages = ["en"]
currency = "EUR"
sender = "Sample Shop <shop@example.com>"
)";

constexpr const char* rules = R"([window.evening]
from = "19:00"
to = "21:00"

[rule.thanks]
on = "delivered"
after = "1d"
window = "evening"
channel = "email"
class = "transactional"
message = "thanks"
)";

/// A shop with one rule and no library under it.
struct Shop : Folder {
    Shop() {
        write("shop.toml", shop);
        write("rules/10-thanks.toml", rules);
        write("messages/thanks/en.md", "+++\nsubject = \"Thank you\"\n+++\nHello\n");
        write("vesper.toml", "[folders]\nlibrary = \"\"\n");
    }
    Seen checked(Person& person) const { return person.types({"check", path.string()}); }
};

}  // namespace

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

TEST_CASE("init copies what is shipped, and never overwrites") {
    Person person;
    const Folder library;
    library.write("rules/10-a.toml", "# a\n");
    library.write("messages/x/en.md", "x\n");
    const Folder mine;
    mine.write("rules/10-a.toml", "# mine\n");
    const std::vector<std::string> words{"init", mine.path.string(), "--library",
                                         library.path.string()};
    const Seen first = person.types(words);
    CHECK(first.err.empty());
    CHECK(first.code == 0);
    CHECK(first.out == "made  " + mine.at("messages/x/en.md") + "\nkept  " +
                           mine.at("rules/10-a.toml") + "\nmade  " + mine.at("shop.toml") +
                           "\n2 files made, 1 kept as they were\nNow edit " + mine.at("shop.toml") +
                           ", then: vesper check " + mine.path.string() + "\n");
    CHECK(content_of(mine.path / "rules/10-a.toml") == "# mine\n");
    const std::string shop_made = content_of(mine.path / "shop.toml");
    CHECK(person.types(words).out.find("0 files made, 3 kept as they were\n") != std::string::npos);
    CHECK(content_of(mine.path / "shop.toml") == shop_made);
    CHECK(person.types({"init", mine.path.string(), "--library", mine.at("none")}).code == 1);
}

TEST_CASE("what init makes passes check, and what waits for a channel is named") {
    Person person;
    const Folder mine;
    mine.write("vesper.toml", "[folders]\nlibrary = \"\"\n");
    const std::string library = vesper::source_tree() + "/rules/library";
    REQUIRE(person.types({"init", mine.path.string(), "--library", library}).code == 0);
    const Seen seen = person.types({"check", mine.path.string()});
    INFO(seen.out << seen.err);
    CHECK(seen.code == 0);
    CHECK(
        seen.out.find("rules/50-overdue.toml:5: note: rule \"protection-runs-out\" sleeps: channel "
                      "\"extend-receipt\" is not configured; [channel.extend-receipt] in "
                      "vesper.toml wakes it\n") != std::string::npos);
    CHECK(
        person.types({"check", "--json", mine.path.string()}).out.find("\"severity\": \"note\"") !=
        std::string::npos);
    mine.write(
        "vesper.toml",
        "[folders]\nlibrary = \"\"\n[channel.email]\nkind = \"maildir\"\npath = \"out\"\n"
        "[channel.extend-receipt]\nkind = \"webhook\"\nurl = \"https://bridge.example/e\"\n"
        "[channel.request-review]\nkind = \"webhook\"\nurl = \"https://bridge.example/r\"\n");
    CHECK(person.types({"check", mine.path.string()}).out.starts_with("good: "));
}

TEST_CASE("simulate: what would go out, on both clocks, and why") {
    Person person;
    const Shop folder;
    folder.write("events.jsonl",
                 R"({"specversion":"1.0","id":"e1","source":"shopify:/s",)"
                 R"("type":"vesper.shipment.delivered.v1","time":"2026-03-27T10:00:00Z",)"
                 R"("data":{"order":{"id":"1","platform":"shopify","account":"s"},)"
                 R"("buyer":{"email":"b@example.org"},"ship_to":{"country":"DE"},)"
                 R"("shipment":{"tracking_number":"T1"}}})"
                 "\n");
    const std::vector<std::string> words{
        "--config", folder.at("vesper.toml"), "simulate", "--rules", folder.path.string(),
        "--events", folder.at("events.jsonl")};
    const Seen seen = person.types(words);
    INFO(seen.out << seen.err);
    CHECK(seen.code == 0);
    CHECK(seen.out.starts_with("1 follow-up from Sun 29 Mar 2026 02:"));
    CHECK(std::regex_search(
        seen.out, std::regex{"\nSat 28 Mar 19:..  Sun 29 Mar 02:..  shopify/s/1  thanks  email    "
                             "sent thanks/en\n\nBY RULE  CLASS          SENT  NOT SENT\n"
                             "thanks   transactional     1         0\n"}));
    CHECK(seen.out.ends_with("\n1 letter, 0 not sent, 0 events refused\n"));
    CHECK(person.types(words).out == seen.out);

    const auto with = [&](std::vector<std::string> more) {
        std::vector<std::string> all = words;
        all.insert(all.end(), more.begin(), more.end());
        return person.types(all);
    };
    const std::string whole = with({"--long"}).out;
    CHECK(
        whole.find("sent thanks/en\n    \"Thank you\"\n    delivered Fri 27 Mar 11:00 buyer time; "
                   "+ 1 day; zone Europe/Berlin (country DE has one clock, exact; tzdata ") !=
        std::string::npos);
    CHECK(seen.out.find("Thank you") == std::string::npos);
    CHECK(with({"--long", "--jsonl"}).code == 2);
    const Seen lines = with({"--jsonl"});
    CHECK(lines.out.starts_with(R"({"kind":"letter","sent":"2026-03-28T18:)"));
    CHECK(std::count(lines.out.begin(), lines.out.end(), '\n') == 1);
    const Seen page = with({"--html", folder.at("page.html")});
    CHECK(page.out == folder.at("page.html") + ": 1 letter, 0 not sent; open it in a browser\n");
    CHECK(content_of(folder.at("page.html")) == with({"--html", "-"}).out);
    CHECK(content_of(folder.at("page.html")).find("shopify/s/1") != std::string::npos);
    CHECK(content_of(folder.at("page.html")).find("Thank you") == std::string::npos);
    CHECK(with({"--html", "-", "--subjects"}).out.find("Thank you") != std::string::npos);
    CHECK(with({"--html", "-", "--jsonl"}).code == 2);
    CHECK(with({"--subjects"}).code == 2);

    folder.write("events.jsonl", R"({"specversion":"1.0"})");
    CHECK(person.types(words).code == 1);
}

TEST_CASE("simulate: the operator's channels count, with their media and what they need") {
    Person person;
    const Shop folder;
    folder.write("vesper.toml",
                 "[folders]\nlibrary = \"\"\n[channel.email]\nkind = \"maildir\"\npath = \"a\"\n"
                 "[channel.sms]\nkind = \"webhook\"\n"
                 "url = \"https://example.com/sms\"\naddress = \"phone\"\n");
    folder.write("rules/20-offer.toml",
                 "[rule.offer]\non = \"delivered\"\nafter = \"0d\"\nwindow = \"evening\"\n"
                 "channel = \"sms\"\nclass = \"solicitation\"\nmessage = \"thanks\"\n");
    const auto simulated = [&](const std::string& phone) {
        folder.write("events.jsonl",
                     R"({"specversion":"1.0","id":"e1","source":"shopify:/s",)"
                     R"("type":"vesper.shipment.delivered.v1","time":"2026-03-27T15:00:00Z",)"
                     R"("data":{"order":{"id":"1","platform":"shopify","account":"s"},)"
                     R"("shipment":{"tracking_number":"T1"},)"
                     R"("buyer":{"email":"b@example.org")" +
                         phone +
                         R"(},"ship_to":{"country":"US","region":"FL"},)"
                         R"("timezone":"America/New_York"}})"
                         "\n");
        const Seen seen = person.types({"simulate", "--rules", folder.path.string(), "--events",
                                        folder.at("events.jsonl"), "--long"});
        INFO(seen.err);
        CHECK(seen.code == 0);
        return seen.out;
    };
    const std::string reached = simulated(R"(,"phone":"+13055550123")");
    INFO(reached);
    CHECK(reached.find("; shortened by Fla. Stat. 501.616(6)(a): 08:00-20:00") !=
          std::string::npos);
    CHECK(simulated("").find("  shopify/s/1  offer   sms      held: the order has no telephone "
                             "number\n") != std::string::npos);

    // The slips that only channels show are told as they are by check.
    folder.write("rules/20-offer.toml",
                 "[rule.offer]\non = \"delivered\"\nafter = \"0d\"\nwindow = \"evening\"\n"
                 "channel = \"email\"\nclass = \"transactional\"\nwith.days = 3\n");
    const Seen seen = person.types(
        {"simulate", "--rules", folder.path.string(), "--events", folder.at("events.jsonl")});
    CHECK(seen.code == 1);
    CHECK(seen.err.find("a message is missing") != std::string::npos);
}

TEST_CASE("simulate --html: a page to send on says nothing of an order's address or buyer") {
    Person person;
    const Shop folder;
    folder.write("shop.toml", std::string{shop} + "unsubscribe = \"mailto:no@example.com\"\n");
    folder.write("messages/offer/en.md",
                 "+++\nsubject = \"An offer\"\n+++\nHello\n\n"
                 "{{#shop.unsubscribe}}{{shop.unsubscribe}}{{/shop.unsubscribe}}\n");
    const auto rule = [](const std::string& name, const std::string& more) {
        return "[rule." + name + "]\non = \"delivered\"\nafter = \"0d\"\n" + more + "\n";
    };
    const std::string thanks = "class = \"transactional\"\nmessage = \"thanks\"\n";
    folder.write("rules/10-thanks.toml",
                 "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
                 "[defaults]\nwindow = \"evening\"\nchannel = \"email\"\n" +
                     rule("either", thanks + "when.any = [{ tags = [\"wholesale\"] },"
                                             " { subdivision = [\"US-CA\"],"
                                             " not = [{ language = [\"es\"] }] }]") +
                     rule("excluded", thanks + "when.not = [{ country = [\"MX\"] }]") +
                     rule("regulars", thanks + "when.buyer.orders.from = 5") +
                     rule("unsure", thanks + "doubt = \"hold\"") +
                     rule("offer", "class = \"marketing\"\nmessage = \"offer\"\ndoubt = \"both\""));
    folder.write("events.jsonl",
                 R"({"specversion":"1.0","id":"e1","source":"shopify:/s",)"
                 R"("type":"vesper.shipment.delivered.v1","time":"2026-03-27T15:00:00Z",)"
                 R"("data":{"order":{"id":"1","platform":"shopify","account":"s",)"
                 R"("currency":"EUR","total":"7321.50","tags":["Dachshund"]},)"
                 R"("shipment":{"tracking_number":"T1"},)"
                 R"("buyer":{"email":"b@example.org","locale":"es-MX"},)"
                 R"("ship_to":{"country":"MX","region":"Chihuahua"}}})"
                 "\n");
    const auto simulated = [&](std::vector<std::string> options) {
        options.insert(options.begin(), {"simulate", "--rules", folder.path.string(), "--events",
                                         folder.at("events.jsonl")});
        return person.types(options);
    };
    const std::string page = simulated({"--html", "-"}).out;
    INFO(page.substr(std::min(page.size(), page.find("Not sent, and why"))));
    for (const char* said :
         {">not met: any of (tags wholesale) or (subdivision US-CA and what the rule is not for)<",
          ">not met: what the rule is not for<", ">not met: buyers&#39; orders from 5<",
          ">held: the buyer&#39;s clock is not certain<",
          ">withdrawn: the buyer may not be written to<"}) {
        INFO(said);
        CHECK(page.find(said) != std::string::npos);
    }
    const Seen told = simulated({});  // control: the shop's own people see all of it
    INFO(told.out);
    for (const char* known : {"MX", "Dachshund", "has not granted marketing", "58 %"}) {
        INFO(known);
        CHECK(page.find(known) == std::string::npos);
        CHECK(told.out.find(known) != std::string::npos);
    }
    for (const char* known : {"Mexico", "Chihuahua (", "7321", "es-", "b@example.org"})
        CHECK(page.find(known) == std::string::npos);
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
