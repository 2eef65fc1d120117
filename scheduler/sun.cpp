#include "scheduler/sun.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vesper {

namespace {

constexpr double seconds_per_day = 86400;
// Refraction and the sun's radius: the upper limb touches the horizon at this zenith angle.
constexpr double zenith_of_sunset_degrees = 90.833;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}
double degrees(double radians) {
    return radians * 180 / std::numbers::pi;
}
double sine(double angle_degrees) {
    return std::sin(radians(angle_degrees));
}
double cosine(double angle_degrees) {
    return std::cos(radians(angle_degrees));
}

struct Sun {
    double longitude_degrees;  // apparent
    double declination_degrees;
    double equation_of_time_minutes;
};

Sun sun_at(double unix_s) {
    // Julian centuries since J2000.0, 2000-01-01T12:00Z.
    const double t = (unix_s - 946728000.0) / seconds_per_day / 36525;
    const double mean_longitude = 280.46646 + t * (36000.76983 + 0.0003032 * t);
    const double anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
    const double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
    const double centre = sine(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
                          sine(2 * anomaly) * (0.019993 - 0.000101 * t) +
                          sine(3 * anomaly) * 0.000289;
    const double node = 125.04 - 1934.136 * t;
    const double longitude = mean_longitude + centre - 0.00569 - 0.00478 * sine(node);
    const double obliquity_mean =
        23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - 0.001813 * t))) / 60) / 60;
    const double obliquity = obliquity_mean + 0.00256 * cosine(node);

    const double y = std::pow(std::tan(radians(obliquity / 2)), 2);
    const double equation = y * sine(2 * mean_longitude) - 2 * eccentricity * sine(anomaly) +
                            4 * eccentricity * y * sine(anomaly) * cosine(2 * mean_longitude) -
                            0.5 * y * y * sine(4 * mean_longitude) -
                            1.25 * eccentricity * eccentricity * sine(2 * anomaly);
    return Sun{.longitude_degrees = longitude,
               .declination_degrees = degrees(std::asin(sine(obliquity) * sine(longitude))),
               .equation_of_time_minutes = 4 * degrees(equation)};
}

/// Degrees the earth turns between solar noon and sunset; 0 in the polar night, 180 in its day.
double hour_angle(double lat, double declination) {
    // At the pole itself the formula divides by zero.
    const double latitude = std::clamp(lat, -89.9, 89.9);
    const double cosine_of_angle =
        cosine(zenith_of_sunset_degrees) / (cosine(latitude) * cosine(declination)) -
        std::tan(radians(latitude)) * std::tan(radians(declination));
    return degrees(std::acos(std::clamp(cosine_of_angle, -1.0, 1.0)));
}

}  // namespace

Instant sunset(Instant noon, double lat, double lon) {
    const auto reference = static_cast<double>(unix_seconds(noon));
    const double solar_noon_of_epoch =
        (720 - 4 * lon - sun_at(reference).equation_of_time_minutes) * 60;
    const double days = std::round((reference - solar_noon_of_epoch) / seconds_per_day);
    const double solar_noon = solar_noon_of_epoch + days * seconds_per_day;

    // The sun moves on between noon and sunset: the second pass takes it where it then stands.
    double at = solar_noon;
    for (int pass = 0; pass < 2; ++pass) {
        const Sun sun = sun_at(at);
        const double noon_then =
            (720 - 4 * lon - sun.equation_of_time_minutes) * 60 + days * seconds_per_day;
        at = noon_then + hour_angle(lat, sun.declination_degrees) * 4 * 60;
    }
    return from_unix(std::llround(at));
}

double sun_longitude(Instant instant) {
    const double degrees_travelled =
        sun_at(static_cast<double>(unix_seconds(instant))).longitude_degrees;
    return degrees_travelled - std::floor(degrees_travelled / 360) * 360;
}

}  // namespace vesper
