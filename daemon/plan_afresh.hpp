// One waiting job under the words of today.
#pragma once

#include "daemon/replan.hpp"

#include <string>

namespace vesper {

/// A waiting job planned again from the start, by the words of today and from where its rule counts
/// today; withdrawn where they no longer apply.
void plan_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why, Instant now,
                 Replan& tally);

/// A job that a change of the rules withdrew, and another change plans again under its words, if it
/// still lands somewhere.
void reinstate_afresh(Desk& desk, const Job& job, const Rule& rule, const std::string& why,
                      Instant now, Replan& tally);

}  // namespace vesper
