// The counts that conditions ask for, and the numbers that each can be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vesper {

/// The numbers that can be.
struct Range {
    std::int64_t least;
    std::int64_t most;
};

namespace ranges {
inline constexpr Range pieces{0, 1'000'000};
inline constexpr Range orders{0, 1'000'000};
inline constexpr Range stars{1, 5};
inline constexpr Range days{0, 400};
}  // namespace ranges

/// Of a word as it stands on its line, "when.quantity" or "rating"; nothing for one that counts
/// nothing.
std::optional<Range> range_of(std::string_view key);

}  // namespace vesper
