#include "daemon/cli/place.hpp"

#include "daemon/cli/moment.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/spelled_place.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/set_files.hpp"
#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"
#include "scheduler/geo/dusk.hpp"
#include "scheduler/geo/tables.hpp"
#include "scheduler/subdivision.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>

namespace vesper::cli {

namespace {

constexpr std::array classes{MessageClass::critical, MessageClass::transactional,
                             MessageClass::solicitation, MessageClass::marketing};

MessageClass class_named(const std::string& text) {
    std::vector<std::string_view> names;
    for (const MessageClass each : classes) {
        if (name(each) == text) return each;
        names.push_back(name(each));
    }
    throw Failure(Exit::usage, say("unknown class {}", vesper::quoted(text)),
                  suggestion(text, names));
}

/// "DE" for "Germany"; "" where none was typed.
std::string country_of(const TypedPlace& typed) {
    if (typed.country.empty()) return {};
    std::string code = country_code(typed.country);
    if (code.empty())
        throw Failure(Exit::usage, say("unknown country {}", vesper::quoted(typed.country)),
                      as_written(country_advice(typed.country)));
    return code;
}

/// The region's code. One that no calendar file speaks of is only doubted: not every part of a
/// country has days of its own.
std::string subdivision_of(const TypedPlace& typed, const std::string& country,
                           const Holidays& holidays, std::vector<std::string>& doubts) {
    Address address;
    address.country = country;
    address.region = typed.region;
    // Of countries with one clock the tables know the parts that calendar files speak of, and few
    // more.
    const bool has_regions = geo::clocks_of_country(country).find(' ') != std::string_view::npos;
    std::string found = vesper::subdivision_of(address);
    if (!typed.region.empty() && !country.empty()) {
        const bool unknown =
            has_regions && !found.empty() &&
            !geo::region_with_code(country, std::string_view{found}.substr(country.size() + 1));
        if (found.empty() || unknown)
            throw Failure(Exit::usage,
                          "unknown region " + vesper::quoted(typed.region) + " of " + country,
                          region_advice(country, typed.region));
        if (!has_regions && !holidays.set().regions.contains(found))
            doubts.push_back("no calendar file speaks of " + found +
                             "; where there is such a region, its days are those of " + country);
        return found;
    }
    address.postal = typed.postal;
    return vesper::subdivision_of(address);
}

ZoneEvidence evidence_of(const TypedPlace& typed, const std::string& country) {
    ZoneEvidence evidence;
    evidence.country = country;
    evidence.subdivision = typed.region;
    evidence.city = typed.city;
    evidence.postal = typed.postal;
    evidence.lat = typed.lat;
    evidence.lon = typed.lon;
    return evidence;
}

/// Whose clock it is, from what was typed.
void find_clock(const TypedPlace& typed, const ZoneSnapshot& zones, Located& located) {
    const ZoneAnswer answer = resolve_zone(evidence_of(typed, located.place.country), zones);
    for (const ZoneCandidate& candidate : answer.candidates)
        if (const Zone* zone = zones.find(candidate.zone)) located.clocks.push_back(zone);
    located.place.zone = zones.find(answer.zone);
    if (!located.place.zone)
        throw Failure(Exit::usage, "the clock there is not known: " + answer.reason,
                      "vesper zone says what is");
    if (answer.certain()) return;
    located.doubts.push_back(answer.reason);
    located.doubts.push_back(
        "shown is the likeliest clock; --region, --city or --postal may settle it");
}

}  // namespace

void add_place_options(CLI::App& command, TypedPlace& typed) {
    command.add_option("country,--country", typed.country, "Code or name: DE, DEU, Germany");
    command.add_option("--region", typed.region, "State or province: CA, California");
    command.add_option("--city", typed.city, "City");
    command.add_option("--postal", typed.postal, "Postal code");
    command.add_option("--lat", typed.lat, "Degrees north");
    command.add_option("--lon", typed.lon, "Degrees east");
    command.add_option("--medium", typed.medium,
                       "email, sms or call: the law of the place looks at it");
    command.add_option("--class", typed.message_class,
                       "critical, transactional, solicitation or marketing");
    command.add_option(
        "--rules", typed.rules,
        "Folder with shop.toml, rules/ and calendars/; the configured one if absent");
}

Almanac almanac(const std::string& folder, Session& session) {
    const Config& config = session.config().config;
    const std::string manager = folder.empty() ? config.manager_dir : folder;
    if (!folder.empty() && !std::filesystem::is_directory(folder))
        throw Failure(Exit::usage, folder + " is not a folder");
    const auto calendars = read_calendars(manager, config.library_dir);
    Diagnostics diagnostics;
    Almanac known{std::nullopt, Holidays{load_calendars(calendars, diagnostics)}};
    if (has_errors(diagnostics))
        throw Failure(Exit::no, format(diagnostics, session.translation()), "vesper check");
    if (!std::filesystem::exists(std::filesystem::path{manager} / "shop.toml")) return known;
    known.set = load_sources(sources_in(folder, config), {}, *session.zones()).set;
    return known;
}

Located locate(const TypedPlace& typed, const Almanac& almanac, Session& session) {
    const ZoneSnapshot& zones = *session.zones();
    Located located;
    Place& place = located.place;
    place.holidays = &almanac.holidays;
    place.country = country_of(typed);
    place.subdivision = subdivision_of(typed, place.country, almanac.holidays, located.doubts);
    if (typed.lat.has_value() != typed.lon.has_value())
        throw Failure(Exit::usage, "--lat and --lon belong together");
    place.lat = typed.lat;
    place.lon = typed.lon;
    place.located = typed.lat.has_value();
    if (const auto town = coordinates_of_town(place.country, typed.city); town && !place.located) {
        place.lat = town->lat;
        place.lon = town->lon;
        place.located = true;
    }
    if (!typed.medium.empty()) {
        const auto medium = medium_named(typed.medium);
        if (!medium)
            throw Failure(Exit::usage, say("unknown medium {}", vesper::quoted(typed.medium)),
                          suggestion(typed.medium, {"email", "sms", "call"}));
        place.medium = *medium;
    }
    if (!typed.message_class.empty()) place.message_class = class_named(typed.message_class);
    if (!typed.zone.empty()) {
        place.zone = &zone_named(typed.zone, zones);
        located.clocks = {place.zone};
    } else {
        find_clock(typed, zones, located);
    }
    if (const ZonePlace* known = zones.place_of(place.zone->name()); known && !place.located) {
        place.lat = known->lat;
        place.lon = known->lon;
        if (place.country.empty()) place.country = known->country;
    }
    place.territory = territory_of(place.country, zones.place_of(place.zone->name()));
    return located;
}

std::string doubts_text(const std::vector<std::string>& doubts) {
    std::string text;
    for (const std::string& doubt : doubts)
        text += (text.empty() ? "doubt   " : "        ") + printable(doubt) + '\n';
    return text;
}

}  // namespace vesper::cli
