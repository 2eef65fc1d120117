// vesper window --tsv: a table of questions, each line one window at one place.
#pragma once

#include "daemon/cli/session.hpp"

#include <string>

namespace vesper::cli {

/// Reads standard input. `rules`: the shop's folder, asked only where a column needs it; empty: the
/// configured one.
Exit window_table(const std::string& rules, Session& session);

}  // namespace vesper::cli
