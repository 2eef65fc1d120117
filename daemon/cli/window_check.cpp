#include "daemon/cli/window_check.hpp"

#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"
#include "scheduler/calendar.hpp"
#include "scheduler/law_words.hpp"
#include "scheduler/place.hpp"

#include <algorithm>
#include <array>
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

/// The media that a follow-up may go by, each once.
std::set<Medium> media_of(const Step& step, const std::map<std::string, Medium>& media) {
    std::vector<std::string> channels = step.fallback;
    channels.push_back(step.channel);
    std::set<Medium> found;
    for (const std::string& channel : channels)
        if (const auto medium = media.find(channel); medium != media.end())
            found.insert(medium->second);
    return found;
}

/// Where the rule's letters may go and a law of the medium may look: the parts it names, else the
/// regions with laws of their own.
std::set<std::string> regions_to_ask(const Rule& rule, Medium medium) {
    if (!rule.when.subdivision.empty())
        return {rule.when.subdivision.begin(), rule.when.subdivision.end()};
    std::set<std::string> regions;
    for (const LegalHours& row : legal_hours())
        if (medium == Medium::sms ? row.sms : row.call) regions.insert(std::string{row.region});
    return regions;
}

/// Where the window's narrower tables apply, and one place for the rest: "".
std::set<std::string> countries_of(const Window& window) {
    std::set<std::string> countries{""};
    for (const auto& [country, opens] : window.in) countries.insert(country);
    for (const auto& [country, opens] : window.ramadan) countries.insert(country);
    return countries;
}

/// A window that could not be read whole is said already.
bool has_hours(const Window& window) {
    const Opens& opens = window.everywhere;
    return opens.hours ? !opens.hours->empty() : opens.from && opens.until;
}

class WindowCheck {
public:
    WindowCheck(const RunningSet& set, const SetSources& sources, const ZoneSnapshot& zones,
                Instant now)
        : set_(set),
          sources_(sources),
          zones_(zones),
          holidays_(set.calendars),
          year_{now, now + year} {
        ramadan_ = coming_ramadan(now);
    }

    void look_at(const Window& window, Diagnostics& diagnostics) const {
        const std::string name = quoted(window.name);
        for (const std::string& country : countries_of(window)) {
            const Place place = place_in_country(window, country);
            if (place.zone == nullptr) continue;
            if (!ever_opens(window, place, year_)) {
                if (country.empty())
                    look_elsewhere(window, diagnostics);
                else
                    diagnostics.push_back(about(window, Severity::error,
                                                say("window {} never opens in {}", name, country)));
            } else if (window.ramadan.contains(country) && ramadan_ &&
                       !ever_opens(window, place, *ramadan_)) {
                diagnostics.push_back(about(
                    window, Severity::warning,
                    country.empty()
                        ? say("window {} does not open during Ramadan", name)
                        : say("window {} does not open in {} during Ramadan", name, country)));
            }
        }
    }

    /// Follow-ups whose window the law of a region leaves no hour of.
    void look_at_law(const Rule& rule, const std::map<std::string, Medium>& media,
                     Diagnostics& diagnostics) const {
        for (const Step& step : rule.steps) {
            const auto window = set_.rules.windows.find(step.window);
            if (window == set_.rules.windows.end() || !has_hours(window->second)) continue;
            for (const Medium medium : media_of(step, media))
                if (medium != Medium::email)
                    look_at_law_of(medium, rule, window->second, diagnostics);
        }
    }

private:
    /// It does not open where the shop is: an error, unless people elsewhere have other weekends,
    /// or longer days.
    void look_elsewhere(const Window& window, Diagnostics& diagnostics) const {
        static constexpr std::array others{"US", "SA", "IR", "IN", "NP", "BN", "NO"};
        const std::string name = quoted(window.name);
        std::string opens;
        std::string shut;
        if (window.clock == Window::Clock::buyer) {
            for (const char* country : others) {
                const Place place = place_in_country(window, country);
                if (place.zone == nullptr) continue;
                std::string& found = ever_opens(window, place, year_) ? opens : shut;
                found += (found.empty() ? "" : ", ") + std::string{country};
            }
        }
        if (opens.empty())
            diagnostics.push_back(
                about(window, Severity::error, say("window {} never opens", name)));
        else
            diagnostics.push_back(about(window, Severity::warning,
                                        shut.empty()
                                            ? say("window {} never opens where the shop is", name)
                                            : say("window {} never opens in {}", name, shut)));
    }

    void look_at_law_of(Medium medium, const Rule& rule, const Window& window,
                        Diagnostics& diagnostics) const {
        std::vector<std::string> regions;
        for (const std::string& region : regions_to_ask(rule, medium)) {
            const Place place = addressed_in(region, medium, rule, window);
            if (!place.zone || !reaches(rule, region.substr(0, 2))) continue;
            if (law_leaves(place, window)) continue;
            if (region.size() == 2 && Clamp{place}.laws().size() > 1)
                diagnostics.push_back(nothing_left_of_parts(rule, window, region));
            else
                regions.push_back(region);
        }
        if (!regions.empty()) diagnostics.push_back(nothing_left(rule, window, medium, regions));
    }

    Place addressed_in(const std::string& region, Medium medium, const Rule& rule,
                       const Window& window) const {
        Place place = place_in_country(window, region);
        if (window.clock == Window::Clock::shop) place = at_the_shop(place);
        place.medium = medium;
        place.message_class = rule.message_class;
        return place;
    }

    /// Hours of the shop's clock, and the law of the buyer's place.
    Place at_the_shop(const Place& buyers) const {
        Place place;
        place.holidays = &holidays_;
        place.zone = zones_.find(set_.shop.zone);
        const auto lives = lives_in(buyers.country, buyers.subdivision);
        place.addressee = {lives ? zones_.find(lives->zone) : place.zone, buyers.country,
                           buyers.subdivision};
        return place;
    }

    static bool reaches(const Rule& rule, const std::string& country) {
        const auto& named = rule.when.country;
        return named.empty() || std::find(named.begin(), named.end(), country) != named.end();
    }

    /// False where only the law keeps the window shut all year.
    bool law_leaves(Place place, const Window& window) const {
        if (ever_opens(window, place, year_)) return true;
        place.medium = Medium::email;
        return !ever_opens(window, place, year_);
    }

    Words held_there(const Window& window, const std::string& region) const {
        return say("its letters there are held; [window.{}.in.{}] can open at other hours",
                   window.name, region);
    }

    Diagnostic nothing_left_of_parts(const Rule& rule, const Window& window,
                                     const std::string& region) const {
        return about(rule,
                     say("in {}, where the part of it is not known, the law leaves nothing of "
                         "window {} for rule {}",
                         region, quoted(window.name), quoted(rule.name)),
                     held_there(window, region));
    }

    /// One warning, however many regions have such a law.
    Diagnostic nothing_left(const Rule& rule, const Window& window, Medium medium,
                            const std::vector<std::string>& regions) const {
        constexpr std::size_t regions_named_max = 5;
        Words hint = held_there(window, regions.front());
        if (regions.size() == 1) {
            const Clamp clamp{addressed_in(regions.front(), medium, rule, window)};
            for (const auto& law : clamp.laws())
                hint = say("{}; {}", hint, say("{}: {}", law.front().law, say_hours(law)));
        }
        std::string named;
        for (std::size_t i = 0; i < std::min(regions.size(), regions_named_max); ++i)
            named += (i == 0 ? "" : ", ") + regions[i];
        const auto more = regions.size() - std::min(regions.size(), regions_named_max);
        return about(rule,
                     more == 0
                         ? say("in {} the law leaves nothing of window {} for rule {}", named,
                               quoted(window.name), quoted(rule.name))
                         : say("in {} and {} more the law leaves nothing of window {} for rule {}",
                               named, more, quoted(window.name), quoted(rule.name)),
                     std::move(hint));
    }

    /// Most people of the part, else of the country.
    std::optional<ZonePlace> lives_in(const std::string& country, const std::string& part) const {
        const std::vector<ZonePlace> places = zones_.places_in(country);
        if (!part.empty()) {
            ZoneEvidence evidence;
            evidence.country = country;
            evidence.subdivision = part;
            if (const ZonePlace* known = zones_.place_of(resolve_zone(evidence, zones_).zone))
                return *known;
        }
        if (places.empty()) return std::nullopt;
        return places.front();
    }

    /// A country's most populous area stands for it; the shop's own zone for everywhere else.
    Place place_in_country(const Window& window, const std::string& region) const {
        Place place;
        const std::string country = region.substr(0, 2);
        place.country = country;
        if (region.size() > 2) place.subdivision = region;
        place.holidays = &holidays_;
        const auto lives = window.clock == Window::Clock::buyer
                               ? lives_in(country, place.subdivision)
                               : std::nullopt;
        place.zone = zones_.find(lives ? lives->zone : set_.shop.zone);
        if (lives) {  // where the sun sets there
            place.lat = lives->lat;
            place.lon = lives->lon;
        }
        return place;
    }

    std::string line_at(const std::string& file, Position at) const {
        const auto source = std::find_if(sources_.rules.begin(), sources_.rules.end(),
                                         [&](const Source& each) { return each.name == file; });
        return source == sources_.rules.end() ? "" : line_of(source->text, at.line);
    }

    Diagnostic about(const Window& window, Severity severity, Words what) const {
        return {severity,
                window.file,
                window.at,
                std::move(what),
                say("look at its hours, days and what it avoids"),
                line_at(window.file, window.at)};
    }

    Diagnostic about(const Rule& rule, Words what, Words hint) const {
        return {Severity::warning, rule.file,       rule.at,
                std::move(what),   std::move(hint), line_at(rule.file, rule.at)};
    }

    const RunningSet& set_;
    const SetSources& sources_;
    const ZoneSnapshot& zones_;
    Holidays holidays_;
    Season year_;
    std::optional<Season> ramadan_;
};

}  // namespace

Diagnostics check_windows(const RunningSet& set, const SetSources& sources,
                          const std::map<std::string, Medium>& media, const ZoneSnapshot& zones,
                          Instant now) {
    const WindowCheck check(set, sources, zones, now);
    Diagnostics diagnostics;
    for (const auto& [name, window] : set.rules.windows)
        if (has_hours(window)) check.look_at(window, diagnostics);
    for (const Rule& rule : set.rules.rules) check.look_at_law(rule, media, diagnostics);
    return diagnostics;
}

}  // namespace vesper::cli
