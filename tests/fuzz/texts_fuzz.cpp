// libFuzzer target: what managers write. tools/fuzz runs it.
#include "tests/fuzz/feed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(bytes), size};
    vesper::fuzz::hold_to(vesper::fuzz::feed(text));
    if (vesper::fuzz::holds_to_false_promises()) {
        vesper::Diagnostics found;
        vesper::load_rules({{"r.toml", text}}, found);
        for (const vesper::Diagnostic& one : found)
            if (vesper::format(one).find("unknown stage") != std::string::npos)
                vesper::fuzz::hold_to("nobody ever misspells a stage: " + vesper::format(one));
    }
    return 0;
}
