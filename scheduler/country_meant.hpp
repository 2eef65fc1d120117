// Which country does an address mean?
//
// The one that is written, by its code or its name. One name is a country's and a state's: shops
// write "Georgia" (Géorgie, 조지아, 喬治亞) for both, and eight or nine hours lie between their
// evenings. One is two countries': "Congo" is the short name of the one of Brazzaville, and what
// most who live in the one of Kinshasa say. There the rest of the address decides, in this order:
// the postal code, the region, the town, the coordinates. What they leave open stays open, for
// neither is likelier.
#pragma once

#include <optional>
#include <string_view>

namespace vesper {

/// An address as people write it; empty is not known.
struct WrittenPlace {
    std::string_view country;  // a code of two or three letters, or a name
    std::string_view region;
    std::string_view city;
    std::string_view postal;
    std::optional<double> lat;
    std::optional<double> lon;
};

struct CountryMeant {
    std::string_view country;  // alpha-2; empty: there is none of that name
    std::string_view region;   // what the name says besides, where no region is written: GA
    bool either = false;  // the name of two, and nothing says which; the country is GE or CG then
};

/// Allocates nothing; what it answers lives as long as the program.
CountryMeant country_meant(const WrittenPlace& written);

}  // namespace vesper
