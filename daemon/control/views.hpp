// Values as the API shows them. Every instant of a job comes three times: UTC, the buyer's wall
// clock and the shop's, so that nobody has to add hours in their head.
#pragma once

#include "daemon/house.hpp"

#include <string>

namespace vesper {

/// Whose clocks to show an instant on; nullptr = not known.
struct Clocks {
    const Zone* buyer = nullptr;
    const Zone* shop = nullptr;
    std::optional<seconds> buyer_offset{};  // where it is known what the buyer's clock read then
};

/// The shop's clock, and the buyer's as `zone` names it.
Clocks clocks_of(const House& house, const std::string& zone);

/// How far the buyer's clock is from UTC; nothing: not known.
std::optional<seconds> buyer_offset(Instant instant, const Clocks& clocks);

/// `2026-03-28T19:02:00+01:00`.
std::string local_text(Instant instant, const Zone& zone);
/// `Sat 28 Mar 2026 19:02`, for people.
std::string local_words(Instant instant, const Zone& zone);
std::string local_words(Instant instant, seconds utc_offset);

/// {"utc": "...", "buyer": "..." or null, "shop": "..." or null}
std::string moment_json(Instant instant, const Clocks& clocks);
std::string moment_json(const std::optional<Instant>& instant, const Clocks& clocks);

/// What was known of the buyer's clock when a job was planned, and after each of its moves.
struct ClockThen {
    std::optional<std::string> zone;  // absent: an older program kept none
    std::optional<seconds> utc_offset;
};
std::vector<ClockThen> clocks_then(const Job& job, const std::vector<MoveRow>& moves);

std::string job_json(const House& house, const Job& job);
std::string attempt_json(const AttemptRow& attempt, const Clocks& clocks);
/// A job's moves, each due on the buyer's clock as it was then.
std::string moves_json(const House& house, const Job& job, const std::vector<MoveRow>& moves);
std::string zone_answer_json(const ZoneAnswer& answer);
std::string diagnostics_json(const Diagnostics& diagnostics, const Translation& translation);
std::string replan_json(const Replan& replan);
std::string problems_json(const std::vector<Problem>& problems);

}  // namespace vesper
