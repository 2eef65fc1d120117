// Packs scheduler/geo/tables/*.tsv into the one file that is embedded (scheduler/geo/layout.hpp).
//
//   pack FOLDER OUTPUT
//
// Refuses tables that are not sorted, codes that are too long, ranges that overlap.
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

using namespace vesper;
using namespace vesper::geo;

namespace {

using Cells = std::vector<std::string>;

[[noreturn]] void refuse(const std::string& what) {
    std::cerr << "pack: " << what << '\n';
    std::exit(1);
}

std::vector<Cells> read_table(const std::string& folder, const std::string& name,
                              std::size_t columns) {
    std::ifstream in(folder + '/' + name + ".tsv");
    if (!in) refuse("cannot read " + name + ".tsv");
    std::vector<Cells> rows;
    std::string before;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        if (line <= before) refuse(name + ".tsv is not sorted at: " + line);
        before = line;
        Cells cells(1);
        for (const char c : line) {
            if (c == '\t') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        if (cells.size() != columns) refuse(name + ".tsv: columns of: " + line);
        rows.push_back(std::move(cells));
    }
    return rows;
}

class Texts {
public:
    TextId id(const std::string& text) {
        const auto [found, fresh] = ids_.emplace(text, list_.size());
        if (fresh) list_.push_back(text);
        if (list_.size() > 65535) refuse("too many texts");
        return static_cast<TextId>(found->second);
    }
    const std::vector<std::string>& list() const { return list_; }

private:
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<std::string> list_;
};

template <std::size_t size>
void put(char (&to)[size], const std::string& text) {
    if (text.size() > size) refuse("too long: " + text);
    std::memset(to, 0, size);
    std::memcpy(to, text.data(), text.size());
}

std::string or_nothing(const std::string& cell) {
    return cell == "-" ? "" : cell;
}

std::vector<PostalRow> pack_postal(const std::vector<Cells>& table, Texts& texts) {
    std::vector<PostalRow> rows;
    for (const Cells& cells : table) {
        PostalRow row{};
        put(row.country, cells[0]);
        row.length = static_cast<char>(cells[1].size());
        put(row.first, cells[1]);
        put(row.last, cells[2]);
        row.clocks = texts.id(cells[3]);
        put(row.region, or_nothing(cells[4]));
        row.where = texts.id(or_nothing(cells[5]));
        rows.push_back(row);
    }
    const auto key = [](const PostalRow& row) {
        return std::string(row.country, 2) + row.length + std::string(row.first, 7);
    };
    std::sort(rows.begin(), rows.end(),
              [&](const PostalRow& a, const PostalRow& b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const PostalRow& a = rows[i - 1];
        const PostalRow& b = rows[i];
        if (std::memcmp(a.country, b.country, 2) == 0 && a.length == b.length &&
            std::memcmp(b.first, a.last, 7) <= 0) {
            refuse("postal codes overlap: " + std::string(a.country, 2) + ' ' +
                   std::string(b.first, 7).c_str());
        }
    }
    return rows;
}

std::int16_t hundredths(const std::string& degrees) {
    return static_cast<std::int16_t>(std::lround(std::stod(degrees) * 100));
}

struct Name {
    std::string scope;
    std::string name;
    TextId value;
};

/// Under some salt no two names of the world share a key.
std::uint32_t find_salt(const std::vector<Name>& names) {
    for (std::uint32_t salt = 0; salt < 1000; ++salt) {
        std::vector<NameKey> keys;
        keys.reserve(names.size());
        for (const Name& n : names) keys.push_back(name_key(salt, n.scope, n.name));
        std::sort(keys.begin(), keys.end());
        if (std::adjacent_find(keys.begin(), keys.end()) == keys.end()) return salt;
    }
    refuse("no salt keeps the names apart");
}

std::vector<TownRow> pack_towns(const std::string& folder, std::uint32_t salt) {
    std::vector<TownRow> towns;
    for (const Cells& c : read_table(folder, "towns", 4)) {
        if (fold_name(c[1]) != c[1]) refuse("not folded: " + c[1]);
        towns.push_back({name_key(salt, "town " + c[0], c[1]), hundredths(c[2]), hundredths(c[3])});
    }
    const auto key = [](const TownRow& a, const TownRow& b) { return a.key < b.key; };
    std::sort(towns.begin(), towns.end(), key);
    for (std::size_t i = 1; i < towns.size(); ++i) {
        if (towns[i].key == towns[i - 1].key) refuse("two towns meet under one key");
    }
    return towns;
}

std::vector<Name> read_names(const std::string& folder, Texts& texts) {
    std::vector<Name> names;
    for (const Cells& c : read_table(folder, "country_names", 2)) {
        names.push_back({"country", c[0], texts.id(c[1])});
    }
    for (const Cells& c : read_table(folder, "region_names", 3)) {
        names.push_back({"region " + c[0], c[1], texts.id(c[2])});
    }
    for (const Cells& c : read_table(folder, "places", 3)) {
        names.push_back({c[0], c[1], texts.id(c[2])});
    }
    for (const Cells& c : read_table(folder, "windows", 3)) {
        names.push_back({"windows " + c[1], c[0], texts.id(c[2])});
    }
    for (const Name& n : names) {
        if (fold_name(n.name) != n.name) refuse("not folded: " + n.name);
    }
    return names;
}

class Output {
public:
    template <class Row>
    void add(Section Header::*section, const std::vector<Row>& rows) {
        while (bytes_.size() % 8 != 0) bytes_ += '\0';
        header_.*section = {static_cast<std::uint32_t>(sizeof(Header) + bytes_.size()),
                            static_cast<std::uint32_t>(rows.size())};
        bytes_.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
    }
    void write(const std::string& path, std::uint32_t salt) {
        header_.salt = salt;
        std::ofstream out(path, std::ios::binary);
        out.write(reinterpret_cast<const char*>(&header_), sizeof header_);
        out << bytes_;
        if (!out.flush()) refuse("cannot write " + path);
        std::cout << "pack: " << sizeof header_ + bytes_.size() << " bytes\n";
    }

private:
    Header header_{};
    std::string bytes_;
};

static_assert(sizeof(Header) % 4 == 0);

void add_texts(Output& out, const Texts& texts) {
    std::vector<TextEnd> ends;
    std::vector<char> bytes;
    for (const std::string& text : texts.list()) {
        bytes.insert(bytes.end(), text.begin(), text.end());
        ends.push_back(static_cast<TextEnd>(bytes.size()));
    }
    out.add(&Header::texts, ends);
    out.add(&Header::bytes, bytes);
}

void add_names(Output& out, std::vector<Name> names, std::uint32_t salt) {
    std::vector<std::pair<NameKey, TextId>> rows;
    for (const Name& n : names) rows.emplace_back(name_key(salt, n.scope, n.name), n.value);
    std::sort(rows.begin(), rows.end());
    std::vector<NameKey> keys;
    std::vector<TextId> values;
    for (const auto& [key, value] : rows) {
        keys.push_back(key);
        values.push_back(value);
    }
    out.add(&Header::names, keys);
    out.add(&Header::values, values);
}

void pack(const std::string& folder, const std::string& path) {
    Texts texts;
    Output out;
    std::vector<CountryRow> countries;
    for (const Cells& c : read_table(folder, "countries", 2)) {
        put(countries.emplace_back().country, c[0]);
        countries.back().clocks = texts.id(c[1]);
    }
    std::vector<TerritoriesRow> territories;
    for (const Cells& c : read_table(folder, "territories", 2)) {
        put(territories.emplace_back().country, c[0]);
        territories.back().territories = texts.id(c[1]);
    }
    std::vector<RegionRow> regions;
    for (const Cells& c : read_table(folder, "regions", 4)) {
        put(regions.emplace_back().country, c[0]);
        put(regions.back().code, c[1]);
        regions.back().clocks = texts.id(c[2]);
        regions.back().name = texts.id(c[3]);
    }
    std::vector<PhoneRow> phones;
    for (const Cells& c : read_table(folder, "phones", 3)) {
        put(phones.emplace_back().prefix, c[0]);
        phones.back().clocks = texts.id(c[1]);
        phones.back().kind = texts.id(c[2]);
    }
    std::vector<PointRow> points;
    for (const Cells& c : read_table(folder, "points", 4)) {
        PointRow& row = points.emplace_back();
        row.lat = hundredths(c[0]);
        row.lon = hundredths(c[1]);
        put(row.country, c[2]);
        row.zone = texts.id(c[3]);
    }
    std::sort(points.begin(), points.end(), [](const PointRow& a, const PointRow& b) {
        return std::pair(a.lat, a.lon) < std::pair(b.lat, b.lon);
    });
    const std::vector<PostalRow> postal = pack_postal(read_table(folder, "postal", 6), texts);
    std::vector<Name> names = read_names(folder, texts);
    const std::uint32_t salt = find_salt(names);
    const std::vector<TownRow> towns = pack_towns(folder, salt);
    add_texts(out, texts);
    out.add(&Header::countries, countries);
    out.add(&Header::territories, territories);
    out.add(&Header::regions, regions);
    out.add(&Header::postal, postal);
    out.add(&Header::phones, phones);
    add_names(out, std::move(names), salt);
    out.add(&Header::points, points);
    out.add(&Header::towns, towns);
    out.write(path, salt);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: pack FOLDER OUTPUT\n";
        return 2;
    }
    pack(argv[1], argv[2]);
    return 0;
}
