// The countries that rules may name: ISO 3166-1 alpha-2, as officially assigned.
#pragma once

#include "rules/words.hpp"

#include <string>
#include <string_view>

namespace vesper {

/// Two capital letters that ISO 3166-1 assigns. XK (Kosovo) is user-assigned and counts too:
/// platforms and carriers write it.
bool is_country_code(std::string_view text);

/// The code of the country that `text` names otherwise: "GB" for "UK", "gb" or "英国"; "" where
/// nobody knows. One of two countries that share a name ("Congo") is not guessed.
std::string_view country_named(std::string_view text);

/// For a text that is no country code, what to write instead: `did you mean "GB"?` for "UK",
/// "gb" or "英国", else the form of a code.
Words country_hint(std::string_view text);

}  // namespace vesper
