// Why an order did not get the letters of a rule: what was recorded then, and what today's rules
// say of it, each under its own name.
#pragma once

#include "daemon/control/story.hpp"
#include "daemon/rule_lives.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// One thing that must hold for the rule to write, and whether it does.
struct Check {
    bool holds = false;
    std::string words;
};

/// What a step would come to if it went on the plan now.
struct IfNow {
    int step = 0;
    std::string words;
};

struct WhyNot {
    Order order;
    ZoneAnswer zone;
    std::string rule;
    std::string place;             // "30-delivered.toml:14", where it stands or last stood
    bool runs = false;             // it is in the running set
    std::optional<RuleLife> life;  // nothing: the store never knew it
    std::string answer;            // the one sentence that says why
    bool sent = false;             // it was delivered after all
    std::vector<StoryEntry> then;  // recorded then: what began it, what was decided, what became
    std::vector<Job> jobs;         // of this rule
    std::vector<Check> today;      // empty: the rule does not run
    std::vector<IfNow> if_now;     // only where it has no job yet and every check holds
};

/// The names that `rule` may have been meant to be: rules that run, ran, or have jobs of the order.
std::vector<std::string> rules_known_of(const House& house, const Order& order);

/// `rule` is one of rules_known_of. Changes nothing.
WhyNot tell_why_not(const House& house, const Order& order, const std::string& rule);

struct Call;
/// GET /v1/orders/{}/why-not/{}.
void answer_why_not(Call& call);

std::string why_not_json(const House& house, const WhyNot& why);
std::string why_not_text(const House& house, const WhyNot& why);

}  // namespace vesper
