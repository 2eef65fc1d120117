// What stands beside an address: coordinates, a telephone, an offset, hints. They narrow, confirm
// or contradict; and the words for all of it.
#include "scheduler/ladder.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr double address_share = 0.85;      // against a telephone from elsewhere
constexpr double beside_point_share = 0.6;  // coordinates are made from the address, badly at times
constexpr double area_code_share = 0.75;    // for the clock of a number that may have moved

// A point decides when the next clock is clearly further than the nearest place.
constexpr double clearly_km = 12;
constexpr double clearly_ratio = 1.6;
constexpr double contradicts_km = 60;

bool keeps_offset(const Zone& zone, seconds offset, const ZoneSnapshot& zones) {
    int year = 2026;
    const std::string& version = zones.version();
    if (version.size() >= 4 && version[0] == '2') {
        year = 0;
        for (const char c : version.substr(0, 4)) year = year * 10 + (c - '0');
    }
    // The middle of winter and of summer, of this year and the next.
    for (int months : {0, 6, 12, 18}) {
        const date::year_month_day day =
            date::year{year} / date::January / 15 + date::months{months};
        if (zone.offset_at(Instant{date::sys_days{day}}) == offset) return true;
    }
    return false;
}

}  // namespace

ClockSet Ladder::clocks_of_point(const geo::Nearby& near) const {
    ClockSet clocks;
    const Zone* zone = zones_.find(near.zone);
    if (zone == nullptr) return clocks;
    clocks.add(*zone, 1, zones_);
    const Zone* other = near.other.empty() ? nullptr : zones_.find(near.other);
    const bool clearly =
        near.other_km - near.km > clearly_km && near.other_km > near.km * clearly_ratio;
    if (other != nullptr && !clearly) clocks.add(*other, near.km / (near.other_km + 1e-6), zones_);
    clocks.settle();
    return clocks;
}

ZoneFinding Ladder::narrowed_by_point(ZoneFinding found) {
    if (!near_ || found.grade == Grade::none) return found;
    const ClockSet here = clocks_of_point(*near_);
    if (here.empty()) return found;
    const ClockSet both = in_both(here, found.clocks, zones_);
    if (!found.clocks.certain() && found.rung != "conflict") {
        if (both.size() == found.clocks.size()) return found;  // the point leaves the same doubt
        if (both.empty() && point_is_abroad_) {
            also({"the coordinates lie elsewhere (", here.front().zone->name(), ")"});
            return answer(either(found.clocks, beside_point_share, here, zones_), Grade::weak,
                          "conflict");
        }
        const ClockSet& left = both.empty() ? here : both;
        also({"coordinates ", "-> "});
        say_clocks(left);
        return answer(left, left.certain() ? Grade::strong : Grade::weak, "coordinates");
    }
    const bool elsewhere = both.empty() && here.certain() &&
                           (near_->other.empty() || near_->other_km > contradicts_km);
    if (!elsewhere) return found;
    also({"the coordinates lie elsewhere (", here.front().zone->name(), ")"});
    return answer(either(found.clocks, beside_point_share, here, zones_), Grade::fair, "conflict");
}

ZoneFinding Ladder::narrowed_by_phone(ZoneFinding found) {
    if (!phone_) return found;
    if (phone_->may_be_of(country_) && !either_country_) return found;
    const std::string_view abroad = phone_->country();
    const ClockSet there =
        read_clocks(abroad.empty() ? phone_->clocks : geo::clocks_of_country(abroad), zones_);
    if (there.empty()) return found;
    const ClockSet both = in_both(found.clocks, there, zones_);
    if (both.empty()) {
        also({"telephone +", phone_->prefix, " is elsewhere (", there.front().zone->name(), ")"});
        if (phone_->portable) {
            say({", but such numbers move with their owners"});
            return found;
        }
        const Grade grade = found.clocks.certain() ? Grade::fair : Grade::weak;
        return answer(either(found.clocks, address_share, there, zones_), grade, found.rung);
    }
    if (found.clocks.certain() || both.size() == found.clocks.size()) return found;
    also({"telephone +", phone_->prefix, " points to "});
    say_clocks(both);
    if (phone_->portable) {
        return answer(either(both, area_code_share, found.clocks, zones_), Grade::weak, found.rung);
    }
    return answer(both, both.certain() ? Grade::fair : Grade::weak, "phone");
}

ZoneFinding Ladder::narrowed_by_offset(ZoneFinding found) {
    if (!own_.offset) return found;
    ClockSet left;
    for (const ClockSet::Entry& entry : found.clocks) {
        if (keeps_offset(*entry.zone, *own_.offset, zones_)) {
            left.add(*entry.zone, entry.weight, zones_);
        }
    }
    left.settle();
    if (left.empty()) {
        also({"the offset ", evidence_.timezone, " is no clock there"});
        return found;
    }
    if (left.size() == found.clocks.size()) return found;
    also({"the offset ", evidence_.timezone, " leaves "});
    say_clocks(left);
    return answer(left, left.certain() ? Grade::fair : Grade::weak, "offset");
}

ZoneFinding Ladder::hinted() {
    if (evidence_.country.empty()) {
        also({own_.offset ? "an offset alone is no place, and no country is known"
                          : "no country is known"});
    }
    ZoneFinding none;
    const std::string& language = hints_.language;
    const std::size_t hyphen = language.find_last_of("-_");
    if (hyphen != std::string::npos && language.size() == hyphen + 3) {
        const ShortText region = folded(std::string_view{language}.substr(hyphen + 1));
        none.clocks =
            read_clocks(geo::clocks_of_country(geo::country_named(region.view())), zones_);
    }
    if (!none.clocks.empty()) {
        also({"the language ", language, " hints at "});
        say_clocks(none.clocks);
        return none;
    }
    if (const Zone* assumed = zones_.find(hints_.assumed)) {
        none.clocks.add(*assumed, 1, zones_);
        also({"the shop assumes ", assumed->name()});
    }
    return none;
}

ZoneFinding Ladder::answer(const ClockSet& clocks, Grade grade, std::string_view rung) {
    return {.clocks = clocks, .grade = clocks.empty() ? Grade::none : grade, .rung = rung};
}

ZoneFinding Ladder::nowhere(std::initializer_list<std::string_view> words) {
    also(words);
    return {};
}

void Ladder::say(std::initializer_list<std::string_view> words) {
    if (reason_ == nullptr) return;
    for (const std::string_view word : words) *reason_ += word;
}

void Ladder::also(std::initializer_list<std::string_view> words) {
    if (reason_ != nullptr && !reason_->empty()) *reason_ += "; ";
    say(words);
}

void Ladder::say_clocks(const ClockSet& clocks) {
    if (reason_ == nullptr) return;
    *reason_ += clocks.certain() ? clocks.front().zone->name() : listing(clocks);
}

void Ladder::say_postal() {
    say({country_ == "US" ? "ZIP " : "postal code ", evidence_.postal});
    if (!postal_->where.empty()) say({" (", postal_->where, ")"});
}

void Ladder::say_region() {
    say({region_->name, " (", country_, "-", region_->code, ")"});
}

}  // namespace vesper
