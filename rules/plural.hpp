// Which words for "how many" a language tells apart: the plural categories of Unicode CLDR.
//
// English has "one" and "other", Russian "one", "few" and "many" for whole numbers, Japanese only
// "other". Choosing the category of a number is ICU's work when a letter is rendered; here stands
// what a message must have, so that a missing form is found when the message is loaded.
#pragma once

#include <string_view>
#include <vector>

namespace vesper {

/// zero, one, two, few, many, other.
const std::vector<std::string_view>& plural_categories();

/// The categories that the whole numbers up to a thousand fall into ("many" of a million, as in
/// French, is needed by nobody who counts days or pieces). A language not known here has "other".
std::vector<std::string_view> plural_categories_of(std::string_view language);

}  // namespace vesper
