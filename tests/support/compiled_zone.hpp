// A TZif file made by zic, the reference compiler, from source text.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace vesper::test {

/// `source` defines the zone Test/Zone; `bloat` is "slim" or "fat".
inline std::string compiled_zone(const std::string& source, const std::string& bloat) {
    std::string pattern = std::filesystem::temp_directory_path() / "vesper-zic-XXXXXX";
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    const std::filesystem::path folder = pattern;
    std::ofstream(folder / "source") << source;
    const std::string command =
        "PATH=$PATH:/usr/sbin zic -b " + bloat + " -d " + pattern + " " + pattern + "/source";
    const int status = std::system(command.c_str());
    std::ifstream file(folder / "Test/Zone", std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove_all(folder);
    if (status != 0 || bytes.empty()) throw std::runtime_error("zic refused: " + source);
    return bytes;
}

}  // namespace vesper::test
