// What a channel carries, as far as plans need to know.
#pragma once

#include "daemon/config.hpp"

#include <string>
#include <vector>

namespace vesper {

std::vector<std::string> channel_names(const Config& config);

/// A relay answers one letter a second on each connection, as a rule: what is planned beyond that
/// would wait in line.
inline constexpr int letters_a_minute_per_connection = 60;

/// How many letters a minute are planned for a channel: its rate, and what its connections carry.
/// 0 = no limit (an outbox without a rate).
int letters_a_minute(const ChannelConfig& channel);

}  // namespace vesper
