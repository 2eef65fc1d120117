// The place of a person who is described on the command line, and the set that judges it.
#pragma once

#include "daemon/cli/session.hpp"
#include "scheduler/calendar.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vesper::cli {

/// Where a person is, as typed.
struct TypedPlace {
    std::string country;
    std::string region;
    std::string city;
    std::string postal;
    std::string zone;
    std::optional<double> lat;
    std::optional<double> lon;
    std::string medium;         // "sms"; empty: e-mail
    std::string message_class;  // "marketing"; empty: transactional
    std::string rules;          // folder; empty: the configured one
};

/// --country, which a command may also take by its place among the words, --region, --city and so
/// on.
void add_place_options(CLI::App& command, TypedPlace& typed);

/// What calendar files and, where a shop's folder is found, its rule files say.
struct Almanac {
    std::optional<RunningSet> set;  // absent: no shop.toml, or errors
    Holidays holidays;
};
Almanac almanac(const std::string& folder, Session& session);

/// A place, and what is not certain about it.
struct Located {
    Place place;
    std::vector<const Zone*> clocks;  // that may be its; the likeliest, the place's own, first
    std::vector<std::string> doubts;  // a line each
};

/// The place, with the zone's own coordinates where none were typed. Failure (usage) for a country
/// or region that is none, and where the clock is not known.
Located locate(const TypedPlace& typed, const Almanac& almanac, Session& session);

/// The doubts under one another, the first behind the word "doubt".
std::string doubts_text(const std::vector<std::string>& doubts);

}  // namespace vesper::cli
