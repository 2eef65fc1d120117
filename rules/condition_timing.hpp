// Conditions that ask for what comes only later than the rule starts. Included by .cpp files only.
#pragma once

#include "rules/rule.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// Warns of a review that a rule asks for before anybody can have written one, and of days since a
/// stage that comes after its own. Warnings: orders have come to their stages in stranger rows
/// (cash is paid on delivery). `table` is the rule's.
void doubt_timing(const TomlSection& table, const Rule& rule);

}  // namespace vesper
