// One spelling for names that people spell in many ways.
#pragma once

#include <string>
#include <string_view>

namespace vesper {

/// Lower case without accents, apostrophes dropped, everything else that is neither letter nor
/// digit one blank between words: " Île-de-France " is "ile de france", "САХА" is "саха". Letters
/// outside Latin and Cyrillic stay as they are; bytes that are not UTF-8 count as blanks.
std::string fold_name(std::string_view text);

/// Letters and digits of a postal code, upper case, nothing between: "sw1a 1aa" is "SW1A1AA". Wide
/// digits and letters of East Asian input become plain ones.
std::string fold_postal(std::string_view text);

}  // namespace vesper
