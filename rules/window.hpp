// Local opening hours for sending, as a manager writes them.
//
// Semantics: DESIGN 4.1. A window may differ by the buyer's country and, inside a country, during
// Ramadan; and it may avoid Shabbat and Yom Tov. What those mean on a given date is scheduler/'s
// work.
#pragma once

#include "rules/diagnostic.hpp"
#include "rules/instant.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vesper {

/// A bit per weekday on which a window may open, Monday = bit 0.
using Weekdays = std::uint8_t;
inline constexpr Weekdays every_day = 0x7f;

/// [from, until) on the wall clock, both seconds after local midnight; until may be 86400
/// ("24:00"). from > until crosses midnight and belongs to the date it opens on; from == until does
/// not exist.
struct Hours {
    seconds from{0};
    seconds until{0};
    Weekdays days = every_day;
    friend bool operator==(const Hours&, const Hours&) = default;
};

/// "iftar + 75m": an edge that moves with the sun.
struct Iftar {
    seconds after{0};
    friend bool operator==(const Iftar&, const Iftar&) = default;
};

enum class Avoid { shabbat };

/// What one `[window.NAME]`, `.in.CC` or `.during.ramadan` table says. Absent = as the wider table.
struct Opens {
    std::optional<std::variant<seconds, Iftar>> from;
    std::optional<seconds> until;
    std::optional<Weekdays> days;
    std::optional<std::vector<Avoid>> avoid;
    friend bool operator==(const Opens&, const Opens&) = default;
};

struct Window {
    enum class Clock { buyer, shop };
    std::string name;
    Clock clock = Clock::buyer;
    Opens everywhere;                      // from and until are set
    std::map<std::string, Opens> in;       // by country, alpha-2
    std::map<std::string, Opens> ramadan;  // `in.CC.during.ramadan`, by country; "" = everywhere
    std::string file;
    Position at;
    friend bool operator==(const Window& a, const Window& b) {
        return a.name == b.name && a.clock == b.clock && a.everywhere == b.everywhere &&
               a.in == b.in && a.ramadan == b.ramadan;
    }
};

/// The tables that apply to a country and a season, merged, narrowest last.
Opens opens_in(const Window& window, const std::string& country, bool ramadan);

/// "HH:MM" or "HH:MM:SS", 00:00..24:00.
Result<seconds> parse_time_of_day(std::string_view text);

/// "19:00", "19:00:30", "24:00".
std::string time_of_day(seconds since_midnight);

/// "mon-fri", "sat,sun", "fri-mon" (wraps), "daily".
Result<Weekdays> parse_weekdays(std::string_view text);
std::string to_string_weekdays(Weekdays days);

}  // namespace vesper
