// What waits lands again when the world it was planned in changed: address, time zones, channels.
// When the rules changed: daemon/replan_rules.
#pragma once

#include "daemon/desk.hpp"

#include <string>

namespace vesper {

inline constexpr int walk_step = 500;  // rows read at a time by a walk over all of them

/// What a re-plan did.
struct Replan {
    int moved = 0;
    int withdrawn = 0;
    int reinstated = 0;
    int held = 0;
    int expired = 0;
    int planned = 0;
    int renamed = 0;  // jobs whose rule has another name now, finished ones too

    Replan& operator+=(const Replan& more);
};

/// Writes what replan or missed decided for a waiting (scheduled or held) job. Inside a commit.
/// A landing at the same instant with the same clock changes nothing.
void apply_replanned(Desk& desk, const Job& job, const Replanned& decision, const std::string& why,
                     Instant now, Replan& tally);

/// The order's address, zone or locale changed.
Replan replan_order(Desk& desk, const Order& order, const std::string& why, Instant now);

/// A new release of tzdata is on the desk; `before` is the old one. Jobs whose clock is the same
/// are not touched.
Replan replan_for_zones(Desk& desk, const ZoneSnapshot& before, const std::string& why,
                        Instant now);

/// Every waiting job, whatever its zone: the house was down while the world changed.
Replan replan_everything(Desk& desk, const std::string& why, Instant now);

/// What the house held may land now: a message that could not be written may have been mended, a
/// shop may judge doubt otherwise. What is still in doubt stays held.
void try_held_again(Desk& desk, const std::string& why, Instant now, Replan& tally);

/// Puts a withdrawn job back on the plan, if it still lands somewhere.
bool reinstate_job(Desk& desk, const Job& job, const Order& order, const std::string& why,
                   Instant now);

}  // namespace vesper
