// The style sheet of a simulation's page: light and dark, wide and narrow, screen and paper.
#pragma once

#include <string_view>

namespace vesper::cli {

extern const std::string_view simulate_style;

}  // namespace vesper::cli
