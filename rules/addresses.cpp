#include "rules/addresses.hpp"

#include <algorithm>

namespace vesper {

bool is_mail_address(std::string_view text) {
    // RFC 5321 4.5.3.1.3: a path has at most 256 octets, two of them angle brackets.
    const std::size_t at = text.find('@');
    if (text.size() > 254 || at == std::string_view::npos || at == 0) return false;
    if (at + 1 == text.size() || text.find('@', at + 1) != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7f && c != '<' && c != '>';
    });
}

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
