// Countries and regions as people type them, and what they may have meant.
#pragma once

#include <string>

namespace vesper::cli {

/// The code of a country typed as "DE", "de", "DEU", "Germany" or "德国"; "" where it is none.
std::string country_code(const std::string& typed);

/// For what names no country: `no such ISO 3166 code; did you mean "ZA", "ZM" or "ZW"?`
std::string country_advice(const std::string& typed);

/// For what names no region of `country` (a code) that has some in the tables: the one that was
/// meant, or how regions are written there.
std::string region_advice(const std::string& country, const std::string& typed);

}  // namespace vesper::cli
