// What follows an order event: trigger, conditions, steps, and what withdraws it.
#pragma once

#include "rules/conditions.hpp"
#include "rules/deadline.hpp"
#include "rules/diagnostic.hpp"
#include "rules/duration.hpp"
#include "rules/policy.hpp"
#include "rules/stage.hpp"
#include "rules/window.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

enum class Missed { next, drop, send };         // it could not leave in its opening
enum class NoEvening { early, daytime, drop };  // there is no opening before the deadline
enum class OnUnknown { resend, hold };          // a crash left the outcome open

/// What becomes of a letter when the buyer's clock is not certain.
struct Doubt {
    enum class Way {
        hold,  // for a person
        both,  // an hour that suits the likeliest clock and is decent on every other
        zone   // the clock of `zone` is taken
    };
    Way way = Way::both;
    std::string zone;
    friend bool operator==(const Doubt&, const Doubt&) = default;
};
/// As a rule file writes it: "hold", "both", or the zone's name.
std::string to_string(const Doubt& doubt);
Doubt doubt_from(std::string_view text);

enum class Audience { buyer, shop };             // whom a step addresses
enum class OnChange { replan, keep, withdraw };  // what waits when the rule's words change
enum class NoChannel { refuse, sleep };          // a channel it names is not configured

/// What starts a rule: a stage that is reached; a parcel that has been silent since a stage (any
/// newer news of it counts anew); a deadline of the order that approaches, or is over.
enum class Trigger { stage, silence, deadline };

std::string_view name(Missed);
std::string_view name(NoEvening);
std::string_view name(OnUnknown);
std::string_view name(Doubt::Way);
std::string_view name(Audience);
std::string_view name(OnChange);
std::string_view name(NoChannel);

/// A value that a step hands to its channel: `with.days = 15`.
struct Parameter {
    enum class Kind { text, number, boolean };
    Kind kind = Kind::text;
    std::string text;  // of a number its digits, of a boolean "true" or "false"
    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// One follow-up. Names refer to the set: windows, channels (configuration) and messages.
struct Step {
    Delay after = Elapsed{};
    std::optional<Delay> latest;  // counted from the anchor, lasts to the end of that local date
    // A deadline of the order to count from instead of the event: back by `before`, else onwards by
    // `after`. With `before` the letter must leave before that deadline, too.
    std::optional<DeadlineKind> of;
    std::optional<Delay> before;
    std::optional<DeadlineKind> by;  // it must leave before this deadline, where the order has one
    Missed missed = Missed::next;
    NoEvening no_evening = NoEvening::drop;
    OnUnknown unknown = OnUnknown::resend;
    std::optional<Doubt> doubt;  // absent: as the shop says
    std::string window;
    std::string channel;
    std::vector<std::string> fallback;  // taken in turn where `channel` cannot serve this person,
                                        // or refuses for good
    std::string message;                // empty: not a letter but an action of the channel
    Audience to = Audience::buyer;
    // Occurrence n counts from `after` + n * `every_days`, and has no point once the next has.
    int every_days = 0;
    int times = 1;
    std::map<std::string, Parameter> with;      // for the channel, as it is
    std::map<std::string, std::string> barred;  // platforms that do not allow it, and why
    std::map<std::string, std::string> once;    // those that allow one for each order, and why
    bool is_action() const { return message.empty(); }
    friend bool operator==(const Step&, const Step&) = default;
};

struct Rule {
    std::string name;
    Trigger trigger = Trigger::stage;
    Stage on = Stage::placed;        // of Trigger::stage and Trigger::silence
    std::optional<DeadlineKind> of;  // of Trigger::deadline
    MessageClass message_class = MessageClass::transactional;
    bool is_unclear = false;  // what it starts on or its class was refused: these are stand-ins
    std::vector<Stage> unless;
    Conditions when;
    std::vector<Step> steps;
    int priority = 0;         // among rules of one class; the greater is planned first
    int holdout_percent = 0;  // of the buyers, always the same ones: they get nothing of this rule
    OnChange on_change = OnChange::replan;
    NoChannel no_channel = NoChannel::refuse;
    std::string asleep;  // the channel that it waits for and that is not configured; empty: it acts
    std::string was;     // the name it had before; what waits under that name is this rule's
    std::string file;
    Position at;                            // of the rule's name
    std::map<std::string, Position> where;  // of each key's value: "window", "step.2.window"
    /// Where the rule says `key` for its step (from 0); nothing: it does not.
    std::optional<Position> place(const std::string& key, std::size_t step = 0) const;
};

/// How much one buyer hears from the shop. Critical letters, letters to the shop and actions do not
/// count. 0: no limit.
struct Limits {
    int buyer_per_day = 0;   // on one date of the buyer's calendar
    int buyer_per_week = 0;  // within any seven dates in a row
    bool any() const { return buyer_per_day != 0 || buyer_per_week != 0; }
    friend bool operator==(const Limits&, const Limits&) = default;
};

/// An immutable collection, replaced whole on reload. Rules in the order of files and lines.
struct RuleSet {
    std::vector<Rule> rules;
    std::map<std::string, Window> windows;
    Limits limits;
    std::map<std::string, Platform> platforms;  // what marketplaces allow, by name
    bool asks_for_buyer = false;                // a condition asks what the buyer ordered before
    const Rule* find(std::string_view name) const;
};

/// Whether two rules mean the same (positions aside).
bool same_meaning(const Rule& a, const Rule& b);

/// "rules/30-delivered.toml:14".
std::string written_at(const Rule& rule);

}  // namespace vesper
