#include "scheduler/country_meant.hpp"

#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

enum class Georgia { country, state, either };

/// Degrees. Coarse, for only the other one must lie outside.
struct Box {
    double south, north, west, east;
    bool holds(double lat, double lon) const {
        return lat >= south && lat <= north && lon >= west && lon <= east;
    }
};
constexpr Box box_of_state{30.3, 35.1, -85.7, -80.7};
constexpr Box box_of_country{41.0, 43.7, 39.9, 46.8};

bool is_of_state(std::string_view folded_name) {
    const auto region = geo::region_named("US", folded_name);
    return region && region->code == "GA";
}

bool has_zip_of_state(std::string_view postal) {
    static constexpr std::size_t digits = 5;
    const auto zip = postal.size() < digits ? std::nullopt : geo::postal("US", postal);
    return zip && zip->region == "GA";
}

/// The country's codes have four digits, or three where a spreadsheet took the zero off.
bool has_code_of_country(std::string_view postal) {
    return (postal.size() == 3 || postal.size() == 4) &&
           std::all_of(postal.begin(), postal.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Georgia by_region(std::string_view name) {
    const bool state = is_of_state(name);
    const bool country = geo::country_named(name) == "GE" || name.starts_with("ge ") ||
                         !geo::clocks_of_place("GE", {}, name).empty();
    if (state == country) return Georgia::either;  // "Georgia, Georgia", too
    return state ? Georgia::state : Georgia::country;
}

Georgia by_town(std::string_view name) {
    const bool state = !geo::clocks_of_place("US", "GA", name).empty();
    const bool country = !geo::clocks_of_place("GE", {}, name).empty();
    if (state == country) return Georgia::either;
    return state ? Georgia::state : Georgia::country;
}

Georgia by_point(const WrittenPlace& written) {
    if (!written.lat || !written.lon) return Georgia::either;
    if (box_of_state.holds(*written.lat, *written.lon)) return Georgia::state;
    if (box_of_country.holds(*written.lat, *written.lon)) return Georgia::country;
    return Georgia::either;
}

Georgia which(const WrittenPlace& written, std::string_view postal) {
    if (has_code_of_country(postal)) return Georgia::country;
    Georgia meant = by_region(folded(written.region).view());
    if (meant == Georgia::either) meant = by_town(folded(written.city).view());
    return meant == Georgia::either ? by_point(written) : meant;
}

constexpr std::array<std::string_view, 8> names_of_both_congos{
    "congo", "kongo", "конго", "刚果", "剛果", "コンゴ", "콩고", "الكونغو"};

/// The one of the two that has such a region or town; empty if both or neither do.
std::string_view congo_with(std::string_view name) {
    const bool kinshasa =
        geo::region_named("CD", name) || !geo::clocks_of_place("CD", {}, name).empty();
    const bool brazzaville = !geo::clocks_of_place("CG", {}, name).empty();
    if (kinshasa == brazzaville) return {};
    return kinshasa ? "CD" : "CG";
}

/// Their capitals face each other over the river: only the nearest place tells them apart.
std::string_view congo_at(const WrittenPlace& written) {
    if (!written.lat || !written.lon) return {};
    const auto near = geo::nearest(*written.lat, *written.lon, {});
    if (!near) return {};
    if (near->zone == "Africa/Brazzaville") return "CG";
    return near->zone == "Africa/Kinshasa" || near->zone == "Africa/Lubumbashi" ? "CD" : "";
}

CountryMeant which_congo(const WrittenPlace& written) {
    std::string_view country = congo_with(folded(written.region).view());
    if (country.empty()) country = congo_with(folded(written.city).view());
    if (country.empty()) country = congo_at(written);
    if (!country.empty()) return {.country = country, .region = {}};
    return {.country = "CG", .region = {}, .either = true};
}

}  // namespace

CountryMeant country_meant(const WrittenPlace& written) {
    const ShortText name = folded(written.country);
    const auto& congos = names_of_both_congos;
    if (std::find(congos.begin(), congos.end(), name.view()) != congos.end()) {
        return which_congo(written);
    }
    const std::string_view country = geo::country_named(name.view());
    static constexpr std::size_t longest_code = 3;
    if (country != "GE" || name.size() <= longest_code) return {.country = country, .region = {}};
    const ShortText postal = folded_postal(written.postal);
    const CountryMeant state{.country = "US", .region = written.region.empty() ? "GA" : ""};
    if (has_zip_of_state(postal.view())) return state;
    // "Gruzja" and "საქართველო" are the country's alone.
    if (!is_of_state(name.view())) return {.country = country, .region = {}};
    const Georgia meant = which(written, postal.view());
    if (meant == Georgia::state) return state;
    return {.country = country, .region = {}, .either = meant == Georgia::either};
}

}  // namespace vesper
