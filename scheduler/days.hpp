// From the words of a calendar file to civil dates.
#pragma once

#include "rules/day_rule.hpp"

#include <optional>
#include <vector>

namespace vesper {

/// A date that a rule names. `observed` where it is kept besides, or instead of, the day itself.
struct RuleDay {
    LocalDate date;
    bool observed = false;
};

/// The dates of a rule that lie in a Gregorian year, ascending, each once.
std::vector<RuleDay> days_in_year(const DayRule& rule, int year);

/// Easter Sunday, Gregorian (Meeus, Jones and Butcher's form of the computus).
LocalDate easter(int year);

/// Easter Sunday by the Julian computus, as a Gregorian date; right from 1900 to 2099.
LocalDate orthodox_easter(int year);

}  // namespace vesper
