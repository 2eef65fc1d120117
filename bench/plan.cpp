// plan for one event with three follow-ups: certain clocks, clocks in doubt, full evenings.
#include "scheduler/plan.hpp"

#include "daemon/zoneinfo.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

using namespace vesper;

namespace {

const Instant now = from_unix(1'790'000'000);

struct Bench {
    Bench() {
        auto read = read_zoneinfo("/usr/share/zoneinfo");
        if (!read) {
            std::fprintf(stderr, "%s\n", read.error().message.c_str());
            std::exit(1);
        }
        zones = *read;
        Window evening;
        evening.name = "evening";
        evening.everywhere.from = seconds{19 * 3600};
        evening.everywhere.until = seconds{21 * 3600};
        rules.windows["evening"] = evening;
        Rule rule;
        rule.name = "review-request";
        rule.on = Stage::delivered;
        Step step;
        step.window = "evening";
        step.channel = "email";
        step.message = "review-request";
        for (const int days : {0, 3, 14}) {
            step.after = CalendarDays{days};
            rule.steps.push_back(step);
        }
        rules.rules.push_back(rule);
        shop.zone = "Asia/Shanghai";
        order.key = "shop/main/1001";
        for (int i = 0; i < 3; ++i) evaluation.matches.push_back({&rules.rules.front(), i, 0, now});
    }

    void run(benchmark::State& state) {
        std::int64_t number = 0;
        for (auto _ : state) {
            order.key = "shop/main/" + std::to_string(++number);
            benchmark::DoNotOptimize(
                plan(evaluation, order, {zones, &rules, &shop}, occupancy, now));
        }
        state.SetItemsProcessed(state.iterations() * 3);
    }

    std::shared_ptr<const ZoneSnapshot> zones;
    RuleSet rules;
    Shop shop;
    Order order;
    Evaluation evaluation;
    Occupancy occupancy;
};

void certain_clock(benchmark::State& state) {
    Bench bench;
    bench.order.ship_to.country = "DE";
    bench.run(state);
}

void clock_in_doubt(benchmark::State& state) {
    Bench bench;
    bench.order.ship_to.country = "US";
    bench.run(state);
}

void three_full_evenings(benchmark::State& state) {
    Bench bench;
    bench.order.ship_to.country = "DE";
    bench.occupancy.set_rate("email", 1);
    for (int minute = 0; minute < 3 * 1440; ++minute) {
        bench.occupancy.add("email", now + std::chrono::minutes{minute});
    }
    bench.run(state);
}

BENCHMARK(certain_clock);
BENCHMARK(clock_in_doubt);
BENCHMARK(three_full_evenings);

}  // namespace

BENCHMARK_MAIN();
