// A folder of a test's own, gone with it.
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace vesper::test {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string made = (std::filesystem::temp_directory_path() / "vesper-test-XXXXXX").string();
        REQUIRE(mkdtemp(made.data()) != nullptr);
        path = made;
    }
    ~Folder() {
        std::error_code left_behind;
        std::filesystem::remove_all(path, left_behind);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return (path / name).string(); }
    /// Folders on the way are made.
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << text;
    }
    /// Runs in the folder, in bash.
    void run(const std::string& commands) const {
        write(".commands", "set -e\n" + commands);
        const std::string line = "cd '" + path.string() + "' && bash .commands >/dev/null 2>&1";
        CAPTURE(commands);
        REQUIRE(std::system(line.c_str()) == 0);
    }
};

}  // namespace vesper::test
