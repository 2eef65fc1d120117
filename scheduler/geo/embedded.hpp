// The bytes that tools/geo/pack.cpp wrote, in the form of scheduler/geo/layout.hpp.
#pragma once

#include <string_view>

namespace vesper::geo {

std::string_view embedded();

}  // namespace vesper::geo
