// Values as people write them, in the form in which rules read them; for hints, so that nobody has
// to guess a form from its description. Each answers "" where it does not understand.
#pragma once

#include "rules/condition_ranges.hpp"
#include "rules/words.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace vesper {

/// "9:00", "19：00", "7pm", "19点30分" -> "09:00", "19:00", "19:00", "19:30". "晚上12点" is the end
/// of one day or the beginning of another, and is not guessed.
std::string time_meant(std::string_view text);

/// "Mon - Fri", "monday", "周一至周五", "weekdays" -> "mon-fri", "mon", "mon-fri", "mon-fri".
/// Whether the days exist in this order is for the reader to say.
std::string weekdays_meant(std::string_view text);

/// "Mon-Fri 9:00 - 12:00", "7-9pm", "晚上9点-12点" -> "mon-fri 09:00-12:00", "19:00-21:00",
/// "21:00-24:00". A part of the day that is named on one side holds for both, where that makes
/// sense; "9-5" may be either half of the day, and is not guessed.
std::string hours_meant(std::string_view text);

/// ">10", "<= 5", "10-20", "3+" -> "{ from = 11 }", "{ below = 6 }", "{ from = 10, below = 21 }",
/// "{ from = 3 }"; what lies outside of `range` is not meant.
std::string range_meant(std::string_view text, Range range);

/// "20", "20 USD", "eur 19.90", "$20" -> "{ USD = 20 }", "{ EUR = 19.90 }": one number with its
/// currency, USD where none is named. "19,90" and "20-50" are more than one.
std::string amounts_meant(std::string_view text);

/// How the amount of `key` is written: of "total" and ">= €20" `write total.from = { EUR = 20 }`.
/// There is no edge for "more than": of that the hint says what from and below are.
Words money_hint(std::string_view key, std::string_view text);

/// Likewise where `from` or `below` stands already.
Words edge_hint(bool is_from, std::string_view text);

/// What a list's entry is to be, "" for what cannot stand in it.
using EntryMeant = std::function<std::string(std::string_view)>;

/// "refunded, dispute" -> `["refunded", "dispute"]`; "" if it is one, or `entry_meant` does not
/// know one of them.
std::string list_meant(std::string_view text, const EntryMeant& entry_meant = {});

/// `several are a list: ["refunded", "dispute"]`, if the text is one with commas, else `otherwise`.
Words list_hint(std::string_view text, Words otherwise, const EntryMeant& entry_meant = {});

}  // namespace vesper
