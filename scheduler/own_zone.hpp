// The zone that a person, or their browser, said themselves.
#pragma once

#include "scheduler/zones.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// What a text in the place of a zone says.
struct OwnZone {
    const Zone* zone = nullptr;     // an IANA name, a link, a Windows name
    std::optional<seconds> offset;  // "+02:00", "UTC-5", "Etc/GMT+5": no zone, but it narrows
};

/// `country`: alpha-2, or empty; Windows names mean different zones in different countries.
/// Neither of both for abbreviations and unknown names: zone_name_problem says why. Allocates
/// nothing.
OwnZone read_own_zone(std::string_view text, std::string_view country, const ZoneSnapshot& zones);

/// zone_name_problem of the zone that a buyer said, which may be a Windows name, or an offset.
std::string own_zone_problem(std::string_view name, const ZoneSnapshot& zones);

}  // namespace vesper
