// What a simulation looks like: letters gathered into buyers' evenings, days and hours. Values; the
// HTML page (simulate_html) only draws them.
#pragma once

#include "daemon/simulate.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace vesper::cli {

/// A letter on its own wall clock.
struct PlacedLetter {
    const SimulatedLetter* letter = nullptr;
    const Zone* zone = nullptr;
    double hour = 0;  // of the evening's date: 19.5; past 24 where the evening crosses midnight
};

/// The letters of one zone on one local date.
struct BuyerEvening {
    const Zone* zone = nullptr;
    bool staff = false;  // to the shop itself
    LocalDate date{};
    double opens = 0;  // hours; opens == closes: not known
    double closes = 0;
    std::vector<PlacedLetter> letters;  // in order of time
};

struct EveningDay {
    LocalDate date{};
    std::vector<BuyerEvening> evenings;  // as the earth turns: the earliest first
    int letters = 0;
};

/// Letters of one zone by the hour of the shop's day.
struct ZoneLoad {
    const Zone* zone = nullptr;
    seconds offset{};  // at its first letter
    std::array<int, 24> by_hour{};
    int letters = 0;
};

struct RuleCount {
    std::string rule;
    std::string message_class;
    int letters = 0;
    int not_sent = 0;
};

/// What was not sent, for one reason.
struct NotSent {
    std::string rule;
    std::string reason;
    int times = 0;
    std::vector<std::string> orders;  // each once, in order
};

struct SimulationPicture {
    std::vector<EveningDay> days;
    std::vector<ZoneLoad> zones;  // from the date line westwards
    std::array<int, 24> by_hour{};
    std::vector<RuleCount> rules;  // most letters first
    std::vector<NotSent> not_sent;
    int orders = 0;
    int busiest_cell = 0;
    double first_hour = 0;  // what all of the buyers' evenings lie within
    double last_hour = 24;
};

SimulationPicture picture_of(const Simulation& simulation, const Zone& shop,
                             const ZoneSnapshot& zones);

/// What was not sent, by rule and reason. Reasons that differ in an order's own instants alone are
/// not one: nothing is rounded off.
std::vector<NotSent> gathered(const Simulation& simulation);

}  // namespace vesper::cli
