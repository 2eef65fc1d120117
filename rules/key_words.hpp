// Words that people write for the words of rule files: `if` for `when`, `delay` for `after`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// The one of `known` that `word` means, in English or Chinese, case folded; it is no slip of the
/// hand that `nearest` would find, and often nearer to a wrong word.
std::optional<std::string_view> key_meant(std::string_view word,
                                          const std::vector<std::string_view>& known);

/// The one of `known` that is meant, by another word or by a slip of the hand.
std::optional<std::string> key_or_slip_of(std::string_view word,
                                          const std::vector<std::string_view>& known);

/// Whatever table it may stand in; "" if nothing is known.
std::string_view key_meant(std::string_view word);

}  // namespace vesper
