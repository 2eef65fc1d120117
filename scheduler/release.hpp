// How old a release of the time zone database is. Countries change their clocks with as little as
// three days' notice: who runs an old release is wrong for somebody.
#pragma once

#include "rules/instant.hpp"

#include <optional>
#include <string_view>

namespace vesper {

/// Nine months: no year since 1993 has gone by without a release that changed a clock.
inline constexpr std::chrono::hours tzdata_old_after{274 * 24};

/// When the release was made. Known offline from two things: its name ("2026f": the sixth of 2026),
/// and when its table was written, which packages keep as they were built. `written` is believed
/// only where it lies in the year of the name, or soon after it: a tree that was compiled or copied
/// here carries today's date. Else the name alone gives a date, and an early one: releases come
/// every two months or so, and a warning that comes early harms nobody.
/// Nothing for a name that is not a release.
std::optional<Instant> release_date(std::string_view version, std::optional<Instant> written);

}  // namespace vesper
