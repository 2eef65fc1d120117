// The channels of a step: its own, then those that take its place.
#pragma once

#include "rules/rule.hpp"

namespace vesper {

/// In the order in which they are tried.
inline std::vector<std::string> channels_of(const Step& step) {
    std::vector<std::string> names;
    if (!step.channel.empty()) names.push_back(step.channel);
    names.insert(names.end(), step.fallback.begin(), step.fallback.end());
    return names;
}

}  // namespace vesper
