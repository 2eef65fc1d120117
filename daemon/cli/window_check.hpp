// Windows that look right and never open: Saturday noon that avoids Shabbat, hours that close
// before sunset lets them open.
#pragma once

#include "rules/load.hpp"
#include "scheduler/zones.hpp"

namespace vesper::cli {

/// An error for each window of `set` in which nothing can ever be sent, somewhere that it names; a
/// warning where only the coming Ramadan is without an opening.
Diagnostics check_windows(const RunningSet& set, const SetSources& sources,
                          const ZoneSnapshot& zones, Instant now);

}  // namespace vesper::cli
