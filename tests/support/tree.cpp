#include "tests/support/tree.hpp"

namespace vesper {

std::string source_tree() {
    return VESPER_SOURCE_DIR;
}

}  // namespace vesper
