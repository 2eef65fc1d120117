// How a language writes money, dates, numbers and countries (ICU).
//
// Formatters are costly to make and are kept per language and thread. Time zones are never ICU's:
// an instant is turned into a wall clock by our own Zone first.
#pragma once

#include "rules/money.hpp"
#include "scheduler/zones.hpp"

#include <string>
#include <string_view>

namespace vesper {

/// "1.234,50 €" in "de". A currency ICU does not know keeps its code: "12.50 XQZ".
std::string money_in_words(Decimal amount, const std::string& currency,
                           const std::string& language);

/// "28. März 2026" in "de": the date on the zone's clock, in the Gregorian calendar, which is the
/// one the shop's own pages and the platforms show. The first of a month as French and Brazilians
/// write it: "1er avril 2026", "1º de abril de 2026".
std::string date_in_words(Instant instant, const Zone& zone, const std::string& language);

/// "March 28 – 30, 2026"; one date when both are on it.
std::string dates_in_words(Instant from, Instant until, const Zone& zone,
                           const std::string& language);

std::string number_in_words(std::int64_t number, const std::string& language);

/// The plural category of Unicode CLDR that the number falls into: "one", "few", "other", ...
std::string plural_category(std::int64_t number, const std::string& language);

/// "Deutschland" for "DE" in "de"; the code itself where ICU knows no such country.
std::string country_in_words(const std::string& country, const std::string& language);

/// Whether a town has its country's name, in this language or in English: Singapore, Luxembourg.
bool is_named_as_country(const std::string& city, const std::string& country,
                         const std::string& language);

/// "德语" for "de-CH" in "zh": the language itself, without its region; the tag where ICU knows
/// none.
std::string language_in_words(const std::string& tag, const std::string& language);

/// Whether the language's script runs from right to left: Arabic, Hebrew, Persian, Urdu.
bool runs_right_to_left(const std::string& language);

/// One line of clean text: valid UTF-8 (U+FFFD where it was not), controls and line ends turned
/// into blanks, blanks collapsed and trimmed, and the characters that reorder what follows them
/// (bidirectional embeddings, overrides and isolates of Unicode TR 9) left out.
std::string one_line(std::string_view text);

/// The same of a text of ours, whose isolates stand in pairs around the facts in it and stay.
std::string one_line_of_ours(std::string_view text);

/// The text between U+2068 and U+2069 (Unicode TR 9, isolates) where it would otherwise mix with a
/// line that runs the other way: an order number in Arabic, an Arabic name in English.
std::string isolated(std::string text, bool line_runs_right_to_left);

/// The first `characters_max` code points, with an ellipsis where something was cut.
std::string shortened(std::string text, std::size_t characters_max);

}  // namespace vesper
