// A folder for one test, removed with everything in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace vesper::test {

class Scratch {
public:
    Scratch() {
        std::string pattern = std::filesystem::temp_directory_path() / "vesper-test-XXXXXX";
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
    }
    ~Scratch() {
        std::error_code gone;
        std::filesystem::remove_all(folder_, gone);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::string path(const std::string& name) const { return folder_ + '/' + name; }

private:
    std::string folder_;
};

}  // namespace vesper::test
