#include "rules/toml_depth.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Past the string that begins at `at`: "", '', """""" or ''''''. One on a line ends with the line
/// at the latest.
std::size_t behind_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const bool escapes = quote == '"';
    const std::string_view fence = text.substr(at, 3);
    const bool many_lines = fence.size() == 3 && fence[1] == quote && fence[2] == quote;
    at += many_lines ? 3 : 1;
    for (; at < text.size(); ++at) {
        if (escapes && text[at] == '\\')
            ++at;
        else if (many_lines ? text.substr(at, 3) == fence : text[at] == quote)
            return at + (many_lines ? 3 : 1);
        else if (!many_lines && text[at] == '\n')
            return at;
    }
    return text.size();
}

}  // namespace

std::optional<std::size_t> too_deep(std::string_view text) {
    std::size_t brackets = 0;
    std::size_t dots = 0;  // of the key, or the number, under way
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = behind_string(text, at);
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '[' || c == '{') ++brackets;
        if ((c == ']' || c == '}') && brackets > 0) --brackets;
        if (c == '.')
            ++dots;
        else if (c == '=' || c == ',' || c == '\n' || c == '[' || c == '{')
            dots = 0;
        if (brackets > toml_depth_max || dots > toml_depth_max) return at;
        ++at;
    }
    return std::nullopt;
}

}  // namespace vesper
