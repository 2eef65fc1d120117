#include "daemon/system_clock.hpp"

namespace vesper {

Instant SystemClock::now() const {
    return date::floor<seconds>(std::chrono::system_clock::now());
}

}  // namespace vesper
