#!/usr/bin/env python3
"""Writes scheduler/geo/country_names.cpp: what people write for a country -> its alpha-2 code.

  tools/geo/country_names.py > scheduler/geo/country_names.cpp

Inputs: English names from iso3166.tab of tzdata (public domain); alpha-3 codes from ISO 3166-1 as
listed by Debian's iso-codes (codes only); all other names are authored below.
"""
import json
import re
import unicodedata

TZDATA = "/usr/share/zoneinfo/iso3166.tab"
ISO_CODES = "/usr/share/iso-codes/json/iso_3166-1.json"
UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "ß": "ss", "ı": "i", "đ": "d"})

ALIASES = """
AE uae|emirates|الإمارات العربية المتحدة|الإمارات
AS american samoa
AT osterreich|oesterreich|autriche
AX aland
BA bosnia and herzegovina|bosnia|bosna i hercegovina
BE belgie|belgique|belgien
BL saint barthelemy
BN brunei darussalam
BO plurinational state of bolivia|bolivia plurinational state of
BQ bonaire|caribbean netherlands|bonaire sint eustatius and saba
BR brasil|bresil
BY belorussia|беларусь|белоруссия
CC cocos islands
CD democratic republic of the congo|dr congo|drc|congo kinshasa|congo the democratic republic of the
CF central african republic
CG congo|republic of the congo|congo brazzaville
CH schweiz|suisse|svizzera
CI ivory coast|cote d ivoire
CN peoples republic of china|prc|mainland china|中国|中國
CV cabo verde
CZ czechia|cesko|ceska republika
DE deutschland|allemagne|alemania|germania|federal republic of germany
DK danmark
DO republica dominicana
DZ algerie|الجزائر
EG مصر
ES espana|espagne|spanien|spagna
FI suomi
FK falkland islands malvinas
FM federated states of micronesia|micronesia federated states of
FO faroes|foroyar
FR republique francaise|frankreich|francia|metropolitan france
GB united kingdom|uk|great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland|royaume uni|reino unido|vereinigtes konigreich|великобритания
GE საქართველო
GR hellas|ellada|ελλαδα|ελλάδα|Ελλάδα
HK hong kong sar|hong kong sar china|hongkong|香港
HM heard and mcdonald islands
HR hrvatska
HU magyarorszag
ID indonesie
IE republic of ireland|eire
IL ישראל
IN bharat|भारत
IQ العراق
IR islamic republic of iran|iran islamic republic of|ایران
IT italia|italie|italien
JO الأردن
JP nippon|nihon|日本
KN saint kitts and nevis|st kitts and nevis
KP north korea|dprk|korea democratic peoples republic of
KR south korea|korea|republic of korea|korea republic of|대한민국|한국
KW الكويت
KZ қазақстан|казахстан
LA lao peoples democratic republic|lao
LB لبنان
LC saint lucia
LT lietuva
LV latvija
LY libyan arab jamahiriya
MA maroc|المغرب
MD republic of moldova|moldova republic of
ME crna gora
MF saint martin|saint martin french part
MK macedonia|north macedonia|the former yugoslav republic of macedonia
MM myanmar|burma
MO macao|macau sar|macao sar china|澳门|澳門
MX mejico|mexique|estados unidos mexicanos
NL holland|nederland|the netherlands|niederlande|pays bas|paises bajos
NO norge|noreg
NZ aotearoa
PF polynesie francaise
PH pilipinas|the philippines
PL polska|polen
PM saint pierre and miquelon
PN pitcairn islands
PS palestinian territories|palestinian territory|palestine state of|state of palestine
QA قطر
RO romania
RS srbija
RU russian federation|россия|российская федерация|rossiya
SA ksa|kingdom of saudi arabia|السعودية|المملكة العربية السعودية
SE sverige|suede|schweden
SH saint helena
SI slovenija
SJ svalbard and jan mayen|svalbard
SK slovensko|slovak republic
ST sao tome and principe
SX sint maarten|saint martin dutch part
SY syrian arab republic
SZ eswatini|swaziland
TC turks and caicos islands|turks and caicos
TF french southern territories
TH ประเทศไทย|ไทย
TL timor leste
TN tunisie|تونس
TR turkiye
TT trinidad and tobago
TW taiwan province of china|臺灣|台灣|台湾
TZ united republic of tanzania|tanzania united republic of
UA україна|украина|ukraina
UM united states minor outlying islands
US usa|united states of america|the united states|u s a|u s|america|estados unidos|etats unis|vereinigte staaten|stati uniti|сша|美国|アメリカ
UZ ozbekiston
VA holy see|vatican
VC saint vincent and the grenadines|st vincent and the grenadines
VE bolivarian republic of venezuela|venezuela bolivarian republic of
VG british virgin islands|virgin islands british
VI us virgin islands|u s virgin islands|virgin islands u s|virgin islands
VN viet nam
WF wallis and futuna
WS samoa|western samoa
XK kosovo|kosova|republic of kosovo
ZA rsa|republic of south africa
"""


def fold(text):
    text = re.sub("['’‘`]", "", text.lower().translate(UNDECOMPOSED))
    kept = []
    for char in text:
        # Only Latin letters lose their marks: a Hangul syllable is one letter, not three.
        if ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00:
            kept.append("".join(c for c in unicodedata.normalize("NFKD", char)
                                if not unicodedata.combining(c)))
        else:
            kept.append("е" if char == "ё" else char)
    return re.sub(r"[\x00-/:-`{-\xbf]+", " ", "".join(kept)).strip()


def main():
    names = {}
    for line in open(TZDATA, encoding="utf-8"):
        if not line.startswith("#"):
            code, name = line.rstrip("\n").split("\t")
            names[code] = [fold(name)]
    names["XK"] = []
    for line in ALIASES.strip().splitlines():
        code, aliases = line.split(" ", 1)
        for alias in aliases.split("|"):
            if fold(alias) not in names[code]:
                names[code].append(fold(alias))
    alpha3 = {row["alpha_2"]: row["alpha_3"] for row in json.load(open(ISO_CODES))["3166-1"]}
    alpha3["XK"] = "XKX"  # user-assigned, as the World Bank writes it
    print("// Written by tools/geo/country_names.py; change its lists, not this file.")
    print('#include "scheduler/geo/country_names.hpp"\n')
    print("#include <algorithm>\n#include <array>\n")
    print("namespace vesper {\n\nnamespace {\n")
    print("struct Country {\n    std::string_view alpha2;\n    std::string_view alpha3;")
    print("    std::string_view names;  // folded, between bars\n};\n")
    print("constexpr std::array countries{")
    for code in sorted(names):
        print('    Country{"%s", "%s", "|%s|"},' % (code.lower(), alpha3[code].lower(),
                                                   "|".join(names[code])))
    print("};\n\n}  // namespace\n")
    print(LOOKUP)


LOOKUP = """std::string country_named(std::string_view folded) {
    if (folded.empty()) return {};
    const auto by_code = [&](const Country& row) {
        return row.alpha2 == folded || row.alpha3 == folded;
    };
    auto found = std::find_if(countries.begin(), countries.end(), by_code);
    if (found == countries.end()) {
        const std::string between_bars = '|' + std::string{folded} + '|';
        found = std::find_if(countries.begin(), countries.end(), [&](const Country& row) {
            return row.names.find(between_bars) != std::string_view::npos;
        });
    }
    if (found == countries.end()) return {};
    std::string code{found->alpha2};
    for (char& c : code) c = static_cast<char>(c - 'a' + 'A');
    return code;
}

}  // namespace vesper"""

if __name__ == "__main__":
    main()
