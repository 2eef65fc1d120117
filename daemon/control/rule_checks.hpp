// What must hold for a rule to write to an order's buyer, judged by the rules that run now.
#pragma once

#include "daemon/control/why_not.hpp"

namespace vesper {

/// In the order in which the house asks: trigger, order, `unless`, conditions, platform, holdout,
/// the buyer's wishes.
std::vector<Check> checks_of(const House& house, const Rule& rule, const Order& order);

/// "it begins when the order comes to delivered".
std::string trigger_words(const Rule& rule);

/// Why the rule has not begun for the order; empty: it has.
std::string not_begun(const House& house, const Rule& rule, const Order& order);

/// "Mon 2 Mar 2026 11:00 buyer time", or the shop's, or UTC: what is known.
std::string when_words(const House& house, const std::string& zone, Instant at);

}  // namespace vesper
