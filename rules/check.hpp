// We are wrong: an always-on check that says where and why, and aborts. Never for input, never for
// the world.
#pragma once

#include <cstdio>
#include <cstdlib>

#define VESPER_CHECK(condition, reason)                                                          \
    do {                                                                                         \
        if (!(condition)) {                                                                      \
            std::fprintf(stderr, "%s:%d: broken promise: %s (%s)\n", __FILE__, __LINE__, reason, \
                         #condition);                                                            \
            std::abort();                                                                        \
        }                                                                                        \
    } while (false)
