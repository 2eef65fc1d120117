// The words of an order's story, for `vesper why` and `vesper why-not`.
#pragma once

#include "daemon/control/story.hpp"

#include <string>
#include <vector>

namespace vesper {

std::string event_words(const EventRow& event);
std::string decision_words(const DecisionRow& decision);
/// "review-request (rules/30-delivered.toml:14)"; the name alone where the place is not known.
std::string rule_words(const std::string& rule, const std::string& place);
/// "withdrawn", "to be tried again".
std::string move_words(const MoveRow& move);
std::string attempt_words(const AttemptRow& attempt);
/// "parcel-news by email"; "an action of aliexpress-api" where there is no letter.
std::string letter_words(const Job& job);
/// "Europe/Berlin (exact): country DE has one clock".
std::string clock_words(const ZoneAnswer& answer);

/// "job 5", "jobs 3-8", "jobs 3, 5, 9".
std::string jobs_words(const std::vector<std::int64_t>& ids);
/// The whole of a line, behind its time and kind.
std::string words_of(const StoryLine& line, const Clocks& clocks);

}  // namespace vesper
