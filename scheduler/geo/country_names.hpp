// What people write for a country.
#pragma once

#include <string>
#include <string_view>

namespace vesper {

/// ISO 3166-1 alpha-2 of a code (two or three letters) or a name, given folded (fold_name): "gb",
/// "gbr", "uk", "great britain" are GB. Empty if it names no country.
std::string country_named(std::string_view folded);

}  // namespace vesper
