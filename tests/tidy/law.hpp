// The law of the house, as far as a text search can hold it: who may include whom, what the pure
// rooms may not name, and the sizes a reader can take in (ARCHITECTURE.md, "The house").
//
// Pure: a file is its path in the tree and its text.
#pragma once

#include <string>
#include <vector>

namespace vesper::tidy {

struct File {
    std::string path;  // from the top of the tree: "scheduler/plan.cpp"
    std::string text;
};

struct Violation {
    std::string path;
    int line = 0;  // 0: the file as a whole
    std::string what;
};

inline constexpr int columns_max = 100;
inline constexpr int function_lines_max = 80;

/// Every breach of the law in one file, in the order of its lines.
std::vector<Violation> look_at(const File& file);

/// What CMakeLists.txt, or a file that it includes, links the pure rooms to and may not.
std::vector<Violation> look_at_links(const File& cmake);

/// "path:line: what", a line each; empty = none.
std::string to_text(const std::vector<Violation>& violations);

}  // namespace vesper::tidy
