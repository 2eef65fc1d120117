#include "rules/full_width.hpp"

#include <array>
#include <utility>

namespace vesper {

namespace {

constexpr auto others = std::to_array<std::pair<std::string_view, char>>({
    {"\u3000", ' '}, {"\u00a0", ' '}, {"\u3001", ','}, {"\u3002", '.'}, {"\u3010", '['},
    {"\u3011", ']'}, {"\u3014", '['}, {"\u3015", ']'}, {"\u201c", '"'}, {"\u201d", '"'},
    {"\u201e", '"'}, {"\u300c", '"'}, {"\u300d", '"'}, {"\u2018", '"'}, {"\u2019", '"'},
    {"\u2013", '-'}, {"\u2014", '-'}, {"\u2212", '-'}, {"\u301c", '~'},
});

}  // namespace

std::optional<FullWidth> full_width_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    for (const auto& [written, meant] : others)
        if (rest.starts_with(written)) return FullWidth{written.size(), meant};
    // U+FF01 to U+FF5E are '!' to '~' again.
    if (rest.size() < 3 || rest[0] != '\xef') return std::nullopt;
    const int code = (static_cast<unsigned char>(rest[1]) & 0x3f) << 6 |
                     (static_cast<unsigned char>(rest[2]) & 0x3f);
    constexpr int first = 0xf01;  // of U+FF01 what follows its first byte
    constexpr int last = 0xf5e;
    if (code < first || code > last) return std::nullopt;
    return FullWidth{3, static_cast<char>('!' + code - first)};
}

std::string half_width(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto wide = full_width_at(text, at);
        out += wide ? wide->meant : text[at];
        at += wide ? wide->size : 1;
    }
    return out;
}

}  // namespace vesper
