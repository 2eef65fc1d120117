#!/usr/bin/python3
"""Prints the days by moon that the calendar files hold as lists: a maintainer lengthens them by it.

  tools/calendar/moon_days.py FIRST-YEAR LAST-YEAR

India's and Nepal's feasts by tithi (amanta months, sidereal sun by the Lahiri ayanamsa, at Indian
Standard Time) and Sri Lanka's poya days. A tithi is the time in which the moon gains 12 degrees on
the sun; a feast is held on the day on which its tithi prevails at the hour that tradition asks for.
Where the notified day of a year differs, the notification is what the files hold.

Formulas: J. Meeus, Astronomical Algorithms (2nd ed.), chapter 47, the larger terms: the elongation
is right to about 0.02 degree, so a tithi's change to about three minutes.
"""
import datetime as dt
import math
import sys

import sky

INDIA_H = 5.5  # hours east of Greenwich
CHAITRA, VAISHAKHA, SHRAVANA, BHADRAPADA = 0, 1, 4, 5
ASHVINA, KARTIKA, MAGHA, PHALGUNA = 6, 7, 10, 11
FULL, NEW = 15, 30

# name, month, tithi (16-30: waning), hour of the day that decides, days to add
FEASTS = [
    ("Ugadi, Gudi Padwa", CHAITRA, 1, 6.2, 0),
    ("Ram Navami", CHAITRA, 9, 12.5, 0),
    ("Mahavir Jayanti", CHAITRA, 13, 12, 0),
    ("Buddha Purnima", VAISHAKHA, FULL, 6, 0),
    ("Raksha Bandhan", SHRAVANA, FULL, 12, 0),
    ("Janmashtami (midnight)", SHRAVANA, 23, 24, 0),
    ("Ganesh Chaturthi", BHADRAPADA, 4, 12.5, 0),
    ("Durga Puja, seventh day", ASHVINA, 7, 6, 0),
    ("Dussehra", ASHVINA, 10, 14.5, 0),
    ("Diwali", ASHVINA, NEW, 18.5, 0),
    ("Bhai Dooj", KARTIKA, 2, 13.5, 0),
    ("Guru Nanak Jayanti", KARTIKA, FULL, 6.5, 0),
    ("Maha Shivaratri (midnight)", MAGHA, 29, 24.3, 0),
    ("Holi", PHALGUNA, FULL, 19, 1),
]

# D, M, M', F, coefficient in 1e-6 degree
MOON = [(0, 0, 1, 0, 6288774), (2, 0, -1, 0, 1274027), (2, 0, 0, 0, 658314), (0, 0, 2, 0, 213618),
        (0, 1, 0, 0, -185116), (0, 0, 0, 2, -114332), (2, 0, -2, 0, 58793), (2, -1, -1, 0, 57066),
        (2, 0, 1, 0, 53322), (2, -1, 0, 0, 45758), (0, 1, -1, 0, -40923), (1, 0, 0, 0, -34720),
        (0, 1, 1, 0, -30383), (2, 0, 0, -2, 15327), (0, 0, 1, 2, -12528), (0, 0, 1, -2, 10980),
        (4, 0, -1, 0, 10675), (0, 0, 3, 0, 10034), (4, 0, -2, 0, 8548), (2, 1, -1, 0, -7888),
        (2, 1, 0, 0, -6766), (1, 0, -1, 0, -5163), (1, 1, 0, 0, 4987), (2, -1, 1, 0, 4036),
        (2, 0, 2, 0, 3994), (4, 0, 0, 0, 3861), (2, 0, -3, 0, 3665), (0, 1, -2, 0, -2689),
        (2, 0, -1, 2, -2602), (2, -1, -2, 0, 2390), (1, 0, 1, 0, -2348), (2, -2, 0, 0, 2236)]


def moon_longitude(instant):
    t = ((instant - sky.J2000).total_seconds() + sky.DELTA_T_S) / 86400 / 36525
    d = 297.8501921 + 445267.1114034 * t
    m = 357.5291092 + 35999.0502909 * t
    moon = 134.9633964 + 477198.8675055 * t
    f = 93.2720950 + 483202.0175233 * t
    e = 1 - 0.002516 * t
    total = sum(k * e ** abs(b) * math.sin(math.radians(a * d + b * m + c * moon + g * f))
                for a, b, c, g, k in MOON)
    return (218.3164477 + 481267.88123421 * t + total / 1e6) % 360


def tithi(instant):
    """1 to 30."""
    return int((moon_longitude(instant) - sky.sun_longitude(instant)) % 360 // 12) + 1


def sign(instant):
    """The sidereal sign (0-11) in which the sun stands, by the Lahiri ayanamsa."""
    ayanamsa = 23.853 + (instant.year + instant.timetuple().tm_yday / 365.25 - 2000) * 0.013971
    return int((sky.sun_longitude(instant) - ayanamsa) % 360 // 30)


def local(date, hour):
    return dt.datetime(date.year, date.month, date.day) + dt.timedelta(hours=hour - INDIA_H)


def months(first, last):
    """(start, end, number from Chaitra) of the lunar months; leap months are left out."""
    found, k = [], round((first - 2000) * 12.3685) - 3
    while (start := sky.new_moon(k)).year <= last:
        end = sky.new_moon(k + 1)
        if sign(start) != sign(end):
            found.append((start, end, (sign(start) + 1) % 12))
        k += 1
    return found


def days(start, end, wanted, hour):
    """The dates in the month on which the tithi prevails at the hour; else that on which it ends."""
    date = (start + dt.timedelta(hours=INDIA_H)).date() - dt.timedelta(1)
    found, skipped = [], []
    while local(date, hour) < end:
        at, before = local(date, hour), local(date - dt.timedelta(1), hour)
        if at >= start and tithi(at) == wanted:
            found.append(date)
        elif at >= start and before >= start and tithi(before) < wanted < tithi(at):
            skipped.append(date)
        date += dt.timedelta(1)
    return found or skipped


def poya(year):
    """Full moon at sunset (18:06 all the year, near the equator), else the day it was full."""
    found, date = [], dt.date(year, 1, 1)
    while date.year == year:
        now, before = (tithi(local(d, 18.1)) for d in (date, date - dt.timedelta(1)))
        if (now == FULL and before != FULL) or (before == FULL - 1 and now == FULL + 1):
            found.append(date)
        date += dt.timedelta(1)
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    first, last = int(sys.argv[1]), int(sys.argv[2])
    lunar = months(first, last)
    for name, month, wanted, hour, added in FEASTS:
        dates = [date + dt.timedelta(added) for start, end, number in lunar if number == month
                 for date in days(start, end, wanted, hour)]
        print(name + ":", *(date for date in dates if first <= date.year <= last))
    for year in range(first, last + 1):
        print(f"Poya {year}:", *poya(year))


if __name__ == "__main__":
    main()
