// What marketplaces allow a shop to write to its buyers, as a table in the shipped rules.
//
//   [[platform.amazon.limit]]
//   stages  = ["shipped", "delivered"]
//   classes = ["transactional"]
//   because = "Amazon itself tells buyers about their parcel"
//   source  = "https://..."
//
// A limit concerns the steps to buyers whose rule starts on one of `stages` and has one of
// `classes`; the first limit that concerns a step decides. With `actions`, `kinds`, `by`, `from` or
// `until` it says how the step may be done, else it may not be done at all.
#pragma once

#include "rules/words.hpp"

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
    std::vector<Stage> stages;          // empty: every stage, and every deadline
    std::vector<MessageClass> classes;  // empty: every class
    std::vector<std::string> actions;   // only by an action of one of these channels
    std::vector<std::string> kinds;     // only with one of these as `with.kind`
    bool by_platform = false;           // only through a channel that stands in the platform's name
    std::optional<int> from_days;       // not before so many days after the stage
    std::optional<int> until_days;      // not later than
    std::string because;
    std::string source;
};

struct Platform {
    std::string name;
    std::vector<PlatformLimit> limits;
};

struct Rule;
struct Step;

/// Why the platform does not allow the step; empty: it does. `acts`: whether the step's channels
/// can stand in a platform's name; nothing: not known, and not judged.
Words not_allowed(const Platform& platform, const Rule& rule, const Step& step,
                  std::optional<bool> acts);

}  // namespace vesper
