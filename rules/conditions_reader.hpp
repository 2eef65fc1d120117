// Reads `when` of a rule. Included by .cpp files only.
#pragma once

#include "rules/conditions.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// The conditions of the rule in `rule`; problems go to its report.
Conditions read_conditions(const TomlSection& rule);

}  // namespace vesper
