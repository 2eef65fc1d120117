// What people write for a class or a deadline: "notification", "营销", "buyer protection".
#pragma once

#include "rules/words.hpp"

#include <string_view>

namespace vesper {

/// What to write for a text that is no class: `did you mean "transactional"?`; else the classes.
Words class_hint(std::string_view text);

/// What to write for a text that is no deadline: `did you mean "confirm-receipt"?` for
/// "buyer-protection"; else the deadlines.
Words deadline_hint(std::string_view text);

}  // namespace vesper
