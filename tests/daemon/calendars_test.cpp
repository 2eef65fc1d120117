// Which calendar files make a set, and in which order they count.
#include "daemon/set_files.hpp"

#include "tests/support/folder.hpp"

using namespace vesper;

namespace {

/// name=text of the calendars of etc/ over those of library/.
std::string calendars_of(const test::Folder& folder) {
    std::string text;
    for (const Source& source : read_calendars(folder / "etc", folder / "library"))
        text += source.name + '=' + source.text + ' ';
    return text;
}

}  // namespace

TEST_CASE("shipped calendars come first, the shop's override by name and count last") {
    const test::Folder folders;
    CHECK(calendars_of(folders) == "");
    folders.write("library/calendars/holidays.toml", "shipped");
    folders.write("library/calendars/zodiac.toml", "shipped");
    folders.write("library/calendars/notes.txt", "no calendar");
    CHECK(calendars_of(folders) ==
          "calendars/holidays.toml=shipped calendars/zodiac.toml=shipped ");
    folders.write("etc/calendars/holidays.toml", "ours");
    folders.write("etc/calendars/a.toml", "ours");
    folders.write("etc/calendars/a.toml~", "a backup of the editor");
    CHECK(calendars_of(folders) ==
          "calendars/zodiac.toml=shipped calendars/a.toml=ours calendars/holidays.toml=ours ");

    folders.write("etc/shop.toml", "name");
    CHECK(read_set(folders / "etc", folders / "library").calendars.size() == 3);
}
