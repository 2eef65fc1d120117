#!/usr/bin/python3
"""Expands the calendar files by a reading of its own: the oracle for rules/ and scheduler/.

  tools/calendar/expand.py COUNTRY[-SUBDIVISION] YEAR [FILE...]     prints date, kind, name
  tools/calendar/expand.py --oracle FIRST LAST > tests/scheduler/holidays.tsv

Written from the grammar alone, sharing nothing with the C++ reader. Hijri months are asked from
Node's ICU (Umm al-Qura); new moons and solar terms are computed (sky.py), for ICU's Chinese
calendar is a day off in 2027 and 2030.
"""
import datetime as dt
import functools
import glob
import os
import re
import subprocess
import sys
import tomllib

import sky

HERE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = os.path.join(HERE, "..", "..", "rules", "library", "calendars")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ORDINALS = {"1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4}
HOURS_EAST = {"chinese": 8, "korean": 9, "vietnamese": 7}
DAY = dt.timedelta(days=1)


def easter(year):  # Meeus/Jones/Butcher
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * offset) // 433
    month = (h + offset - 7 * m + 90) // 25
    return dt.date(year, month, (h + offset - 7 * m + 33 * month + 19) % 32)


def orthodox(year):  # Meeus, Julian Easter, thirteen days on (1900-2099)
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + 13 * DAY


@functools.lru_cache(maxsize=None)
def hijri_days():
    """(month, day) -> dates, from Node's Umm al-Qura calendar."""
    script = """
      const f = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura',
                                        {month: 'numeric', day: 'numeric', timeZone: 'UTC'});
      for (let t = Date.UTC(2019, 0, 1); t < Date.UTC(2052, 0, 1); t += 864e5)
        console.log(new Date(t).toISOString().slice(0, 10),
                    f.formatToParts(t).filter(p => /month|day/.test(p.type))
                        .map(p => p.value).join(' '));
    """
    found = {}
    for line in subprocess.run(["node", "-e", script], capture_output=True, text=True,
                               check=True).stdout.splitlines():
        date, month, day = line.split()
        found.setdefault((int(month), int(day)), []).append(dt.date.fromisoformat(date))
    return found


HEBREW = {"nisan": 1, "iyar": 2, "sivan": 3, "tammuz": 4, "av": 5, "elul": 6, "tishri": 7,
          "marheshvan": 8, "kislev": 9, "tevet": 10, "shevat": 11}


def hebrew_new_year(year):
    """Days from 1 Tishri of the year 1, by Dershowitz and Reingold."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def hebrew_corrected(year):
    last, now, following = (hebrew_new_year(y) for y in (year - 1, year, year + 1))
    if following - now == 356:
        return now + 2
    return now + 1 if now - last == 382 else now


def hebrew(year, month, day):
    """A day of the Hebrew year as a date."""
    start = hebrew_corrected(year)
    length = hebrew_corrected(year + 1) - start
    leap = (7 * year + 1) % 19 < 7
    long_marheshvan, short_kislev = length % 10 == 5, length % 10 == 3
    order = [("tishri", 30), ("marheshvan", 30 if long_marheshvan else 29),
             ("kislev", 29 if short_kislev else 30), ("tevet", 29), ("shevat", 30)]
    order += [("adar i", 30), ("adar", 29)] if leap else [("adar", 29)]
    order += [("nisan", 30), ("iyar", 29), ("sivan", 30), ("tammuz", 29), ("av", 30), ("elul", 29)]
    passed = 0
    for name, days in order:
        if name == month:
            return dt.date.fromordinal(start + passed + day + HEBREW_EPOCH)
        passed += days
    raise ValueError(month)


# 1 Tishri 5784 was 16 September 2023.
HEBREW_EPOCH = dt.date(2023, 9, 16).toordinal() - hebrew_corrected(5784) - 1


def month_day(year, text):
    month, day = map(int, text.split("-"))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None  # 29 February


def nth(year, ordinal, weekday, month):
    first = dt.date(year, month, 1)
    days = [first + n * DAY for n in range(31)
            if (first + n * DAY).month == month and (first + n * DAY).weekday() == weekday]
    if ordinal == "last":
        return days[-1]
    return days[ORDINALS[ordinal]] if ORDINALS[ordinal] < len(days) else None


def relative(date, weekday, relation):
    step, date = {"before": (-DAY, date - DAY), "upto": (-DAY, date), "from": (DAY, date),
                  "after": (DAY, date + DAY)}[relation]
    while date.weekday() != weekday:
        date += step
    return date


def bases(words, year):
    """The dates in or near `year` that a base names; takes its words from the front."""
    word = words.pop(0)
    if re.fullmatch(r"\d\d-\d\d", word):
        return [d for y in (year - 1, year, year + 1) if (d := month_day(y, word))]
    if word == "easter":
        return [easter(y) for y in (year - 1, year, year + 1)]
    if word == "orthodox":
        return [orthodox(y) for y in (year - 1, year, year + 1)]
    if word == "hijri":
        month, day = map(int, words.pop(0).split("-"))
        return [d for d in hijri_days().get((month, day), []) if abs(d.year - year) < 2]
    if word == "hebrew":
        month, day = words.pop(0).split("-")
        return [hebrew(y, month, int(day)) for y in range(year + 3759, year + 3763)]
    if word in HOURS_EAST:
        month, day = words.pop(0).split("-")
        return [sky.lunisolar(y, int(month), day if day == "last" else int(day), HOURS_EAST[word])
                for y in (year - 2, year - 1, year, year + 1)]
    if word == "sun":
        degrees, at, hours = int(words.pop(0)), words.pop(0), int(words.pop(0))
        assert at == "at"
        return [sky.sun_date(y, degrees, hours) for y in (year - 1, year, year + 1)]
    if word in WEEKDAYS:
        relation, date = words.pop(0), words.pop(0)
        return [relative(month_day(y, date), WEEKDAYS.index(word), relation)
                for y in (year - 1, year, year + 1)]
    weekday, month = words.pop(0), words.pop(0)
    return [d for y in (year - 1, year, year + 1)
            if (d := nth(y, word, WEEKDAYS.index(weekday), MONTHS.index(month) + 1))]


def swapped(date, swaps):
    """Where a swap of this date's weekday leads; None without one."""
    for swap in swaps:
        source, target = swap.split("->")
        if WEEKDAYS.index(source) != date.weekday():
            continue
        way, _, weekday = target.rpartition("-")
        ahead = (WEEKDAYS.index(weekday) - date.weekday()) % 7
        if way == "next":
            return date + ahead * DAY
        if way == "prev" or (not way and ahead > 3):
            return date - (7 - ahead) * DAY
        return date + ahead * DAY
    return None


def expand_list(items):
    for item in items:
        first, _, last = item.partition("..")
        day = dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last or first):
            yield day
            day += DAY


def expand(when, year):
    """All dates of `year` that one text names."""
    words = re.sub(r"(easter|orthodox)([+-])", r"\1 \2", when).split()
    if words[0] == "list":
        return {d for d in expand_list(words[1:]) if d.year == year}
    dates = bases(words, year)
    if words and re.fullmatch(r"[+-]\d*", words[0]):
        sign = words.pop(0)
        shift = int(sign if len(sign) > 1 else sign + words.pop(0))
        dates = [d + shift * DAY for d in dates]
    span, mode, swaps, since, until, apart = 1, None, [], 0, 9999, []
    while words:
        word = words.pop(0)
        if word == "span":
            span = int(words.pop(0))
        elif word in ("observed", "moved"):
            mode = word
            while words and "->" in words[0]:
                swaps.append(words.pop(0))
            assert swaps and span == 1
        elif word == "since":
            since = int(words.pop(0))
        elif word == "until":
            until = int(words.pop(0))
        elif word == "except":
            while words and words[0].isdigit():
                apart.append(int(words.pop(0)))
        else:
            raise ValueError(f"what is {word!r} in {when!r}?")
    found = set()
    for date in dates:
        if not since <= date.year <= until or date.year in apart:
            continue
        instead = swapped(date, swaps)
        if not (mode == "moved" and instead):
            found |= {date + n * DAY for n in range(span)}
        if instead:
            found.add(instead)
    return {d for d in found if d.year == year}


class Tables:
    """All regions of the calendar files, as the grammar adds them up."""

    def __init__(self, files):
        self.regions, self.calendars = {}, {}
        for file in files:
            with open(file, "rb") as stream:
                for name, table in tomllib.load(stream).items():
                    if name == "calendar":
                        self.calendars.update(table)
                    else:
                        self.add(name, table, file)

    def add(self, name, table, file):
        assert re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", name), name
        unknown = set(table) - {"weekend", "friday", "source", "drop", "parts", "holidays",
                                "workdays"}
        assert not unknown, (file, name, unknown)
        region = self.regions.setdefault(name, {"drop": [], "days": {}, "workdays": {}})
        region["drop"] += table.get("drop", [])
        for key in ("weekend", "friday", "parts"):
            if key in table:
                region[key] = table[key]
        for kind in ("holidays", "workdays"):
            for title, day in table.get(kind, {}).items():
                if not isinstance(day, dict):
                    day = {"on": day}
                assert not set(day) - {"on", "kind", "source"}, (name, title)
                assert day.get("source") or table.get("source"), f"{name}: {title}: no source"
                assert len(title.encode()) <= 64, title
                on = [day["on"]] if isinstance(day["on"], str) else day["on"]
                region["days" if kind == "holidays" else "workdays"][title] = (
                    on, day.get("kind", "public"))

    def days(self, code, year):
        """name -> (kind, dates) of a country or subdivision."""
        country, subdivision = self.regions.get(code[:2]), self.regions.get(code)
        found = dict(country["days"]) if country else {}
        if len(code) > 2 and subdivision:
            found.update(subdivision["days"])
        dropped = (country or {"drop": []})["drop"] + (subdivision or {"drop": []})["drop"]
        return {title: (kind, set().union(*(expand(when, year) for when in on)))
                for title, (on, kind) in found.items() if title not in dropped}

    def weekend(self, code):
        for region in (code, code[:2]):
            if "weekend" in self.regions.get(region, {}):
                return self.regions[region]["weekend"]
        return ["sat", "sun"]

    def check_drops(self):
        for code, region in self.regions.items():
            for title in region["drop"]:
                assert title in self.regions[code[:2]]["days"], f"{code}: drops unknown {title!r}"


def shipped():
    return sorted(glob.glob(os.path.join(SHIPPED, "holidays-*.toml")))


def print_oracle(first, last):
    """Every table's own days: region, kind (or "drop"), name, dates of all years."""
    print(f"# Written by tools/calendar/expand.py --oracle {first} {last}; the days of every table of")
    print("# rules/library/calendars by an independent reading: region, kind, name, dates.")
    tables = Tables(shipped())
    tables.check_drops()
    for code, region in sorted(tables.regions.items()):
        for title in sorted(region["drop"]):
            print(code, "drop", title, "", sep="\t")
        for title, (on, kind) in sorted(region["days"].items()):
            dates = sorted(set().union(*(expand(when, year) for when in on
                                         for year in range(first, last + 1))))
            print(code, kind, title, " ".join(map(str, dates)), sep="\t")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if sys.argv[1] == "--oracle":
        return print_oracle(int(sys.argv[2]), int(sys.argv[3]))
    tables = Tables(sys.argv[3:] or shipped())
    tables.check_drops()
    rows = [(date, kind, title) for title, (kind, dates) in
            tables.days(sys.argv[1], int(sys.argv[2])).items() for date in dates]
    for date, kind, title in sorted(rows):
        print(date, kind, title, sep="\t")
    return None


if __name__ == "__main__":
    main()
