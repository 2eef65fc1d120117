#include "scheduler/moon.hpp"

#include "scheduler/sun.hpp"

#include <cmath>
#include <numbers>

namespace vesper {

namespace {

constexpr double month_days = 29.530588853;
constexpr double unix_epoch_julian = 2440587.5;

double sine(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180);
}

/// The k-th new moon after the first of 1900, as a Julian date in universal time.
double new_moon(int k) {
    const double t = k / 1236.85;  // centuries since 1900
    const double t2 = t * t;
    const double t3 = t2 * t;
    const double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                        0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
    const double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
    const double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
    const double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
    const double periodic =
        (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) - 0.4068 * sine(moon) +
        0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon) + 0.0104 * sine(2 * node) -
        0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon) + 0.0004 * sine(2 * node + sun) -
        0.0004 * sine(2 * node - sun) - 0.0006 * sine(2 * node + moon) +
        0.0010 * sine(2 * node - moon) + 0.0005 * sine(sun + 2 * moon);
    // Dynamical less universal time, of this century.
    const double drift = -0.000278 + 0.000265 * t + 0.000262 * t2;
    return mean + periodic - drift;
}

/// The date of a new moon, as days since 1970-01-01, on a clock so many hours ahead of UTC.
int new_moon_day(int k, int utc_hours) {
    return static_cast<int>(std::floor(new_moon(k) - unix_epoch_julian + utc_hours / 24.0));
}

/// Which twelfth of its way the sun is on when the date begins.
int solar_twelfth(int day, int utc_hours) {
    const Instant midnight = from_unix((std::int64_t{day} * 24 - utc_hours) * 3600);
    return static_cast<int>(sun_longitude(midnight) / 30);
}

/// The new moon that begins the month of the winter solstice of a Gregorian year.
int eleventh_month(int year, int utc_hours) {
    constexpr int winter = 9;  // the twelfth that begins at 270 degrees
    const LocalDate end{date::year{year} / date::December / 31};
    const double since_1900 = end.time_since_epoch().count() - (2415020.75933 - unix_epoch_julian);
    int k = static_cast<int>(std::floor(since_1900 / month_days)) + 1;
    while (new_moon_day(k, utc_hours) > end.time_since_epoch().count()) --k;
    return solar_twelfth(new_moon_day(k, utc_hours), utc_hours) >= winter ? k - 1 : k;
}

/// The first month after the eleventh, `first`, in which the sun enters no new twelfth.
int leap_month(int first, int utc_hours) {
    int k = first;
    int before = solar_twelfth(new_moon_day(k + 1, utc_hours), utc_hours);
    for (;;) {
        ++k;
        const int after = solar_twelfth(new_moon_day(k + 1, utc_hours), utc_hours);
        if (after == before || k > first + 13) return k;
        before = after;
    }
}

}  // namespace

std::optional<LocalDate> lunisolar_day(int year, int month, int day, int utc_hours) {
    // Months 1 to 10 follow the eleventh of the year before; 11 and 12 belong to this year's.
    const bool late = month >= 11;
    const int eleventh = eleventh_month(late ? year : year - 1, utc_hours);
    const int next = eleventh_month(late ? year + 1 : year, utc_hours);
    int k = eleventh + (late ? month - 11 : month + 1);
    if (next - eleventh == 13 && k >= leap_month(eleventh, utc_hours)) ++k;
    const int first = new_moon_day(k, utc_hours);
    const int length = new_moon_day(k + 1, utc_hours) - first;
    if (day > length) return std::nullopt;
    return LocalDate{date::days{first + (day == 0 ? length : day) - 1}};
}

}  // namespace vesper
