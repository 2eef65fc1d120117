// The currencies that rules and the shop may name: ISO 4217.
//
// Events are believed in any currency of the right form (rules/money): a new one must not cost an
// order. A rule that names one that is none would wait for it in vain.
#pragma once

#include "rules/words.hpp"

#include <string_view>

namespace vesper {

/// A currency that is in force, or was until a few years ago: old orders are in it.
bool is_currency(std::string_view text);

/// For a text that is none, what to write instead: `did you mean "USD"?` for "usd" or "UDS", else
/// the form of a code.
Words currency_hint(std::string_view text);

}  // namespace vesper
