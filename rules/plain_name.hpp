// Names that a shop chooses, of rules, windows, messages, channels and platforms; and what to write
// for a name that is none.
#pragma once

#include "rules/words.hpp"

#include <string>
#include <string_view>

namespace vesper {

inline constexpr std::size_t name_bytes_max = 64;

/// Small letters, digits, hyphens and underscores, at most name_bytes_max: fit for a file name, a
/// URL and a metric.
bool is_plain_name(std::string_view name);

/// What to write for a name that is not plain: "thank-you" for "Thank you"; empty where nothing of
/// it can stay.
std::string plain_name_for(std::string_view text);

/// A name to show where nothing of a name in `[table.NAME]` can stay.
std::string_view name_like(std::string_view table);

/// For a name that is not plain: `write [rule.thank-you]`, `shape` being "[rule.{}]" with its name
/// where {} stands, or `like ...` where nothing of the name can stay.
Words name_hint(std::string_view name, std::string_view shape);

}  // namespace vesper
