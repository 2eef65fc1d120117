#include "daemon/intake/inbox.hpp"

#include "daemon/files.hpp"
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace vesper;
using namespace vesper::test;
namespace fs = std::filesystem;

namespace {

const std::string rules = R"(
[window.evening]
from = "19:00"
to = "21:00"
[rule.news]
on = "delivered"
after = "0d"
window = "evening"
channel = "email"
message = "news"
class = "transactional"
)";

struct InboxHouse {
    SimHouse sim{sources_with(rules), "2026-03-01T10:00:00Z"};
    std::string folder;
    std::unique_ptr<Inbox> inbox;

    InboxHouse() {
        std::string pattern = (fs::temp_directory_path() / "vesper-inbox-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        inbox = std::make_unique<Inbox>(folder, sim.house());
    }
    ~InboxHouse() { fs::remove_all(folder); }
    void drop(const std::string& name, const std::string& text) {
        REQUIRE(replace_file(folder + "/" + name, text).has_value());
    }
    /// Two looks find a file that no longer changes; turns store it.
    void look() {
        inbox->look();
        inbox->look();
        while (!sim.house().idle()) sim.house().turn();
    }
    std::string read(const std::string& name) const {
        const auto text = read_file(folder + "/" + name);
        return text ? *text : "(" + text.error().message + ")";
    }
};

std::string delivered(const std::string& order) {
    return an_event(order, "shipment.delivered").in("DE").at("2026-03-01T09:00:00Z");
}

}  // namespace

TEST_CASE("a dropped file is stored and found again in done, with a report") {
    InboxHouse house;
    house.drop("today.jsonl", delivered("A1") + "\n" + delivered("A2") + "\n");
    house.look();
    CHECK(house.sim.jobs().size() == 2);
    CHECK_FALSE(fs::exists(house.folder + "/today.jsonl"));
    CHECK(fs::exists(house.folder + "/done/today.jsonl"));
    CHECK(house.read("done/today.jsonl.report.txt") == "2 stored, 0 known already, 0 refused\n");
    CHECK_FALSE(house.inbox->busy());
}

TEST_CASE("a bad line is named and the good ones are kept") {
    InboxHouse house;
    house.drop("mixed.jsonl",
               delivered("A1") + "\n{\"specversion\": \"1.0\"}\n" + delivered("A1") + "\n");
    house.look();
    CHECK(house.sim.jobs().size() == 1);
    CHECK(fs::exists(house.folder + "/rejected/mixed.jsonl"));
    CHECK(house.read("rejected/mixed.jsonl.report.txt") ==
          "1 stored, 1 known already, 1 refused\n"
          "event 2: /id: is required\n"
          "event 2: /source: is required, such as \"shopify:/my-shop.myshopify.com\"\n"
          "event 2: /type: is required, such as \"vesper.order.paid.v1\"\n"
          "event 2: /data: is required\n");
}

TEST_CASE("a file that is no JSON at all is rejected with its reason") {
    InboxHouse house;
    house.drop("broken.json", "[{\"a\": 1");
    house.look();
    CHECK(house.read("rejected/broken.json.report.txt") == "/0: must be an event object\n");
}

TEST_CASE("the report of a file without anything begins with what is wrong") {
    InboxHouse house;
    house.drop("empty.json", " \n");
    house.look();
    CHECK(house.read("rejected/empty.json.report.txt") ==
          "empty: expected an event, an array of events, or one event a line\n");
}

TEST_CASE("unfinished and foreign files are left alone") {
    InboxHouse house;
    house.drop("half.json.tmp", delivered("A1"));
    house.drop(".hidden.json", delivered("A2"));
    house.drop("notes.txt", "hello");
    house.look();
    CHECK(house.sim.jobs().empty());
    CHECK(fs::exists(house.folder + "/half.json.tmp"));
    CHECK(fs::exists(house.folder + "/.hidden.json"));
    CHECK(fs::exists(house.folder + "/notes.txt"));
}

TEST_CASE("a file that still grows waits") {
    InboxHouse house;
    house.drop("growing.jsonl", delivered("A1") + "\n");
    house.inbox->look();
    house.drop("growing.jsonl", delivered("A1") + "\n" + delivered("A2") + "\n");
    house.inbox->look();
    CHECK(house.inbox->busy());
    CHECK(house.sim.jobs().empty());
    house.look();
    CHECK(house.sim.jobs().size() == 2);
}

TEST_CASE("the same name every day overwrites nothing") {
    InboxHouse house;
    house.drop("daily.jsonl", delivered("A1"));
    house.look();
    house.drop("daily.jsonl", delivered("A2"));
    house.look();
    CHECK(fs::exists(house.folder + "/done/daily.jsonl"));
    CHECK(fs::exists(house.folder + "/done/daily.2.jsonl"));
}

TEST_CASE("a file larger than a turn is stored whole") {
    InboxHouse house;
    std::string lines;
    for (int i = 0; i < 1700; ++i) lines += delivered("A" + std::to_string(i)) + "\n";
    house.drop("many.jsonl", lines);
    house.look();
    CHECK(house.read("done/many.jsonl.report.txt") == "1700 stored, 0 known already, 0 refused\n");
}

TEST_CASE("a file of nothing but wrong events lets others have their turns") {
    InboxHouse house;
    std::string lines;
    for (int i = 0; i < 1700; ++i) lines += "{}\n";
    house.drop("wrong.jsonl", lines);
    house.inbox->look();
    house.inbox->look();
    const auto looked_at = [&] { return house.sim.house().counters().events_invalid; };
    for (const int by_now : {500, 1000, 1500, 1700}) {
        CHECK(looked_at() == by_now);
        CHECK(house.inbox->busy() == (by_now < 1700));
        house.sim.receive(delivered("A" + std::to_string(by_now)));  // one turn
    }
    CHECK(house.sim.jobs().size() == 4);
    CHECK(house.read("rejected/wrong.jsonl.report.txt")
              .starts_with("0 stored, 0 known already, 1700 refused\nevent 1: /specversion: "));
}

TEST_CASE("an array of nothing is done with, and blocks nobody") {
    InboxHouse house;
    for (const char* name : {"1.json", "2.json", "3.json", "4.json"}) house.drop(name, "[]");
    house.look();
    house.drop("5.json", delivered("A1"));
    house.look();
    CHECK(fs::exists(house.folder + "/done/1.json"));
    CHECK(fs::exists(house.folder + "/done/5.json"));
    house.inbox->look();
    CHECK_FALSE(house.inbox->busy());
}
