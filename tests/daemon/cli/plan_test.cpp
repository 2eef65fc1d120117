// vesper plan on a file of vesper backup: every byte that a manager sees.
#include "daemon/files.hpp"
#include "daemon/set_files.hpp"
#include "tests/daemon/cli/fake_daemon.hpp"
#include "tests/daemon/cli/typed.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/sim_house.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace vesper;
using namespace vesper::cli;
using namespace vesper::test;
namespace fs = std::filesystem;

namespace {

std::string rule(const std::string& name, const std::string& after, const std::string& lines = "") {
    return "[rule." + name + "]\non = \"delivered\"\nafter = \"" + after +
           "\"\nwindow = \"evening\"\nchannel = \"email\"\nmessage = \"news\"\n"
           "class = \"transactional\"\n" +
           lines;
}

const std::string window = "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n";

/// A shop's folder, and a backup of its store with some letters in it, taken at noon of 28 March.
class Shopkeeper {
public:
    explicit Shopkeeper(int orders) {
        write("etc/shop.toml",
              "name = \"Sample Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\n"
              "currency = \"USD\"\nsender = \"Sample Shop <care@shop.example>\"\n");
        rules(window + rule("thanks", "3d") + rule("review", "7d"));
        write("etc/messages/news/en.md", "+++\nsubject = \"News\"\n+++\nHello.\n");
        write("vesper.toml", "[folders]\nlibrary = \"\"\nmanager = \"" + path("etc") + "\"\n");
        fs::create_directory(path("tmp"));
        SimHouse house{read_set(path("etc"), ""), "2026-03-27T10:00:00Z", path("v.db")};
        for (int i = 0; i < orders; ++i)
            house.receive(an_event("A" + std::to_string(i), "shipment.delivered")
                              .in("DE", "", "Berlin")
                              .at("2026-03-27T10:00:00Z"));
        const auto backup = house.house().store_for_backup().begin_backup(path("backup.db"));
        while (!backup->step(100)) {
        }
        person.environment["VESPER_CONFIG"] = path("vesper.toml");
        setenv("TMPDIR", path("tmp").c_str(), 1);
    }
    ~Shopkeeper() { unsetenv("TMPDIR"); }

    void rules(const std::string& text) { write("etc/rules/10.toml", text); }
    void write(const std::string& name, const std::string& text) {
        fs::create_directories(fs::path(path(name)).parent_path());
        std::ofstream(path(name)) << text;
    }
    std::string path(const std::string& name) const { return scratch_.path(name); }
    Seen plan(std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"plan", "--state", path("backup.db")});
        return person.types(more);
    }
    bool left_nothing() const { return fs::is_empty(path("tmp")); }

    vesper::cli::Person person;

private:
    Scratch scratch_;
};

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("plan: nothing would change") {
    Shopkeeper shop{3};
    const std::string before = *read_file(shop.path("backup.db"));
    const Seen seen = shop.plan();
    CHECK(seen.err.empty());
    CHECK(seen.out == "nothing would change: 6 kept\n");
    CHECK(seen.code == 0);
    CHECK(*read_file(shop.path("backup.db")) == before);
    CHECK(shop.left_nothing());
}

TEST_CASE("plan: what moves, on both clocks, and why") {
    Shopkeeper shop{1};
    shop.rules(window + rule("thanks", "5d") + rule("rating", "7d", "was = \"review\"\n") +
               rule("third", "9d"));
    const Seen seen = shop.plan();
    CHECK(seen.err.empty());
    const std::string minute = ":[0-5][0-9]";
    CHECK_THAT(seen.out,
               Catch::Matches("thanks: 1 moved\n"
                              "  moved      shopify/shop\\.example/A0\n"
                              "             Mon 30 Mar 2026 (19|20)" +
                              minute + " -> Wed 0?1 Apr 2026 (19|20)" + minute +
                              " buyer \\(Europe/Berlin\\)\n"
                              "             Tue 31 Mar 2026 0[12]" +
                              minute + " -> Thu 0?2 Apr 2026 0[12]" + minute +
                              " shop\n"
                              "             delivered [^\n]*\\+ 5 days[^\n]*\n\n"
                              "rating \\(was review\\): 1 kept\n\n"
                              "third \\(new\\): acts on what happens from now on\n\n"
                              "total: 1 moved, 1 kept\n"
                              "nothing is changed by this; a reload of these files does it\n"));
    CHECK(seen.code == 0);
}

TEST_CASE("plan: three examples of each, or all") {
    Shopkeeper shop{5};
    shop.rules(window + rule("thanks", "5d") + rule("review", "7d"));
    const Seen some = shop.plan();
    CHECK(count_of(some.out, "\n  moved      ") == 3);
    CHECK(some.out.find("  and 2 more moved; --all lists them\n") != std::string::npos);
    const Seen all = shop.plan({"--all"});
    CHECK(count_of(all.out, "\n  moved      ") == 5);
    CHECK(all.out.find("--all") == std::string::npos);
    for (const char* word : {"Berlin (", "example.org", "Erika"})
        CHECK(all.out.find(word) == std::string::npos);
}

TEST_CASE("plan: a new rule and the past") {
    Shopkeeper shop{2};
    shop.rules(window + rule("thanks", "3d") + rule("review", "7d") + rule("third", "5d"));
    CHECK(shop.plan().out ==
          "third (new): acts on what happens from now on\n\ntotal: 4 kept\n"
          "nothing is changed by this; a reload of these files does it\n");
    const Seen past = shop.plan({"--apply-to-past"});
    CHECK(past.out.starts_with("third (new): 2 added\n  added      shopify/shop.example/A"));
    CHECK(
        past.out.ends_with("total: 2 added, 4 kept\nnothing is changed by this; "
                           "vesper reload --apply-to-past of these files does it\n"));
}

TEST_CASE("plan: another text is told by how many letters read it") {
    Shopkeeper shop{2};
    shop.write("etc/messages/news/en.md", "+++\nsubject = \"News\"\n+++\nGood evening.\n");
    CHECK(shop.plan().out ==
          "message news/en differs: 4 waiting letters read differently\ntotal: 4 kept\n"
          "nothing is changed by this; a reload of these files does it\n");
}

TEST_CASE("plan: files with errors are what check says of them") {
    Shopkeeper shop{1};
    shop.rules(window + rule("thanks", "3 days"));
    const Seen plan = shop.plan();
    const Seen check = shop.person.types({"check", shop.path("etc")});
    CHECK(plan.code == 1);
    CHECK(check.code == 1);
    CHECK(plan.out == check.out);
    CHECK(plan.out.find("error: ") != std::string::npos);
    CHECK(shop.left_nothing());
}

TEST_CASE("plan --json: every job, and both clocks") {
    Shopkeeper shop{5};
    shop.rules(window + rule("thanks", "5d"));
    const auto plan = nlohmann::json::parse(shop.plan({"--json"}).out);
    CHECK(plan["totals"]["moved"] == 5);
    CHECK(plan["totals"]["withdrawn"] == 5);
    CHECK(plan["rules"][0]["jobs"].size() == 5);
    const auto& moved = plan["rules"][0]["jobs"][0];
    CHECK(moved["effect"] == "moved");
    CHECK(moved["from"]["buyer"].get<std::string>().starts_with("2026-03-30T"));
    CHECK(moved["to"]["buyer"].get<std::string>().starts_with("2026-04-01T"));
    const auto& removed = plan["rules"][1];
    CHECK(removed["removed"] == true);
    CHECK(removed["jobs"][0]["to"].is_null());
    CHECK(removed["jobs"][0]["why"] == "the rule was removed");
}

TEST_CASE("plan: no daemon, no file, or what is no store") {
    Shopkeeper shop{1};
    const Seen nobody = shop.person.types({"plan", "--admin-socket", shop.path("none")});
    CHECK(nobody.code == 3);
    CHECK(nobody.err.find("cannot reach vesperd") != std::string::npos);
    const Seen no_file = shop.person.types({"plan", "--state", shop.path("none.db")});
    CHECK(no_file.code == 2);
    CHECK(no_file.err == "vesper: cannot read " + shop.path("none.db") +
                             ": No such file or directory\n  vesper backup FILE makes one\n");
    shop.write("text.db", std::string(5000, 'x'));
    const Seen no_store = shop.person.types({"plan", "--state", shop.path("text.db")});
    CHECK(no_store.code == 1);
    CHECK(no_store.out.empty());
    CHECK(shop.left_nothing());
}

TEST_CASE("plan: the daemon's own copy, and one that breaks off") {
    FakeDaemon daemon;  // before TMPDIR is another: its socket lies there, too
    Shopkeeper shop{2};
    daemon.answer("GET /v1/backup", {200, *read_file(shop.path("backup.db"))});
    CHECK(shop.person.types({"plan", "--admin-socket", daemon.socket()}).out ==
          "nothing would change: 4 kept\n");
    daemon.answer("GET /v1/backup", {200, *read_file(shop.path("backup.db")), true});
    const Seen broken = shop.person.types({"plan", "--admin-socket", daemon.socket()});
    CHECK(broken.code == 3);
    CHECK(shop.left_nothing());
}

TEST_CASE("plan --replay: the letters of a stretch, then and now") {
    Shopkeeper shop{2};
    shop.person.clock.set(*parse_instant("2026-04-20T12:00:00Z"));
    shop.rules(window + rule("thanks", "5d") + rule("third", "9d"));
    const Seen seen = shop.plan({"--replay", "30d"});
    CHECK(seen.err.empty());
    const std::size_t at = seen.out.find("Replay from ");
    REQUIRE(at != std::string::npos);
    const std::string told = seen.out.substr(at);
    CHECK(
        told.starts_with("Replay from Sat 21 Mar 2026 20:00 to Mon 20 Apr 2026 20:00 shop time, "
                         "over 2 events\nevents are kept since Fri 27 Mar 2026 18:00 only; of the "
                         "time before nothing is known\n\nreview: 2 letters then, 0 now, 2 lost\n"
                         "  lost       shopify/shop.example/A"));
    CHECK(told.find("\n\nthanks: 2 letters then, 2 now, 2 moved\n  moved      shopify/") !=
          std::string::npos);
    CHECK(told.find("\n\nthird: 0 letters then, 2 now, 2 gained\n  gained     shopify/") !=
          std::string::npos);
    const auto json = nlohmann::json::parse(shop.plan({"--replay", "30d", "--json"}).out);
    CHECK(json["replay"]["rules"].size() == 3);
    CHECK(shop.plan({"--replay", "30"}).code == 2);
}
