#include "scheduler/ladder.hpp"

#include "scheduler/country_meant.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

// Of two pieces of evidence that contradict each other, the one that decides oftener.
constexpr double postal_share = 0.6;
constexpr double elsewhere_share = 0.85;  // against a name that is known from elsewhere only
constexpr double name_share = 0.5;        // for the country of a name that another has, too
constexpr double slip_share = 0.8;        // for the town that somebody misspelt
constexpr double too_far_km = 900;        // from the nearest place that is known
// From a country's nearest place: of countries with one clock the table knows one in a degree or
// two.
constexpr double clearly_outside_km = 350;

ShortText digits_of(std::string_view phone) {
    ShortText digits;
    const bool international = phone.starts_with('+') || phone.starts_with("00");
    if (!international) return digits;
    for (const char c : phone.substr(phone.starts_with('+') ? 1 : 2)) {
        if (c >= '0' && c <= '9') digits.add(c);
    }
    return digits;
}

}  // namespace

std::string_view known_prefix(std::string_view phone) {
    const ShortText digits = digits_of(phone);
    const auto known = geo::phone(digits.view());
    return known ? known->prefix : std::string_view{};
}

ZoneFinding Ladder::climb() {
    find_country();
    own_ = read_own_zone(evidence_.timezone, country_, zones_);
    if (own_.zone != nullptr) {
        ClockSet one;
        one.add(*own_.zone, 1, zones_);
        also({"the buyer's own time zone ", evidence_.timezone, " -> ", own_.zone->name()});
        return answer(one, Grade::exact, "explicit");
    }
    if (reason_ != nullptr && !evidence_.timezone.empty() && !own_.offset) {
        also({zone_name_problem(evidence_.timezone, zones_)});
    }
    const ShortText digits = digits_of(evidence_.phone);
    phone_ = geo::phone(digits.view());
    city_ = folded(evidence_.city);
    ZoneFinding found = country_.empty() ? without_country() : by_address();
    if (found.grade == Grade::none) return found;
    return narrowed_by_offset(narrowed_by_phone(narrowed_by_point(found)));
}

void Ladder::find_country() {
    const std::string& region = evidence_.subdivision;
    const CountryMeant meant = country_meant({.country = evidence_.country,
                                              .region = region,
                                              .city = evidence_.city,
                                              .postal = evidence_.postal,
                                              .lat = evidence_.lat,
                                              .lon = evidence_.lon});
    country_ = meant.country;
    state_ = meant.region;
    either_country_ = meant.either;
    // "US-CA" names its country itself.
    if (evidence_.country.empty() && region.size() > 3 && region[2] == '-') {
        country_ = geo::country_named(folded(region.substr(0, 2)).view());
    }
}

void Ladder::move_to(std::string_view territory) {
    also({"written as ", country_, ", it lies in ", territory});
    country_ = territory;
    region_.reset();
}

void Ladder::find_postal() {
    const ShortText code = folded_postal(evidence_.postal);
    postal_ = code.empty() ? std::nullopt : geo::postal(country_, code.view());
    if (postal_ && postal_->clocks.starts_with('@')) {
        move_to(postal_->clocks.substr(1));
        postal_ = geo::postal(country_, code.view());
        return;
    }
    read_letters(code.view());
}

/// Letters before digits are the territory's ("VG1110", "KY1-1001", "FO-100"), or the state's ("CA
/// 90210", "AE 09012"). The kingdom's own codes end in letters.
void Ladder::read_letters(std::string_view code) {
    static constexpr std::string_view digits = "0123456789";
    const std::size_t first = std::min(code.find_first_of(digits), code.size());
    const std::string_view letters = code.substr(0, first);
    const std::string_view number = code.substr(first);
    const std::size_t digits_min = country_ == "GB" ? 4 : 3;
    if (letters.size() < 2 || number.size() < digits_min ||
        number.find_first_not_of(digits) != number.npos) {
        return;
    }
    const std::string_view territory =
        letters.size() == 2 ? geo::territory_named(country_, folded(letters).view()) : "";
    if (!territory.empty()) {
        move_to(territory);
        postal_ = geo::postal(country_, code);
    } else if ((country_ == "US" || country_ == "AU") && evidence_.subdivision.empty()) {
        const auto state = geo::region_with_code(country_, letters);
        if (state && state_.empty()) state_ = state->code;
    }
}

void Ladder::find_region() {
    const ShortText name = folded(state_.empty() ? evidence_.subdivision : state_);
    region_ = geo::region_named(country_, name.view());
    if (!geo::has_territories(country_)) return;
    std::string_view territory;
    if (region_ && !postal_ && geo::is_territory(country_, region_->code)) {
        territory = region_->code;
    } else if (!region_ && name.size() >= 2) {
        territory = geo::territory_named(country_, name.view());
    }
    region_is_territory_ = !territory.empty();
    if (territory.empty() && !region_ && !postal_ && city_.size() > 3) {
        territory = geo::territory_named(country_, city_.view());
    }
    if (territory.empty()) return;
    move_to(territory);
    region_ = geo::region_named(country_, name.view());
    find_postal();
}

/// A point far outside the country says more of the territory, or of the doubt, than the country's
/// nearest place does.
void Ladder::find_point() {
    if (!evidence_.lat || !evidence_.lon || (*evidence_.lat == 0 && *evidence_.lon == 0)) return;
    near_ = geo::nearest(*evidence_.lat, *evidence_.lon, country_);
    if (near_ && near_->km < clearly_outside_km) return;
    const auto there = geo::nearest(*evidence_.lat, *evidence_.lon, {});
    if (!there || there->km >= clearly_outside_km) return;
    const ZonePlace* place = zones_.place_of(there->zone);
    if (place == nullptr || place->country == country_) return;
    near_ = there;
    point_is_abroad_ = !geo::is_territory(country_, place->country);
}

bool Ladder::is_military() const {
    if ((postal_ && postal_->clocks == "none") || (region_ && region_->clocks == "none"))
        return true;
    const std::string_view city = city_.view();
    if (country_ == "GB") {
        return city == "bfpo" || city.starts_with("bfpo ") ||
               folded_postal(evidence_.postal).view().starts_with("BFPO");
    }
    if (country_ != "US") return false;
    const std::string_view office = city.substr(0, 3);
    if (office != "apo" && office != "fpo" && office != "dpo") return false;
    const std::string_view rest = city.substr(3);
    return rest.empty() || rest.starts_with(" aa") || rest.starts_with(" ae") ||
           rest.starts_with(" ap");
}

ZoneFinding Ladder::by_address() {
    find_postal();
    find_region();
    if (is_military()) return nowhere({"military mail of ", country_, " has no published place"});
    find_point();
    if (postal_) return is_mother_code() ? by_mother_code() : by_postal();
    if (region_) return by_region();
    return by_name_alone();
}

/// Names are kept as hashes, and a name nobody knows may hit another's: a clock of another country
/// is that.
ClockSet Ladder::own_clocks(std::string_view text) const {
    if (text.empty()) return {};
    const ClockSet clocks = read_clocks(text, zones_);
    if (clocks.empty()) return clocks;
    const std::string_view zone = clocks.front().zone->name();
    const ZonePlace* place = zones_.place_of(zone);
    const bool own = place != nullptr &&
                     (place->country == country_ || geo::is_territory(country_, place->country));
    const bool listed = geo::clocks_of_country(country_).find(zone) != std::string_view::npos;
    return own || listed ? clocks : ClockSet{};
}

ClockSet Ladder::clocks_of_city(std::string_view region) const {
    return own_clocks(geo::clocks_of_place(country_, region, city_.view()));
}

/// The towns of the region whose names differ from the city's in one letter.
ClockSet Ladder::clocks_of_slip() const {
    static constexpr std::size_t letters_min = 5;
    static constexpr std::size_t letters_max = 32;  // the work grows with their square
    ClockSet found;
    if (city_.size() < letters_min || city_.size() > letters_max) return found;
    geo::tell_places_near(country_, region_->code, city_.view(), [&](std::string_view text) {
        for (const ClockSet::Entry& entry : own_clocks(text))
            found.add(*entry.zone, entry.weight, zones_);
    });
    found.settle();
    return found;
}

ZoneFinding Ladder::postal_against_region(const ClockSet& by_region) {
    const ClockSet by_postal = read_clocks(postal_->clocks, zones_);
    const ClockSet all = either(by_postal, postal_share, by_region, zones_);
    also({});
    say_postal();
    say({" and "});
    say_region();
    say({" keep different clocks: "});
    say_clocks(all);
    return answer(all, Grade::fair, "conflict");
}

/// A code of the mother country herself, where her territories are written as her.
bool Ladder::is_mother_code() const {
    if (!geo::has_territories(country_)) return false;
    const ClockSet all = read_clocks(geo::clocks_of_country(country_), zones_);
    const ClockSet here = read_clocks(postal_->clocks, zones_);
    const ClockSet region = region_ ? read_clocks(region_->clocks, zones_) : here;
    return all.certain() && here.certain() && in_both(here, all, zones_).certain() &&
           region.certain() && in_both(here, region, zones_).certain();
}

/// Many towns overseas are named after one at home: Saint-Denis, Hamilton, Willemstad.
ZoneFinding Ladder::by_mother_code() {
    if (region_) return by_region();
    const ClockSet own = read_clocks(postal_->clocks, zones_);
    const ClockSet city = clocks_of_city({});
    if (in_both(city, own, zones_).size() == city.size()) return by_name_alone();
    also({});
    say_postal();
    say({" lies in ", country_, " itself -> ", own.front().zone->name()});
    return answer(own, Grade::strong, "postal");
}

ZoneFinding Ladder::by_postal() {
    ClockSet clocks = read_clocks(postal_->clocks, zones_);
    const bool same_region = region_ && region_->code == postal_->region;
    if (region_) {
        const ClockSet by_region = read_clocks(region_->clocks, zones_);
        const ClockSet both = in_both(clocks, by_region, zones_);
        // A post office may keep another clock than the region round it.
        if (both.empty() && !same_region) return postal_against_region(by_region);
        // Of one region the code knows more than its name does.
        if (!both.empty() && !same_region) clocks = both;
    }
    const std::string_view scope = region_ ? region_->code : postal_->region;
    ClockSet city = clocks_of_city(scope);
    const bool in_region = !city.empty() && !scope.empty();
    if (city.empty() && !region_) city = clocks_of_city({});
    const ClockSet common = in_both(clocks, city, zones_);
    if (clocks.certain()) {
        if (!common.empty() || !city.certain()) {
            const bool whole = country_ == "US" && postal_->length == 5;
            also({});
            say_postal();
            say({" -> ", clocks.front().zone->name()});
            return answer(clocks, same_region || whole ? Grade::exact : Grade::strong, "postal");
        }
        const ClockSet all =
            either(clocks, in_region ? postal_share : elsewhere_share, city, zones_);
        also({evidence_.city, " and "});
        say_postal();
        say({" keep different clocks: "});
        say_clocks(all);
        return answer(all, Grade::fair, "conflict");
    }
    if (common.certain()) {
        also({evidence_.city, " in "});
        say_postal();
        say({" -> ", common.front().zone->name()});
        return answer(common, Grade::strong, "place");
    }
    if (!common.empty()) clocks = common;
    also({});
    say_postal();
    say({" leaves several clocks: "});
    say_clocks(clocks);
    return answer(clocks, Grade::weak, "postal");
}

ZoneFinding Ladder::by_region() {
    const ClockSet clocks = read_clocks(region_->clocks, zones_);
    const ClockSet city = clocks_of_city(region_->code);
    if (city.certain() && (!clocks.certain() || !in_both(clocks, city, zones_).certain())) {
        also({evidence_.city, ", "});
        say_region();
        say({" -> ", city.front().zone->name()});
        return answer(city, Grade::strong, "place");
    }
    if (!city.empty() && !city.certain()) {
        also({evidence_.city, ", "});
        say_region();
        say({", may keep several clocks: "});
        say_clocks(city);
        return answer(city, Grade::weak, "place");
    }
    if (clocks.certain()) {
        const ClockSet& name = city.certain() ? city : clocks;
        also({});
        say_region();
        say({" keeps one clock -> ", name.front().zone->name()});
        return answer(name, Grade::exact, "subdivision");
    }
    also({});
    say_region();
    say({" keeps several clocks: "});
    say_clocks(clocks);
    const ClockSet slip = clocks_of_slip();
    if (slip.certain()) {
        also({"a town one letter from ", evidence_.city, " -> ", slip.front().zone->name()});
        return answer(either(slip, slip_share, clocks, zones_), Grade::weak, "place");
    }
    return answer(clocks, Grade::weak, "majority");
}

ZoneFinding Ladder::by_name_alone() {
    const std::string_view text = geo::clocks_of_country(country_);
    const ClockSet all = read_clocks(text == "none" ? "" : text, zones_);
    if (all.empty()) return nowhere({"country ", country_, " has no time zone"});
    if (either_country_) {
        const bool georgia = country_ == "GE";
        const ClockSet other = read_clocks(
            georgia ? geo::region_with_code("US", "GA")->clocks : geo::clocks_of_country("CD"),
            zones_);
        const ClockSet both = either(all, name_share, other, zones_);
        also({evidence_.country, georgia ? " is a country and a state: " : " is two countries: "});
        say_clocks(both);
        return answer(both, Grade::weak, "conflict");
    }
    ClockSet city = clocks_of_city({});
    if (all.certain() && (city.empty() || in_both(all, city, zones_).size() == city.size())) {
        const ClockSet& name = city.certain() ? city : all;
        also({"country ", country_, " has one clock -> ", name.front().zone->name()});
        return answer(name, Grade::exact, "country");
    }
    if (city.certain()) {
        also({evidence_.city, ", ", country_, " -> ", city.front().zone->name()});
        return answer(city, region_is_territory_ ? Grade::strong : Grade::fair, "place");
    }
    if (!city.empty()) {
        // A country that is written means its own town oftener than a territory's.
        const ClockSet home = all.certain() ? in_both(city, all, zones_) : ClockSet{};
        if (!home.empty()) city = either(home, elsewhere_share, city, zones_);
        also({"the name ", evidence_.city, " in ", country_, " leaves several clocks: "});
        say_clocks(city);
        return answer(city, Grade::weak, "place");
    }
    if (!region_is_territory_ && !evidence_.subdivision.empty()) {
        also({"\"", evidence_.subdivision, "\" is no known region"});
    }
    also({"country ", country_, " keeps several clocks and the address does not say which: "});
    say_clocks(all);
    return answer(all, Grade::weak, "country-candidates");
}

ZoneFinding Ladder::without_country() {
    if (!evidence_.country.empty()) {
        also({"\"", evidence_.country, "\" is no known country"});
    }
    if (evidence_.lat && evidence_.lon && (*evidence_.lat != 0 || *evidence_.lon != 0)) {
        near_ = geo::nearest(*evidence_.lat, *evidence_.lon, {});
        if (near_ && near_->km < too_far_km) {
            const ClockSet clocks = clocks_of_point(*near_);
            near_.reset();
            also({"coordinates -> "});
            say_clocks(clocks);
            return answer(clocks, clocks.certain() ? Grade::strong : Grade::weak, "coordinates");
        }
    }
    if (!phone_) return hinted();
    const std::string_view whose = phone_->country();
    const std::string_view text = whose.empty() ? phone_->clocks : geo::clocks_of_country(whose);
    ClockSet clocks = read_clocks(text, zones_);
    if (clocks.empty()) return hinted();
    if (const ZonePlace* place = zones_.place_of(clocks.front().zone->name())) {
        // The table knows where, the country how many live there.
        const ClockSet all = read_clocks(geo::clocks_of_country(place->country), zones_);
        const ClockSet weighed = in_both(all, clocks, zones_);
        if (weighed.size() == clocks.size() && !clocks.certain()) clocks = weighed;
    }
    also({"telephone +", phone_->prefix, " -> "});
    say_clocks(clocks);
    const bool portable = phone_->portable;
    phone_.reset();
    return answer(clocks, clocks.certain() && !portable ? Grade::fair : Grade::weak, "phone");
}

}  // namespace vesper
