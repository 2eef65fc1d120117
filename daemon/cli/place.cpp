#include "daemon/cli/place.hpp"

#include "daemon/cli/moment.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/set_files.hpp"
#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"
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

}  // namespace

void add_place_options(CLI::App& command, TypedPlace& typed) {
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

Place place_of(const TypedPlace& typed, const Almanac& almanac, Session& session) {
    const ZoneSnapshot& zones = *session.zones();
    Place place;
    place.holidays = &almanac.holidays;
    place.country = typed.country;
    Address address;
    address.country = typed.country;
    address.region = typed.region;
    address.postal = typed.postal;
    place.subdivision = subdivision_of(address);
    if (typed.lat.has_value() != typed.lon.has_value())
        throw Failure(Exit::usage, "--lat and --lon belong together");
    place.lat = typed.lat;
    place.lon = typed.lon;
    place.located = typed.lat.has_value();
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
    } else {
        ZoneEvidence evidence;
        evidence.country = typed.country;
        evidence.subdivision = typed.region;
        evidence.city = typed.city;
        evidence.postal = typed.postal;
        evidence.lat = typed.lat;
        evidence.lon = typed.lon;
        const ZoneAnswer answer = resolve_zone(evidence, zones);
        place.zone = zones.find(answer.zone);
        if (!place.zone)
            throw Failure(Exit::usage, "the clock there is not known: " + answer.reason,
                          "vesper zone says what is");
    }
    if (const ZonePlace* known = zones.place_of(place.zone->name()); known && !place.located) {
        place.lat = known->lat;
        place.lon = known->lon;
        if (place.country.empty()) place.country = known->country;
    }
    return place;
}

}  // namespace vesper::cli
