#include "rules/utf8.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// From first to last, both included.
struct Range {
    char32_t first;
    char32_t last;
};

// East_Asian_Width Wide and Fullwidth (Unicode 15, UAX #11), by blocks: what lies unassigned
// between two wide characters is taken for wide.
constexpr Range wide[] = {
    {0x1100, 0x115f},   {0x2329, 0x232a},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
    {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x1f300, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f400, 0x1f43e},
    {0x1f600, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f910, 0x1f9ff}, {0x20000, 0x3fffd},
};
// Combining marks that letters and keyboards bring along, joiners, and variation selectors.
constexpr Range without_width[] = {
    {0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
};

template <std::size_t count>
bool among(const Range (&ranges)[count], char32_t character) {
    return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
        return character >= range.first && character <= range.last;
    });
}

/// Length of the well-formed sequence at the start of `text`, 0 if there is none (RFC 3629,
/// section 4).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xc2 && lead <= 0xdf   ? 2
                               : lead >= 0xe0 && lead <= 0xef ? 3
                               : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                              : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    const unsigned char second = byte(1);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool surrogate = lead == 0xed && second >= 0xa0;
    const bool beyond = lead == 0xf4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const std::size_t length = sequence_length(text.substr(at));
        at += length == 0 ? 1 : length;
    }
    return count;
}

std::size_t terminal_columns(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(1, sequence_length(text.substr(at)));
        const auto lead = static_cast<unsigned char>(text[at]);
        char32_t character = length == 1 ? lead : lead & (0xffu >> (length + 1));
        for (std::size_t i = 1; i < length; ++i)
            character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
        columns += among(wide, character) ? 2 : among(without_width, character) ? 0 : 1;
        at += length;
    }
    return columns;
}

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text.substr(at));
        const unsigned char lead = static_cast<unsigned char>(text[at]);
        const bool control = (lead < 0x20 && lead != '\t') || lead == 0x7f;
        if (length == 0 || control)
            out += '?';
        else
            out += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

}  // namespace vesper
