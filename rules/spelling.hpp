// "did you mean ...?": how diagnostics speak about words of a closed vocabulary.
#pragma once

#include "rules/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// The word in double quotes, as diagnostics show it.
std::string quoted(std::string_view text);

/// The candidate with the least Damerau-Levenshtein distance (optimal string alignment) to `word`,
/// case folded, if that distance is small enough to be a slip: at most a third of the longer word,
/// and at least 1. Ties: the first candidate. Never the opposite: not "paid" for "unpaid".
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string_view>& candidates);

/// The candidates, those first that `word` or a beginning of it is nearest to; for a list that is
/// too long to be shown whole.
std::vector<std::string_view> by_nearness(std::string_view word,
                                          std::vector<std::string_view> candidates);

/// `did you mean "delivered"?`, or `known: a, b, c` where nothing is near and the list is short, or
/// "".
Words suggestion(std::string_view word, const std::vector<std::string_view>& candidates);

/// `did you mean "delivered"?`; of several `did you mean one of "refunded", "refund-requested"?`
Words did_you_mean(const std::vector<std::string_view>& words);
Words did_you_mean(std::string_view word);

}  // namespace vesper
