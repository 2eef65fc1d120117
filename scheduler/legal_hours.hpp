// When the law of a place lets a message of this kind arrive. No rule can widen it.
//
// A table by medium and region, each row with its law. It binds messages that sell or ask a favour
// (marketing, solicitation) and come as SMS or call; e-mail has no legal hours, and what an order
// needs (transactional, critical) may arrive at any. Laws of a country and of its part bind
// together; where a country's parts have laws of their own and the part is not known, all of them
// bind, for it could be any. Not legal advice: figures as of November 2026.
#pragma once

#include "scheduler/whereabouts.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// One stretch in which a law allows messages. A law may have several, a row each.
struct LegalHours {
    std::string_view region;  // "US", "US-FL"
    bool sms = false;         // binds SMS
    bool call = false;        // binds calls
    Hours hours;              // never across midnight
    bool on_holidays = true;  // also on public holidays
    std::string_view law;     // its name
    std::string_view source;  // where it, or a table of it, can be read
};

/// The table: rows of a law stand together; sorted by region.
std::span<const LegalHours> legal_hours();

/// What of the table binds a message to this place: one entry for each law, its rows.
class Clamp {
public:
    explicit Clamp(const Place& place);
    bool binds() const { return !laws_.empty(); }
    /// Whether every law allows a message at this instant.
    Verdict allows(Instant instant, const Place& place) const;
    const std::vector<std::span<const LegalHours>>& laws() const { return laws_; }
    /// One of its laws by itself.
    Clamp alone(std::span<const LegalHours> law) const;

private:
    Clamp() = default;
    Verdict allows_on(const Zone& zone, Instant instant, const Place& place) const;
    std::vector<std::span<const LegalHours>> laws_;
};

/// "08:00-20:00", "mon-sat 08:00-22:00 but on public holidays": the rows of one law.
std::string in_words(std::span<const LegalHours> law);

std::string_view name(Medium medium);
std::optional<Medium> medium_named(std::string_view name);

}  // namespace vesper
