// Reads `when.*`, the conditions of a rule. Included by .cpp files only.
#pragma once

#include "rules/rule.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// The conditions below `when` of a rule's table; none if it has no `when`.
Conditions read_conditions(const TomlSection& rule);

}  // namespace vesper
