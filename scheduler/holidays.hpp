// Is this date a holiday, a weekend, Ramadan, Golden Week, for somebody in this region?
//
// Compiled from what calendar files say (rules/calendar). Which days of a year an occasion has is
// worked out once for each region and year and then remembered, so that a search through a month of
// evenings costs a look-up a date. The memory is why an object serves one thread.
#pragma once

#include "rules/calendar.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace vesper {

/// A holiday on a date, for people.
struct HolidayOn {
    LocalDate date;
    std::string name;  // "Boxing Day (observed)"
    bool by_law = true;
    std::string source;
};

/// Where a date is judged: a country "US", and, where known, a part of it "US-CA".
struct Locality {
    std::string_view country;
    std::string_view subdivision;
};

class Holidays {
public:
    /// Keeps a copy. Without one: weekends are Saturday and Sunday everywhere, no holidays.
    explicit Holidays(CalendarSet set = {});

    /// Whether the date belongs to the occasion there. Shabbat is its Saturday and Yom Tov dates
    /// alone; its hours are scheduler/shabbat's.
    bool is_on(const Occasion& occasion, const Locality& region, LocalDate date) const;

    /// The region's holidays of a year, ascending; those kept by custom, too.
    std::vector<HolidayOn> holidays(const Locality& region, int year) const;

    /// What makes the date one of the occasion: "Good Friday", "the weekend", "Ramadan"; empty
    /// if it is none.
    std::string why(const Occasion& occasion, const Locality& region, LocalDate date) const;

    Weekdays weekend(const Locality& region) const;

    /// Whether any file says something of the country.
    bool knows(std::string_view country) const;

    const CalendarSet& set() const { return set_; }

private:
    struct YearOfDays {
        std::array<std::uint64_t, 6> bits{};
        void put(LocalDate date);
        bool has(LocalDate date) const;
    };
    using Key = std::tuple<Occasion::Kind, std::string, std::string, std::string, int>;
    using KeyView =
        std::tuple<Occasion::Kind, std::string_view, std::string_view, std::string_view, int>;
    struct Less {  // looks up texts without making strings of them
        using is_transparent = void;
        static const KeyView& view(const KeyView& key) { return key; }
        static KeyView view(const Key& key) {
            const auto& [kind, calendar, country, subdivision, year] = key;
            return {kind, calendar, country, subdivision, year};
        }
        template <class A, class B>
        bool operator()(const A& a, const B& b) const {
            return view(a) < view(b);
        }
    };

    const RegionCalendar* region(std::string_view code) const;
    std::vector<const Holiday*> in_force(const Locality& region) const;
    const std::vector<DayRule>* days_of(std::string_view calendar, const Locality& region) const;
    bool is_friday_kept(const Locality& region) const;
    YearOfDays work_out(const Occasion& occasion, const Locality& region, int year) const;

    CalendarSet set_;
    mutable std::map<Key, YearOfDays, Less> remembered_;
};

}  // namespace vesper
