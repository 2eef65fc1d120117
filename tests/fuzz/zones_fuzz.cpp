// libFuzzer target: zone files, and the rules at their ends. tools/fuzz runs it.
#include "tests/fuzz/feed_zones.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    using namespace vesper;
    const std::string file{reinterpret_cast<const char*>(bytes), size};
    fuzz::hold_to(fuzz::feed_zone(file));
    if (fuzz::holds_to_false_promises()) {
        const auto zone = read_tzif("Test/Zone", file);
        if (!zone && zone.error().message.find("leap") != std::string::npos)
            fuzz::hold_to("no file counts leap seconds: " + zone.error().message);
    }
    return 0;
}
