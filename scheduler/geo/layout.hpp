// The form in which the tables are embedded: what tools/geo/pack.cpp writes and
// scheduler/geo/tables reads. Rows of fixed width, sorted, in the byte order of the machine; texts
// stand once, in a pool.
#pragma once

#include <cstdint>

namespace vesper::geo {

struct Section {
    std::uint32_t offset;  // bytes from the beginning
    std::uint32_t count;   // rows
};

/// A text by its place in the list of texts.
using TextId = std::uint16_t;

struct Header {
    std::uint32_t salt;  // of name_key: one under which no two names meet
    Section texts;       // TextEnd
    Section bytes;
    Section countries;
    Section territories;
    Section regions;
    Section postal;
    Section phones;
    Section names;   // NameKey, in step with `values`
    Section values;  // TextId
    Section points;
    Section towns;
};

/// Where a text ends; it begins where the one before it ends.
using TextEnd = std::uint32_t;

struct CountryRow {  // by country
    char country[2];
    TextId clocks;
};

struct TerritoriesRow {  // by country
    char country[2];
    TextId territories;
};

struct RegionRow {  // by country and code
    char country[2];
    char code[4];
    TextId clocks;
    TextId name;
};

struct PostalRow {  // by country, length and first
    char country[2];
    char length;
    char first[7];
    char last[7];
    char region[4];
    char unused;
    TextId clocks;
    TextId where;
};

struct PhoneRow {  // by prefix
    char prefix[8];
    TextId clocks;
    TextId kind;
};

using NameKey = std::uint32_t;

struct PointRow {  // by latitude; hundredths of a degree
    std::int16_t lat;
    std::int16_t lon;
    char country[2];
    TextId zone;
};

struct TownRow {  // by key, of the country's towns; hundredths of a degree
    NameKey key;
    std::int16_t lat;
    std::int16_t lon;
};

}  // namespace vesper::geo
