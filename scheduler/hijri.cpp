#include "scheduler/hijri.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace vesper {

namespace {

struct Year {
    int first;             // 1 Muharram, days since 1970-01-01
    unsigned long_months;  // a bit for each month of 30 days, Muharram = bit 0; the others have 29
};

// Printed by tools/geo/umm_al_qura.cpp from ICU 72.1 (calendar islamic-umalqura). Outside these
// years nothing is known of the moon: extend the table in time.
constexpr std::array<Year, 36> years{{
    {17785, 0x2ba},  // 1440
    {18139, 0x5b5},  // 1441
    {18494, 0x5aa},  // 1442
    {18848, 0xd55},  // 1443
    {19203, 0xa9a},  // 1444
    {19557, 0x92e},  // 1445
    {19911, 0x26e},  // 1446
    {20265, 0x55d},  // 1447
    {20620, 0xada},  // 1448
    {20975, 0x6d4},  // 1449
    {21329, 0x6a5},  // 1450
    {21683, 0xb27},  // 1451
    {22038, 0xa4d},  // 1452
    {22392, 0x4ad},  // 1453
    {22746, 0x56d},  // 1454
    {23101, 0xb5a},  // 1455
    {23456, 0x754},  // 1456
    {23810, 0xf49},  // 1457
    {24165, 0xe92},  // 1458
    {24519, 0xd26},  // 1459
    {24873, 0xa56},  // 1460
    {25227, 0x356},  // 1461
    {25581, 0x6b5},  // 1462
    {25936, 0xbaa},  // 1463
    {26291, 0xb92},  // 1464
    {26645, 0xb25},  // 1465
    {26999, 0x68b},  // 1466
    {27353, 0xa9b},  // 1467
    {27708, 0x55a},  // 1468
    {28062, 0xada},  // 1469
    {28417, 0x5b4},  // 1470
    {28771, 0xda9},  // 1471
    {29126, 0xb52},  // 1472
    {29480, 0xa9a},  // 1473
    {29834, 0x536},  // 1474
    {30188, 0x276},  // 1475
}};
static_assert(years.size() == hijri_year_last - hijri_year_first + 1);

constexpr int ramadan = 9;

int first_of(const Year& year, int month) {
    const unsigned before = year.long_months & ((1u << (month - 1)) - 1);
    return year.first + 29 * (month - 1) + std::popcount(before);
}

}  // namespace

std::optional<LocalDate> hijri_day(int year, int month, int day) {
    if (year < hijri_year_first || year > hijri_year_last) return std::nullopt;
    const Year& known = years[static_cast<std::size_t>(year - hijri_year_first)];
    const int length = (known.long_months >> (month - 1) & 1u) != 0 ? 30 : 29;
    if (day > length) return std::nullopt;
    return LocalDate{date::days{first_of(known, month) + day - 1}};
}

bool is_ramadan(LocalDate date) {
    const int day = date.time_since_epoch().count();
    const auto after = std::upper_bound(years.begin(), years.end(), day,
                                        [](int d, const Year& year) { return d < year.first; });
    if (after == years.begin()) return false;
    const Year& year = *(after - 1);
    // A sighting moves the first and the last day by one.
    return first_of(year, ramadan) - 1 <= day && day <= first_of(year, ramadan + 1);
}

}  // namespace vesper
