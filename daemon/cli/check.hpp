// What vesper check says, for commands that need a good set.
#pragma once

#include "daemon/cli/session.hpp"

#include <string>

namespace vesper::cli {

/// ok, and nothing is said, where the folder's files have no errors; else what vesper check says of
/// them, and its exit code.
Exit check_before(Session& session, const std::string& folder);

}  // namespace vesper::cli
