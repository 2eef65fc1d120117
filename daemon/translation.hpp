// The languages in which people are spoken to, and who wants which.
//
// Catalogs are GNU gettext's (daemon/po), found beside the program: PREFIX/share/locale, or
// share/locale of the build tree. They are read by Boost.Locale, because the C library translates
// only into languages whose locale is generated, which on a fresh Debian none is, and into one
// language at a time, while the daemon speaks to several people.
#pragma once

#include "rules/words.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace vesper {

enum class Language { english, chinese };

/// As HTTP and letters write it: "en", "zh-CN" (BCP 47).
std::string_view tag(Language language);

/// What the environment asks for: LC_ALL, LC_MESSAGES or LANG, the first that is set, and LANGUAGE
/// before them unless they say "C" (gettext manual, 2.3). "" is a variable that is not set.
Language language_of_locale(const std::function<std::string(const char*)>& environment);

/// The same of this process.
Language own_language();

/// What an Accept-Language header asks for (RFC 9110, 12.5.4).
Language language_accepted(std::string_view header);

/// Empty for English, and where the catalog is missing: the sentences are English as they stand.
const Translation& translation_into(Language language);

/// For the log and the terminal of this process.
std::string in_own_language(const Words& words);

}  // namespace vesper
