#include "rules/sms.hpp"

#include "rules/utf8.hpp"

#include <algorithm>

namespace vesper {

namespace {

// The basic table has no backquote; what follows stands in the extension table and counts twice.
constexpr std::string_view ascii_not_in_gsm = "`";
constexpr std::string_view ascii_twice = "^{}\\[~]|\f";
constexpr std::u32string_view beyond_ascii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";

/// The code point that begins at `at`; `at` moves behind it. The text is well-formed.
char32_t next_point(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    char32_t point = first & (0x3f >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3f);
    return point;
}

std::size_t parts(std::size_t letters, std::size_t alone, std::size_t each) {
    return letters <= alone ? (letters + alone - 1) / alone : (letters + each - 1) / each;
}

}  // namespace

std::size_t sms_parts(std::string_view text) {
    std::size_t gsm = 0;     // septets
    std::size_t utf_16 = 0;  // units
    bool all_in_gsm = true;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_point(text, at);
        utf_16 += point > 0xffff ? 2 : 1;
        const bool ascii = point < 0x80;
        const bool twice = point == U'€' || (ascii && ascii_twice.find(static_cast<char>(point)) !=
                                                          std::string_view::npos);
        gsm += twice ? 2 : 1;
        const bool in_gsm =
            twice ||
            (ascii ? ascii_not_in_gsm.find(static_cast<char>(point)) == std::string_view::npos
                   : beyond_ascii.find(point) != std::u32string_view::npos);
        all_in_gsm = all_in_gsm && in_gsm;
    }
    return all_in_gsm ? parts(gsm, 160, 153) : parts(utf_16, 70, 67);
}

}  // namespace vesper
