"""Places of GeoNames with the clock that the authored rules give them, and what follows: names that
decide, and points for coordinates."""
import collections
import math
import random

import sources
from names import clocks, zones_in

Place = collections.namedtuple("Place", "country region name clocks lat lon")

# Words that differ between the name of a district here and there.
COUNTY_WORDS = (" County", " City and Borough", " Borough", " Census Area", " Municipality",
                " Parish", " (CA)")


class Gazetteer:
    def __init__(self, regions, folding):
        self.regions, self.folding = regions, folding
        self.admin1 = sources.divisions(1)
        self.admin2 = sources.divisions(2)
        self.districts = {}
        for country, region, names, text, _ in sources.authored("districts"):
            for name in names.split("|"):
                self.districts[country, region, name] = text
        self.counties = {(s, n): text for s, n, text, _ in sources.authored("us_counties")}
        self.towns = {}
        for state, text, names, _ in sources.authored("us_towns"):
            folding.learn(names.split("|"))
            for name in names.split("|"):
                self.towns[state, folding.name(name)] = text
        self.named = {}
        for country, region, text, names in sources.authored("places"):
            folding.learn(names.split("|"))
            for name in names.split("|"):
                self.named[country, region, folding.name(name)] = text
        self.unknown_regions = collections.Counter()

    def us_clocks(self, state, county, place):
        """The clocks of a town: its own row, its county's, its state's."""
        self.folding.learn([place])
        own = self.towns.get((state, self.folding.name(place)))
        if own:
            return own
        for word in COUNTY_WORDS:
            county = county.removesuffix(word)
        county = {"La Porte": "LaPorte", "La Moure": "LaMoure"}.get(county, county)
        if (state, county) in self.counties:
            text = self.counties[state, county]
            # A town in a county that a line crosses, and that no row names: the larger part.
            return text if len(zones_in(text)) == 1 or state == "AL" else zones_in(text)[0] \
                if state != "AZ" else "America/Phoenix"
        if state in ("AZ",):
            return "America/Phoenix"
        if state == "AK" and county in ("Skagway-Hoonah-Angoon",):
            return "America/Juneau"
        if state == "AK" and county.startswith(("City and Borough of Wrangell",)):
            return "America/Sitka"
        if state == "AK" and county == "Aleutians East":
            return "America/Nome"
        text = self.regions.clocks.get(("US", state), "none")
        return zones_in(text)[0] if text != "none" else text

    def region_of(self, country, admin1):
        name = self.admin1.get(f"{country}.{admin1}", "")
        if country == "US":
            return admin1
        code = self.regions.find(country, name) if name else None
        if code is None and (country, admin1) in self.regions.clocks:
            code = admin1
        if code is None:
            self.unknown_regions[country, admin1, name] += 1
        return code

    def clocks_of(self, country, region, admin1, admin2, name, lat, lon):
        if country == "US":
            return self.us_clocks(region, self.admin2.get(f"US.{admin1}.{admin2}", ""), name)
        folded = self.folding.name(name)
        # A namesake decides nothing in a region without that clock: there is a Yalta beside Mariupol.
        within = None if region is None else zones_in(self.regions.clocks[country, region])
        for scope in (region, "-"):
            own = self.named.get((country, scope, folded))
            if own and (scope == region or within is None or zones_in(own)[0] in within):
                return own
        if region is None:
            text = self.regions.country[country]
            return text if len(zones_in(text)) == 1 else self.regions.default.get(country)
        district = self.admin2.get(f"{country}.{admin1}.{admin2}", "")
        if (country, region) == ("CA", "ON") and lon > -90:
            return "America/Toronto"  # Kenora District reaches far to the east (tzdata)
        if (country, region, district) in self.districts:
            text = self.districts[country, region, district]
            return text if len(zones_in(text)) == 1 or district in \
                ("Tabatinga", "Qaanaaq", "Creighton") else zones_in(text)[0]
        if (country, region) == ("CA", "NL"):
            # Labrador keeps Atlantic time, but its southeast does not (tzdata).
            return "America/Goose_Bay" if lat > 52.6 or lon < -60 else "America/St_Johns"
        text = self.regions.clocks[country, region]
        if (country, region) == ("BR", "PE") and lon > -33:
            return "America/Noronha"
        if (country, region) == ("MX", "TAM"):
            return "America/Monterrey"  # away from the border, where most do not live
        if (country, region) == ("CN", "XJ") or country == "UA":
            return text
        return zones_in(text)[0] if zones_in(text) else None

    def all(self):
        rows = sources.places()
        self.folding.learn([r[3] for r in rows])
        several = {c for c, _ in self.regions.clocks}
        for country, admin1, admin2, name, lat, lon in rows:
            region = self.region_of(country, admin1) if country in several else None
            if country in several:
                text = self.clocks_of(country, region, admin1, admin2, name, lat, lon)
            else:
                text = self.regions.country.get(country)
            if text and text != "none":
                yield Place(country, region, name, text, lat, lon)


def merge(texts, clock):
    """Clocks of several places of one name: one zone for each clock, by number of places."""
    weights, names = collections.Counter(), {}
    for text, count in texts.items():
        total = sum(w for _, w in clocks(text))
        for zone, weight in clocks(text):
            key = clock(zone)
            weights[key] += count * weight / total
            names.setdefault(key, collections.Counter())[zone] += count * weight / total
    rows = sorted(((w, max(sorted(names[k]), key=lambda z: names[k][z]))
                   for k, w in weights.items()), key=lambda r: (-r[0], r[1]))
    if len(rows) == 1:
        return rows[0][1]
    total = sum(w for w, _ in rows)
    kept = [(max(5, 5 * round(20 * w / total)), z) for w, z in rows[:4]]
    return " ".join(f"{z} {w}" for w, z in kept)


def place_names(gazetteer, all_places, zips, clock, territories):
    """(scope, name) -> clocks. The scope is a region that keeps several clocks, or a country; and the
    two Georgias and the two Congos, whose towns tell them apart."""
    folding, regions = gazetteer.folding, gazetteer.regions
    found = collections.defaultdict(collections.Counter)
    several = {c for c in regions.country
               if len({clock(z) for z in zones_in(regions.country[c])}) > 1} | {"CG", "CN", "DE", "GE"}
    mother = {t: m for m, names in territories.items() for t in names}

    def note(country, region, name, text, count=1.0):
        if country in several:
            found[country, name][text] += count
            if region and (regions.mixed(country, region) or (country, region) == ("US", "GA")):
                found[f"{country}-{region}", name][text] += count

    for place in all_places:
        name = folding.name(place.name)
        if not name:
            continue
        note(place.country, place.region, name, place.clocks)
        above = mother.get(place.country)
        if above and clock(zones_in(place.clocks)[0]) != clock(zones_in(regions.country[above])[0]):
            found[above, name][place.clocks] += 1
    for row in zips:
        if row.state in ("AA", "AE", "AP") or ("US", row.state) not in regions.clocks:
            continue
        text = gazetteer.us_clocks(row.state, row.county, row.place)
        note("US", row.state, folding.name(row.place), text, 0.5)
    # The mother country's own places of a name that a territory has too.
    for place in all_places:
        key = (place.country, folding.name(place.name))
        if place.country in territories and place.country not in several and key in found:
            found[key][place.clocks] += 1
    # A town that somebody thought worth a row is larger than its namesakes.
    for (country, region, name), text in gazetteer.named.items():
        if region != "-" and (country, name) in found:
            found[country, name][text] += 30
    # So is the one that a zone of the country is named after: Jayapura in Papua.
    cities = {(country, zone): zone.rpartition("/")[2].replace("_", " ")
              for country, zones in sources.zone_tab().items() for zone in zones}
    folding.learn(list(cities.values()))
    named_after = {(country, folding.name(city), zone) for (country, zone), city in cities.items()}
    for (scope, name), texts in found.items():
        for text in texts:
            if (scope, name, zones_in(text)[0]) in named_after:
                rest = max((n for other, n in texts.items() if other != text), default=0)
                texts[text] = max(texts[text], 30, 2 * rest)
    result = {key: merge(texts, clock) for key, texts in found.items()}
    for (country, region, name), text in gazetteer.named.items():
        if region == "-":
            result[country, name] = text
        else:
            result[f"{country}-{region}", name] = text
            result.setdefault((country, name), text)
    for (state, name), text in gazetteer.towns.items():
        result["US-" + state, name] = text
    folding.learn([name for _, name in result])
    loose = {}
    for (scope, name), text in sorted(result.items()):
        # One clock for the whole country and a name that says no more than that: no row.
        if scope in ("CN", "DE") and text == regions.default[scope]:
            continue
        # Russian names are written in two alphabets, and in Latin in many ways.
        loose.setdefault((scope, folding.loose(name) if scope[:2] == "RU" else name), text)
    return loose


def points(all_places, clock_count):
    """Few places that still answer for the others by the nearest (after Hart's condensed set), on a
    grid of a hundredth of a degree, by zone. Countries with one clock need no more than a place for
    each degree: their country decides, and without one the clock is the neighbour's or theirs."""
    samples, seen = [], set()
    for place in all_places:
        step = 5 if clock_count(place.country) > 1 else 200
        key = (place.country, round(place.lat * 100) // step, round(place.lon * 100) // step)
        if key not in seen:
            seen.add(key)
            # Where two clocks are lived by, both stand at one point: coordinates tell no more.
            samples += [(round(place.lat * 100), round(place.lon * 100), zone, place.country)
                        for zone in zones_in(place.clocks)]
    return condensed(sorted(set(samples)))


def distance2(a, b):
    lat = (a[0] - b[0]) * 0.01
    lon = abs(a[1] - b[1]) * 0.01
    if lon > 180:
        lon = 360 - lon
    lon *= math.cos(math.radians((a[0] + b[0]) * 0.005))
    return lat * lat + lon * lon


class Grid:
    def __init__(self, hundredths):
        self.step = hundredths
        self.cells = collections.defaultdict(list)

    def add(self, point):
        self.cells[point[0] // self.step, point[1] // self.step].append(point)

    def nearest(self, point):
        """Among the cells round it; seeds stand in every cell that has a place."""
        row, column = point[0] // self.step, point[1] // self.step
        near = [other for i in (-1, 0, 1) for j in (-1, 0, 1)
                for other in self.cells.get((row + i, column + j), ())]
        return min(near, key=lambda other: distance2(point, other))


def condensed(samples):
    order = samples[:]
    random.Random(1).shuffle(order)
    grid, kept, seeded = Grid(100), [], set()
    for sample in order:
        cell = (sample[0] // 200, sample[1] // 200, sample[2])
        if cell not in seeded:
            seeded.add(cell)
            grid.add(sample)
            kept.append(sample)
    # Every sample must find a neighbour: one seed for each cell of one degree.
    for sample in order:
        if not grid.cells.get((sample[0] // 100, sample[1] // 100)):
            grid.add(sample)
            kept.append(sample)
    for _ in range(3):
        added = 0
        for sample in order:
            if grid.nearest(sample)[2] != sample[2]:
                grid.add(sample)
                kept.append(sample)
                added += 1
        if not added:
            break
    return sorted(set(kept))
