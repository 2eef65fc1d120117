// A shop's folder for commands that read one.
#pragma once

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

namespace vesper::cli {

namespace fs = std::filesystem;

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

inline std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline constexpr const char* shop = R"(name = "Sample Shop"
zone = "Asia/Shanghai"
languages = ["en"]
currency = "EUR"
sender = "Sample Shop <shop@example.com>"
)";

inline constexpr const char* rules = R"([window.evening]
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

}  // namespace vesper::cli
