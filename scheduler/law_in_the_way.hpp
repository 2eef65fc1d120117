// When only the law keeps a window shut: what to tell the person who wrote the window.
#pragma once

#include "rules/window.hpp"
#include "scheduler/whereabouts.hpp"

#include <string>

namespace vesper {

/// Where the law alone keeps the window shut for as long as one looks ahead from `from`: whose law
/// it is, "the law in US-RI (47 CFR 64.1200(c)(1): 08:00-21:00; ...)"; of fifty states, where the
/// part of a country is not known, it names none. Empty if the window opens, or would not without
/// the law either.
std::string law_that_shuts(const Window& window, const Place& place, Instant from);

}  // namespace vesper
