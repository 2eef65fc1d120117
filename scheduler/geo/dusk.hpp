// How far west a clock reaches: the places of a zone where the sun sets last.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace vesper {

struct Coordinates {
    double lat;  // degrees north
    double lon;  // degrees east
};

/// For zones so wide that one sunset does not serve all: their western and eastern ends (two
/// latitudes where the season decides which sees the sun longest). Empty for the others.
std::span<const Coordinates> ends_of_zone(std::string_view zone);

/// Where a large town lies, for the sun of an address without coordinates: Jeddah's sets 44 minutes
/// after Dammam's, by one clock. Allocates nothing.
std::optional<Coordinates> coordinates_of_town(std::string_view country, std::string_view city);

}  // namespace vesper
