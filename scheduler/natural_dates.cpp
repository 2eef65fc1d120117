#include "scheduler/natural_dates.hpp"

#include "scheduler/opening.hpp"

namespace vesper {

namespace {

Natural counted_back(const Intent& intent, const Zone& zone) {
    if (const auto* elapsed = std::get_if<Elapsed>(&*intent.before)) {
        return {intent.anchor - elapsed->span, std::nullopt};
    }
    const date::days days{std::get<CalendarDays>(*intent.before).days};
    const LocalDate date = zone.local_date(intent.anchor) - days;
    // Midnight of that date lies within a day of it, whatever the zone.
    return {intent.anchor - days - date::days{2}, date};
}

}  // namespace

Natural natural_of(const Intent& intent, const Zone& zone) {
    if (intent.before) return counted_back(intent, zone);
    if (const auto* elapsed = std::get_if<Elapsed>(&intent.after)) {
        return {intent.anchor + elapsed->span, std::nullopt};
    }
    const int days = std::get<CalendarDays>(intent.after).days;
    if (days == 0) return {intent.anchor, std::nullopt};
    return {intent.anchor, zone.local_date(intent.anchor) + date::days{days}};
}

LocalDate last_date(const Intent& intent, const Delay& latest, const Zone& zone) {
    if (const auto* days = std::get_if<CalendarDays>(&latest)) {
        return zone.local_date(intent.anchor) + date::days{days->days};
    }
    return zone.local_date(intent.anchor + std::get<Elapsed>(latest).span);
}

std::optional<Instant> end_of_date(LocalDate date, const Zone& zone) {
    constexpr Hours all_day{seconds{0}, seconds{86400}, every_day};
    const Instant around = from_unix(std::int64_t{date.time_since_epoch().count()} * 86400);
    const auto next = first_opening(all_day, zone, around, date + date::days{1});
    if (!next) return std::nullopt;
    return next->from;
}

}  // namespace vesper
