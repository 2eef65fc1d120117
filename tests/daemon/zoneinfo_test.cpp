#include "daemon/zoneinfo.hpp"

#include "tests/support/compiled_zone.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::compiled_zone;
namespace fs = std::filesystem;

namespace {

/// A small zone tree of one's own.
class Tree {
public:
    Tree() {
        std::string pattern = fs::temp_directory_path() / "vesper-zoneinfo-XXXXXX";
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
        fs::create_directories(folder_ / "Test");
        write("tzdata.zi", "# version 2026f\nZ Test/Zone 1 - X\nL Test/Zone Alias\n");
        write("Test/Zone", compiled_zone("Zone Test/Zone 1:00 - X01\n", "slim"));
        write("zone.tab", "# comment\nDE\t+5230+01322\tTest/Zone\tmost of it\n");
    }
    ~Tree() { fs::remove_all(folder_); }
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    std::string path() const { return folder_; }
    /// As a package manager does: aside, then renamed over the old file.
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / (name + ".new"), std::ios::binary) << text;
        fs::rename(folder_ / (name + ".new"), folder_ / name);
    }
    std::string problem() const {
        const auto read = read_zoneinfo(path());
        return read ? "" : read.error().message;
    }

private:
    fs::path folder_;
};

}  // namespace

TEST_CASE("the system's zones are read whole") {
    const auto read = read_zoneinfo("/usr/share/zoneinfo");
    REQUIRE(read.has_value());
    const ZoneSnapshot& zones = **read;
    CHECK(zones.version() >= "2026f");  // tools/install sees to it
    CHECK(zones.zones().size() > 300);
    CHECK(zones.find("America/Argentina/Buenos_Aires") != nullptr);
    CHECK(zones.find("Asia/Calcutta") == zones.find("Asia/Kolkata"));
    for (const char* country : {"US", "DE", "KI", "AQ"}) {
        for (const ZonePlace& place : zones.places_in(country)) CHECK(zones.find(place.zone));
    }
    const ZonePlace* mcmurdo = zones.place_of("Antarctica/McMurdo");
    REQUIRE(mcmurdo);
    CHECK(mcmurdo->lat == Approx(-(77 + 50 / 60.0)));
    CHECK(mcmurdo->lon == Approx(166 + 36 / 60.0));
}

TEST_CASE("a tree that changes while it is read is not believed") {
    const Tree tree;
    auto untouched = read_zoneinfo_text(tree.path());
    REQUIRE(untouched.has_value());
    CHECK(build_zoneinfo(tree.path(), *untouched).has_value());

    SECTION("the table is replaced by the next release") {
        tree.write("tzdata.zi", "# version 2026g\nZ Test/Zone 1 - X\n");
    }
    SECTION("the table is replaced by the same release, built again") {
        tree.write("tzdata.zi", "# version 2026f\nZ Test/Zone 1 - X\nL Test/Zone Alias\n");
    }
    SECTION("a zone is replaced, the table not yet") {
        tree.write("Test/Zone", compiled_zone("Zone Test/Zone 2:00 - X02\n", "slim"));
    }
    SECTION("the table is gone") {
        fs::remove(tree.path() + "/tzdata.zi");
    }
    const auto torn = build_zoneinfo(tree.path(), *untouched);
    REQUIRE_FALSE(torn.has_value());
    CHECK(torn.error().message == tree.path() + " is being replaced: it changed while it was read");
}

TEST_CASE("the fingerprint stays while nothing changes, and changes with any file") {
    const Tree tree;
    const std::string before = zoneinfo_fingerprint(tree.path());
    CHECK(before.substr(0, 6) == "2026f ");
    CHECK(zoneinfo_fingerprint(tree.path()) == before);
    tree.write("Test/Zone", compiled_zone("Zone Test/Zone 2:00 - X02\n", "slim"));
    CHECK(zoneinfo_fingerprint(tree.path()) != before);
    CHECK(zoneinfo_fingerprint(tree.path() + "/nowhere").empty());
}

TEST_CASE("a tree that is not one is refused by what is wrong with it") {
    const Tree tree;
    const std::string path = tree.path();
    CHECK(tree.problem().empty());
    // file, its text, the error
    auto [file, text, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"tzdata.zi", "Z Test/Zone 1 - X\n", "/tzdata.zi does not begin with its version"},
        {"tzdata.zi", "# version 2026f\n", "/tzdata.zi names no zone"},
        {"tzdata.zi", "# version 2026f\nZ ../../etc/passwd 1 - X\n",
         "/tzdata.zi names a zone \"../../etc/passwd\""},
        {"tzdata.zi", "# version 2026f\nZ /etc/passwd 1 - X\n",
         "/tzdata.zi names a zone \"/etc/passwd\""},
        {"tzdata.zi", "# version 2026f\nL Test/Zone\n", "/tzdata.zi ends inside a line"},
        {"zone.tab", "DE\t+5230\tTest/Zone\n", "/zone.tab: \"+5230\" is not a place of ISO 6709"},
        {"zone.tab", "DE\t+5260+01322\tTest/Zone\n",
         "/zone.tab: \"+5260+01322\" is not a place of ISO 6709"},
        {"zone.tab", "DE\t+9130+01322\tTest/Zone\n",
         "/zone.tab: \"+9130+01322\" is not a place of ISO 6709"},
        {"zone.tab", "DE +5230+01322\n", "/zone.tab: \"DE +5230+01322\""},
    }));
    tree.write(file, text);
    CHECK(tree.problem() == path + expected);
}

TEST_CASE("a zone that is named and is not there is an error") {
    const Tree tree;
    tree.write("tzdata.zi", "# version 2026f\nZ Test/Gone 1 - X\n");
    CHECK(tree.problem().find("Test/Gone") != std::string::npos);
}
