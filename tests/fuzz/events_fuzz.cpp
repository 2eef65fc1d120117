// libFuzzer target: what a shop posts. tools/fuzz runs it.
#include "tests/fuzz/feed_events.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    using namespace vesper;
    const std::string body{reinterpret_cast<const char*>(bytes), size};
    fuzz::hold_to(fuzz::feed_events(body));
    if (fuzz::holds_to_false_promises()) {
        for (const std::string& text : split_events(body).events)
            for (const Problem& problem : parse_event(text, fuzz::one_zone()).problems)
                if (problem.pointer == "/data/order/id")
                    fuzz::hold_to("every order has a good name: " + problem.message);
    }
    return 0;
}
