// Where a command reads and writes: handed in, never reached for, so that a test sees every byte.
#pragma once

#include "scheduler/clock.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace vesper::cli {

struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    const Clock& clock;
    std::function<std::string(const char*)> environment;  // "" = not set
    bool colours = false;                                 // a terminal that wants them
    int width = 0;  // columns of the terminal; 0 = not a terminal, nothing is cut
};

}  // namespace vesper::cli
