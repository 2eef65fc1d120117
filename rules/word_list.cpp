#include "rules/word_list.hpp"

#include <algorithm>

namespace vesper {

namespace {

char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_among(std::string_view words, char separator, std::string_view word) {
    while (!word.empty() && !words.empty()) {
        const std::size_t end = std::min(words.find(separator), words.size());
        const std::string_view one = words.substr(0, end);
        if (std::equal(one.begin(), one.end(), word.begin(), word.end(),
                       [](char a, char b) { return folded(a) == folded(b); }))
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace vesper
