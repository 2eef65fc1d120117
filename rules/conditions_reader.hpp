// Reads `when` of a rule. Included by .cpp files only.
#pragma once

#include "rules/conditions.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// Marketplaces and shop systems. Others may be written: a shop's own system has its own name. One
/// that is nearly one of these is a slip.
const std::vector<std::string_view>& known_platforms();

/// The conditions of the rule in `rule`; problems go to its report.
Conditions read_conditions(const TomlSection& rule);

}  // namespace vesper
