#include "rules/word_list.hpp"

#include "rules/ascii.hpp"

#include <algorithm>

namespace vesper {

bool is_among(std::string_view words, char separator, std::string_view word) {
    while (!word.empty() && !words.empty()) {
        const std::size_t end = std::min(words.find(separator), words.size());
        const std::string_view one = words.substr(0, end);
        if (std::equal(one.begin(), one.end(), word.begin(), word.end(),
                       [](char a, char b) { return lower(a) == lower(b); }))
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

std::string hyphened(std::string_view text) {
    std::string out = lower(text);
    for (char& c : out)
        if (c == ' ' || c == '_') c = '-';
    return out;
}

}  // namespace vesper
