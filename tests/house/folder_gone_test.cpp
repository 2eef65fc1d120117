// A folder of the manager's that disappears is no word of the manager's: a disk that is not mounted
// must not withdraw letters, while a file that is deleted is meant.
#include "tests/support/folder.hpp"
#include "tests/support/small_shop.hpp"

using namespace vesper;
using namespace vesper::test;

namespace {

std::string own_rule(const std::string& name) {
    return rule_on(name, name, "3d", "class = \"transactional\"\n");
}

/// The shipped library has a window and a rule for refunds; the shop has two rule files of its own,
/// of which these are there, and texts.
SetSources set_of(const std::vector<std::string>& own_rules) {
    SetSources sources =
        sources_with(evening + rule_on("refunds", "refunded", "3d", "class = \"transactional\"\n"));
    sources.own = {"rules/"};
    for (const std::string& name : own_rules) {
        sources.own.insert("rules/" + name + ".toml");
        sources.rules.push_back(
            {"rules/" + name + ".toml", name == "empty" ? "# no rules" : own_rule(name)});
    }
    return sources;
}

SetSources without_folder() {
    SetSources sources = set_of({});
    sources.own.clear();
    return sources;
}

}  // namespace

TEST_CASE("a rules folder that is gone is refused whole, and its letters stay") {
    SimHouse house{set_of({"delivered", "paid"}), morning};
    house.receive(delivered("A1"));
    const Reload gone = house.house().reload(without_folder());
    CHECK_FALSE(gone.accepted);
    CHECK(
        format(gone.diagnostics) ==
        "rules: error: the folder is gone, and the set that runs has 2 files from it; bring it "
        "back; if it is meant, put a file rules/empty.toml there with a # and the reason in it\n");
    CHECK(format(house.house().status().set_problems) == format(gone.diagnostics));
    CHECK(house.only_job().state == JobState::scheduled);
    const Reload back = house.house().reload(set_of({"delivered", "paid"}));
    CHECK(back.accepted);
    CHECK(house.house().status().set_problems.empty());
    CHECK(house.only_job().state == JobState::scheduled);
}

TEST_CASE("without the record of whose files they were, the letters would be gone") {
    SetSources before = set_of({"delivered", "paid"});
    before.own.clear();
    SimHouse house{before, morning};
    house.receive(delivered("A1"));
    CHECK(house.house().reload(without_folder()).accepted);
    CHECK(house.only_job().state == JobState::withdrawn);
}

TEST_CASE("a rules folder that is emptied at once is refused; file by file it is meant") {
    SimHouse house{set_of({"delivered", "paid"}), morning};
    house.receive(delivered("A1"));
    const Reload emptied = house.house().reload(set_of({}));
    CHECK_FALSE(emptied.accepted);
    CHECK(format(emptied.diagnostics) ==
          "rules: error: the folder is empty, and the set that runs has 2 files from it; is its "
          "disk mounted? if it is meant, put a file rules/empty.toml there with a # and the reason "
          "in it\n");
    CHECK(house.only_job().state == JobState::scheduled);
    SECTION("one after the other") {
        CHECK(house.house().reload(set_of({"delivered"})).accepted);
        CHECK(house.only_job().state == JobState::scheduled);
        CHECK(house.house().reload(set_of({})).accepted);
        CHECK(house.only_job().state == JobState::withdrawn);
    }
    SECTION("with the word that is asked for") {
        CHECK(house.house().reload(set_of({"empty"})).accepted);
        CHECK(house.only_job().state == JobState::withdrawn);
        CHECK(house.house().reload(set_of({})).accepted);
    }
    SECTION("replaced by others") {
        CHECK(house.house().reload(set_of({"shipped"})).accepted);
        CHECK(house.only_job().state == JobState::withdrawn);
    }
}

TEST_CASE("messages and calendars that are gone are refused, too") {
    SetSources before = set_of({"delivered"});
    before.own.insert({"messages/", "messages/news/en.md", "messages/news/de.md", "calendars/",
                       "calendars/own.toml"});
    SimHouse house{before, morning};
    SetSources now = set_of({"delivered"});
    now.own.insert("messages/");
    CHECK(format(house.house().reload(now).diagnostics) ==
          "calendars: error: the folder is gone, and the set that runs has 1 file from it; bring "
          "it back; if it is meant, put a file calendars/empty.toml there with a # and the reason "
          "in it\n"
          "messages: error: the folder is empty, and the set that runs has 2 files from it; is its "
          "disk mounted? if it is meant, put one back, wait until that is live, and delete it\n");
}

TEST_CASE("a start without the folder runs on the last good set, and so does the next") {
    const Folder folder;
    const std::string file = folder / "vesper.db";
    SimHouse{set_of({"delivered", "paid"}), morning, file}.receive(delivered("A1"));
    for (int starts = 0; starts < 2; ++starts) {
        SimHouse house{without_folder(), morning, file};
        CHECK(house.house().status().set_from_store);
        CHECK(format(house.house().status().set_problems)
                  .starts_with("rules: error: the folder is gone"));
        CHECK(house.only_job().state == JobState::scheduled);
    }
    SimHouse house{set_of({"delivered", "paid"}), morning, file};
    CHECK_FALSE(house.house().status().set_from_store);
    CHECK(house.only_job().state == JobState::scheduled);
}
