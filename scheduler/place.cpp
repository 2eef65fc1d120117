#include "scheduler/place.hpp"

#include <bit>

namespace vesper {

namespace {

/// The four words of SipHash's state and its one round (figure 2.1 of the paper).
struct SipState {
    // The constants spell "somepseudorandomlygeneratedbytes".
    SipState(std::uint64_t k0, std::uint64_t k1)
        : v0(0x736f6d6570736575 ^ k0),
          v1(0x646f72616e646f6d ^ k1),
          v2(0x6c7967656e657261 ^ k0),
          v3(0x7465646279746573 ^ k1) {}
    std::uint64_t v0, v1, v2, v3;

    void round() {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
    void take_in(std::uint64_t word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }
    std::uint64_t finish() {
        v2 ^= 0xff;
        for (int i = 0; i < 4; ++i) round();
        return v0 ^ v1 ^ v2 ^ v3;
    }
};

}  // namespace

std::uint64_t siphash_2_4(std::uint64_t k0, std::uint64_t k1, std::string_view text) {
    SipState state(k0, k1);
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        word |= std::uint64_t{static_cast<unsigned char>(text[at])} << (at % 8 * 8);
        if (at % 8 == 7) {
            state.take_in(word);
            word = 0;
        }
    }
    state.take_in(word | std::uint64_t{at} << 56);  // the last word carries the length
    return state.finish();
}

std::uint64_t stable_hash(std::string_view text) {
    return siphash_2_4(0, 0, text);
}

std::optional<Instant> place_in(const Opening& opening, std::string_view job_key, seconds margin) {
    const seconds room = opening.until - margin - opening.from;
    if (room <= seconds{0}) return std::nullopt;
    const auto place = stable_hash(job_key) % static_cast<std::uint64_t>(room.count());
    return opening.from + seconds{static_cast<std::int64_t>(place)};
}

}  // namespace vesper
