// Which calendar files make a set, and in which order they count.
#include "daemon/files.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace vesper;
namespace fs = std::filesystem;

namespace {

struct Folders {
    fs::path path;
    Folders() {
        std::string made = (fs::temp_directory_path() / "vesper-calendars-XXXXXX").string();
        REQUIRE(mkdtemp(made.data()) != nullptr);
        path = made;
    }
    ~Folders() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
    std::string read() const {
        const auto calendars = read_calendars((path / "etc").string(), (path / "library").string());
        REQUIRE(calendars.has_value());
        std::string text;
        for (const Source& source : *calendars) text += source.name + '=' + source.text + ' ';
        return text;
    }
};

}  // namespace

TEST_CASE("shipped calendars come first, the shop's override by name and count last") {
    const Folders folders;
    CHECK(folders.read() == "");
    folders.write("library/calendars/holidays.toml", "shipped");
    folders.write("library/calendars/zodiac.toml", "shipped");
    folders.write("library/calendars/notes.txt", "no calendar");
    CHECK(folders.read() == "calendars/holidays.toml=shipped calendars/zodiac.toml=shipped ");
    folders.write("etc/calendars/holidays.toml", "ours");
    folders.write("etc/calendars/a.toml", "ours");
    folders.write("etc/calendars/a.toml~", "a backup of the editor");
    CHECK(folders.read() ==
          "calendars/zodiac.toml=shipped calendars/a.toml=ours calendars/holidays.toml=ours ");

    folders.write("etc/shop.toml", "name");
    const auto set = read_set((folders.path / "etc").string(), (folders.path / "library").string());
    REQUIRE(set.has_value());
    CHECK(set->calendars.size() == 3);
}
