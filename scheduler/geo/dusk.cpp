#include "scheduler/geo/dusk.hpp"

#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

struct Ends {
    std::string_view zone;
    std::array<Coordinates, 3> places;
};

// Authored from the extreme inhabited places of each country that keeps Ramadan or Shabbat and
// spans more than about ten minutes of sun: west, west at another latitude, east.
constexpr std::array ends{
    Ends{"Africa/Algiers", {{{27.67, -8.13}, {34.85, -1.73}, {36.90, 8.44}}}},  // Tindouf, Maghnia
    Ends{"Africa/Cairo", {{{31.58, 25.15}, {22.34, 31.62}, {28.00, 34.43}}}},   // Salloum
    Ends{"Africa/Casablanca", {{{28.44, -11.10}, {27.94, -12.93}, {34.68, -1.91}}}},  // Tarfaya
    Ends{"Africa/Khartoum", {{{13.45, 22.45}, {15.35, 23.00}, {19.62, 37.22}}}},      // El Geneina
    Ends{"Africa/Lagos", {{{6.38, 2.71}, {13.06, 4.02}, {11.83, 14.20}}}},            // Seme
    Ends{"Africa/Tripoli", {{{30.13, 9.50}, {24.96, 10.18}, {31.76, 25.09}}}},        // Ghadames
    Ends{"Africa/Tunis", {{{33.92, 8.13}, {36.50, 8.31}, {33.50, 11.11}}}},           // Tozeur
    Ends{"Asia/Almaty", {{{43.65, 51.15}, {51.23, 51.37}, {49.96, 82.61}}}},          // Aqtau
    Ends{"Asia/Amman", {{{29.53, 35.00}, {32.55, 35.60}, {32.50, 38.20}}}},           // Aqaba
    Ends{"Asia/Baghdad", {{{33.03, 40.28}, {36.70, 41.60}, {30.51, 47.80}}}},         // Ar-Rutba
    Ends{"Asia/Dhaka", {{{24.60, 88.27}, {26.03, 88.46}, {21.43, 91.97}}}},           // Rajshahi
    Ends{"Asia/Dubai", {{{24.12, 51.73}, {24.12, 52.60}, {25.60, 56.35}}}},           // As Sila
    Ends{"Asia/Jakarta", {{{5.89, 95.32}, {-3.80, 102.26}, {-8.15, 114.36}}}},        // Sabang
    Ends{"Asia/Jayapura", {{{-3.33, 126.00}, {1.32, 127.50}, {-8.50, 140.40}}}},      // Buru
    Ends{"Asia/Jerusalem", {{{31.23, 34.27}, {29.56, 34.95}, {33.21, 35.80}}}},       // Gaza border
    Ends{"Asia/Kabul", {{{34.34, 61.20}, {31.00, 61.86}, {36.73, 71.53}}}},           // Islam Qala
    Ends{"Asia/Karachi", {{{25.13, 62.33}, {30.20, 67.01}, {35.92, 75.20}}}},         // Gwadar
    Ends{"Asia/Kuala_Lumpur", {{{6.35, 99.73}, {4.20, 100.57}, {1.38, 104.26}}}},     // Langkawi
    Ends{"Asia/Kuching", {{{1.85, 109.65}, {1.55, 110.35}, {5.03, 119.10}}}},         // Sematan
    Ends{"Asia/Makassar", {{{-8.17, 114.44}, {2.80, 115.40}, {-10.16, 125.10}}}},     // Gilimanuk
    Ends{"Asia/Muscat", {{{17.02, 53.40}, {18.14, 55.18}, {22.53, 59.80}}}},          // Salalah
    Ends{"Asia/Pontianak", {{{1.36, 108.98}, {-2.70, 111.63}, {-0.95, 115.90}}}},     // Singkawang
    Ends{"Asia/Riyadh", {{{29.29, 34.94}, {21.49, 39.19}, {27.00, 49.66}}}},  // Haql, Jeddah
    Ends{"Asia/Tashkent", {{{40.10, 67.84}, {38.80, 66.00}, {40.78, 72.34}}}},
    Ends{"Asia/Samarkand", {{{43.77, 59.03}, {41.55, 60.60}, {39.65, 66.97}}}},   // Moynaq
    Ends{"Asia/Tehran", {{{39.28, 44.50}, {33.51, 45.58}, {25.29, 61.50}}}},      // Maku
    Ends{"Europe/Istanbul", {{{40.20, 25.90}, {36.72, 27.69}, {37.44, 44.57}}}},  // Gokceada
};

}  // namespace

std::span<const Coordinates> ends_of_zone(std::string_view zone) {
    const auto found =
        std::find_if(ends.begin(), ends.end(), [&](const Ends& row) { return row.zone == zone; });
    if (found == ends.end()) return {};
    return found->places;
}

std::optional<Coordinates> coordinates_of_town(std::string_view country, std::string_view city) {
    const auto town = geo::town(country, folded(city).view());
    if (!town) return std::nullopt;
    return Coordinates{town->lat, town->lon};
}

}  // namespace vesper
