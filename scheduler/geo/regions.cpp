#include "scheduler/geo/regions.hpp"

#include "scheduler/geo/fold.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace vesper {

namespace {

using namespace std::string_view_literals;

// Words that say what kind of region it is, in the languages whose addresses carry them.
constexpr std::array kinds{
    "ao"sv,         "autonoma"sv,     "autonomnyy"sv, "autonomous"sv, "avtonomnaya"sv,
    "avtonomnyj"sv, "avtonomnyy"sv,   "city"sv,       "da"sv,         "daerah"sv,
    "de"sv,         "departamento"sv, "do"sv,         "estado"sv,     "federal"sv,
    "g"sv,          "gorod"sv,        "kraj"sv,       "krai"sv,       "kray"sv,
    "obl"sv,        "oblast"sv,       "of"sv,         "okrug"sv,      "oblastj"sv,
    "prov"sv,       "province"sv,     "provincia"sv,  "provinsi"sv,   "region"sv,
    "regiao"sv,     "rep"sv,          "resp"sv,       "republic"sv,   "respublika"sv,
    "state"sv,      "the"sv,          "territory"sv,  "автономная"sv, "автономный"sv,
    "аобл"sv,       "ао"sv,           "г"sv,          "город"sv,      "край"sv,
    "обл"sv,        "область"sv,      "округ"sv,      "респ"sv,       "республика"sv,
    "округа"sv,     "aut"sv,          "місто"sv,      "м"sv,
};

std::string without_kinds(std::string_view folded) {
    std::string kept;
    while (!folded.empty()) {
        const std::size_t blank = std::min(folded.find(' '), folded.size());
        const std::string_view word = folded.substr(0, blank);
        folded.remove_prefix(std::min(blank + 1, folded.size()));
        if (std::find(kinds.begin(), kinds.end(), word) != kinds.end()) continue;
        if (!kept.empty()) kept += ' ';
        kept += word;
    }
    return kept;
}

bool lists(std::string_view names, const std::string& folded) {
    return !folded.empty() && names.find('|' + folded + '|') != std::string_view::npos;
}

const Region* region_listing(const CountryClocks& country, const std::string& folded) {
    const auto found =
        std::find_if(country.regions.begin(), country.regions.end(),
                     [&](const Region& region) { return lists(region.names, folded); });
    return found == country.regions.end() ? nullptr : &*found;
}

/// Spreadsheets take the leading zeros off codes of a fixed length; this puts them back.
std::string with_leading_zeros(std::string_view country, std::string postal) {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 6> lengths{
        {{"AU", 4}, {"BR", 8}, {"EC", 6}, {"ES", 5}, {"MX", 5}, {"US", 5}}};
    const bool digits =
        std::all_of(postal.begin(), postal.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || postal.empty()) return postal;
    for (const auto& [code, length] : lengths) {
        // At most two zeros can be missing; less is no postal code at all.
        if (code == country && postal.size() < length && postal.size() + 2 >= length) {
            postal.insert(0, length - postal.size(), '0');
        }
    }
    // A ZIP+4 that lost one.
    if (country == "US" && postal.size() == 8) postal.insert(0, 1, '0');
    return postal;
}

template <class Wanted>
const PostalClock* first_row(const CountryClocks& country, std::string_view postal,
                             const Wanted& wanted) {
    const std::string code = with_leading_zeros(country.country, fold_postal(postal));
    for (const PostalClock& row : country.postal) {
        if (code.size() < row.first.size() || !wanted(row)) continue;
        const std::string_view prefix = std::string_view{code}.substr(0, row.first.size());
        if (row.first <= prefix && prefix <= row.last) return &row;
    }
    return nullptr;
}

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

}  // namespace

std::optional<CountryClocks> clocks_of(std::string_view country) {
    using Table = CountryClocks (*)();
    static constexpr std::array<std::pair<std::string_view, Table>, 7> large{{
        {"US", united_states},
        {"CA", canada},
        {"MX", mexico},
        {"BR", brazil},
        {"AU", australia},
        {"ID", indonesia},
        {"RU", russia},
    }};
    for (const auto& [code, table] : large) {
        if (code == country) return table();
    }
    for (const auto& table : {countries_with_islands(), countries_on_the_mainland()}) {
        for (const CountryClocks& row : table) {
            if (row.country == country) return row;
        }
    }
    return std::nullopt;
}

const Region* region_with_code(const CountryClocks& country, std::string_view code) {
    const auto found = std::find_if(country.regions.begin(), country.regions.end(),
                                    [&](const Region& region) { return region.code == code; });
    return found == country.regions.end() ? nullptr : &*found;
}

const Region* region_named(const CountryClocks& country, std::string_view text) {
    const std::string folded = fold_name(text);
    std::string code = upper(folded);
    if (const Region* region = region_with_code(country, code)) return region;
    // "US-CA": folded, the hyphen is a blank.
    if (code.starts_with(country.country) && code.size() > 3 && code[2] == ' ') {
        if (const Region* region = region_with_code(country, code.substr(3))) return region;
    }
    if (const Region* region = region_listing(country, folded)) return region;
    const std::string bare = without_kinds(folded);
    if (bare == folded) return nullptr;
    return region_listing(country, bare);
}

const CityClock* city_clock(const CountryClocks& country, std::string_view region,
                            std::string_view city) {
    const std::string folded = fold_name(city);
    for (const CityClock& row : country.cities) {
        // A row without a region holds everywhere; a region's rows hold only there.
        if ((row.region.empty() || row.region == region) && lists(row.cities, folded)) return &row;
    }
    return nullptr;
}

const PostalClock* postal_clock(const CountryClocks& country, std::string_view postal) {
    return first_row(country, postal, [](const PostalClock&) { return true; });
}

const Region* region_of_postal(const CountryClocks& country, std::string_view postal) {
    const PostalClock* row = first_row(
        country, postal, [](const PostalClock& candidate) { return candidate.means[0] == '='; });
    return row == nullptr ? nullptr : region_with_code(country, row->means.substr(1));
}

}  // namespace vesper
