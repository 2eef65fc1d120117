// A buyer's clock: the ladder with and without its sentence, over the kinds of addresses shops
// have.
#include "scheduler/ladder.hpp"

#include "daemon/zoneinfo.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

using namespace vesper;

namespace {

const ZoneSnapshot& zones() {
    static const auto read = [] {
        auto snapshot = read_zoneinfo("/usr/share/zoneinfo");
        if (!snapshot) {
            std::fprintf(stderr, "%s\n", snapshot.error().message.c_str());
            std::exit(1);
        }
        return *snapshot;
    }();
    return *read;
}

ZoneEvidence address(const char* country, const char* region, const char* city,
                     const char* postal) {
    ZoneEvidence evidence;
    evidence.country = country;
    evidence.subdivision = region;
    evidence.city = city;
    evidence.postal = postal;
    return evidence;
}

const std::vector<ZoneEvidence>& asked() {
    static const std::vector<ZoneEvidence> all{
        address("DE", "", "Berlin", "10115"),
        address("US", "IN", "Knox", "46534"),
        address("US", "", "", "2139"),
        address("US", "Texas", "El Paso", ""),
        address("Canada", "Québec", "Montréal", "H2X 1Y4"),
        address("Brasil", "São Paulo", "São Paulo", "01310-100"),
        address("RU", "Новосибирская обл.", "Новосибирск", "630000"),
        address("AU", "NSW", "Broken Hill", "2880"),
        address("FR", "", "Cayenne", "97300"),
        address("RU", "", "Екатеринбург", ""),
        address("US", "", "", ""),
        address("US", "IN", "Evansvile", ""),
        address("US", "IN", "Crawfordsville Township East", ""),
    };
    return all;
}

void without_words(benchmark::State& state) {
    const ZoneEvidence& evidence = asked()[static_cast<std::size_t>(state.range(0))];
    for (auto _ : state) benchmark::DoNotOptimize(find_zone(evidence, zones()));
    state.SetLabel(evidence.country + ' ' + evidence.city + ' ' + evidence.postal);
}

void with_words(benchmark::State& state) {
    const ZoneEvidence& evidence = asked()[static_cast<std::size_t>(state.range(0))];
    for (auto _ : state) benchmark::DoNotOptimize(resolve_zone(evidence, zones()));
    state.SetLabel(evidence.country + ' ' + evidence.city + ' ' + evidence.postal);
}

BENCHMARK(without_words)->DenseRange(0, 12);
BENCHMARK(with_words)->DenseRange(0, 12);

}  // namespace

BENCHMARK_MAIN();
