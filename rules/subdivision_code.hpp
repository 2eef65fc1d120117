// The parts of countries that rules may name: ISO 3166-2.
//
// Which part an address lies in is scheduler/'s to know (scheduler/subdivision).
#pragma once

#include "rules/words.hpp"

#include <string_view>

namespace vesper {

/// "US-CA": a country's part by a code that exists.
bool is_subdivision_code(std::string_view text);

/// For a text that is none, what to write instead: `did you mean "US-CA"?` for "us-ca", the codes
/// of a country that has few, else the form of a code.
Words subdivision_hint(std::string_view text);

}  // namespace vesper
