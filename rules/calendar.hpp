// What calendar files say: weekends, holidays, and days with a name of their own.
//
// The shipped files come first, the shop's own after them; a day that is named again in the same
// region replaces the earlier one. The grammar is in docs/calendars.md.
#pragma once

#include "rules/day_rule.hpp"
#include "rules/diagnostic.hpp"
#include "rules/window.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// A day that a region keeps.
struct Holiday {
    std::string name;    // English
    bool by_law = true;  // else by custom alone
    std::vector<DayRule> on;
    std::string source;
    friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// A country ("DE") or a subdivision of one ("DE-BY").
struct RegionCalendar {
    std::optional<Weekdays> weekend;  // absent: as the wider region, at last Saturday and Sunday
    std::optional<bool> friday;       // absent: whether the weekend has Friday
    std::vector<Holiday> holidays;
    std::vector<Holiday> workdays;  // weekend days that are worked
    std::vector<std::string> drop;  // names of days that do not hold here
    friend bool operator==(const RegionCalendar&, const RegionCalendar&) = default;
};

/// `[calendar.NAME]`: a word for windows to avoid, or to open only on.
struct NamedCalendar {
    std::string title;  // English; else the name
    std::string source;
    std::vector<DayRule> everywhere;
    std::map<std::string, std::vector<DayRule>, std::less<>> in;  // by region; narrower wins
    friend bool operator==(const NamedCalendar&, const NamedCalendar&) = default;
};

struct CalendarSet {
    std::map<std::string, RegionCalendar, std::less<>> regions;
    std::map<std::string, NamedCalendar, std::less<>> named;
    friend bool operator==(const CalendarSet&, const CalendarSet&) = default;
};

/// "DE" or "DE-BY": a country's code, or that of a part of one; both exist.
bool is_region_code(std::string_view text);

/// All files, in the order in which they count. Appends to `diagnostics`.
CalendarSet load_calendars(const std::vector<Source>& sources, Diagnostics& diagnostics);

}  // namespace vesper
