// Windows that look right and never open: Saturday noon that avoids Shabbat, hours that close
// before sunset lets them open.
#pragma once

#include "rules/load.hpp"
#include "scheduler/legal_hours.hpp"
#include "scheduler/zones.hpp"

#include <map>
#include <string>

namespace vesper::cli {

/// An error for each window of `set` in which nothing can ever be sent, somewhere that it names; a
/// warning where only the coming Ramadan is without an opening, and for each rule of whose window
/// the law of a region (scheduler/legal_hours) leaves nothing. `media` of the channels.
Diagnostics check_windows(const RunningSet& set, const SetSources& sources,
                          const std::map<std::string, Medium>& media, const ZoneSnapshot& zones,
                          Instant now);

}  // namespace vesper::cli
