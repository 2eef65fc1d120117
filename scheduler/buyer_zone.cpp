#include "scheduler/buyer_zone.hpp"

#include "rules/spelling.hpp"
#include "scheduler/candidates.hpp"
#include "scheduler/geo/country_names.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/regions.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

using namespace std::string_view_literals;

// Where shipping and billing disagree: more parcels go to their buyer than to somebody else.
constexpr double shipping_weight = 0.6;

Candidates clocks_in_country(const std::string& country, const ZoneSnapshot& zones) {
    const std::optional<CountryClocks> table = clocks_of(country);
    if (table && !table->clocks.empty()) return read_clocks(table->clocks, zones);
    if (country == "XK") return read_clocks("Europe/Belgrade", zones);  // zone.tab has no Kosovo
    Candidates all;
    for (const ZonePlace& place : zones.places_in(country)) {
        all.push_back(ZoneCandidate{.zone = place.zone, .weight = 1});
    }
    return distinct_clocks(std::move(all), zones);
}

ZoneAnswer no_answer(std::string reason) {
    return ZoneAnswer{
        .zone = {}, .grade = Grade::none, .rung = "none", .candidates = {}, .reason = reason};
}

ZoneAnswer answer(Candidates candidates, Grade grade, std::string rung, std::string reason) {
    std::string zone = candidates.front().zone;
    return ZoneAnswer{.zone = std::move(zone),
                      .grade = grade,
                      .rung = std::move(rung),
                      .candidates = std::move(candidates),
                      .reason = std::move(reason)};
}

/// What one piece of an address says: nothing, or candidates, and how to call it.
struct Clue {
    Candidates candidates;
    std::string words;
    bool of_region = false;  // a city that the tables list under the region itself
    bool silent() const { return candidates.empty(); }
    bool certain() const { return candidates.size() == 1; }
};

ZoneAnswer either(const Clue& one, double weight, const Clue& other, const std::string& rung,
                  const ZoneSnapshot& zones) {
    Candidates all;
    for (ZoneCandidate candidate : one.candidates) {
        candidate.weight *= weight;
        all.push_back(std::move(candidate));
    }
    for (ZoneCandidate candidate : other.candidates) {
        candidate.weight *= 1 - weight;
        all.push_back(std::move(candidate));
    }
    all = distinct_clocks(std::move(all), zones);
    const std::string reason =
        one.words + " and " + other.words + " keep different clocks: " + listing(all);
    const bool both_certain = one.certain() && other.certain();
    return answer(std::move(all), both_certain ? Grade::fair : Grade::weak, rung, reason);
}

class AddressClues {
public:
    AddressClues(const ZoneEvidence& evidence, std::string country, const ZoneSnapshot& zones)
        : evidence_(evidence),
          country_(std::move(country)),
          zones_(zones),
          table_(clocks_of(country_)) {}

    ZoneAnswer resolve() const {
        if (table_) {
            if (auto local = resolve_locally()) return *std::move(local);
        }
        Candidates all = clocks_in_country(country_, zones_);
        if (all.empty()) return no_answer("country " + country_ + " has no time zone");
        if (all.size() == 1) {
            const std::string reason = "country " + country_ + " has one clock -> " + all[0].zone;
            return answer(std::move(all), Grade::exact, "country", reason);
        }
        std::string reason = "country " + country_ + " keeps several clocks and the address does " +
                             "not say which: " + listing(all);
        if (!evidence_.subdivision.empty()) {
            reason = quoted(evidence_.subdivision) + " is no known region; " + reason;
        }
        return answer(std::move(all), Grade::weak, "country-candidates", std::move(reason));
    }

private:
    std::optional<ZoneAnswer> resolve_locally() const {
        const PostalClock* row =
            evidence_.postal.empty() ? nullptr : postal_clock(*table_, evidence_.postal);
        const std::string_view means = row == nullptr ? ""sv : row->means;
        if (means.starts_with('@')) {
            ZoneAnswer there =
                AddressClues(evidence_, std::string{means.substr(1)}, zones_).resolve();
            there.reason = "postal code " + quoted(evidence_.postal) + " of " + country_ +
                           " lies in " + std::string{means.substr(1)} + "; " + there.reason;
            return there;
        }
        const Region* region =
            evidence_.subdivision.empty() ? nullptr : region_named(*table_, evidence_.subdivision);
        if (means == "none" || (region != nullptr && region->clocks.empty())) {
            return no_answer("military mail of " + country_ + " has no published place");
        }
        const Region* postal_region = region_of_postal(*table_, evidence_.postal);
        const Clue by_postal = clue_of_postal(means, postal_region);
        const Clue by_region = clue_of_region(region);

        if (by_postal.silent() && by_region.silent()) return by_city_alone();
        if (by_postal.silent()) return settled(by_region, "subdivision", Grade::exact, region);
        if (by_region.silent()) return settled(by_postal, "postal", Grade::strong, postal_region);

        Clue both{.candidates = in_both(by_postal.candidates, by_region.candidates, zones_),
                  .words = by_postal.words + " in " + by_region.words};
        // A post office that keeps another clock than the region round it.
        if (both.silent() && postal_region == region) {
            return settled(by_postal, "postal", Grade::exact, region);
        }
        if (both.silent()) return either(by_region, 0.5, by_postal, "conflict", zones_);
        return settled(both, "postal", Grade::exact, region);
    }

    Clue clue_of_postal(std::string_view means, const Region* region) const {
        if (means.empty()) return {};
        const std::string_view clocks = means.starts_with('=') ? region->clocks : means;
        return Clue{.candidates = read_clocks(clocks, zones_),
                    .words = "postal code " + quoted(evidence_.postal),
                    .of_region = false};
    }

    Clue clue_of_region(const Region* region) const {
        if (region == nullptr) return {};
        return Clue{.candidates = read_clocks(region->clocks, zones_),
                    .words = "region " + country_ + '-' + std::string{region->code}};
    }

    /// What the city says, inside the region if one is known.
    Clue clue_of_city(const Region* region) const {
        if (evidence_.city.empty()) return {};
        const std::string_view code = region == nullptr ? ""sv : region->code;
        const CityClock* row = city_clock(*table_, code, evidence_.city);
        if (row == nullptr) return {};
        return Clue{.candidates = read_clocks(row->clocks, zones_),
                    .words = "city " + quoted(evidence_.city),
                    .of_region = !row->region.empty()};
    }

    std::optional<ZoneAnswer> by_city_alone() const {
        const Clue city = clue_of_city(nullptr);
        if (city.silent()) return std::nullopt;
        if (!city.certain()) return uncertain(city, "city");
        return answer(city.candidates, Grade::fair, "city",
                      city.words + " of " + country_ + " -> " + city.candidates[0].zone);
    }

    /// A region or postal code: its one clock, or what the city leaves of several.
    ZoneAnswer settled(const Clue& clue, const std::string& rung, Grade grade,
                       const Region* region) const {
        const Clue city = clue_of_city(region);
        // A town listed under its region may keep another clock; a postal code knows better.
        Candidates narrowed = city.of_region && rung == "subdivision"
                                  ? city.candidates
                                  : in_both(city.candidates, clue.candidates, zones_);
        const bool apart =
            !narrowed.empty() && !has_clock(clue.candidates, narrowed[0].zone, zones_);
        if (clue.certain() && !apart && narrowed.size() < 2) {
            // The city knows the more particular name of the same clock.
            const bool more_particular = narrowed.size() == 1 && rung == "subdivision";
            Candidates one = more_particular ? std::move(narrowed) : clue.candidates;
            const std::string reason = clue.words + " keeps one clock -> " + one[0].zone;
            return answer(std::move(one), grade, rung, reason);
        }
        if (narrowed.size() == 1) {
            const std::string reason = city.words + " in " + clue.words + " -> " + narrowed[0].zone;
            return answer(std::move(narrowed), Grade::strong, "city", reason);
        }
        if (!narrowed.empty()) return uncertain(city, "city");
        return uncertain(clue, rung + "-candidates");
    }

    static ZoneAnswer uncertain(const Clue& clue, const std::string& rung) {
        return answer(clue.candidates, Grade::weak, rung,
                      clue.words + " keeps several clocks: " + listing(clue.candidates));
    }

    const ZoneEvidence& evidence_;
    std::string country_;
    const ZoneSnapshot& zones_;
    std::optional<CountryClocks> table_;
};

ZoneAnswer resolve_address(const ZoneEvidence& evidence, const ZoneSnapshot& zones) {
    std::string country = country_named(fold_name(evidence.country));
    if (country.empty() && !evidence.country.empty()) {
        return no_answer(quoted(evidence.country) + " is no known country");
    }
    // "US-CA" names its country itself.
    if (country.empty() && evidence.subdivision.size() > 3 && evidence.subdivision[2] == '-') {
        country = country_named(fold_name(evidence.subdivision.substr(0, 2)));
    }
    if (country.empty()) return no_answer("no country is known");
    return AddressClues(evidence, std::move(country), zones).resolve();
}

}  // namespace

std::string_view name(Grade grade) {
    switch (grade) {
        case Grade::none:
            return "none";
        case Grade::weak:
            return "weak";
        case Grade::fair:
            return "fair";
        case Grade::strong:
            return "strong";
        case Grade::exact:
            return "exact";
    }
    return "none";
}

ZoneAnswer resolve_zone(const ZoneEvidence& evidence, const ZoneSnapshot& zones) {
    if (evidence.timezone.empty()) return resolve_address(evidence, zones);
    std::string problem = zone_name_problem(evidence.timezone, zones);
    if (!problem.empty()) {
        ZoneAnswer found = resolve_address(evidence, zones);
        found.reason = problem + "; " + found.reason;
        return found;
    }
    const std::string& zone = zones.find(evidence.timezone)->name();
    return answer({ZoneCandidate{.zone = zone, .weight = 1}}, Grade::exact, "explicit",
                  "the buyer's own time zone " + evidence.timezone + " -> " + zone);
}

ZoneAnswer resolve_buyer(const Order& order, const ZoneSnapshot& zones) {
    const auto resolve = [&](const Address& address, const std::string& timezone) {
        return resolve_zone(ZoneEvidence{.country = address.country,
                                         .subdivision = address.region,
                                         .city = address.city,
                                         .postal = address.postal,
                                         .lat = address.lat,
                                         .lon = address.lon,
                                         .phone = order.buyer.phone,
                                         .timezone = timezone},
                            zones);
    };
    ZoneAnswer shipping = resolve(order.ship_to, order.timezone);
    if (shipping.rung == "explicit" || order.bill_to.country.empty()) return shipping;
    ZoneAnswer billing = resolve(order.bill_to, {});
    if (billing.grade == Grade::none) return shipping;
    if (shipping.grade == Grade::none) {
        billing.reason = "by the billing address: " + billing.reason;
        return billing;
    }

    Candidates both = in_both(shipping.candidates, billing.candidates, zones);
    if (both.empty()) {
        // The message goes to the buyer, who may have sent a gift: neither address decides.
        return either(
            {shipping.candidates, "shipping address (" + shipping.reason + ")"}, shipping_weight,
            {billing.candidates, "billing address (" + billing.reason + ")"}, "addresses", zones);
    }
    if (shipping.certain() || both.size() == shipping.candidates.size()) return shipping;
    const std::string reason = shipping.reason + "; the billing address leaves " + listing(both);
    const Grade grade = both.size() == 1 ? Grade::fair : Grade::weak;
    return answer(std::move(both), grade, "addresses", reason);
}

std::string zone_name_problem(std::string_view name, const ZoneSnapshot& zones) {
    static constexpr std::string_view wanted = "write a name like \"America/Chicago\"";
    // tzdata keeps these names, but no town lives by them.
    static constexpr std::array offsets{"UTC"sv,   "UCT"sv,    "GMT"sv,       "GMT0"sv,
                                        "GMT+0"sv, "GMT-0"sv,  "Greenwich"sv, "Universal"sv,
                                        "Zulu"sv,  "Factory"sv};
    static constexpr std::array abbreviations{"EST"sv,     "MST"sv,     "HST"sv,    "WET"sv,
                                              "CET"sv,     "MET"sv,     "EET"sv,    "EST5EDT"sv,
                                              "CST6CDT"sv, "MST7MDT"sv, "PST8PDT"sv};
    const auto among = [&](const auto& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    const bool like_an_offset = among(offsets) || name.starts_with("Etc/") ||
                                name.starts_with('+') || name.starts_with('-') ||
                                name.starts_with("UTC") || name.starts_with("GMT") ||
                                (!name.empty() && name.front() >= '0' && name.front() <= '9');
    if (like_an_offset) {
        return quoted(name) + " is an offset, not a time zone: " + std::string{wanted};
    }
    const bool short_capitals =
        name.size() <= 5 && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == name.npos;
    const bool known = zones.find(name) != nullptr;
    if (among(abbreviations) || (short_capitals && !known && !name.empty())) {
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

}  // namespace vesper
