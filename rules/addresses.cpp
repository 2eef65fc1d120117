#include "rules/addresses.hpp"

#include <algorithm>

namespace vesper {

std::string without_addresses(std::string_view text) {
    constexpr std::string_view around = " \t\r\n<>()[]\"',;:=";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(around, at), text.size());
        const std::string_view word = text.substr(at, end - at);
        out += word.find('@') == std::string_view::npos ? word : "(address)";
        if (end < text.size()) out += text[end];
        at = end + 1;
    }
    return out;
}

}  // namespace vesper
