#include "scheduler/place.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;

TEST_CASE("SipHash-2-4 answers with the vectors of its paper and reference code") {
    // key 00 01 .. 0f, message 00 01 .. (length - 1)
    auto [length, expected] = GENERATE(table<std::size_t, std::uint64_t>({
        {0, 0x726fdb47dd0e0e31},
        {1, 0x74f839c593dc67fd},
        {7, 0xab0200f58b01d137},
        {8, 0x93f5f5799a932462},
        {15, 0xa129ca6149be45e5},  // appendix A of the paper
    }));
    std::string message;
    for (std::size_t i = 0; i < length; ++i) message += static_cast<char>(i);
    CHECK(siphash_2_4(0x0706050403020100, 0x0f0e0d0c0b0a0908, message) == expected);
}

TEST_CASE("the place of a letter never changes between releases") {
    CHECK(stable_hash("") == 0x1e924b9d737700d7);
    const Opening evening{at("2026-03-31T17:00:00Z"), at("2026-03-31T19:00:00Z"), {}};
    CHECK(to_string(place_in(evening,
                             "shop/main/1001\x1freview-request\x1f"
                             "0\x1f"
                             "0")
                        .value()) == "2026-03-31T18:49:44Z");
}

TEST_CASE("a place lies between the opening's start and its margin") {
    const Opening evening{at("2026-03-31T17:00:00Z"), at("2026-03-31T19:00:00Z"), {}};
    Instant earliest = Instant::max();
    Instant latest = Instant::min();
    for (int i = 0; i < 20000; ++i) {
        const Instant due = place_in(evening, "order " + std::to_string(i)).value();
        earliest = std::min(earliest, due);
        latest = std::max(latest, due);
    }
    CHECK(earliest >= evening.from);
    CHECK(earliest < evening.from + seconds{10});
    CHECK(latest < evening.until - margin_default);
    CHECK(latest >= evening.until - margin_default - seconds{10});
}

TEST_CASE("an opening that is shorter than its margin has no place") {
    const Instant from = at("2026-03-31T17:00:00Z");
    CHECK_FALSE(place_in({from, from + seconds{60}, {}}, "key"));
    CHECK_FALSE(place_in({from, from + seconds{10}, {}}, "key"));
    CHECK(place_in({from, from + seconds{61}, {}}, "key") == from);
    CHECK_FALSE(place_in({from, from + seconds{300}, {}}, "key", seconds{300}));
}
