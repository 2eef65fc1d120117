// What a file is written in when it is not UTF-8: editors on Chinese Windows save GBK, others
// Big5, Shift_JIS, or a Western or Cyrillic code page, and say nothing.
//
// A guess for a diagnostic, from the statistics of short texts; nothing is ever converted by it.
#pragma once

#include <string_view>

namespace vesper {

/// "UTF-16", "GBK", "Big5", "Shift_JIS", "Windows-1251", "Windows-1252"; empty where nothing
/// fits. Meant for texts that first_invalid_utf8 refuses, or that hold a zero byte.
std::string_view likely_encoding(std::string_view text);

}  // namespace vesper
