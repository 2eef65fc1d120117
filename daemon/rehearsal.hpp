// What a changed set would do, tried on a copy of the store.
//
// A house is opened on the copy at the present instant and with the set that runs, so that opening
// it changes nothing. Then it takes the changed set up as the daemon would, by the same code; what
// waits before and after is compared. The copy is changed by it and good for one rehearsal.
#pragma once

#include "daemon/house.hpp"
#include "daemon/system_clock.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// What a changed set does to one job. Named as the managers' verbs.
enum class Effect { added, moved, withdrawn, held, released, reworded, kept };
inline constexpr int effects = 7;
std::string_view name(Effect effect);

/// One job that a changed set does not leave as it is.
struct Consequence {
    Effect effect = Effect::added;
    JobKey key;  // as the changed set calls it
    std::int64_t job = 0;
    std::string zone;             // whose clock `from` and `to` are read on; may be ""
    std::optional<Instant> from;  // due before; nothing: it was not on the plan
    std::optional<Instant> to;    // due after; nothing: it is off the plan
    std::string why;              // nothing of it is the order's or its buyer's
};

/// A message whose text differs, in one language.
struct OtherText {
    std::string message;
    std::string language;
    std::int64_t letters = 0;  // that wait and will read differently
};

/// What becomes of the jobs of one rule.
struct RuleOutcome {
    std::string rule;
    std::string was;  // the name it gives up by this change
    bool is_new = false;
    bool is_gone = false;
    std::map<Effect, std::int64_t> counts;
    std::vector<Consequence> consequences;  // by effect and time
};

struct Rehearsal {
    Reload reload;                   // not accepted: its diagnostics say why; the rest is empty
    std::vector<RuleOutcome> rules;  // as the changed set has them, then those that are gone
    std::vector<OtherText> texts;
    bool other_shop = false;  // shop.toml differs: what letters say of the shop may

    std::int64_t count(Effect effect) const;
    /// Whether it would change anything, be it a name.
    bool changes() const;
};

/// A house on a copy of the store that is moved by nobody, at `now`.
class CopiedHouse {
public:
    /// `database` is a copy of its own and is changed. Throws the store's errors, and NoGoodSet
    /// where the set that runs does not load here.
    CopiedHouse(const std::string& database, const Config& config,
                std::shared_ptr<const ZoneSnapshot> zones, Instant now);

    CopiedHouse(const CopiedHouse&) = delete;
    CopiedHouse& operator=(const CopiedHouse&) = delete;

    /// Takes `sources` up as House::reload does, and tells what that did. Once.
    Rehearsal rehearse(const SetSources& sources, bool to_past);

    const House& house() const { return *house_; }
    /// The set that ran when the copy was made.
    const SetSources& kept() const { return kept_; }

private:
    SimClock clock_;
    SetSources kept_;
    std::map<std::string, std::string> shareable_;  // what the house gathers, as in Desk
    std::unique_ptr<House> house_;
};

}  // namespace vesper
