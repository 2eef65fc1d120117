// first_opening over random zones and instants, beside the same question to the date library.
#include "scheduler/calendar.hpp"

#include "daemon/zoneinfo.hpp"

#include <benchmark/benchmark.h>
#include <date/tz.h>

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace vesper;

namespace {

constexpr Hours evening{seconds{19 * 3600}, seconds{21 * 3600}, every_day};
constexpr std::size_t questions = 1 << 14;

struct Question {
    const Zone* zone;
    const date::time_zone* oracle;
    Instant not_before;
};

const std::vector<Question>& asked() {
    static const auto zones = [] {
        auto read = read_zoneinfo("/usr/share/zoneinfo");
        if (!read) {
            std::fprintf(stderr, "%s\n", read.error().message.c_str());
            std::exit(1);
        }
        return *read;
    }();
    static const std::vector<Question> made = [] {
        std::mt19937_64 dice(1);
        std::vector<Question> all;
        while (all.size() < questions) {
            const Zone& zone = zones->zones()[dice() % zones->zones().size()];
            if (zone.name() == "Factory") continue;
            const auto* oracle = date::locate_zone(zone.name());
            const auto second = static_cast<std::int64_t>(dice() % (400 * 86400));
            all.push_back({&zone, oracle, from_unix(1'790'000'000 + second)});
            benchmark::DoNotOptimize(oracle->get_info(all.back().not_before));  // it loads lazily
        }
        return all;
    }();
    return made;
}

void first_opening_of_random_zones(benchmark::State& state) {
    const auto& all = asked();
    std::size_t i = 0;
    for (auto _ : state) {
        const Question& question = all[i++ % questions];
        benchmark::DoNotOptimize(first_opening(evening, *question.zone, question.not_before));
    }
}

Place place_of(const Question& question) {
    Place place;
    place.zone = question.zone;
    place.country = "DE";
    place.lat = 52.5;
    place.lon = 13.4;
    place.located = true;
    return place;
}

void first_opening_of_windows(benchmark::State& state, const Window& window,
                              const Holidays& holidays) {
    const auto& all = asked();
    std::size_t i = 0;
    Place place = place_of(all.front());
    place.holidays = &holidays;
    for (auto _ : state) {
        const Question& question = all[i++ % questions];
        place.zone = question.zone;
        benchmark::DoNotOptimize(first_opening(window, place, question.not_before));
    }
}

Window window_that_avoids(const std::vector<Occasion>& occasions) {
    Window window;
    window.everywhere.from = evening.from;
    window.everywhere.until = evening.until;
    window.everywhere.avoid = occasions;
    return window;
}

void window_of_plain_hours(benchmark::State& state) {
    first_opening_of_windows(state, window_that_avoids({}), Holidays{});
}

void window_without_holidays(benchmark::State& state) {
    CalendarSet set;
    for (const char* day : {"01-01", "easter-2", "easter+1", "05-01", "12-25", "12-26"})
        set.regions["DE"].holidays.push_back({day, true, {*parse_day_rule(day)}, ""});
    const Occasion holiday{Occasion::Kind::public_holidays, "public-holidays", {}};
    first_opening_of_windows(state, window_that_avoids({holiday}), Holidays{set});
}

void window_without_shabbat(benchmark::State& state) {
    const Occasion shabbat{Occasion::Kind::shabbat, "shabbat", {}};
    first_opening_of_windows(state, window_that_avoids({shabbat}), Holidays{});
}

void offset_of_random_zones(benchmark::State& state) {
    const auto& all = asked();
    std::size_t i = 0;
    for (auto _ : state) {
        const Question& question = all[i++ % questions];
        benchmark::DoNotOptimize(question.zone->offset_at(question.not_before));
    }
}

/// What the same evening costs there: to local time, to the evening's start, and back.
void date_library_of_random_zones(benchmark::State& state) {
    const auto& all = asked();
    std::size_t i = 0;
    for (auto _ : state) {
        const Question& question = all[i++ % questions];
        const auto local = question.oracle->to_local(question.not_before);
        const auto start = date::floor<date::days>(local) + evening.from;
        benchmark::DoNotOptimize(question.oracle->to_sys(start, date::choose::earliest));
    }
}

void read_all_zones(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read_zoneinfo("/usr/share/zoneinfo"));
}

BENCHMARK(first_opening_of_random_zones);
BENCHMARK(window_of_plain_hours);
BENCHMARK(window_without_holidays);
BENCHMARK(window_without_shabbat);
BENCHMARK(offset_of_random_zones);
BENCHMARK(date_library_of_random_zones);
BENCHMARK(read_all_zones)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
