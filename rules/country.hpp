// The countries that rules may name: ISO 3166-1 alpha-2, as officially assigned.
#pragma once

#include <string_view>

namespace vesper {

/// Two capital letters that ISO 3166-1 assigns. XK (Kosovo) is user-assigned and counts too:
/// platforms and carriers write it.
bool is_country_code(std::string_view text);

/// What somebody who wrote `text` probably meant: "UK" is GB, "EL" is GR, "de" is DE. Empty where
/// there is nothing to guess.
std::string_view country_meant(std::string_view text);

}  // namespace vesper
