// Values as people write them, in the form in which rules read them; for hints, so that nobody has
// to guess a form from its description. Each answers "" where it does not understand.
#pragma once

#include "rules/words.hpp"

#include <string>
#include <string_view>

namespace vesper {

/// "9:00", "19：00", "7pm", "19点30分" -> "09:00", "19:00", "19:00", "19:30".
std::string time_meant(std::string_view text);

/// "Mon - Fri", "monday", "周一至周五", "weekdays" -> "mon-fri", "mon", "mon-fri", "mon-fri".
/// Whether the days exist in this order is for the reader to say.
std::string weekdays_meant(std::string_view text);

/// ">10", "<= 5", "10-20", "3+" -> "{ from = 11 }", "{ below = 6 }", "{ from = 10, below = 21 }",
/// "{ from = 3 }".
std::string range_meant(std::string_view text);

/// "20", "20 USD", "$20", "> 20" -> "{ USD = 20 }": an amount by its currency, USD where none is
/// named.
std::string amounts_meant(std::string_view text);

/// "refunded, dispute" -> `["refunded", "dispute"]`.
std::string list_meant(std::string_view text);

/// `several are a list: ["refunded", "dispute"]`, if the text is one with commas, else `otherwise`.
Words list_hint(std::string_view text, Words otherwise);

}  // namespace vesper
