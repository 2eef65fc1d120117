// What follows an order event: trigger, conditions, steps, and what withdraws it.
#pragma once

#include "rules/deadline.hpp"
#include "rules/diagnostic.hpp"
#include "rules/duration.hpp"
#include "rules/money.hpp"
#include "rules/stage.hpp"
#include "rules/window.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

enum class MessageClass { critical, transactional, solicitation, marketing };
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

std::string_view name(MessageClass);
std::string_view name(Missed);
std::string_view name(NoEvening);
std::string_view name(OnUnknown);
std::string_view name(Doubt::Way);

/// `when.*`: every condition that is present must hold.
struct Conditions {
    std::vector<std::string> country;  // alpha-2; empty = any
    std::vector<std::string> platform;
    std::vector<std::string> language;          // primary subtags or full tags: "pt", "pt-BR"
    std::map<std::string, Decimal> total_from;  // by currency; a currency not listed does not match
    std::map<std::string, Decimal> total_below;
    friend bool operator==(const Conditions&, const Conditions&) = default;
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
    std::string message;
    friend bool operator==(const Step&, const Step&) = default;
};

struct Rule {
    std::string name;
    Stage on = Stage::placed;
    MessageClass message_class = MessageClass::transactional;
    std::vector<Stage> unless;
    Conditions when;
    std::vector<Step> steps;  // one, until rules with several follow-ups come
    std::string file;
    Position at;                            // of the rule's name
    std::map<std::string, Position> where;  // of each key's value, for later checks
};

/// An immutable collection, replaced whole on reload. Rules in the order of files and lines.
struct RuleSet {
    std::vector<Rule> rules;
    std::map<std::string, Window> windows;
    const Rule* find(std::string_view name) const;
};

/// Whether two rules mean the same (positions aside).
bool same_meaning(const Rule& a, const Rule& b);

}  // namespace vesper
