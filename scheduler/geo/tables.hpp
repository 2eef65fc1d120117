// What this project knows of the world's clocks: look-ups in the tables that are embedded in the
// program (scheduler/geo/tables/*.tsv, packed by tools/geo/pack.cpp). Nothing here allocates, and
// every text lives as long as the program.
//
// Clocks are written as "America/New_York 94 America/Chicago 6": zones of zone.tab, heaviest first,
// with their share of the people in per cent; a lone zone needs no number.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace vesper::geo {

/// The clocks of a country by its alpha-2 code; "none" for the two that nobody lives in, empty for
/// what is no country.
std::string_view clocks_of_country(std::string_view country);

/// Whether `country` is written for `territory`, too: US for PR, FR for RE.
bool is_territory(std::string_view country, std::string_view territory);
bool has_territories(std::string_view country);

/// A country by its code of two or three letters, or by its folded name. Empty if there is none.
std::string_view country_named(std::string_view folded_name);
/// The territory of `country` that stands where a region or a town is written: "974", "FR-GF",
/// "Réunion" for FR. Empty if none does.
std::string_view territory_named(std::string_view country, std::string_view folded_name);

/// A state, province or territory of a country with several clocks or zones.
struct Region {
    std::string_view code;  // ISO 3166-2 without the country
    std::string_view clocks;
    std::string_view name;  // English
};

std::optional<Region> region_with_code(std::string_view country, std::string_view code);
/// The regions of a country in order of their codes, from 0; nothing after the last.
std::optional<Region> region_at(std::string_view country, std::size_t index);
/// By folded code, name or alias; with the country in front ("us ca"), or with words like "oblast"
/// and "state of" round it.
std::optional<Region> region_named(std::string_view country, std::string_view folded_name);

/// The clocks of a place by its folded name, empty if it is not known. `region`: its code, or empty
/// for anywhere in the country.
std::string_view clocks_of_place(std::string_view country, std::string_view region,
                                 std::string_view folded_name);

/// Tells the clocks of each place of a region whose name differs from this one in one letter: one
/// more, one less, another, or two in the other order. A name that no place has may be taken for
/// one, once in forty thousand names tried.
void tell_places_near(std::string_view country, std::string_view region,
                      std::string_view folded_name,
                      const std::function<void(std::string_view clocks)>& tell);

/// What a postal code says. `length` characters of it were known.
struct Postal {
    std::size_t length;
    std::string_view clocks;  // or "@PR": another country; or "none"
    std::string_view region;  // its code, if the prefix lies in one
    std::string_view where;   // "Knox, Starke County IN", "Bavaria"
};

/// The longest known prefix of a folded postal code; leading zeros that spreadsheets take off are
/// put back first, letters before a code of digits ("F-97400") passed over.
std::optional<Postal> postal(std::string_view country, std::string_view folded_code);

/// What a telephone number in E.164 says.
struct Phone {
    std::string_view prefix;  // the digits that were known
    std::string_view clocks;  // or "@GP BL MF": countries and no more
    bool portable;            // it may have moved with its owner

    /// The country that the number says, if it says no more; of several the one with most numbers.
    std::string_view country() const;
    bool may_be_of(std::string_view country) const;
};

std::optional<Phone> phone(std::string_view digits);

/// The zone of a Windows name ("W. Europe Standard Time"), for a country if that is known.
std::string_view zone_of_windows_name(std::string_view folded_name, std::string_view country);

/// The nearest known places to a point: the nearest of all in `country` (anywhere, if it is empty),
/// and the nearest that keeps another zone.
struct Nearby {
    std::string_view zone;
    double km = 0;
    std::string_view other;  // empty: none within some hundred kilometres
    double other_km = 0;
};

std::optional<Nearby> nearest(double lat, double lon, std::string_view country);

/// Where a large town lies: of Israel and of countries that keep Ramadan, for the sun.
struct Point {
    double lat;  // degrees north
    double lon;  // degrees east
};

std::optional<Point> town(std::string_view country, std::string_view folded_name);

/// Bytes of all tables together.
std::size_t size_of_tables();

}  // namespace vesper::geo
