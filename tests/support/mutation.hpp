// Texts with bytes torn out, put in and moved about: the same mutations in every run and on every
// machine. The libFuzzer targets in tests/fuzz look further.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace vesper::test {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// One to four mutations of a text. `pieces`: what means something to the text's reader.
class Mutation {
public:
    Mutation(std::uint32_t seed, const std::vector<std::string>& pieces)
        : random_{seed}, pieces_{pieces} {}

    std::string of(std::string text, const std::string& other) {
        for (std::size_t left = 1 + below(4); left > 0; --left) step(text, other);
        return text;
    }

private:
    // Not a distribution of the standard library: those differ between implementations.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

    void step(std::string& text, const std::string& other) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = std::min(text.size() - at, below(40));
        switch (below(6)) {
            case 0:
                text.erase(at, size);
                break;
            case 1:
                text.insert(at, pieces_[below(pieces_.size())]);
                break;
            case 2:
                text.replace(at, size, pieces_[below(pieces_.size())]);
                break;
            case 3:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 4:
                text.insert(below(text.size() + 1), text.substr(at, size));
                break;
            default:
                text = text.substr(0, at) + other.substr(std::min(other.size(), at));
        }
    }

    std::mt19937 random_;
    const std::vector<std::string>& pieces_;
};

}  // namespace vesper::test
