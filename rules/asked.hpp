// Every condition that a rule asks, and what the order answers: for a person who wants to know why.
//
// The judgement is conditions' own (`refused`), asked one condition at a time, so that the trace
// and the decision cannot differ.
#pragma once

#include "rules/conditions.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

struct AskedCondition {
    std::string condition;  // "country BR, CL"
    std::string is;         // "DE"; empty: not known, or of many parts
    std::string refusal;    // "country is DE; the rule is for BR, CL"; empty: it holds
    std::string shareable;  // the condition in words that tell nothing of the order
    bool holds() const { return refusal.empty(); }
};

/// In the order in which they are asked. All of them, also after one that does not hold.
std::vector<AskedCondition> asked(const Conditions& when, const Order& order,
                                  const BuyerRecord& buyer, Instant at);

/// The first condition that does not hold, as the rule asks it; nothing in it is the order's or its
/// buyer's: "any of (country BR) or (tags wholesale)". Empty: all hold.
std::string unmet(const Conditions& when, const Order& order, const BuyerRecord& buyer, Instant at);

/// What they ask for: "country BR, CL and quantity from 3". Empty: nothing.
std::string in_words(const Conditions& when);

/// "granted", "denied", "unknown".
std::string_view consent_word(Consent consent);

}  // namespace vesper
