// Where a person is, as far as windows need to know, and by what medium the person is addressed.
#pragma once

#include "rules/rule.hpp"
#include "scheduler/holidays.hpp"
#include "scheduler/zones.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// What the law of a place looks at: how a message arrives.
enum class Medium { email, sms, call };

struct Place {
    const Zone* zone = nullptr;
    std::string country;        // alpha-2; may be empty
    std::optional<double> lat;  // the person's or the town's own, else the zone's in zone.tab
    std::optional<double> lon;
    bool located = false;  // they are the person's own or the town's; else the whole zone is meant
    std::string subdivision;  // "US-CA"; may be empty
    /// "GP" where the address is written as FR and lies there: its hours and calendar come before
    /// the mother country's, whose law it stays. Else empty.
    std::string territory;
    /// Where the law looks if not here: the buyer's, though the hours are the shop's.
    struct Addressee {
        const Zone* zone = nullptr;
        std::string country;
        std::string subdivision;
    };
    std::optional<Addressee> addressee;
    std::vector<const Zone*> other_clocks;  // it might be these: the law must hold on each
    const Holidays* holidays = nullptr;     // nullptr: no calendar files
    Medium medium = Medium::email;
    MessageClass message_class = MessageClass::transactional;

    /// The part of the country whose hours come before the country's; may be empty.
    const std::string& part() const { return territory.empty() ? subdivision : territory; }
    /// Whose calendar is kept: the territory's own, where one is known.
    Locality locality() const {
        if (!territory.empty() && holidays && holidays->knows(territory)) return {territory, {}};
        return {country, subdivision};
    }
};

/// Whether an answer holds at an instant, and until when it certainly stays the same.
struct Verdict {
    bool yes = false;
    Instant until;
};

/// The end of the local date that `instant` lies in, or the next clock change if that is earlier.
Instant end_of_day_at(Instant instant, const Zone& zone);

}  // namespace vesper
