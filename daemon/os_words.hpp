// What the operating system says, as words: strerror speaks the language of the process alone.
#pragma once

#include "rules/words.hpp"

namespace vesper {

/// Of an errno. The rare ones stay in the system's own words.
Words say_error(int number);

}  // namespace vesper
