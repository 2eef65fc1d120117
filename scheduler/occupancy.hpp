// How full the minutes of each channel are: a value that plan reads and the store mirrors.
#pragma once

#include "rules/instant.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vesper {

/// Letters planned per channel and minute. A channel without a rate is never full.
class Occupancy {
public:
    static constexpr int unlimited = 1 << 30;

    /// Letters a minute a channel may carry; 0 = no limit.
    void set_rate(std::string_view channel, int per_minute);
    int planned(std::string_view channel, Instant instant) const;
    /// Letters that still fit into the minute; negative after a rate was lowered.
    int room(std::string_view channel, Instant instant) const;
    bool has_room(std::string_view channel, Instant instant) const {
        return room(channel, instant) > 0;
    }
    void add(std::string_view channel, Instant instant, int count = 1);  // negative: takes out

private:
    // A day is one block: a million letters over a year's evenings stay within a few megabytes.
    struct Day {
        std::int64_t letters = 0;
        std::array<std::int32_t, 1440> minutes{};
    };
    struct Channel {
        int per_minute = 0;
        std::unordered_map<std::int64_t, Day> days;  // Unix days
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    static int letters_in(const Channel& channel, Instant instant);

    std::unordered_map<std::string, Channel, TextHash, std::equal_to<>> channels_;
};

}  // namespace vesper
