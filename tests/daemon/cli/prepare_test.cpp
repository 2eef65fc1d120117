// init and simulate on real folders.
#include "tests/daemon/cli/shop_folder.hpp"

using namespace vesper::cli;

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
