#include "scheduler/geo/tables.hpp"

#include "rules/ascii.hpp"
#include "scheduler/geo/embedded.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace vesper::geo {

namespace {

using namespace std::string_view_literals;

const Header& header() {
    return *reinterpret_cast<const Header*>(embedded().data());
}

template <class Row>
std::span<const Row> rows(const Section& section) {
    return {reinterpret_cast<const Row*>(embedded().data() + section.offset), section.count};
}

std::string_view text(TextId id) {
    const std::span<const TextEnd> ends = rows<TextEnd>(header().texts);
    const TextEnd begin = id == 0 ? 0 : ends[id - 1U];
    return {embedded().data() + header().bytes.offset + begin, ends[id] - begin};
}

/// A field of fixed width, without the zeros behind it.
template <std::size_t size>
std::string_view field(const char (&chars)[size]) {
    return {chars, static_cast<std::size_t>(std::find(chars, chars + size, '\0') - chars)};
}

template <class Row>
const Row* row_of_country(const Section& section, std::string_view country) {
    const std::span<const Row> all = rows<Row>(section);
    const auto found = std::lower_bound(
        all.begin(), all.end(), country,
        [](const Row& row, std::string_view wanted) { return field(row.country) < wanted; });
    return found == all.end() || field(found->country) != country ? nullptr : &*found;
}

/// The value of the name with this key; empty if there is none. Keys are hashes, spread evenly:
/// where one of them stands is nearly known beforehand.
std::string_view value_at(NameKey key) {
    const std::span<const NameKey> keys = rows<NameKey>(header().names);
    const auto guess = static_cast<std::ptrdiff_t>(std::uint64_t{key} * keys.size() >> 32U);
    const auto size = std::ssize(keys);
    std::ptrdiff_t step = 64;
    std::ptrdiff_t from = guess;
    std::ptrdiff_t until = guess;
    while (from > 0 && keys[static_cast<std::size_t>(from)] >= key) {
        from = std::max<std::ptrdiff_t>(0, from - step);
        step *= 2;
    }
    step = 64;
    while (until < size && keys[static_cast<std::size_t>(until)] < key) {
        until = std::min(size, until + step);
        step *= 2;
    }
    const auto found = std::lower_bound(keys.begin() + from, keys.begin() + until, key);
    if (found == keys.end() || *found != key) return {};
    return text(rows<TextId>(header().values)[static_cast<std::size_t>(found - keys.begin())]);
}

/// The value of a name in a scope; empty if it is not known.
std::string_view value_of(std::string_view scope, std::string_view name) {
    return name.empty() ? ""sv : value_at(name_key(header().salt, scope, name));
}

ShortText joined(std::string_view a, std::string_view b, std::string_view c = {}) {
    ShortText all;
    all.add(a);
    all.add(b);
    all.add(c);
    return all;
}

ShortText scope_of_places(std::string_view country, std::string_view region) {
    return joined(country, region.empty() ? "" : "-", region);
}

ShortText upper(std::string_view text) {
    ShortText out;
    for (const char c : text) {
        out.add(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return out;
}

Region region_of(const RegionRow& row) {
    return {.code = field(row.code), .clocks = text(row.clocks), .name = text(row.name)};
}

/// How many digits a country's codes have, where they are all as long; else 0.
std::size_t digits_of_codes(std::string_view country) {
    struct Length {
        std::string_view country;
        std::size_t digits;
    };
    static constexpr std::array lengths{Length{"AU", 4}, Length{"BR", 8}, Length{"EC", 6},
                                        Length{"ES", 5}, Length{"FI", 5}, Length{"MX", 5},
                                        Length{"NZ", 4}, Length{"UA", 5}, Length{"US", 5}};
    const auto row = std::find_if(lengths.begin(), lengths.end(),
                                  [&](const Length& known) { return known.country == country; });
    return row == lengths.end() ? 0 : row->digits;
}

/// Spreadsheets take the leading zeros off codes of a fixed length; this puts them back.
ShortText with_leading_zeros(std::string_view country, std::string_view code) {
    const std::size_t wanted = digits_of_codes(country);
    const bool digits = std::all_of(code.begin(), code.end(), is_digit);
    std::size_t missing = 0;
    // At most two zeros can be missing; less is no postal code at all.
    if (digits && code.size() + 2 >= wanted) missing = wanted - std::min(wanted, code.size());
    // A ZIP+4 that lost one.
    if (country == "US" && digits && code.size() == 8) missing = 1;
    return joined("00"sv.substr(0, missing), code);
}

/// A code of digits without the letters that people write before it: "F-97400", "CEP 01310-100",
/// "CA 90210". It must be whole then, for "Apt. 901" is none.
std::string_view without_letters(std::string_view country, std::string_view code) {
    static constexpr std::size_t letters_max = 3;
    static constexpr std::size_t digits_min = 4;
    const auto first = std::find_if(code.begin(), code.end(), is_digit);
    const auto letters = static_cast<std::size_t>(first - code.begin());
    const std::size_t wanted = std::max(digits_min, digits_of_codes(country));
    const bool whole = letters <= letters_max && code.size() >= letters + wanted;
    return code.substr(whole ? letters : 0);
}

/// A text as a field of this width holds it, so that bytes alone say which comes first.
template <std::size_t width>
std::array<char, width> padded(std::string_view text) {
    std::array<char, width> bytes{};
    std::copy_n(text.begin(), std::min(text.size(), width), bytes.begin());
    return bytes;
}

template <std::size_t width>
int order(const char (&a)[width], const std::array<char, width>& b) {
    return std::memcmp(a, b.data(), width);
}

/// A country's rows, which stand together.
std::span<const PostalRow> postal_rows(std::string_view country) {
    if (country.size() != sizeof PostalRow::country) return {};
    const auto code = padded<sizeof PostalRow::country>(country);
    const std::span<const PostalRow> all = rows<PostalRow>(header().postal);
    const auto begin = std::partition_point(
        all.begin(), all.end(), [&](const PostalRow& row) { return order(row.country, code) < 0; });
    const auto end = std::partition_point(
        begin, all.end(), [&](const PostalRow& row) { return order(row.country, code) == 0; });
    return {begin, end};
}

const PostalRow* postal_row(std::span<const PostalRow> own, std::string_view prefix) {
    const auto code = padded<sizeof PostalRow::first>(prefix);
    const auto found = std::partition_point(own.begin(), own.end(), [&](const PostalRow& row) {
        const auto length = static_cast<std::size_t>(row.length);
        return length != prefix.size() ? length < prefix.size() : order(row.first, code) <= 0;
    });
    if (found == own.begin()) return nullptr;
    const PostalRow& row = *(found - 1);
    const bool holds =
        static_cast<std::size_t>(row.length) == prefix.size() && order(row.last, code) >= 0;
    return holds ? &row : nullptr;
}

}  // namespace

std::string_view clocks_of_country(std::string_view country) {
    const CountryRow* row = row_of_country<CountryRow>(header().countries, country);
    return row == nullptr ? ""sv : text(row->clocks);
}

bool has_territories(std::string_view country) {
    return row_of_country<TerritoriesRow>(header().territories, country) != nullptr;
}

bool is_territory(std::string_view country, std::string_view territory) {
    const auto* row = row_of_country<TerritoriesRow>(header().territories, country);
    return row != nullptr && territory.size() == 2 &&
           text(row->territories).find(territory) != std::string_view::npos;
}

std::string_view country_named(std::string_view name) {
    if (name.size() == 2) {
        const ShortText code = upper(name);
        const CountryRow* row = row_of_country<CountryRow>(header().countries, code.view());
        if (row != nullptr) return field(row->country);
    }
    // The row says that it is one: a key may be that of another name, once in forty thousand times.
    const auto* row = row_of_country<CountryRow>(header().countries, value_of("country", name));
    return row == nullptr ? ""sv : field(row->country);
}

std::string_view territory_named(std::string_view country, std::string_view name) {
    if (name.size() > 3 && name[2] == ' ' && upper(name.substr(0, 2)).view() == country) {
        return territory_named(country, name.substr(3));
    }
    const std::string_view written = value_of(joined("region ", country).view(), name);
    const std::string_view territory =
        written.starts_with('@') ? written.substr(1) : country_named(name);
    return territory != country && is_territory(country, territory) ? territory : ""sv;
}

std::optional<Region> region_with_code(std::string_view country, std::string_view code) {
    const std::span<const RegionRow> all = rows<RegionRow>(header().regions);
    const auto found = std::partition_point(all.begin(), all.end(), [&](const RegionRow& row) {
        const int order = field(row.country).compare(country);
        return order != 0 ? order < 0 : field(row.code) < code;
    });
    if (found == all.end() || field(found->country) != country || field(found->code) != code) {
        return std::nullopt;
    }
    return region_of(*found);
}

std::optional<Region> region_at(std::string_view country, std::size_t index) {
    const std::span<const RegionRow> all = rows<RegionRow>(header().regions);
    const auto first = std::partition_point(
        all.begin(), all.end(), [&](const RegionRow& row) { return field(row.country) < country; });
    if (index >= static_cast<std::size_t>(all.end() - first)) return std::nullopt;
    const RegionRow& row = first[static_cast<std::ptrdiff_t>(index)];
    if (field(row.country) != country) return std::nullopt;
    return region_of(row);
}

std::optional<Region> region_named(std::string_view country, std::string_view name) {
    if (name.size() <= 4) {
        if (auto region = region_with_code(country, upper(name).view())) return region;
    }
    if (name.size() > 3 && name[2] == ' ' && upper(name.substr(0, 2)).view() == country) {
        return region_named(country, name.substr(3));
    }
    const ShortText scope = joined("region ", country);
    std::string_view code = value_of(scope.view(), name);
    if (code.empty()) code = value_of(scope.view(), without_kind(name).view());
    return code.empty() ? std::nullopt : region_with_code(country, code);
}

std::string_view clocks_of_place(std::string_view country, std::string_view region,
                                 std::string_view name) {
    const ShortText scope = scope_of_places(country, region);
    if (country == "RU") return value_of(scope.view(), loosely_latin(name).view());
    return value_of(scope.view(), name);
}

void tell_places_near(std::string_view country, std::string_view region, std::string_view folded,
                      const std::function<void(std::string_view clocks)>& tell) {
    static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz ";
    const ShortText latin = country == "RU" ? loosely_latin(folded) : ShortText{};
    const std::string_view name = latin.empty() ? folded : latin.view();
    const auto ask = [&](const NameHash& asked) {
        const std::string_view clocks = value_at(asked.key());
        if (!clocks.empty()) tell(clocks);
    };
    NameHash before{header().salt, scope_of_places(country, region).view()};
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const std::string_view rest = name.substr(i);
        const std::string_view after = rest.substr(rest.empty() ? 0 : 1);
        for (std::size_t c = 0; c < alphabet.size(); ++c) {
            const NameHash changed = before.then(alphabet.substr(c, 1));
            ask(changed.then(rest));
            if (!rest.empty()) ask(changed.then(after));
        }
        if (rest.empty()) break;
        ask(before.then(after));
        if (rest.size() > 1) {
            const std::array<char, 2> turned{rest[1], rest[0]};
            ask(before.then({turned.data(), 2}).then(rest.substr(2)));
        }
        before = before.then(rest.substr(0, 1));
    }
}

std::optional<Postal> postal(std::string_view country, std::string_view folded_code) {
    const std::span<const PostalRow> own = postal_rows(country);
    // One row tells: no country has codes with and without letters in front.
    if (!own.empty() && is_digit(own.front().first[0])) {
        folded_code = without_letters(country, folded_code);
    }
    const ShortText code = with_leading_zeros(country, folded_code);
    const std::size_t longest = own.empty() ? 0 : static_cast<std::size_t>(own.back().length);
    for (std::size_t n = std::min(code.size(), longest); n > 0; --n) {
        if (const PostalRow* row = postal_row(own, code.view().substr(0, n))) {
            return Postal{.length = n,
                          .clocks = text(row->clocks),
                          .region = field(row->region),
                          .where = text(row->where)};
        }
    }
    return std::nullopt;
}

std::optional<Phone> phone(std::string_view digits) {
    const std::span<const PhoneRow> all = rows<PhoneRow>(header().phones);
    digits = digits.substr(0, sizeof PhoneRow::prefix);
    while (!digits.empty()) {
        const auto text_of_digits = padded<sizeof PhoneRow::prefix>(digits);
        const auto after = std::partition_point(all.begin(), all.end(), [&](const PhoneRow& row) {
            return order(row.prefix, text_of_digits) <= 0;
        });
        if (after == all.begin()) break;
        const PhoneRow& row = *(after - 1);
        const std::string_view prefix = field(row.prefix);
        if (digits.starts_with(prefix))
            return Phone{.prefix = prefix,
                         .clocks = text(row.clocks),
                         .portable = text(row.kind) == "portable"};
        // Every prefix of the digits that is known begins both: look among those.
        const auto differ =
            std::mismatch(digits.begin(), digits.end(), prefix.begin(), prefix.end());
        digits = digits.substr(0, static_cast<std::size_t>(differ.first - digits.begin()));
    }
    return std::nullopt;
}

std::string_view Phone::country() const {
    return clocks.starts_with('@') ? clocks.substr(1, 2) : ""sv;
}

bool Phone::may_be_of(std::string_view wanted) const {
    return clocks.starts_with('@') && wanted.size() == 2 &&
           clocks.find(wanted) != std::string_view::npos;
}

std::string_view zone_of_windows_name(std::string_view name, std::string_view country) {
    const ShortText scope = joined("windows ", country);
    const std::string_view local = country.empty() ? ""sv : value_of(scope.view(), name);
    return local.empty() ? value_of("windows 001", name) : local;
}

std::optional<Point> town(std::string_view country, std::string_view name) {
    if (name.empty()) return std::nullopt;
    const NameKey key = name_key(header().salt, joined("town ", country).view(), name);
    const std::span<const TownRow> all = rows<TownRow>(header().towns);
    const auto found = std::partition_point(all.begin(), all.end(),
                                            [&](const TownRow& row) { return row.key < key; });
    if (found == all.end() || found->key != key) return std::nullopt;
    return Point{found->lat * 0.01, found->lon * 0.01};
}

std::size_t size_of_tables() {
    return embedded().size();
}

std::optional<Nearby> nearest(double lat, double lon, std::string_view country) {
    static constexpr double km_per_degree = 111.2;
    static constexpr double pi = 3.14159265358979;
    const double narrowing = std::cos(lat * pi / 180);
    const auto square = [](double x) { return x * x; };
    const auto degrees2 = [&](const PointRow& row) {
        double east = std::abs(row.lon * 0.01 - lon);
        if (east > 180) east = 360 - east;
        return square(row.lat * 0.01 - lat) + square(east * narrowing);
    };
    const std::span<const PointRow> all = rows<PointRow>(header().points);
    for (const double reach : {1.0, 4.0, 15.0}) {
        const auto from = std::partition_point(all.begin(), all.end(), [&](const PointRow& row) {
            return row.lat * 0.01 < lat - reach;
        });
        std::optional<TextId> zone;
        double best = square(reach);
        double other = square(reach);
        std::optional<TextId> other_zone;
        for (auto row = from; row != all.end() && row->lat * 0.01 <= lat + reach; ++row) {
            const double far = degrees2(*row);
            if (far >= (zone == row->zone ? best : std::max(best, other))) continue;
            if (!country.empty() && field(row->country) != country) continue;
            if (far < best) {
                if (zone && zone != row->zone) {
                    other = best;
                    other_zone = zone;
                }
                best = far;
                zone = row->zone;
            } else if (zone != row->zone && far < other) {
                other = far;
                other_zone = row->zone;
            }
        }
        if (!zone) continue;
        return Nearby{.zone = text(*zone),
                      .km = std::sqrt(best) * km_per_degree,
                      .other = other_zone ? text(*other_zone) : ""sv,
                      .other_km = std::sqrt(other) * km_per_degree};
    }
    return std::nullopt;
}

}  // namespace vesper::geo
