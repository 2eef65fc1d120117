// One decision: whose clock, which evening, which minute. plan, replan and missed all ask it.
#pragma once

#include "scheduler/plan.hpp"

#include <span>
#include <string>

namespace vesper {

/// Everything one decision is made from.
struct Question {
    const Job& job;  // intent and policies; its state and due where it was planned before
    const Order& order;
    const ZoneAnswer& buyer;
    const Calendar& calendar;
    const Occupancy& occupancy;
    std::span<const Job> alongside;
    Instant not_before;         // now, a back-off, the end of a missed opening
    bool may_be_stale = false;  // whether staleness is judged
    std::string note;           // begins with "; ": what happened before, for the explanation
    seconds stale =
        stale_after;  // how long after the end of its natural opening it is worth sending
};

/// One clock, by evidence: what a hint alone suggests is none.
bool is_certain(const ZoneAnswer& buyer);

/// Whether a job counts among the letters that its buyer gets (Limits).
bool counts_for_buyer(const Job& job, const RuleSet& rules);

/// The letter lands, or is held or pointless, with the reason. Pure.
Replanned decide(const Question& question);

}  // namespace vesper
