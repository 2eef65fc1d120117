"""New moons and the sun's longitude, and the lunisolar calendars of east Asia that follow.

Formulas: J. Meeus, Astronomical Algorithms (2nd ed.), chapters 25 and 49; the terms that are kept
give a new moon to about a minute and the sun's longitude to about 0.01 degree (15 minutes of time).
"""
import datetime as dt
import functools
import math

J2000 = dt.datetime(2000, 1, 1, 12)
DELTA_T_S = 72  # terrestrial time less UTC, 2020 to 2040, to within a few seconds


def new_moon(k):
    """The k-th new moon since 6 January 2000, in UTC."""
    t = k / 1236.85
    e = 1 - 0.002516 * t
    m = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    omega = math.radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    days = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 2451545.0
    for factor, angle in ((-0.40720, moon), (0.17241 * e, m), (0.01608, 2 * moon), (0.01039, 2 * f),
                          (0.00739 * e, moon - m), (-0.00514 * e, moon + m),
                          (0.00208 * e * e, 2 * m), (-0.00111, moon - 2 * f),
                          (-0.00057, moon + 2 * f), (0.00056 * e, 2 * moon + m),
                          (-0.00042, 3 * moon), (0.00042 * e, m + 2 * f),
                          (0.00038 * e, m - 2 * f), (-0.00024 * e, 2 * moon - m),
                          (-0.00017, omega),
                          (0.000325, math.radians(299.77 + 0.107408 * k - 0.009173 * t * t)),
                          (0.000165, math.radians(251.88 + 0.016321 * k))):
        days += factor * math.sin(angle)
    return J2000 + dt.timedelta(days=days, seconds=-DELTA_T_S)


def sun_longitude(instant):
    """The sun's apparent longitude in degrees."""
    t = ((instant - J2000).total_seconds() + DELTA_T_S) / 86400 / 36525
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = ((1.914602 - 0.004817 * t) * math.sin(m)
              + (0.019993 - 0.000101 * t) * math.sin(2 * m) + 0.000289 * math.sin(3 * m))
    omega = math.radians(125.04 - 1934.136 * t)
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    return (mean + centre - 0.00569 - 0.00478 * math.sin(omega)) % 360


def sun_reaches(year, degrees):
    """The instant (UTC) in `year` at which the sun reaches the longitude."""
    instant = dt.datetime(year, 1, 1) + dt.timedelta(days=((degrees - 280) % 360) / 360 * 365.2422)
    for _ in range(20):
        short = (degrees - sun_longitude(instant) + 180) % 360 - 180
        instant += dt.timedelta(days=short / 360 * 365.2422)
    return instant


def sun_date(year, degrees, hours_east):
    return (sun_reaches(year, degrees) + dt.timedelta(hours=hours_east)).date()


@functools.lru_cache(maxsize=None)
def months(year, hours_east):
    """The months of the lunisolar year that begins in `year`.

    Each is (number, whether it is a leap month, first day, first day of the next month).
    """
    def moon_date(k):
        return (new_moon(k) + dt.timedelta(hours=hours_east)).date()

    def eleventh_month(y):  # the month that holds the winter solstice of year y
        k = round((y - 2000) * 12.3685) + 13
        solstice = sun_date(y, 270, hours_east)
        while moon_date(k) > solstice:
            k -= 1
        return k

    def holds_a_principal_term(k):
        first, after = (sun_longitude(dt.datetime.combine(d, dt.time())
                                      - dt.timedelta(hours=hours_east))
                        for d in (moon_date(k), moon_date(k + 1)))
        return int(first // 30) != int(after // 30)

    found = []
    for winter in (year - 1, year):
        start, end = eleventh_month(winter), eleventh_month(winter + 1)
        leap_year = end - start == 13
        number, leap_seen = 11, False
        for k in range(start, end):
            leap = False
            if k > start:
                leap = leap_year and not leap_seen and not holds_a_principal_term(k)
                leap_seen = leap_seen or leap
                number = number if leap else number % 12 + 1
            found.append((number, leap, moon_date(k), moon_date(k + 1)))
    first = next(i for i, m in enumerate(found) if m[0] == 1 and not m[1])
    after = next((i for i, m in enumerate(found) if i > first and m[0] == 1 and not m[1]),
                 len(found))
    return found[first:after]


def lunisolar(year, month, day, hours_east):
    """Day `day` (or "last") of month `month` of the lunisolar year that begins in `year`."""
    for number, leap, first, after in months(year, hours_east):
        if number == month and not leap:
            if day == "last":  # of the year's last month, be it a leap month
                same = [m for m in months(year, hours_east) if m[0] == month]
                return same[-1][3] - dt.timedelta(days=1)
            return first + dt.timedelta(days=day - 1)
    raise ValueError("no such month")
