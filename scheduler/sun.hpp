// When does the sun set? The solar equations of NOAA's Global Monitoring Laboratory.
//
// Good to about a minute between the polar circles, which is all that "sunset + 75 minutes" needs.
// Source: gml.noaa.gov/grad/solcalc/calcdetails.html, after Meeus, Astronomical Algorithms, 1991.
#pragma once

#include "rules/instant.hpp"

namespace vesper {

/// The sunset that follows the solar noon nearest to `noon` (the wall clock's noon of a date: the
/// nearest noon is the right one in every zone, also where a zone lies a day beside its longitude).
/// `lat` and `lon` in degrees north and east. Where the sun does not cross the horizon that day the
/// answer is the limit: solar noon in the polar night, the solar midnight after it under the
/// midnight sun, so that sunset moves without a leap from one regime to the next.
Instant sunset(Instant noon, double lat, double lon);

/// The sun's apparent longitude in degrees, 0 at the March equinox; good to a hundredth, which the
/// sun travels in a quarter of an hour.
double sun_longitude(Instant instant);

}  // namespace vesper
