// The whole of the `vesper` command, apart from the process it runs in.
#pragma once

#include "daemon/cli/console.hpp"

#include <string>
#include <vector>

namespace vesper::cli {

/// Runs one command; `args` without the program's name. Returns the exit code (session.hpp).
int run(const std::vector<std::string>& args, const Console& console);

}  // namespace vesper::cli
