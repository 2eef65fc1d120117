#include "daemon/cli/window_check.hpp"

#include "scheduler/calendar.hpp"
#include "scheduler/place.hpp"

#include <algorithm>
#include <set>

namespace vesper::cli {

namespace {

/// A stretch in which letters could land: a year shows every season and every holiday.
struct Season {
    Instant from;
    Instant until;
};

constexpr date::days year{366};

/// Whether the window opens in `season` for long enough to place a letter.
bool ever_opens(const Window& window, const Place& place, const Season& season) {
    Instant at = season.from;
    while (at < season.until) {
        const std::optional<Opening> opening = first_opening(window, place, at);
        if (!opening || opening->from >= season.until) return false;
        if (place_in(*opening, window.name)) return true;
        at = opening->until;
    }
    return false;
}

/// The coming Ramadan, or the rest of the present one; nothing if none is known.
std::optional<Season> coming_ramadan(Instant now) {
    const LocalDate today{date::floor<date::days>(now).time_since_epoch()};
    LocalDate first = today;
    while (first < today + year && !is_ramadan(first)) first += date::days{1};
    if (!is_ramadan(first)) return std::nullopt;
    LocalDate last = first;
    while (is_ramadan(last)) last += date::days{1};
    return Season{Instant{first.time_since_epoch()}, Instant{last.time_since_epoch()}};
}

/// Where the window's narrower tables apply, and one place for the rest: "".
std::set<std::string> countries_of(const Window& window) {
    std::set<std::string> countries{""};
    for (const auto& [country, opens] : window.in) countries.insert(country);
    for (const auto& [country, opens] : window.ramadan) countries.insert(country);
    return countries;
}

class WindowCheck {
public:
    WindowCheck(const RunningSet& set, const SetSources& sources, const ZoneSnapshot& zones,
                Instant now)
        : set_(set), sources_(sources), zones_(zones), year_{now, now + year} {
        ramadan_ = coming_ramadan(now);
    }

    void look_at(const Window& window, Diagnostics& diagnostics) const {
        for (const std::string& country : countries_of(window)) {
            const Place place = place_in_country(window, country);
            if (place.zone == nullptr) continue;
            const std::string where = country.empty() ? "" : " in " + country;
            if (!ever_opens(window, place, year_)) {
                diagnostics.push_back(about(window, Severity::error, "never opens" + where));
            } else if (window.ramadan.contains(country) && ramadan_ &&
                       !ever_opens(window, place, *ramadan_)) {
                diagnostics.push_back(
                    about(window, Severity::warning, "does not open" + where + " during Ramadan"));
            }
        }
    }

private:
    /// A country's most populous area stands for it; the shop's own zone for everywhere else.
    Place place_in_country(const Window& window, const std::string& country) const {
        Place place;
        place.country = country;
        const std::vector<ZonePlace> places = zones_.places_in(country);
        const bool abroad = window.clock == Window::Clock::buyer && !places.empty();
        place.zone = zones_.find(abroad ? places.front().zone : set_.shop.zone);
        if (abroad) {  // where the sun sets there
            place.lat = places.front().lat;
            place.lon = places.front().lon;
        }
        return place;
    }

    Diagnostic about(const Window& window, Severity severity, const std::string& what) const {
        const auto source =
            std::find_if(sources_.rules.begin(), sources_.rules.end(),
                         [&](const Source& each) { return each.name == window.file; });
        const std::string line =
            source == sources_.rules.end() ? "" : line_of(source->text, window.at.line);
        return {severity,
                window.file,
                window.at,
                "window \"" + window.name + "\" " + what,
                "look at its hours, days and what it avoids",
                line};
    }

    const RunningSet& set_;
    const SetSources& sources_;
    const ZoneSnapshot& zones_;
    Season year_;
    std::optional<Season> ramadan_;
};

}  // namespace

Diagnostics check_windows(const RunningSet& set, const SetSources& sources,
                          const ZoneSnapshot& zones, Instant now) {
    const WindowCheck check(set, sources, zones, now);
    Diagnostics diagnostics;
    for (const auto& [name, window] : set.rules.windows) check.look_at(window, diagnostics);
    return diagnostics;
}

}  // namespace vesper::cli
