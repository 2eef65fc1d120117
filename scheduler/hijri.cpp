// Ramadan by the Umm al-Qura calendar of Saudi Arabia.
#include "scheduler/calendar.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

struct Month {
    int first;  // days since 1970-01-01
    int end;    // 1 Shawwal
};

// Printed by tools/geo/umm_al_qura.cpp from ICU 72.1 (calendar islamic-umalqura). Outside these
// years no date is in Ramadan: extend the table in time.
constexpr std::array<Month, 36> ramadan{{
    {18022, 18051},  // 1440: 2019-05-06
    {18376, 18406},  // 1441: 2020-04-24
    {18730, 18760},  // 1442: 2021-04-13
    {19084, 19114},  // 1443: 2022-04-02
    {19439, 19468},  // 1444: 2023-03-23
    {19793, 19823},  // 1445: 2024-03-11
    {20148, 20177},  // 1446: 2025-03-01
    {20502, 20532},  // 1447: 2026-02-18
    {20857, 20886},  // 1448: 2027-02-08
    {21211, 21240},  // 1449: 2028-01-28
    {21565, 21594},  // 1450: 2029-01-16
    {21919, 21949},  // 1451: 2030-01-05
    {22274, 22303},  // 1452: 2030-12-26
    {22629, 22658},  // 1453: 2031-12-16
    {22983, 23013},  // 1454: 2032-12-04
    {23337, 23367},  // 1455: 2033-11-23
    {23691, 23721},  // 1456: 2034-11-12
    {24045, 24075},  // 1457: 2035-11-01
    {24400, 24429},  // 1458: 2036-10-21
    {24754, 24784},  // 1459: 2037-10-10
    {25109, 25138},  // 1460: 2038-09-30
    {25463, 25493},  // 1461: 2039-09-19
    {25818, 25847},  // 1462: 2040-09-08
    {26172, 26202},  // 1463: 2041-08-28
    {26526, 26556},  // 1464: 2042-08-17
    {26880, 26910},  // 1465: 2043-08-06
    {27235, 27264},  // 1466: 2044-07-26
    {27590, 27619},  // 1467: 2045-07-16
    {27944, 27974},  // 1468: 2046-07-05
    {28299, 28328},  // 1469: 2047-06-25
    {28653, 28683},  // 1470: 2048-06-13
    {29007, 29037},  // 1471: 2049-06-02
    {29361, 29391},  // 1472: 2050-05-22
    {29716, 29745},  // 1473: 2051-05-12
    {30070, 30100},  // 1474: 2052-04-30
    {30425, 30454},  // 1475: 2053-04-20
}};

}  // namespace

bool is_ramadan(LocalDate date) {
    const int day = date.time_since_epoch().count();
    // A sighting moves the first and the last day by one.
    const auto month = std::lower_bound(ramadan.begin(), ramadan.end(), day,
                                        [](const Month& m, int d) { return m.end + 1 <= d; });
    return month != ramadan.end() && month->first - 1 <= day;
}

}  // namespace vesper
