// Local opening hours for sending, as a manager writes them.
//
// Semantics: DESIGN 4.1, pointwise. A window has one or several stretches of hours; it may differ
// by the buyer's country and part of a country and, inside those, during Ramadan. It may avoid
// occasions (public holidays, Shabbat, a named calendar) or open on some only; both are judged on
// the buyer's date. What an occasion means on a given date is scheduler/'s work.
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

/// A word that `avoid` and `only` know: what it means depends on the buyer's date and region.
struct Occasion {
    enum class Kind { public_holidays, holidays, weekend, friday, shabbat, ramadan, named };
    Kind kind = Kind::named;
    std::string name;  // as written; of a named calendar its name
    Position at;
    friend bool operator==(const Occasion& a, const Occasion& b) {
        return a.kind == b.kind && a.name == b.name;
    }
};

/// The occasion that has a meaning without a calendar file; nothing for other words.
std::optional<Occasion::Kind> occasion_named(std::string_view word);

/// All words that occasion_named knows.
const std::vector<std::string_view>& occasion_words();

/// What one `[window.NAME]`, `.in.CC` or `.during.ramadan` table says. Absent = as the wider table.
/// `hours` stands for `from` and `until`: where one is said, the wider table's other is void.
struct Opens {
    std::optional<std::variant<seconds, Iftar>> from;
    std::optional<seconds> until;
    std::optional<std::vector<Hours>> hours;  // ascending; each with the weekdays it was given
    std::optional<Weekdays> days;             // none but these, whatever the hours say
    std::optional<std::vector<Occasion>> avoid;
    std::optional<std::vector<Occasion>> only;
    friend bool operator==(const Opens&, const Opens&) = default;
};

struct Window {
    enum class Clock { buyer, shop };
    std::string name;
    Clock clock = Clock::buyer;
    Opens everywhere;                      // has hours, or from and until
    std::map<std::string, Opens> in;       // by country "US" or part of one "US-CA"
    std::map<std::string, Opens> ramadan;  // `in.CC.during.ramadan`, likewise; "" = everywhere
    std::string file;
    Position at;
    friend bool operator==(const Window& a, const Window& b) {
        return a.name == b.name && a.clock == b.clock && a.everywhere == b.everywhere &&
               a.in == b.in && a.ramadan == b.ramadan;
    }
};

/// The tables that apply to a country, a part of it ("US-CA"; may be empty) and a season, merged,
/// narrowest last.
Opens opens_in(const Window& window, const std::string& country, bool ramadan,
               const std::string& subdivision = {});

/// What of `wider` a narrower table leaves in force: the two laid over each other.
void overlay(Opens& wider, const Opens& narrower);

/// "HH:MM" or "HH:MM:SS", 00:00..24:00.
Result<seconds> parse_time_of_day(std::string_view text);

/// "19:00", "19:00:30", "24:00".
std::string time_of_day(seconds since_midnight);

/// "mon-fri", "sat,sun", "fri-mon" (wraps), "daily".
Result<Weekdays> parse_weekdays(std::string_view text);
std::string to_string_weekdays(Weekdays days);

}  // namespace vesper
