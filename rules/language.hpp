// Language tags as shops and platforms write them (BCP 47): "de", "pt-BR", "zh-Hans-CN".
//
// Compared without case; platforms that write "pt_BR" mean "pt-BR".
#pragma once

#include "rules/words.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// Two or three letters, then subtags of one to eight letters or digits (RFC 5646, section 2.1, in
/// form; the registry is not consulted).
bool is_language_tag(std::string_view text);

/// Of such a tag, whether its subtags stand as RFC 5646, section 2.1, has them: extended language,
/// script, region, variants, extensions. "de-DE" and "zh-Hant-TW" do, "xx-yy-zz" does not.
bool is_well_formed_tag(std::string_view text);

/// What is wrong with a tag that somebody wrote, and what is meant: a form that is none ("zh_CN"),
/// a language that is none ("qq", "cn"), a code of three letters for one that has two ("deu"), a
/// country that is none ("en-UK"). Codes of three letters are believed otherwise.
struct LanguageSlip {
    Words message;
    Words hint;
};
std::optional<LanguageSlip> language_slip(std::string_view tag);

/// "pt" and "pt-BR" both hold for a buyer who reads pt-BR; "pt-BR" does not hold for "pt". So does
/// what lies between (`wider_language`): "zh-Hant" holds for zh-TW.
bool speaks(std::string_view locale, std::string_view wanted);

bool same_language_tag(std::string_view a, std::string_view b);

/// One subtag less: "zh-Hans-CN" -> "zh-Hans" -> "zh" -> "". Between a country and its language
/// comes what Unicode CLDR puts there (supplemental/parentLocales.xml, and likelySubtags.xml for
/// the script): "zh-TW" -> "zh-Hant", "pt-AO" -> "pt-PT", "es-MX" -> "es-419". There "zh-Hant"
/// ends; here it goes on to "zh": who reads traditional characters reads simplified ones sooner
/// than the shop's first language.
std::string_view wider_language(std::string_view tag);

}  // namespace vesper
