// Which languages a rule can meet, by its conditions.
#pragma once

#include "rules/conditions.hpp"

#include <string>
#include <vector>

namespace vesper {

/// The languages of the buyers whom `when` lets in: those that it names, at whatever depth, or
/// else those of the shop that it does not take out. Buyers of other languages, whom it lets in
/// too, read the shop's.
std::vector<std::string> languages_met(const Conditions& when,
                                       const std::vector<std::string>& shop);

}  // namespace vesper
