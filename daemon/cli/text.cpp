#include "daemon/cli/text.hpp"

#include <glib.h>

namespace vesper::cli {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct Decoded {
    gunichar point = 0xFFFD;
    std::size_t bytes = 1;
    bool valid = false;
};

Decoded first_of(std::string_view text) {
    const gunichar point = g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
    if (text.front() == '\0') return {0, 1, true};  // GLib takes it for the end of the text
    if (point == static_cast<gunichar>(-1) || point == static_cast<gunichar>(-2)) return {};
    return {point, static_cast<std::size_t>(g_unichar_to_utf8(point, nullptr)), true};
}

std::size_t columns_of(gunichar point) {
    if (g_unichar_iszerowidth(point)) return 0;
    return g_unichar_iswide(point) ? 2 : 1;
}

/// Controls, and the marks that turn the direction of the text around them.
bool drives_a_terminal(gunichar point) {
    const bool turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return g_unichar_iscntrl(point) || turns;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Decoded next = first_of(text);
        columns += columns_of(next.point);
        text.remove_prefix(next.bytes);
    }
    return columns;
}

std::string cut(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return "";
    std::string kept;
    std::size_t columns = 0;
    while (!text.empty()) {
        const Decoded next = first_of(text);
        columns += columns_of(next.point);
        if (columns > width - 1) break;
        kept += text.substr(0, next.bytes);
        text.remove_prefix(next.bytes);
    }
    return kept + "…";
}

std::string printable(std::string_view text, bool lines) {
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const Decoded next = first_of(text);
        if (next.point == '\n' || next.point == '\t') {
            safe += lines ? text.front() : ' ';
        } else if (next.point == 0x2068 || next.point == 0x2069) {
            // Isolates stand in pairs around the facts of a letter that runs right to left. A
            // terminal needs none, and a lone one would turn the rest of a line around.
        } else if (!next.valid || drives_a_terminal(next.point)) {
            safe += replacement;
        } else {
            safe += text.substr(0, next.bytes);
        }
        text.remove_prefix(next.bytes);
    }
    return safe;
}

std::string counted(long long count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace vesper::cli
