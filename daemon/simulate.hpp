// The production house on a simulated clock: what would go out, when, and why.
#pragma once

#include "daemon/config.hpp"
#include "rules/load.hpp"
#include "scheduler/zones.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

struct SimulatedLetter {
    Instant sent;
    std::string order;
    std::string rule;
    int step = 0;
    int occurrence = 0;
    std::string message;
    std::string language;
    std::string zone;
    std::string subject;
    std::string explanation;
    std::string channel;
    std::string message_class;     // "transactional"
    bool to_shop = false;          // to the shop's own staff
    LocalDate local_date{};        // of the evening it is in
    std::optional<Instant> opens;  // that evening's hours there; nothing: it was sent outside them
    std::optional<Instant> closes;
};

/// A follow-up that was not sent.
struct SimulatedNone {
    std::string order;
    std::string rule;
    std::string reason;
    std::string shareable{};       // the reason without what it says of the order and its buyer
    std::optional<Instant> due{};  // where it was planned; nothing: it never was
    std::string zone{};            // from here on of what was planned
    int step = 0;
    int occurrence = 0;
    std::string channel{};
};

struct Simulation {
    std::vector<SimulatedLetter> letters;  // in order of sending
    std::vector<SimulatedNone> not_sent;
    std::vector<std::string> problems;  // events that were refused
};

/// The operator's channels, by name: their media, what they need of a person, and their rates,
/// which decide when letters land.
using ChannelConfigs = std::map<std::string, ChannelConfig>;

/// Feeds `events` (raw JSON, any order) at the instant each happened, from `from` (absent: the
/// first event) to `to` (absent: until nothing waits, at most 400 days). The store is in memory;
/// every letter is accepted. A channel that rules name and `channels` does not have is mail without
/// a rate.
Simulation simulate(const SetSources& sources, std::shared_ptr<const ZoneSnapshot> zones,
                    const std::vector<std::string>& events, std::optional<Instant> from,
                    std::optional<Instant> to, const ChannelConfigs& channels = {});

}  // namespace vesper
