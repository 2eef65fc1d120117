// Where the tree lies that is under test: docs, shipped rules and sources are read from it.
#pragma once

#include <string>

namespace vesper {

/// The absolute path of the top of the tree, without a slash at the end.
std::string source_tree();

}  // namespace vesper
