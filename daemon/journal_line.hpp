// What happened, as a line of the journal.
//
// The journal is read by more people than the store, and kept longer: it names orders, and never a
// person, an address, the town in which somebody lives, or what an order holds. Of a reason that
// speaks of these it has the shareable half.
#pragma once

#include "daemon/desk.hpp"

#include <string>

namespace vesper {

/// "job=4711 order=shopify/main/1030 what=held rule=review-request words=...", and of what concerns
/// no single order "what=paused words=...".
std::string journal_line(const Happening& happening);

}  // namespace vesper
