// What a channel carries, as far as plans need to know.
#pragma once

#include "daemon/config.hpp"

#include <string>
#include <vector>

namespace vesper {

std::vector<std::string> channel_names(const Config& config);

/// A letter takes a far-away relay some 200 ms, two round trips: what is planned beyond that would
/// wait in line.
inline constexpr int letters_a_minute_per_connection = 300;

/// How many letters a minute are planned for a channel: its rate, and what its connections carry.
/// 0 = no limit, for a channel with `rate = 0`: its operator knows better.
int letters_a_minute(const ChannelConfig& channel);

}  // namespace vesper
