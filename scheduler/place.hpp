// Where inside an opening a letter lands: a hash, not a dice roll, so that preview, test and
// production agree.
#pragma once

#include "scheduler/opening.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace vesper {

/// SipHash-2-4 of `text` under the key (k0, k1), both little-endian words of the paper's 16 bytes.
std::uint64_t siphash_2_4(std::uint64_t k0, std::uint64_t k1, std::string_view text);

/// SipHash-2-4 (Aumasson, Bernstein 2012) with a zero key, for ever: changing it would move every
/// letter.
std::uint64_t stable_hash(std::string_view text);

inline constexpr seconds margin_default{60};

/// DESIGN 4.5: due = f + H(job key) mod (u - f) with f = opening.from, u = opening.until - margin.
/// Nothing if u <= f: the opening is too short or nearly over, take the next.
std::optional<Instant> place_in(const Opening& opening, std::string_view job_key,
                                seconds margin = margin_default);

}  // namespace vesper
