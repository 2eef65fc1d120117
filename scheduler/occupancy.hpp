// How full the minutes of each channel are: a value that plan reads and the store mirrors.
#pragma once

#include "rules/instant.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vesper {

/// Letters planned per channel and minute. A channel without a rate is never full.
class Occupancy {
public:
    /// Letters a minute a channel may carry; 0 = no limit.
    void set_rate(std::string_view channel, int per_minute);
    int planned(std::string_view channel, Instant instant) const;
    bool has_room(std::string_view channel, Instant instant) const;
    void add(std::string_view channel, Instant instant, int count = 1);  // negative: takes out

private:
    struct Channel {
        int per_minute = 0;
        std::unordered_map<std::int64_t, std::int32_t> minutes;  // Unix minutes
    };
    std::unordered_map<std::string, Channel> channels_;
};

}  // namespace vesper
