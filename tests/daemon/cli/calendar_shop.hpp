// A shop with a window and calendar files of its own, whatever is installed.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace vesper::cli {

/// A shop's folder with one window and two calendar files.
inline std::string a_shop() {
    namespace fs = std::filesystem;
    static int number = 0;
    const fs::path folder = fs::temp_directory_path() / ("vesper-week-" + std::to_string(getpid()) +
                                                         '-' + std::to_string(number++));
    fs::create_directories(folder / "rules");
    fs::create_directories(folder / "calendars");
    const auto write = [&](const char* name, const char* text) {
        std::ofstream{folder / name} << text;
    };
    write("shop.toml",
          "name = \"S\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\ncurrency = \"USD\"\n"
          "sender = \"S <s@example.org>\"\n");
    write("rules/w.toml",
          "[window.evening]\nhours = [\"12:00-13:30\", \"19:00-21:00\"]\n"
          "avoid = [\"public-holidays\", \"shabbat\"]\n"
          "[rule.thanks]\non = \"delivered\"\nafter = \"3d\"\nclass = \"transactional\"\n"
          "window = \"evening\"\nchannel = \"email\"\nmessage = \"thanks\"\n");
    fs::create_directories(folder / "messages/thanks");
    write("messages/thanks/en.md", "+++\nsubject = \"Thanks\"\n+++\nThank you.\n");
    write("calendars/days.toml",
          "[DE]\nsource = \"the law\"\n[DE.holidays]\n\"Easter Monday\" = \"easter+1\"\n"
          "\"Carnival\" = { on = \"easter-48\", kind = \"custom\" }\n");
    write("vesper.toml", "[folders]\nlibrary = \"\"\n");  // whatever is installed here
    return folder.string();
}

}  // namespace vesper::cli
