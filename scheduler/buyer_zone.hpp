// Whose clock? From evidence about a person to a zone, with its grade and a sentence.
//
// A ladder: each rung yields candidates; the first rung that leaves one clock wins. Doubt is an
// answer, never a guess that looks like a fact, and never a silent UTC. Tables are this project's
// own (scheduler/geo); no network, no files, no ICU.
#pragma once

#include "rules/order.hpp"
#include "rules/shop.hpp"
#include "scheduler/zones.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

enum class Grade { none, weak, fair, strong, exact };
std::string_view name(Grade grade);

/// What is known about where a person is. Empty = not known.
struct ZoneEvidence {
    std::string country;      // alpha-2, alpha-3 or a name
    std::string subdivision;  // ISO 3166-2 part, code, name
    std::string city;
    std::string postal;
    std::optional<double> lat;
    std::optional<double> lon;
    std::string phone;     // E.164
    std::string timezone;  // the person's own zone: IANA name or link
};

struct ZoneCandidate {
    std::string zone;   // the most specific name of zone.tab
    double weight = 1;  // share of the people it stands for; all together 1
};

struct ZoneAnswer {
    std::string zone;  // empty exactly when grade is none
    Grade grade = Grade::none;
    std::string rung;  // explicit, country, subdivision, country-candidates, none, ...
    std::vector<ZoneCandidate> candidates;  // heaviest first; one when there is no doubt
    std::string reason;                     // "country DE has one clock -> Europe/Berlin"
    bool certain() const { return candidates.size() == 1; }
};

/// One address.
ZoneAnswer resolve_zone(const ZoneEvidence& evidence, const ZoneSnapshot& zones);

/// The buyer of an order: the zone that the shop gave one of its tags, explicit zone, then the
/// shipping address, then billing. Where shipping and billing, or two tags, leave different clocks
/// both are candidates and the reason says so. The zone that the shop takes in doubt is a hint.
ZoneAnswer resolve_buyer(const Order& order, const Shop& shop, const ZoneSnapshot& zones);

/// An explicit zone of an event must be known: empty if it is, else the reason ("unknown time zone
/// "Europe/Belin": did you mean "Europe/Berlin"?"; abbreviations like "CST" are refused by name).
std::string zone_name_problem(std::string_view name, const ZoneSnapshot& zones);

}  // namespace vesper
