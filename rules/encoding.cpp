#include "rules/encoding.hpp"

#include <algorithm>
#include <cstddef>

namespace vesper {

namespace {

/// What the bytes beyond ASCII look like, read as pairs and one by one.
struct Tally {
    std::size_t high = 0;       // bytes from 0x80 on
    std::size_t lone = 0;       // of these, between two ASCII bytes
    std::size_t cyrillic = 0;   // of these, letters of Windows-1251
    std::size_t pairs = 0;      // lead byte and a byte that may follow it in GBK
    std::size_t broken = 0;     // lead bytes without one
    std::size_t hanzi = 0;      // pairs of the 3755 characters that GB 2312 has first
    std::size_t low_trail = 0;  // pairs whose second byte lies below 0x80, as half of Big5's do
    std::size_t kana = 0;       // pairs that are kana in Shift_JIS
};

Tally tally_of(std::string_view text) {
    Tally tally;
    const auto byte = [&](std::size_t at) -> unsigned {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned c = byte(at);
        if (c < 0x80) continue;
        ++tally.high;
        if ((at == 0 || byte(at - 1) < 0x80) && byte(at + 1) < 0x80) ++tally.lone;
        if (c >= 0xc0 || c == 0xa8 || c == 0xb8) ++tally.cyrillic;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned lead = byte(at);
        if (lead < 0x80) continue;
        const unsigned trail = byte(at + 1);
        if (lead == 0x80 || lead == 0xff || trail < 0x40 || trail == 0x7f || trail == 0xff) {
            ++tally.broken;
            continue;
        }
        ++tally.pairs;
        if (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) ++tally.hanzi;
        if (trail < 0x80) ++tally.low_trail;
        if (lead == 0x82 || lead == 0x83) ++tally.kana;
        ++at;
    }
    return tally;
}

/// With its mark, or with every other byte of plain letters zero.
bool is_utf16(std::string_view text) {
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return true;
    const auto zeros = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    return zeros * 4 >= text.size() && zeros * 4 <= text.size() * 3 && zeros > 0;
}

}  // namespace

std::string_view likely_encoding(std::string_view text) {
    if (is_utf16(text)) return "UTF-16";
    const Tally tally = tally_of(text);
    if (tally.high == 0) return {};
    if (tally.lone * 3 >= tally.high) return "Windows-1252";
    if (tally.kana * 4 > tally.pairs) return "Shift_JIS";
    // Cyrillic words come in odd lengths as often as in even ones; read as pairs, many break.
    if (tally.cyrillic * 10 > tally.high * 9 && (tally.broken > 0 || tally.hanzi * 3 < tally.pairs))
        return "Windows-1251";
    if (tally.broken * 10 > tally.pairs) return {};
    if (tally.low_trail * 4 > tally.pairs) return "Big5";
    return tally.pairs > 0 ? "GBK" : "";
}

}  // namespace vesper
