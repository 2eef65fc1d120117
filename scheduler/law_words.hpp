// The hours of a law as words, for what people read of it.
#pragma once

#include "rules/words.hpp"
#include "scheduler/legal_hours.hpp"

#include <span>

namespace vesper {

/// "mon-fri 09:00-20:00, sat 09:00-17:00, not on public holidays"; `law` has a row.
Words say_hours(std::span<const LegalHours> law);

}  // namespace vesper
