// An order's story: why it was written to, when, and why not; told from the store alone.
#pragma once

#include "daemon/control/views.hpp"

#include <string>
#include <vector>

namespace vesper {

struct StoryEntry {
    Instant at;
    std::string kind;  // event, decision, plan, move, attempt
    std::string words;
    std::string zone;  // of the clock to show `at` on for the buyer
    std::int64_t job = 0;
};

struct Story {
    Order order;
    ZoneAnswer zone;                  // as the record stands now
    std::vector<StoryEntry> entries;  // in order of time
    std::vector<Job> jobs;
};

Story tell_story(const House& house, const Order& order);

std::string story_json(const House& house, const Story& story);

/// For people: what stands, what comes, and everything that happened, a line each.
std::string story_text(const House& house, const Story& story);

}  // namespace vesper
