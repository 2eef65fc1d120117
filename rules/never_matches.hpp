// Conditions of one level that no order, or hardly one, can meet: an error, or a warning.
// Included by .cpp files only.
#pragma once

#include "rules/conditions.hpp"
#include "rules/toml_reader.hpp"

#include <vector>

namespace vesper {

/// Where the nested conditions stand, in the order in which they were read.
struct NestedTables {
    std::vector<const TomlValue*> all;
    std::vector<const TomlValue*> none;
};

void check_never_matches(const TomlSection& when, const Conditions& read,
                         const NestedTables& nested);

}  // namespace vesper
