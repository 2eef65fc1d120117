// What marketplaces allow a shop to write to its buyers, as a table in the shipped rules.
//
//   [[platform.amazon.limit]]
//   stages  = ["shipped", "delivered"]
//   classes = ["transactional"]
//   because = "Amazon itself tells buyers about their parcel"
//   source  = "https://..."
//
// A limit concerns the steps to buyers whose rule starts on one of `stages` or counts from one of
// `deadlines`, and is of `classes` or does one of `actions`; the first that concerns a step
// decides. With `actions`, `kinds`, `by`, `counts_from`, `from`, `until` or `once` it says how the
// step may be done, else it may not be done at all. A limit without stages and deadlines concerns
// every rule: at a platform's end it refuses whatever is not named.
#pragma once

#include "rules/words.hpp"

#include "rules/deadline.hpp"
#include "rules/duration.hpp"
#include "rules/stage.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

enum class MessageClass { critical, transactional, solicitation, marketing };
std::string_view name(MessageClass);

struct PlatformLimit {
    std::vector<Stage> stages;            // with no deadlines either: every rule
    std::vector<DeadlineKind> deadlines;  // of rules that count from a deadline
    std::vector<MessageClass> classes;    // empty: every class
    std::vector<std::string> actions;     // only by an action of one of these channels
    std::vector<std::string> kinds;       // only with one of these as `with.kind`
    bool by_platform = false;        // only through a channel that stands in the platform's name
    std::vector<Stage> counts_from;  // only where `after` counts from one of these
    std::optional<int> from_days;    // not before so many days after the stage
    std::optional<int> until_days;   // not later than
    bool once = false;               // for each order, whichever rule does it
    std::string because;
    std::string source;
};

struct Platform {
    std::string name;
    std::vector<std::string> silent;  // actions that no buyer sees: no limit concerns them
    std::vector<PlatformLimit> limits;
};

struct Rule;

/// Why a step may not be done as it is, and what to write that it may: "write latest = "30d"".
struct Barred {
    Words why;
    Words way;                // empty: there is none, or the step is allowed
    bool is_its_own = false;  // the way is one of this platform: other orders need a rule beside
    bool empty() const { return why.empty(); }
};

/// Why the platform does not allow this step of the rule; empty: it does. `acts`: whether the
/// step's channels can stand in a platform's name; nothing: not known, and not judged.
Barred not_allowed(const Platform& platform, const Rule& rule, std::size_t step,
                   std::optional<bool> acts);

/// Why the platform allows the step once for each order; empty: it sets no such limit. What two
/// rules do for one reason counts as one thing.
std::string allowed_once(const Platform& platform, const Rule& rule, std::size_t step);

}  // namespace vesper
