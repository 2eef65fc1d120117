// libFuzzer target: cmake --preset fuzz && cmake --build --preset fuzz, then
// build/fuzz/tests/fuzz_texts -max_total_time=60 rules/library/messages/*
#include "tests/fuzz/feed.hpp"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const std::string broken = vesper::fuzz::feed({reinterpret_cast<const char*>(bytes), size});
    if (broken.empty()) return 0;
    std::fprintf(stderr, "broken promise: %s\n", broken.c_str());
    std::abort();
}
