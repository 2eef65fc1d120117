// What people write for a stage: "arrived", "refund", "已签收".
#pragma once

#include "rules/words.hpp"

#include <string_view>

namespace vesper {

/// Where the stage is named: some of what people write is a stage and something beside it, which
/// only a rule that starts on it can say.
enum class StagePlace { on, elsewhere };

/// What to write for a text that is no stage: `did you mean "delivered"?` for "arrived" and for
/// "delivred"; "" where nobody knows.
Words stage_hint(std::string_view text, StagePlace place = StagePlace::elsewhere);

}  // namespace vesper
