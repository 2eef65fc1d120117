"""Countries, regions and their names."""
import collections
import sys

import sources


def clocks(text):
    """"America/Chicago 60 America/Denver 40" -> [(zone, weight)]."""
    words = text.split()
    return [(w, float(words[i + 1]) if i + 1 < len(words) and words[i + 1][0].isdigit() else 100.0)
            for i, w in enumerate(words) if not w[0].isdigit()]


def zones_in(text):
    return [zone for zone, _ in clocks(text)] if text not in ("none", "-") else []


class Regions:
    """The regions of countries with more than one clock or zone."""

    def __init__(self, folding):
        self.folding = folding
        self.default = {}
        self.country = {c: z[0] for c, z in sources.zone_tab().items()}
        for code, text, rest in sources.authored("countries"):
            self.country[code] = text
            if rest != "-":
                self.default[code] = rest
        self.clocks = {}
        aliases = collections.defaultdict(list)
        for country, code, text, names in sources.authored("subdivisions"):
            self.clocks[country, code] = text
            aliases[country, code] = [n for n in names.split("|") if n]
        self.english = {}
        spoken = collections.defaultdict(collections.Counter)
        wanted = {country for country, _ in self.clocks} | set(self.default)
        for language, country, code, name in sources.cldr_subdivisions():
            if country not in wanted or not code:
                continue
            if (country, code) not in self.clocks:
                if country not in self.default:
                    continue
                self.clocks[country, code] = self.default[country]
            if language == "en":
                self.english[country, code] = name
            spoken[country, code][name] += 4 if language == "en" else 1
        for key, names in aliases.items():
            if names:
                self.english.setdefault(key, names[0])
        self._collect(aliases, spoken)

    def _collect(self, aliases, spoken):
        """Name -> code. An authored name beats English, English the other languages; a name that two
        regions share equally is theirs only if they keep one clock."""
        self.folding.learn([n for c in spoken.values() for n in c])
        self.folding.learn([n for names in aliases.values() for n in names])
        claims = collections.defaultdict(collections.Counter)
        for key, names in aliases.items():
            for name in names:
                claims[key[0], self.folding.name(name)][key[1]] += 1000
                claims[key[0], self.folding.bare(name)][key[1]] += 100
        for key, names in spoken.items():
            for name, languages in names.items():
                claims[key[0], self.folding.name(name)][key[1]] += languages
                claims[key[0], self.folding.bare(name)][key[1]] += languages / 20
        self.names = {}
        for country, territory, names in sources.authored("territory_names"):
            self.folding.learn(names.split("|"))
            for name in names.split("|"):
                self.names[country, self.folding.name(name)] = "@" + territory
        for (country, name), codes in claims.items():
            (first, votes), *others = codes.most_common()
            if not name or (name.isdigit() and codes[codes.most_common()[0][0]] < 1000) or len(name) < 2 and not ord(name[0]) > 0x2E80:
                continue
            if (country, name) in self.names:
                continue
            rival = [c for c, v in others if v * 2 > votes and
                     self.clocks[country, c] != self.clocks[country, first]]
            if not rival:
                self.names[country, name] = first
        self._refuse_namesakes(claims)

    def _refuse_namesakes(self, claims):
        """A wrong name in one of CLDR's languages shows as a name of two regions: that of the Región
        Metropolitana stood with Bío Bío. Those that do share one are authored."""
        known = {(country, frozenset(pair)) for country, *pair, _ in sources.authored("namesakes")}
        self.folding.learn([name for _, name in self.names])
        found = []
        for (country, name), code in self.names.items():
            rivals = {c for c, v in claims[country, name].items()
                      if v * 2 > claims[country, name][code]}
            rivals.add(self.names.get((country, self.folding.bare(name)), "@"))
            found += [f"{country} {name!r}: {code} or {rival}" for rival in rivals - {code}
                      if "@" not in rival + code and (country, frozenset((code, rival))) not in known]
        if found:
            sys.exit("one name, two regions (authored/namesakes.tsv):\n" + "\n".join(sorted(found)))

    def find(self, country, name):
        """The code of a region by a name GeoNames uses."""
        self.folding.learn([name])
        for form in (self.folding.name(name), self.folding.bare(name)):
            code = self.names.get((country, form), "@")
            if code[0] != "@":
                return code
        return None

    def mixed(self, country, code):
        return len(zones_in(self.clocks[country, code])) != 1


def country_names(folding):
    """Folded name -> code, as Regions does it: authored, English, then by number of languages."""
    spoken = collections.Counter()
    for language, code, name in sources.cldr_territories():
        spoken[code, name] += 50 if language == "en" else 1
    authored = [(code, name) for code, names in sources.authored("country_names")
                for name in names.split("|")]
    folding.learn([n for _, n in spoken] + [n for _, n in authored])
    claims = collections.defaultdict(collections.Counter)
    known = sources.alpha3()
    for (code, name), languages in spoken.items():
        if code in known:
            claims[folding.name(name)][code] += languages
    for code, name in authored:
        claims[folding.name(name)][code] += 100000
    names = {}
    for name, codes in claims.items():
        (first, votes), *others = codes.most_common()
        if len(name) > 1 and not (others and others[0][1] * 2 > votes):
            names[name] = first
    for code, three in known.items():
        names.setdefault(three.lower(), code)
    # Two letters are a code before they are a word: "uk" alone is written for another code's country.
    return {n: c for n, c in names.items() if not (len(n) == 2 and n.upper() in known)}
