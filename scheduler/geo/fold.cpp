#include "scheduler/geo/fold.hpp"

#include <cstdint>

namespace vesper {

namespace {

// Base letters from U+00C0 and from U+1E00, printed by tools/geo/fold_table.py. Capitals stand for
// two letters: S ss, A ae, O oe, T th.
// clang-format off
constexpr std::string_view latin{
    "aaaaaaAceeeeiiiidnooooo ouuuuyTSaaaaaaAceeeeiiiidnooooo ouuuuyTy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    " b        d    e        kk      oo             uu               "
    "    dddlllnnnaaiioouuuuuuuuuu aaaaAA  ggkkoooo  jdddgg  nnaaAAoo"
    "aaaaeeeeiiiioooorrrruuuusstt  hh      aaeeooooooooyy            "
    "                "
};
constexpr std::string_view latin_additional{
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas  S aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      "
};
// clang-format on
constexpr char32_t latin_begins = 0xC0;
constexpr char32_t latin_additional_begins = 0x1E00;
static_assert(latin.size() == 0x250 - latin_begins);
static_assert(latin_additional.size() == 0x1F00 - latin_additional_begins);

/// The code point at `at`, which moves past it; 0 for a byte that is not UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : (lead >= 0xE0 ? 2 : 1);
    if (lead < 0xC2 || lead > 0xF4 || at + static_cast<std::size_t>(more) > text.size()) return 0;
    char32_t point = lead & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
        if ((byte & 0xC0U) != 0x80) return 0;
        point = point << 6U | (byte & 0x3FU);
    }
    at += static_cast<std::size_t>(more);
    return point;
}

void append_base(std::string& out, char base) {
    switch (base) {
        case 'S':
            out += "ss";
            break;
        case 'A':
            out += "ae";
            break;
        case 'O':
            out += "oe";
            break;
        case 'T':
            out += "th";
            break;
        default:
            out += base;
    }
}

char32_t lower_cyrillic(char32_t point) {
    if (point == 0x401 || point == 0x451) return 0x435;  // yo is written as ye
    if (point >= 0x410 && point <= 0x42F) return point + 0x20;
    if (point >= 0x400 && point <= 0x40F) return point + 0x50;
    return point;
}

bool is_apostrophe(char32_t point) {
    return point == '\'' || point == '`' || point == 0xB4 || (point >= 0x2B9 && point <= 0x2BF) ||
           point == 0x2018 || point == 0x2019 || point == 0x2032;
}

bool is_combining_mark(char32_t point) {
    return point >= 0x300 && point <= 0x36F;
}

bool parts_words(char32_t point) {
    return point < 0xC0 || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point <= 0x206F) ||
           (point >= 0x3000 && point <= 0x3003);
}

/// Full-width forms, as East Asian keyboards give them.
char32_t narrow(char32_t point) {
    if (point == 0x3000) return ' ';
    return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
}

}  // namespace

std::string fold_name(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank_due = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begins = at;
        const char32_t read = next_code_point(text, at);
        const char32_t point = narrow(read);
        if (is_apostrophe(point) || is_combining_mark(point)) continue;
        char base = ' ';
        if (point < 0x80) {
            const char c = static_cast<char>(point);
            if (c >= 'A' && c <= 'Z') base = static_cast<char>(c + 0x20);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) base = c;
        } else if (point >= latin_begins && point < latin_begins + latin.size()) {
            base = latin[point - latin_begins];
        } else if (point >= latin_additional_begins &&
                   point < latin_additional_begins + latin_additional.size()) {
            base = latin_additional[point - latin_additional_begins];
        } else if (!parts_words(point)) {
            base = '\0';
        }
        if (base == ' ') {
            blank_due = !out.empty();
            continue;
        }
        if (blank_due) out += ' ';
        blank_due = false;
        if (base != '\0') {
            append_base(out, base);
        } else if (const char32_t lower = lower_cyrillic(point); lower >= 0x400 && lower < 0x530) {
            out += static_cast<char>(0xC0U | lower >> 6U);
            out += static_cast<char>(0x80U | (lower & 0x3FU));
        } else {
            out += text.substr(begins, at - begins);
        }
    }
    return out;
}

std::string fold_postal(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = narrow(next_code_point(text, at));
        if (point >= 'a' && point <= 'z') {
            out += static_cast<char>(point - 0x20);
        } else if ((point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9')) {
            out += static_cast<char>(point);
        }
    }
    return out;
}

}  // namespace vesper
