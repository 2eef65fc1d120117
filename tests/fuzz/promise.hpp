// How a fuzzer says that something went against a promise: it dies, and libFuzzer keeps the input.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace vesper::fuzz {

/// What went against a promise; empty: nothing did.
using Broken = std::string;

inline void hold_to(const Broken& broken) {
    if (broken.empty()) return;
    std::fprintf(stderr, "broken promise: %s\n", broken.c_str());
    std::abort();
}

/// `tools/fuzz --control` has the fuzzers hold the house to a promise that nobody made. A fuzzer
/// that does not find it within seconds would find nothing else.
inline bool holds_to_false_promises() {
    static const bool asked = std::getenv("VESPER_FUZZ_CONTROL") != nullptr;
    return asked;
}

}  // namespace vesper::fuzz
