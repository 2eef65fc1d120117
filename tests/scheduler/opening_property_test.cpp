#include "scheduler/opening.hpp"
#include "tests/support/zones.hpp"

#include <date/tz.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace vesper;
using vesper::test::at;
using vesper::test::system_zones;

namespace {

constexpr std::int64_t day_s = 86400;

struct Kind {
    const char* name;
    Hours hours;
};

const Kind kinds[] = {
    {"evening", {seconds{19 * 3600}, seconds{21 * 3600}, every_day}},
    {"across midnight, some days",
     {seconds{22 * 3600 + 1800}, seconds{2 * 3600 + 1800}, 0b0110101}},
    {"night, to 24:00", {seconds{60}, seconds{day_s}, 0b1011111}},
};

std::int64_t wall(const Zone& zone, Instant instant) {
    return zone.local(instant).time_since_epoch().count();
}

/// The definition (DESIGN 4.1), word for word: is this wall clock inside, on which opening date?
std::optional<std::int64_t> inside(const Hours& hours, std::int64_t wall_s) {
    const std::int64_t day = wall_s / day_s;  // after 1970
    const std::int64_t clock = wall_s % day_s;
    const auto allowed = [&](std::int64_t date) { return (hours.days >> ((date + 3) % 7)) & 1; };
    const std::int64_t from = hours.from.count();
    const std::int64_t until = hours.until.count();
    if (from < until) {
        if (from <= clock && clock < until && allowed(day)) return day;
        return std::nullopt;
    }
    if (clock < until && allowed(day - 1)) return day - 1;
    if (from <= clock && allowed(day)) return day;
    return std::nullopt;
}

/// Every instant at which the answer to `inside` can change: a clock change, or a wall clock that
/// reads one of the edges or midnight. Ascending.
std::vector<Instant> edges(const Hours& hours, const Zone& zone, Instant from, Instant until) {
    std::vector<Instant> found;
    for (Instant at = from; at < until;) {
        const Segment segment = zone.segment_at(at);
        const Instant end = std::min(segment.until, until);
        found.push_back(at);
        for (std::int64_t day = wall(zone, at) / day_s - 1; day * day_s <= wall(zone, end) + day_s;
             ++day) {
            for (const std::int64_t clock :
                 {std::int64_t{0}, hours.from.count(), hours.until.count()}) {
                const Instant edge = from_unix(day * day_s + clock - segment.offset.count());
                if (edge > at && edge < end) found.push_back(edge);
            }
        }
        at = end;
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The least instant from `not_before` on that is inside, tried edge by edge; between two edges
/// nothing changes.
std::optional<Opening> brute_force(const Hours& hours, const Zone& zone, Instant not_before) {
    const auto tries = edges(hours, zone, not_before, not_before + date::days{10});
    for (std::size_t i = 0; i < tries.size(); ++i) {
        const auto day = inside(hours, wall(zone, tries[i]));
        if (!day) continue;
        std::size_t end = i + 1;
        while (end < tries.size() && inside(hours, wall(zone, tries[end])) == day) ++end;
        return Opening{tries[i], end < tries.size() ? tries[end] : Instant::max(),
                       LocalDate{date::days{static_cast<int>(*day)}}};
    }
    return std::nullopt;
}

/// Instants worth asking about: around every clock change of the years, and one a day.
std::vector<Instant> questions(const Zone& zone) {
    std::vector<Instant> asked;
    const Instant end = at("2038-01-01T00:00:00Z");
    for (Instant change = zone.segment_at(at("2020-01-01T00:00:00Z")).until; change < end;
         change = zone.segment_at(change).until) {
        for (const int hours : {-30, -3, -1, 0, 1, 20}) {
            for (const int off : {-1, 0, 1}) asked.push_back(change + seconds{hours * 3600 + off});
        }
    }
    std::mt19937_64 dice(std::hash<std::string>{}(zone.name()));
    for (Instant day = at("2026-01-01T00:00:00Z"); day < at("2031-01-01T00:00:00Z");
         day += date::days{1}) {
        asked.push_back(day + seconds{static_cast<std::int64_t>(dice() % day_s)});
    }
    return asked;
}

/// Where the clocks are compared with those of the date library, which is wrong past 2037.
const Instant compared_from = at("1975-01-01T00:00:00Z");
const Instant compared_until = at("2037-12-31T00:00:00Z");

std::vector<Instant> our_changes(const Zone& zone) {
    std::vector<Instant> changes{compared_from};
    while (zone.segment_at(changes.back()).until < compared_until)
        changes.push_back(zone.segment_at(changes.back()).until);
    return changes;
}

std::vector<Instant> their_changes(const date::time_zone& zone) {
    std::vector<Instant> changes{compared_from};
    while (zone.get_info(changes.back()).end < compared_until)
        changes.push_back(zone.get_info(changes.back()).end);
    return changes;
}

}  // namespace

TEST_CASE("first opening is the definition, in every zone, around every clock change") {
    int agreed = 0;
    for (const Zone& zone : system_zones()->zones()) {
        for (const Instant not_before : questions(zone)) {
            const Kind& kind = kinds[static_cast<std::size_t>(agreed) % std::size(kinds)];
            const auto expected = brute_force(kind.hours, zone, not_before);
            const auto found = first_opening(kind.hours, zone, not_before);
            if (found != expected) {
                FAIL(zone.name() << ", " << kind.name << ", not before " << to_string(not_before)
                                 << ": " << to_string(found->from) << " until "
                                 << to_string(found->until) << ", by the definition "
                                 << to_string(expected->from) << " until "
                                 << to_string(expected->until));
            }
            ++agreed;
        }
    }
    CHECK(agreed > 500'000);
}

TEST_CASE("edge by edge is second by second") {
    // The brute force above leans on edges; here every second of the awkward nights is tried.
    for (const char* name : {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
                             "Antarctica/Troll", "America/Havana"}) {
        const Zone& zone = vesper::test::zone(name);
        const Instant change = zone.segment_at(at("2024-06-01T00:00:00Z")).until;
        for (const Kind& kind : kinds) {
            const Instant first = change - seconds{3 * 3600};
            Instant expected = first;
            while (!inside(kind.hours, wall(zone, expected))) expected += seconds{1};
            const auto found = first_opening(kind.hours, zone, first);
            REQUIRE(found);
            CHECK(found->from == expected);
            Instant end = expected;
            const auto day = inside(kind.hours, wall(zone, expected));
            while (inside(kind.hours, wall(zone, end)) == day) end += seconds{1};
            CHECK(found->until == end);
        }
    }
}

TEST_CASE("first opening never goes back, and does not depend on where the search began") {
    std::mt19937_64 dice(2026);
    const auto& zones = system_zones()->zones();
    for (int i = 0; i < 100'000; ++i) {
        const Zone& zone = zones[dice() % zones.size()];
        const Hours hours = kinds[dice() % std::size(kinds)].hours;
        const Instant early = at("2026-01-01T00:00:00Z") +
                              seconds{static_cast<std::int64_t>(dice() % (day_s * 4000))};
        const auto opening = *first_opening(hours, zone, early);
        const std::int64_t wait = (opening.from - early).count();
        const Instant between =
            early +
            seconds{wait == 0
                        ? 0
                        : static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(wait + 1))};
        const Instant later = early + seconds{static_cast<std::int64_t>(dice() % (day_s * 10))};
        if (first_opening(hours, zone, between) != opening ||
            first_opening(hours, zone, later)->from < opening.from) {
            FAIL(zone.name() << " " << to_string(early));
        }
    }
    SUCCEED();
}

TEST_CASE("before 2038 the clocks are those of the date library") {
    int compared = 0;
    for (const Zone& zone : system_zones()->zones()) {
        if (zone.name() == "Factory") continue;
        const date::time_zone* oracle = date::locate_zone(zone.name());
        // Their changes as well as ours: two that are missing from ours cancel out between them.
        std::vector<Instant> changes = our_changes(zone);
        for (const Instant change : their_changes(*oracle)) changes.push_back(change);
        for (const Instant change : changes) {
            for (const int off : {-1, 0, 1}) {
                const Instant instant = change + seconds{off};
                if (oracle->get_info(instant).offset != zone.offset_at(instant)) {
                    FAIL(zone.name() << " " << to_string(instant));
                }
                ++compared;
            }
        }
    }
    CHECK(compared > 80'000);
}
