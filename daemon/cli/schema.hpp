// The JSON Schema of rule files, for editors that know TOML: completion, hover help, checks while
// one types. Made of the readers' own words (rules/vocabulary).
#pragma once

#include "daemon/cli/session.hpp"

#include <string>

namespace CLI {
class App;
}

namespace vesper::cli {

/// Draft-04, the newest that the common TOML plugins know for certain; its words mean the same in
/// the later drafts. Deterministic.
std::string rules_schema();

/// The command; as in commands.hpp.
void add_schema(CLI::App& app, Session& session);

}  // namespace vesper::cli
