// The journal of a house: what happened to which order, and nothing that the order holds.
#include "daemon/control/api.hpp"
#include "daemon/journal_line.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace vesper;
using namespace vesper::test;

namespace {

/// A house and the lines of its journal, without when and whose.
class Journal {
public:
    explicit Journal(const SetSources& sources)
        : house{sources, morning, ":memory:", [](Config& config) {
                    for (const char* name : {"sms", "extend-receipt"}) {
                        ChannelConfig& channel = config.channels[name];
                        channel.name = name;
                        channel.kind = ChannelConfig::Kind::webhook;
                    }
                    config.channels["sms"].address = ChannelConfig::Address::phone;
                }} {
        house.house().on_happening = [this](const Happening& one) {
            lines.push_back(journal_line(one));
            watched.push_back(to_json(one));
        };
    }

    /// The words of what happened last of this kind; "": nothing did.
    std::string words(const std::string& what) const {
        std::string found;
        for (const std::string& line : lines) {
            const std::size_t at = line.find(" words=");
            if (line.find(" what=" + what + ' ') != std::string::npos) found = line.substr(at + 7);
        }
        return found;
    }
    bool names(const std::vector<std::string>& values) const {
        for (const std::string& line : lines)
            for (const std::string& value : values)
                if (line.find(value) != std::string::npos) return true;
        return false;
    }

    SimHouse house;
    std::vector<std::string> lines;
    std::vector<std::string> watched;  // what /v1/watch had
};

SetSources news(const std::string& lines = "") {
    return sources_with(evening + rule("news", "3d", lines));
}

/// It is night on one of the clocks of the United States whenever it is evening on another, or in
/// India.
EventBuilder to_india_and_america() {
    return delivered("A1")
        .in("IN", "", "Kolkata")
        .set("/data/ship_to/postal", "\"700001\"")
        .set("/data/bill_to", R"({"country": "US", "city": "Nowhere"})");
}

const std::vector<std::string> places{"Kolkata", "700001", "New_York", "Nowhere", "US"};

}  // namespace

TEST_CASE("a letter that no hour suits is held, and the journal does not say between which towns") {
    const std::string held =
        "no hour of \\\"evening\\\" is a decent one on every clock that may be the buyer's; it "
        "would be night on another possible clock on ";
    Journal journal{news("doubt = \"both\"\n")};
    SECTION("when it is planned") {
        journal.house.receive(to_india_and_america());
        CHECK_THAT(journal.words("held"), Catch::StartsWith('"' + held));
    }
    SECTION("when its address changes") {
        journal.house.receive(delivered("A1"));
        journal.house.receive(to_india_and_america().id("2"));
        CHECK_THAT(journal.words("held"), Catch::StartsWith('"' + held));
    }
    SECTION("when its rule changes") {
        journal.house.receive(to_india_and_america());
        REQUIRE(
            journal.house.house().reload(news("doubt = \"both\"\nlatest = \"90d\"\n")).accepted);
        CHECK_THAT(journal.words("held"), Catch::StartsWith("\"the rules changed: " + held));
    }
    SECTION("when a new rule looks back") {
        const std::string second = rule("second", "4d", "doubt = \"both\"\n");
        journal.house.receive(to_india_and_america());
        journal.lines.clear();
        REQUIRE(journal.house.house().reload(sources_with(evening + second), true).accepted);
        CHECK_THAT(journal.words("held"), Catch::StartsWith('"' + held));
    }
    // `vesper why` has it all.
    const std::string reason = journal.house.jobs().back().reason;
    CHECK_THAT(reason, Catch::Contains("Kolkata") && Catch::Contains("New_York"));
    CHECK_FALSE(journal.names(places));
}

TEST_CASE("what conditions refuse is in the journal as the rule asks it, not as the order is") {
    // the condition, the reason in the store, the words of the journal
    auto [condition, reason, words] = GENERATE(table<std::string, std::string, std::string>({
        {"tags = [\"wholesale\"]", "tags are VIP, Anna; the rule is for wholesale",
         "tags wholesale"},
        {"subdivision = [\"DE-BY\"]",
         "subdivision of \"near Anna's mill\" is not known; the rule is for DE-BY",
         "subdivision DE-BY"},
        {"not = { tags = [\"Anna\"] }", "the rule is not for tags Anna",
         "what the rule is not for"},
    }));
    const auto event = [] {
        return delivered("A1")
            .in("DE", "near Anna's mill")
            .set("/data/order/tags", "[\"VIP\", \"Anna\"]");
    };
    SECTION("when the rule changes") {
        Journal journal{news()};
        journal.house.receive(event());
        REQUIRE(journal.house.house().reload(news("when." + condition + "\n")).accepted);
        CHECK(journal.house.only_job().reason == "the rules changed: " + reason);
        CHECK(journal.words("withdrawn") == "\"the rules changed: not met: " + words + '"');
        CHECK_FALSE(journal.names({"VIP", "Anna"}));
    }
    SECTION("at the last look") {
        const std::string silent =
            "[rule.news]\non = \"shipped\"\nwithout_news = \"3d\"\nclass = \"transactional\"\n"
            "message = \"news\"\nwhen." +
            condition + "\n";
        Journal journal{sources_with(two_windows + silent)};
        journal.house.receive(an_event("A1", "shipment.shipped")
                                  .in("DE", "Bayern")
                                  .set("/data/order/tags", "[\"wholesale\"]")
                                  .at(morning));
        REQUIRE(journal.house.only_job().state == JobState::scheduled);
        Store& store = journal.house.house().store_for_backup();
        Order order = *store.order(journal.house.only_job().key.order);
        order.tags = {"VIP", "Anna"};
        order.ship_to.region = "near Anna's mill";
        store.in_one_commit([&] { store.put_order(order, journal.house.clock().now()); });
        journal.house.run_for(date::days{5});
        CHECK(journal.house.only_job().reason == reason);
        CHECK(journal.words("withdrawn") == "\"not met: " + words + '"');
        CHECK_FALSE(journal.names({"VIP", "Anna"}));
    }
}

TEST_CASE("a letter whose action did not come about: the journal has the action's reason once") {
    Journal journal{sources_with(two_windows + R"(
[rule.protection]
before = "5d"
of     = "confirm-receipt"
class  = "transactional"
[[rule.protection.step]]
channel   = "extend-receipt"
with.days = 15
[[rule.protection.step]]
message = "news"
)")};
    journal.house.answer({Refused{"the webhook: HTTP 404: no order of Anna", false}});
    journal.house.receive(
        an_event("A1", "shipment.shipped")
            .in("DE")
            .at(morning)
            .set("/data/deadline",
                 R"([{"kind": "confirm-receipt", "at": "2026-03-31T12:00:00Z"}])"));
    journal.house.run_for(date::days{40});
    CHECK(journal.words("refused") == "\"the webhook: HTTP 404 ...\"");
    CHECK(journal.words("expired") == "\"step 1 (extend-receipt) did not come about: refused\"");
    CHECK_FALSE(journal.names({"Anna"}));
}

TEST_CASE("a letter that falls back: the journal says where to, whatever the relay said") {
    Journal journal{sources_with(two_windows + R"(
[rule.order]
on      = "paid"
after   = "0d"
class   = "transactional"
channel = ["email", "sms"]
message = "news"
)")};
    const std::string falls = "falls back from email to sms: refused: 550 5.1.1 ";
    journal.house.answer({Refused{"550 5.1.1 User unknown, Anna moved to anna@example.com", true}});
    journal.house.receive(an_event("A1", "order.paid")
                              .in("DE")
                              .at(morning)
                              .set("/data/buyer/phone", "\"+491701234567\""));
    journal.house.clock().set(journal.house.only_job().due);
    journal.house.house().turn();
    SECTION("and goes on") {
        journal.house.house().turn();
        CHECK(journal.words("moved") == '"' + falls + "...\"");
        CHECK_THAT(journal.house.only_job().explanation,
                   Catch::EndsWith("; " + falls + "User unknown, Anna moved to anna@example.com"));
    }
    SECTION("and is held there") {
        Store& store = journal.house.house().store_for_backup();
        Order order = *store.order(journal.house.only_job().key.order);
        order.ship_to = {};
        order.ship_to.city = "Berlin";
        order.buyer.phone.clear();
        order.timezone.clear();
        store.in_one_commit([&] { store.put_order(order, journal.house.clock().now()); });
        journal.house.house().turn();
        REQUIRE(journal.house.only_job().state == JobState::held);
        CHECK(journal.words("held") == "\"the buyer's clock is not known; " + falls + "...\"");
    }
    CHECK_FALSE(journal.names({"Anna", "anna", "User", "Berlin"}));
}

TEST_CASE("who stops the mail leaves a line in the journal and one for those who watch") {
    Journal journal{news()};
    House& house = journal.house.house();
    SECTION("a channel, and all of them") {
        journal.house.work([&] { return house.pause("email", "relay down, ask Anna"); });
        journal.house.work([&] { return house.pause("*", ""); });
        journal.house.work([&] { return house.resume("email"); });
        CHECK(journal.lines ==
              std::vector<std::string>{
                  "what=paused words=\"channel email, by hand ...\"",
                  "what=paused words=\"everything, by hand\"",
                  "what=resumed words=\"channel email, by hand; everything is still paused\""});
        CHECK(journal.watched.front() ==
              R"({"at":"2026-03-02T10:00:00Z","what":"paused",)"
              R"("words":"channel email, by hand: relay down, ask Anna"})");
        CHECK(journal.watched.size() == 3);
    }
    SECTION("what is refused is no happening") {
        journal.house.work([&] { return house.resume("email"); });
        CHECK(journal.lines.empty());
    }
    SECTION("an address, which neither names") {
        journal.house.receive(delivered("A1").email("anna@example.org"));
        journal.lines.clear();
        journal.watched.clear();
        journal.house.work(
            [&] { return house.suppress("anna@example.org", "Anna wrote from anna@example.org"); });
        journal.house.work([&] { return house.unsuppress("anna@example.org"); });
        REQUIRE(journal.lines.size() == 3);
        CHECK(journal.lines[0].find(" what=withdrawn ") != std::string::npos);
        CHECK(journal.lines[1] ==
              "what=suppressed words=\"an address, 1 waiting letter withdrawn, by hand ...\"");
        CHECK(journal.lines[2] == "what=unsuppressed words=\"an address, by hand\"");
        CHECK_FALSE(journal.names({"anna@", "Anna"}));
        CHECK_THAT(journal.watched[1], Catch::Contains("by hand: Anna wrote from (address)"));
        for (const std::string& line : journal.watched) CHECK(line.find("anna@") == line.npos);
    }
}

TEST_CASE("a reload is told before what it moves, and so is one that is refused") {
    Journal journal{news()};
    journal.house.receive(delivered("A1"));
    journal.lines.clear();
    REQUIRE(journal.house.house().reload(news("when.tags = [\"wholesale\"]\n")).accepted);
    REQUIRE(journal.lines.size() == 2);
    CHECK(journal.lines[0] ==
          "what=reloaded words=\"rules reloaded: 1 rule; 0 moved, 1 withdrawn, 0 planned, 0 "
          "renamed\"");
    REQUIRE_FALSE(journal.house.house().reload(news("nonsense = true\n")).accepted);
    CHECK(journal.lines.back() ==
          "what=reload-refused words=\"the files have errors; the running set stays\"");
    CHECK(journal.watched.size() == 5);
}
