#include "scheduler/geo/fold.hpp"

#include <algorithm>
#include <cstdint>

namespace vesper {

namespace {

using namespace std::string_view_literals;

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

void append_base(ShortText& out, char base) {
    switch (base) {
        case 'S':
            out.add("ss");
            break;
        case 'A':
            out.add("ae");
            break;
        case 'O':
            out.add("oe");
            break;
        case 'T':
            out.add("th");
            break;
        default:
            out.add(base);
    }
}

/// Small letters of Greek and Cyrillic without the marks that capitals and hurried fingers leave
/// off.
char32_t plain_small(char32_t point) {
    switch (point) {
        case 0x386:  // the accented vowels of Greek, capital and small
        case 0x3AC:
            return 0x3B1;
        case 0x388:
        case 0x3AD:
            return 0x3B5;
        case 0x389:
        case 0x3AE:
            return 0x3B7;
        case 0x38A:
        case 0x390:
        case 0x3AA:
        case 0x3AF:
        case 0x3CA:
            return 0x3B9;
        case 0x38C:
        case 0x3CC:
            return 0x3BF;
        case 0x38E:
        case 0x3AB:
        case 0x3B0:
        case 0x3CB:
        case 0x3CD:
            return 0x3C5;
        case 0x38F:
        case 0x3CE:
            return 0x3C9;
        case 0x3C2:  // final sigma
            return 0x3C3;
        default:
            break;
    }
    if (point >= 0x391 && point <= 0x3A9) return point + 0x20;
    if (point >= 0x410 && point <= 0x42F) point += 0x20;
    if (point >= 0x400 && point <= 0x40F) point += 0x50;
    if (point == 0x451) return 0x435;  // yo is written as ye
    if (point == 0x439) return 0x438;  // short i, which some systems take apart
    if (point == 0x457) return 0x456;
    // The letters of Kazakh, Tatar and their neighbours come in pairs, the capital first.
    const bool paired = (point >= 0x460 && point <= 0x481) || (point >= 0x48A && point <= 0x4BF) ||
                        (point >= 0x4D0 && point <= 0x52F);
    if (paired && point % 2 == 0) return point + 1;
    return point;
}

/// The forms of Arabic letters that writers use for one another.
char32_t plain_arabic(char32_t point) {
    switch (point) {
        case 0x622:
        case 0x623:
        case 0x625:
        case 0x671:
            return 0x627;  // alef
        case 0x629:
            return 0x647;  // teh marbuta as heh
        case 0x649:
        case 0x6CC:
            return 0x64A;  // yeh
        case 0x6A9:
            return 0x643;  // kaf
        default:
            return point;
    }
}

void append_utf8(ShortText& out, char32_t point) {
    const auto tail = [&](unsigned shift) {
        out.add(static_cast<char>(0x80U | (point >> shift & 0x3FU)));
    };
    if (point < 0x800) {
        out.add(static_cast<char>(0xC0U | point >> 6U));
    } else if (point < 0x10000) {
        out.add(static_cast<char>(0xE0U | point >> 12U));
        tail(6);
    } else {
        out.add(static_cast<char>(0xF0U | point >> 18U));
        tail(12);
        tail(6);
    }
    tail(0);
}

bool is_apostrophe(char32_t point) {
    return point == '\'' || point == '`' || point == 0xB4 || (point >= 0x2B9 && point <= 0x2BF) ||
           point == 0x2018 || point == 0x2019 || point == 0x2032;
}

bool is_combining_mark(char32_t point) {
    return (point >= 0x300 && point <= 0x36F) || (point >= 0x591 && point <= 0x5C7) ||  // niqqud
           (point >= 0x64B && point <= 0x65F) || point == 0x640;  // harakat, kashida
}

bool parts_words(char32_t point) {
    return point < 0xC0 || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point <= 0x206F) ||
           (point >= 0x3000 && point <= 0x3003);
}

/// Full-width forms, as East Asian keyboards give them, and the digits of Arabic and Persian.
char32_t narrow(char32_t point) {
    if (point == 0x3000) return ' ';
    if (point >= 0x660 && point <= 0x669) return point - 0x660 + '0';
    if (point >= 0x6F0 && point <= 0x6F9) return point - 0x6F0 + '0';
    return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
}

/// The plain letter of a Latin one, ' ' for what parts words, '\0' for letters of other scripts.
char latin_base(char32_t point) {
    if (point < 0x80) {
        const char c = static_cast<char>(point);
        if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 0x20);
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
    }
    if (point >= latin_begins && point < latin_begins + latin.size()) {
        return latin[point - latin_begins];
    }
    if (point >= latin_additional_begins &&
        point < latin_additional_begins + latin_additional.size()) {
        return latin_additional[point - latin_additional_begins];
    }
    return parts_words(point) ? ' ' : '\0';
}

// Words that say what kind of region it is, in the languages whose addresses carry them.
constexpr std::array kinds{
    // clang-format off
    "ao"sv, "aut"sv, "autonoma"sv, "autonome"sv, "autonomnyi"sv, "autonomnyy"sv, "autonomous"sv,
    "avtonomnaya"sv, "avtonomnyj"sv, "avtonomnyy"sv, "aymag"sv, "aimag"sv, "city"sv, "comunidad"sv,
    "county"sv, "da"sv, "daerah"sv, "de"sv, "del"sv, "departamento"sv, "departement"sv,
    "department"sv, "district"sv, "do"sv, "edo"sv, "estado"sv, "federal"sv, "g"sv, "gobierno"sv,
    "gorod"sv, "governorate"sv, "i"sv, "khot"sv, "kommune"sv, "kommunia"sv, "kraj"sv, "krai"sv,
    "kray"sv, "la"sv, "m"sv, "misto"sv, "municipality"sv, "obl"sv, "oblast"sv, "oblastj"sv,
    "oblysy"sv, "of"sv, "okrug"sv, "prov"sv, "province"sv, "provincia"sv, "provinsi"sv,
    "prefecture"sv, "regiao"sv, "region"sv, "rep"sv, "republic"sv, "resp"sv,
    "respublika"sv, "state"sv, "territory"sv, "the"sv, "viloyati"sv, "автономная"sv,
    "автономныи"sv, "автономна"sv, "аобл"sv, "ао"sv, "г"sv, "город"sv, "краи"sv, "м"sv,
    "місто"sv, "обл"sv, "область"sv, "облысы"sv, "округ"sv, "округа"sv, "респ"sv, "республика"sv,
    "республіка"sv, "аимаг"sv, "ولايه"sv, "محافظه"sv,
    // clang-format on
};

/// Scripts without blanks write the kind behind the name: 広東省, 新疆维吾尔自治区.
constexpr std::array kinds_behind{"自治区"sv, "自治區"sv, "特别行政区"sv, "特別行政區"sv, "省"sv,
                                  "市"sv,     "州"sv,     "県"sv,         "주"sv,         "도"sv};

}  // namespace

ShortText folded(std::string_view text) {
    ShortText out;
    bool blank_due = false;
    // A name that is too long ends with a whole letter.
    for (std::size_t at = 0; at < text.size() && out.size() + 5 <= ShortText::bytes_max;) {
        const char32_t point = narrow(next_code_point(text, at));
        if (is_apostrophe(point) || is_combining_mark(point)) continue;
        const char base = latin_base(point);
        if (base == ' ') {
            blank_due = !out.empty();
            continue;
        }
        if (blank_due) out.add(' ');
        blank_due = false;
        if (base != '\0') {
            append_base(out, base);
        } else {
            append_utf8(out, plain_arabic(plain_small(point)));
        }
    }
    return out;
}

std::string fold_name(std::string_view text) {
    return std::string{folded(text).view()};
}

ShortText without_kind(std::string_view name) {
    ShortText kept;
    for (std::string_view rest = name; !rest.empty();) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, blank);
        rest.remove_prefix(std::min(blank + 1, rest.size()));
        if (std::find(kinds.begin(), kinds.end(), word) != kinds.end()) continue;
        if (!kept.empty()) kept.add(' ');
        kept.add(word);
    }
    for (const std::string_view kind : kinds_behind) {
        if (kept.size() > kind.size() && kept.view().ends_with(kind)) {
            std::string_view stem = kept.view().substr(0, kept.size() - kind.size());
            if (stem.ends_with(' ')) stem.remove_suffix(1);
            ShortText shorter;
            shorter.add(stem);
            return shorter;
        }
    }
    return kept;
}

ShortText loosely_latin(std::string_view name) {
    // From U+0430, as BGN and the passports write them; short i is folded into i.
    static constexpr std::array<std::string_view, 32> letters{
        "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "i",    "k", "l", "m", "n", "o",  "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "i", "",  "e", "iu", "ia"};
    ShortText out;
    const auto add = [&](char c) {
        if (c == 'y' || c == 'j') c = 'i';
        const std::string_view before = out.view();
        if (!before.empty() && before.back() == c) return;
        // "ye" and "ie" are how some write e.
        if (c == 'e' && !before.empty() && before.back() == 'i') {
            ShortText shorter;
            shorter.add(before.substr(0, before.size() - 1));
            out = shorter;
        }
        out.add(c);
    };
    for (std::size_t at = 0; at < name.size();) {
        const char32_t point = next_code_point(name, at);
        if (point < 0x80) {
            add(static_cast<char>(point));
        } else if (point >= 0x430 && point < 0x450) {
            for (const char c : letters[point - 0x430]) add(c);
        } else if (point == 0x456) {
            add('i');
        } else {
            append_utf8(out, point);
        }
    }
    return out;
}

ShortText folded_postal(std::string_view text) {
    ShortText out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = narrow(next_code_point(text, at));
        if (point >= 'a' && point <= 'z') {
            out.add(static_cast<char>(point - 0x20));
        } else if ((point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9')) {
            out.add(static_cast<char>(point));
        }
    }
    return out;
}

std::uint32_t name_key(std::uint32_t salt, std::string_view scope, std::string_view name) {
    return NameHash{salt, scope}.then(name).key();
}

}  // namespace vesper
