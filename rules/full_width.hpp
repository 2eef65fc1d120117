// The punctuation of a Chinese or Japanese keyboard, which looks like ours and means nothing to
// TOML: U+FF1D for =, U+3010 for [, and the curved quotes of word processors.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// One such character: how many bytes it has, and what an English keyboard writes for it.
struct FullWidth {
    std::size_t size;
    char meant;
};

/// The one that begins at byte `at`; nothing: another character begins there.
std::optional<FullWidth> full_width_at(std::string_view text, std::size_t at);

/// The text with every one of them replaced: "19：00" -> "19:00".
std::string half_width(std::string_view text);

}  // namespace vesper
