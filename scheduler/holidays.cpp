#include "scheduler/holidays.hpp"

#include "scheduler/days.hpp"
#include "scheduler/hebrew.hpp"
#include "scheduler/hijri.hpp"

#include <algorithm>

namespace vesper {

namespace {

using Kind = Occasion::Kind;

constexpr Weekdays saturday_and_sunday = 0x60;
constexpr Weekdays friday_bit = 0x10;
// Enough for every region of the world over two years; a day beyond it begins afresh.
constexpr std::size_t remembered_max = 5000;

int year_of(LocalDate date) {
    return static_cast<int>(date::year_month_day{date}.year());
}

LocalDate new_year(int year) {
    return LocalDate{date::year{year} / date::January / 1};
}

Weekdays bit_of(LocalDate date) {
    return static_cast<Weekdays>(1u << (date::weekday{date}.iso_encoding() - 1));
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string title_of(const Holiday& holiday, const RuleDay& day) {
    return day.observed ? holiday.name + " (observed)" : holiday.name;
}

}  // namespace

Holidays::Holidays(CalendarSet set) : set_{std::move(set)} {}

void Holidays::YearOfDays::put(LocalDate date) {
    const auto day = static_cast<std::size_t>((date - new_year(year_of(date))).count());
    bits[day / 64] |= std::uint64_t{1} << (day % 64);
}

bool Holidays::YearOfDays::has(LocalDate date) const {
    const auto day = static_cast<std::size_t>((date - new_year(year_of(date))).count());
    return (bits[day / 64] >> (day % 64) & 1) != 0;
}

const RegionCalendar* Holidays::region(std::string_view code) const {
    const auto found = set_.regions.find(code);
    return found == set_.regions.end() ? nullptr : &found->second;
}

bool Holidays::knows(std::string_view country) const {
    return region(country) != nullptr;
}

/// The country's days, then the subdivision's own; without what is dropped or named again.
std::vector<const Holiday*> Holidays::in_force(const Locality& where) const {
    const RegionCalendar* country = region(where.country);
    const RegionCalendar* part = region(where.subdivision);
    std::vector<const Holiday*> all;
    if (country) {
        for (const Holiday& holiday : country->holidays) {
            if (contains(country->drop, holiday.name)) continue;
            const bool again =
                part && std::any_of(part->holidays.begin(), part->holidays.end(),
                                    [&](const Holiday& own) { return own.name == holiday.name; });
            if (again || (part && contains(part->drop, holiday.name))) continue;
            all.push_back(&holiday);
        }
    }
    if (part)
        for (const Holiday& holiday : part->holidays)
            if (!contains(part->drop, holiday.name)) all.push_back(&holiday);
    return all;
}

Weekdays Holidays::weekend(const Locality& where) const {
    for (const std::string_view code : {where.subdivision, where.country})
        if (const RegionCalendar* known = region(code); known && known->weekend)
            return *known->weekend;
    return saturday_and_sunday;
}

bool Holidays::is_friday_kept(const Locality& where) const {
    for (const std::string_view code : {where.subdivision, where.country})
        if (const RegionCalendar* known = region(code); known && known->friday)
            return *known->friday;
    return (weekend(where) & friday_bit) != 0;
}

const std::vector<DayRule>* Holidays::days_of(std::string_view calendar,
                                              const Locality& where) const {
    const auto named = set_.named.find(calendar);
    if (named == set_.named.end()) return nullptr;
    for (const std::string_view code : {where.subdivision, where.country}) {
        const auto narrower = named->second.in.find(code);
        if (narrower != named->second.in.end()) return &narrower->second;
    }
    return &named->second.everywhere;
}

Holidays::YearOfDays Holidays::work_out(const Occasion& occasion, const Locality& where,
                                        int year) const {
    YearOfDays days;
    const auto put_all = [&](const std::vector<DayRule>& rules) {
        for (const DayRule& rule : rules)
            for (const RuleDay& day : days_in_year(rule, year)) days.put(day.date);
    };
    const auto put_where = [&](auto holds) {
        for (LocalDate date = new_year(year); date < new_year(year + 1); date += date::days{1})
            if (holds(date)) days.put(date);
    };
    switch (occasion.kind) {
        case Kind::public_holidays:
        case Kind::holidays:
            for (const Holiday* holiday : in_force(where))
                if (holiday->by_law || occasion.kind == Kind::holidays) put_all(holiday->on);
            break;
        case Kind::weekend: {
            YearOfDays worked;
            for (const std::string_view code : {where.country, where.subdivision})
                if (const RegionCalendar* known = region(code))
                    for (const Holiday& workday : known->workdays)
                        for (const DayRule& rule : workday.on)
                            for (const RuleDay& day : days_in_year(rule, year))
                                worked.put(day.date);
            const Weekdays weekdays = weekend(where);
            put_where([&](LocalDate date) {
                return (weekdays & bit_of(date)) != 0 && !worked.has(date);
            });
            break;
        }
        case Kind::friday:
            if (is_friday_kept(where))
                put_where([](LocalDate date) { return bit_of(date) == friday_bit; });
            break;
        case Kind::shabbat:
            put_where([&](LocalDate date) { return is_day_of_rest(date, where.country == "IL"); });
            break;
        case Kind::ramadan:
            put_where([](LocalDate date) { return is_ramadan(date); });
            break;
        case Kind::named:
            if (const auto* rules = days_of(occasion.name, where)) put_all(*rules);
            break;
    }
    return days;
}

bool Holidays::is_on(const Occasion& occasion, const Locality& where, LocalDate date) const {
    const int year = year_of(date);
    const bool named = occasion.kind == Kind::named;
    const KeyView key{occasion.kind, named ? std::string_view{occasion.name} : std::string_view{},
                      where.country, where.subdivision, year};
    auto found = remembered_.find(key);
    if (found == remembered_.end()) {
        if (remembered_.size() >= remembered_max) remembered_.clear();
        found = remembered_
                    .emplace(Key{occasion.kind, std::string{std::get<1>(key)},
                                 std::string{where.country}, std::string{where.subdivision}, year},
                             work_out(occasion, where, year))
                    .first;
    }
    return found->second.has(date);
}

std::vector<HolidayOn> Holidays::holidays(const Locality& where, int year) const {
    std::vector<HolidayOn> all;
    for (const Holiday* holiday : in_force(where))
        for (const DayRule& rule : holiday->on)
            for (const RuleDay& day : days_in_year(rule, year))
                all.push_back(
                    {day.date, title_of(*holiday, day), holiday->by_law, holiday->source});
    std::stable_sort(all.begin(), all.end(),
                     [](const HolidayOn& a, const HolidayOn& b) { return a.date < b.date; });
    return all;
}

std::string Holidays::why(const Occasion& occasion, const Locality& where, LocalDate date) const {
    if (!is_on(occasion, where, date)) return "";
    switch (occasion.kind) {
        case Kind::public_holidays:
        case Kind::holidays:
            for (const HolidayOn& holiday : holidays(where, year_of(date)))
                if (holiday.date == date && (holiday.by_law || occasion.kind == Kind::holidays))
                    return holiday.name;
            break;
        case Kind::weekend:
            return "the weekend";
        case Kind::friday:
            return "Friday";
        case Kind::shabbat:
            return is_yom_tov(date, where.country == "IL") ? "Yom Tov" : "Shabbat";
        case Kind::ramadan:
            return "Ramadan";
        case Kind::named:
            return set_.named.find(occasion.name)->second.title;
    }
    return occasion.name;
}

}  // namespace vesper
