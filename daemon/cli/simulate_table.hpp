// A simulation for people at a terminal: a line for each follow-up, and sums by rule.
#pragma once

#include "daemon/simulate.hpp"

#include <string>

namespace vesper::cli {

struct SimulationTable {
    const Simulation& simulation;
    const Zone& shop;
    const ZoneSnapshot& zones;
    bool with_reasons = false;  // below each line: the subject, and why this instant
    int width = 0;              // of the terminal; 0: nothing is cut
    bool colours = false;
};

/// Follow-ups in order of time, on both clocks, with what becomes of them; what was never planned,
/// by rule and reason; events that were refused; how much each rule sends.
std::string simulation_text(const SimulationTable& table);

}  // namespace vesper::cli
