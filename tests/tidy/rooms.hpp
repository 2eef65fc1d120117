// Who may know whom: a part of the law (law.hpp), which says it as a whole.
//
// The pure rooms have a list of what they may include; whatever is not on it is a breach. The
// daemon touches the world, so there it is the world's headers that have their places.
#pragma once

#include "law.hpp"
#include "lines.hpp"

#include <string_view>

namespace vesper::tidy {

/// Whether a file lies in a pure room.
bool is_pure(std::string_view path);

void look_at_includes(const File& file, const Lines& lines, std::vector<Violation>& found);

}  // namespace vesper::tidy
