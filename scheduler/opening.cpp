#include "scheduler/opening.hpp"

#include <algorithm>
#include <bit>

namespace vesper {

namespace {

constexpr std::int64_t day_s = 86400;

// Plain whole numbers inside: days and seconds since 1970-01-01, on the wall clock or in UTC as
// said. This is the inner loop of the house.

constexpr std::int64_t day_of(std::int64_t wall_s) {
    return wall_s >= 0 ? wall_s / day_s : (wall_s - (day_s - 1)) / day_s;
}

/// The first date from `day` on whose weekday is allowed; `days` is not empty.
std::int64_t next_allowed(std::int64_t day, Weekdays days) {
    if ((days & every_day) == every_day) return day;
    // 1970-01-01 was a Thursday, bit 3. Doubled, the week can be read from any weekday on.
    const auto weekday = static_cast<unsigned>(((day + 3) % 7 + 7) % 7);
    const unsigned week = days & every_day;
    const unsigned from_here = (week | week << 7) >> weekday;
    return day + std::countr_zero(from_here);
}

/// The stretch of wall clock for which the window of `day` is open.
struct Evening {
    std::int64_t from;
    std::int64_t until;
};

class Search {
public:
    Search(const Hours& hours, std::int64_t earliest_day)
        : from_(hours.from.count()),
          until_(hours.until.count() + (hours.from > hours.until ? day_s : 0)),
          earliest_day_(earliest_day),
          days_(hours.days) {}

    Evening evening_of(std::int64_t day) const {
        return {day * day_s + from_, day * day_s + until_};
    }

    /// The first date whose evening is not over at `wall_s`. The evening before may reach into
    /// today; whether a zone ever showed that date does not matter, its evening counts by the
    /// calendar.
    std::int64_t day_at(std::int64_t wall_s) const {
        std::int64_t day = day_of(wall_s);
        if (wall_s < (day - 1) * day_s + until_) {
            --day;
        } else if (wall_s >= day * day_s + until_) {
            ++day;
        }
        return next_allowed(std::max(day, earliest_day_), days_);
    }

private:
    std::int64_t from_;
    std::int64_t until_;  // beyond a day if the window crosses midnight
    std::int64_t earliest_day_;
    Weekdays days_;
};

/// Where the evening that is open at `from` ends. A clock change may put it outside at once, or
/// repeat an hour of it.
Instant end_of(const Evening& evening, const Zone& zone, Instant from, Segment segment) {
    for (;;) {
        const Instant closes = from_unix(evening.until - segment.offset.count());
        if (closes < segment.until) return closes;
        from = segment.until;
        segment = zone.segment_at(from);
        const std::int64_t wall_s = unix_seconds(from) + segment.offset.count();
        if (wall_s < evening.from || wall_s >= evening.until) return from;
    }
}

}  // namespace

std::optional<Opening> first_opening(const Hours& hours, const Zone& zone, Instant not_before,
                                     std::optional<LocalDate> earliest_date) {
    if ((hours.days & every_day) == 0 || hours.from == hours.until) return std::nullopt;
    Segment segment = zone.segment_at(not_before);
    const std::int64_t today = day_of(unix_seconds(not_before) + segment.offset.count());
    const std::int64_t earliest_day =
        earliest_date ? earliest_date->time_since_epoch().count() : today - search_days_max;
    const std::int64_t last_day = std::max(today, earliest_day) + search_days_max;
    const Search search(hours, earliest_day);

    for (Instant at = not_before;;) {
        const std::int64_t wall_s = unix_seconds(at) + segment.offset.count();
        const std::int64_t day = search.day_at(wall_s);
        if (day > last_day) return std::nullopt;
        const Evening evening = search.evening_of(day);
        const Instant from = from_unix(std::max(wall_s, evening.from) - segment.offset.count());
        if (from < segment.until) {
            return Opening{from, end_of(evening, zone, from, segment),
                           LocalDate{date::days{static_cast<int>(day)}}};
        }
        at = segment.until;
        segment = zone.segment_at(at);
    }
}

}  // namespace vesper
