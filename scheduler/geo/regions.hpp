// The clocks of countries that keep more than one: by region, by city, by postal code.
//
// Clocks are written as "America/New_York 94 America/Chicago 6": zones of zone.tab, heaviest first,
// with their share of the people in per cent; a lone zone needs no number. Names are folded
// (fold_name) and stand between bars. Authored from the laws and from tzdata's own comments.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace vesper {

/// A state, province or territory.
struct Region {
    std::string_view code;  // ISO 3166-2 without the country
    std::string_view clocks;
    std::string_view names;
};

/// Cities whose clock is known where their region keeps more than one.
struct CityClock {
    std::string_view region;  // ISO 3166-2 without the country; empty: the name is enough
    std::string_view clocks;
    std::string_view cities;
};

/// Postal codes by prefix: those whose first characters lie in [first, last], both included.
/// Longer prefixes come before shorter ones.
struct PostalClock {
    std::string_view first;
    std::string_view last;
    std::string_view means;  // "=FL": a region; "@PR": another country; "none": no clock; clocks
};

/// What is known of one country.
struct CountryClocks {
    std::string_view country;  // alpha-2
    std::string_view clocks;   // of all of it
    std::span<const Region> regions;
    std::span<const CityClock> cities;
    std::span<const PostalClock> postal;
};

/// Nothing for the countries that zone.tab alone describes.
std::optional<CountryClocks> clocks_of(std::string_view country);

/// The region that somebody wrote as `text`: code, name, alias; with the country in front ("US-CA")
/// or words like "oblast" and "state of" around it. nullptr if there is none.
const Region* region_named(const CountryClocks& country, std::string_view text);
const Region* region_with_code(const CountryClocks& country, std::string_view code);

/// The row of a city by name, in a region (its code) or, with an empty code, anywhere in the
/// country. nullptr if it is not listed.
const CityClock* city_clock(const CountryClocks& country, std::string_view region,
                            std::string_view city);

/// The row of the longest prefix; nullptr if there is none.
const PostalClock* postal_clock(const CountryClocks& country, std::string_view postal);

/// The region a postal code lies in, also where a longer prefix names a clock of its own.
const Region* region_of_postal(const CountryClocks& country, std::string_view postal);

// The tables, a file each.
CountryClocks united_states();
CountryClocks canada();
CountryClocks mexico();
CountryClocks brazil();
CountryClocks australia();
CountryClocks indonesia();
CountryClocks russia();
std::span<const CountryClocks> countries_with_islands();
std::span<const CountryClocks> countries_on_the_mainland();
std::span<const CityClock> united_states_cities();
std::span<const PostalClock> united_states_postal();

}  // namespace vesper
