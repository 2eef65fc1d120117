#!/usr/bin/env python3
"""Prints the letter table of scheduler/geo/fold.cpp: Latin letters to their base letters.

Source: the decompositions of Python's unicodedata (Unicode, NFKD); letters that do not decompose
are written here as the post offices write them.
"""
import unicodedata

SPECIAL = {"ß": "S", "ẞ": "S", "æ": "A", "œ": "O", "þ": "T",  # two letters each: see fold.cpp
           "ð": "d", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t",
           "ĸ": "k", "ſ": "s", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŀ": "l", "ŉ": "n"}


def base(point):
    char = chr(point).lower()[0]
    if char in SPECIAL:
        return SPECIAL[char]
    first = unicodedata.normalize("NFKD", char)[0].lower()
    if first in SPECIAL:
        return SPECIAL[first]
    return first if "a" <= first <= "z" else " "


def rows(first, last):
    text = "".join(base(point) for point in range(first, last))
    for start in range(0, len(text), 64):
        print('    "%s"' % text[start:start + 64])


for name, first, last in (("latin", 0xC0, 0x250), ("latin_additional", 0x1E00, 0x1F00)):
    print("constexpr std::string_view %s{" % name)
    rows(first, last)
    print("};")
