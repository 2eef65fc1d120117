// A file's text by lines, as it stands and as the compiler means it.
#pragma once

#include <string>
#include <vector>

namespace vesper::tidy {

struct Lines {
    std::vector<std::string> raw;
    std::vector<std::string> code;  // the same without comments and without the insides of literals
};

/// Every column of `code` is the column of `raw`.
Lines lines_of(const std::string& text);

}  // namespace vesper::tidy
