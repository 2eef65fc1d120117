"""Postal codes: the United States from its ZIP codes and the authored counties, the others as
authored."""
import bisect
import collections

import sources
from names import zones_in

CANADA = {"A": "NL", "B": "NS", "C": "PE", "E": "NB", "G": "QC", "H": "QC", "J": "QC", "K": "ON",
          "L": "ON", "M": "ON", "N": "ON", "P": "ON", "R": "MB", "S": "SK", "T": "AB", "V": "BC",
          "Y": "YT"}

# Rows with clocks of their own, which no "=" row stands for.
REGIONS = {("MX", "87"): "TAM", ("MX", "88"): "TAM", ("MX", "89"): "TAM", ("MX", "25"): "COA",
           ("MX", "26"): "COA", ("MX", "27"): "COA", ("MX", "31"): "CHH", ("MX", "32"): "CHH",
           ("MX", "63"): "NAY", ("MX", "64"): "NLE", ("MX", "65"): "NLE", ("BR", "69"): "AM",
           ("RU", "67"): "SA"}

Row = collections.namedtuple("Row", "country first last means region note")


def authored_rows(regions):
    raw = [r for r in sources.authored("postal")]
    parents = [r for r in raw if r[3].startswith("=")]

    def region_of(country, first):
        if country == "CA":
            return "NU" if first[:3] in ("X0A", "X0B", "X0C") else CANADA.get(first[0], "-")
        if (country, first[:2]) in REGIONS:
            return REGIONS[country, first[:2]]
        covering = [p for p in parents if p[0] == country and len(p[1]) <= len(first)
                    and p[1] <= first[:len(p[1])] <= p[2]]
        return max(covering, key=lambda p: len(p[1]))[3][1:] if covering else "-"

    for country, first, last, means, *within in raw:
        if means.startswith("="):
            region = means[1:]
            note = regions.english.get((country, region), region)
            yield Row(country, first, last, regions.clocks[country, region], region, note)
        elif means.startswith("@") or means == "none":
            yield Row(country, first, last, means, "-", "-")
        else:
            region = within[0] if within else region_of(country, first)
            yield Row(country, first, last, means, region,
                      regions.english.get((country, region), "-"))


def us_rows(gazetteer, zips, fixed):
    """Runs of ZIP codes: one for each code whose clock is not its state's first, so that the answer can
    name town and county; else as long as state and clock are the same. Then prefixes of three."""
    regions = gazetteer.regions
    fixed_prefixes = {p for row in fixed if row.country == "US"
                      for p in prefixes(row.first, row.last)}
    marked = []
    for row in zips:
        if any(row.code.startswith(p) for p in fixed_prefixes):
            continue
        if ("US", row.state) not in regions.clocks or row.state in ("AA", "AE", "AP"):
            continue
        marked.append((row, gazetteer.us_clocks(row.state, row.county, row.place)))
    unique = {}
    for row, text in marked:
        unique.setdefault(row.code, (row, text))
    marked = [unique[code] for code in sorted(unique)]
    apart = sorted(p.ljust(5, "0") for p in fixed_prefixes)

    def reaches(run, code):
        """Nothing that is no part of the state lies between."""
        return bisect.bisect(apart, run.first) == bisect.bisect(apart, code)

    rows, run = [], None
    for row, text in marked:
        usual = zones_in(regions.clocks["US", row.state])[0]
        state = regions.english["US", row.state]
        if text != usual:
            county = row.county + (" County" if row.state != "AK" else "")
            rows.append(Row("US", row.code, row.code, text, row.state,
                            f"{row.place}, {county} {row.state}"))
            run = None
        elif run and run[3:5] == (text, row.state) and reaches(run, row.code):
            rows[-1] = run = rows[-1]._replace(last=row.code)
        else:
            run = Row("US", row.code, row.code, text, row.state, state)
            rows.append(run)
    by_prefix = collections.defaultdict(collections.Counter)
    for row, text in marked:
        by_prefix[row.code[:3]][text, row.state] += 1
    for prefix, kinds in sorted(by_prefix.items()):
        texts = collections.Counter()
        states = collections.Counter()
        for (text, state), count in kinds.items():
            texts[zones_in(text)[0]] += count
            states[state] += count
        total = sum(texts.values())
        means = " ".join(f"{z} {max(1, round(100 * n / total))}" if len(texts) > 1 else z
                         for z, n in texts.most_common())
        state = states.most_common()[0][0]
        rows.append(Row("US", prefix, prefix, means, state if len(states) == 1 else "-",
                        regions.english["US", state]))
    return rows


def prefixes(first, last):
    return [str(n).zfill(len(first)) for n in range(int(first), int(last) + 1)]
