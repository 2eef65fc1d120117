#include "scheduler/own_zone.hpp"

#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace vesper {

namespace {

using namespace std::string_view_literals;

constexpr seconds offset_max{14 * 3600};  // Kiritimati

// tzdata keeps these names, but no town lives by them.
constexpr std::array offset_names{"UTC"sv,   "UCT"sv,       "GMT"sv,       "GMT0"sv, "GMT+0"sv,
                                  "GMT-0"sv, "Greenwich"sv, "Universal"sv, "Zulu"sv, "Factory"sv};
constexpr std::array abbreviations{"EST"sv,     "MST"sv,     "HST"sv,    "WET"sv,
                                   "CET"sv,     "MET"sv,     "EET"sv,    "EST5EDT"sv,
                                   "CST6CDT"sv, "MST7MDT"sv, "PST8PDT"sv};

template <class Names>
bool among(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool like_an_offset(std::string_view name) {
    return among(offset_names, name) || name.starts_with("Etc/") || name.starts_with('+') ||
           name.starts_with('-') || name.starts_with("UTC") || name.starts_with("GMT") ||
           (!name.empty() && name.front() >= '0' && name.front() <= '9');
}

bool like_an_abbreviation(std::string_view name, bool known) {
    const bool short_capitals =
        name.size() <= 5 && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == name.npos;
    return among(abbreviations, name) || (short_capitals && !known && !name.empty());
}

/// "+02:00", "-0330", "+5", with "UTC" or "GMT" before it. POSIX names ("Etc/GMT+5") count west.
std::optional<seconds> read_offset(std::string_view text) {
    const bool west = text.starts_with("Etc/");
    if (west) text.remove_prefix(4);
    if (text.starts_with("UTC") || text.starts_with("GMT")) text.remove_prefix(3);
    if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const bool minus = text.front() == '-';
    text.remove_prefix(1);
    std::size_t colon = text.find(':');
    if (colon == text.npos && text.size() == 4) colon = 2;
    int hours = 0;
    int minutes = 0;
    const std::string_view whole = text.substr(0, std::min(colon, text.size()));
    const auto read = [](std::string_view digits, int& value) {
        const auto [end, problem] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return problem == std::errc{} && end == digits.data() + digits.size() && value >= 0;
    };
    if (whole.size() > 2 || !read(whole, hours)) return std::nullopt;
    if (colon != text.npos) {
        const std::string_view rest = text.substr(text[colon] == ':' ? colon + 1 : colon);
        if (rest.size() != 2 || !read(rest, minutes) || minutes > 59) return std::nullopt;
    }
    const seconds offset{hours * 3600 + minutes * 60};
    if (offset > offset_max) return std::nullopt;
    return minus != west ? -offset : offset;
}

}  // namespace

OwnZone read_own_zone(std::string_view text, std::string_view country, const ZoneSnapshot& zones) {
    if (text.empty()) return {};
    if (like_an_offset(text)) return {.zone = nullptr, .offset = read_offset(text)};
    const Zone* zone = zones.find(text);
    if (like_an_abbreviation(text, zone != nullptr)) return {};
    if (zone == nullptr) {
        zone = zones.find(geo::zone_of_windows_name(folded(text).view(), country));
    }
    return {.zone = zone, .offset = std::nullopt};
}

std::string zone_name_problem(std::string_view name, const ZoneSnapshot& zones) {
    static constexpr std::string_view wanted = "write a name like \"America/Chicago\"";
    if (like_an_offset(name)) {
        return quoted(name) + " is an offset, not a time zone: " + std::string{wanted};
    }
    const bool known = zones.find(name) != nullptr;
    if (like_an_abbreviation(name, known)) {
        return quoted(name) + " is an abbreviation, not a time zone: " + std::string{wanted};
    }
    if (known) return {};
    std::vector<std::string_view> names;
    names.reserve(zones.zones().size());
    for (const Zone& zone : zones.zones()) names.push_back(zone.name());
    const std::optional<std::string> near = nearest(name, names);
    return "unknown time zone " + quoted(name) +
           (near ? ": did you mean " + quoted(*near) + '?' : ": " + std::string{wanted});
}

std::string own_zone_problem(std::string_view name, const ZoneSnapshot& zones) {
    const OwnZone own = read_own_zone(name, {}, zones);
    return own.zone != nullptr || own.offset ? std::string{} : zone_name_problem(name, zones);
}

}  // namespace vesper
