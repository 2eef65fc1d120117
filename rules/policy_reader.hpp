// Reads `[platform.NAME]`, what a marketplace allows. Included by .cpp files only.
#pragma once

#include "rules/policy.hpp"
#include "rules/toml_reader.hpp"

namespace vesper {

/// The platform that `entry` (NAME = table) describes. Problems go to `report`.
Platform read_platform(const TomlEntry& entry, const Report& report);

}  // namespace vesper
