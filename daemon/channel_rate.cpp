#include "daemon/channel_rate.hpp"

#include <algorithm>

namespace vesper {

std::vector<std::string> channel_names(const Config& config) {
    std::vector<std::string> names;
    for (const auto& [name, channel] : config.channels) names.push_back(name);
    return names;
}

int letters_a_minute(const ChannelConfig& channel) {
    if (channel.kind == ChannelConfig::Kind::maildir) return channel.rate;
    return std::min(channel.rate, channel.connections * letters_a_minute_per_connection);
}

}  // namespace vesper
