// One value of a rule's conditions at a time: lists of names, amounts, ranges. Problems go to the
// section's report; what is answered is what was good. Included by .cpp files only.
#pragma once

#include "rules/condition_ranges.hpp"
#include "rules/conditions.hpp"
#include "rules/toml_reader.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// Whether a text of a list is good; reports it where it is not.
using TextCheck = std::function<bool(const std::string& text, Position at)>;

/// The texts of a list that `check` finds nothing wrong with.
std::vector<std::string> read_list(const TomlSection& section, std::string_view key,
                                   const TextCheck& check);
bool check_country(const std::string& text, Position at, const Report& report);
bool check_subdivision(const std::string& text, Position at, const Report& report);
bool check_platform(const std::string& text, Position at, const Report& report);
bool check_language(const std::string& text, Position at, const Report& report);

/// A list of some of these words.
std::vector<std::string> read_words(const TomlSection& section, std::string_view key,
                                    const std::vector<std::string_view>& words);
/// A list of names that only the shop knows; nothing but emptiness can be found wrong with them.
std::vector<std::string> read_open(const TomlSection& section, std::string_view key);

/// `total` or `buyer.spent`: from and below, by currency.
void read_money(const TomlSection& section, std::string_view key, Amounts& from, Amounts& below);

/// `{ from = 10, below = 50 }`; a number alone means "from".
Between read_between(const TomlSection& section, std::string_view key, Range range);

}  // namespace vesper
