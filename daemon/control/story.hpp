// An order's story: why it was written to, when, and why not; told from the store alone.
#pragma once

#include "daemon/control/views.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vesper {

struct StoryEntry {
    Instant at;
    std::string kind;  // event, decision, plan, move, attempt
    std::string zone;  // of the buyer's clock then
    std::int64_t job = 0;
    std::string rule;        // whose decision, or job; of an event empty
    std::int64_t event = 0;  // EventRow::seq, of an event or of what a decision followed
    // What happened, in three parts: entries of a series differ in the middle one alone.
    std::string said;  // "by rule parcel-news: parcel-news by email"
    std::optional<Instant> due;
    std::string why;      // ": the rules changed"
    int turn = 0;         // among what became of its job in the same second
    std::string place{};  // "rules/30-delivered.toml:14": where the rule stood then, if known
    std::optional<seconds> utc_offset{};  // of `due` on the buyer's clock then, if known
    bool clock_of_today = false;          // an older program did not keep whose clock it was then
};

/// Entries of one moment that say the same, but for the job and its due.
struct StoryLine {
    struct Due {
        Instant at;
        std::optional<seconds> utc_offset;
    };
    StoryEntry first;
    std::vector<std::int64_t> jobs;
    std::vector<Due> dues;
    int times = 1;
};

struct Story {
    Order order;
    ZoneAnswer zone;                  // as the record stands now
    std::vector<StoryEntry> entries;  // in order of time
    std::vector<Job> jobs;
};

Story tell_story(const House& house, const Order& order);

std::string story_json(const House& house, const Story& story);
/// One entry as story_json has it.
std::string entry_json(const House& house, const StoryEntry& entry);

/// For people: what stands, what comes, and everything that happened, a line each.
std::string story_text(const House& house, const Story& story);

/// `entries` folded, a line each, as story_text shows them.
std::string entries_text(const House& house, const std::vector<StoryEntry>& entries);
/// The jobs with their state, instants and reasons; a series that stands alike is told once.
std::string letters_text(const House& house, const std::vector<Job>& jobs);
/// "Order #1030  (shopify/shop.example/A1)".
std::string order_title(const Order& order);

std::vector<StoryLine> folded(const std::vector<StoryEntry>& entries);

}  // namespace vesper
