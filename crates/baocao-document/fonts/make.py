#!/usr/bin/env python3
"""Makes the embedded faces: a renamed subset of Liberation Serif 2.1.5.

    pip install fonttools
    python3 make.py /usr/share/fonts/truetype/liberation2

The Open Font License reserves the name "Liberation", so the subset has a name of its own.
"""

import pathlib
import sys
import unicodedata

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Baocao Serif"
FACES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
EXPECTED_VERSION = "2.1.5"


def vietnamese_letters():
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in tones}
    return letters | set("đĐ")


def wanted():
    """No two of these share a glyph: a PDF reader could not tell them apart when it copies text."""
    ranges = [(0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0xFF), (0x100, 0x17F), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9)]
    points = {point for first, last in ranges for point in range(first, last + 1)}
    points |= {ord(letter) for letter in vietnamese_letters()}
    points |= {0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026}
    points |= {0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A)}
    points |= {0x20AB, 0x20AC, 0x2116, 0x2122, 0x2153, 0x2154, *range(0x215B, 0x215F), *range(0x2190, 0x2194)}
    points |= {0x2206, 0x2211, 0x2212, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25A1, 0x25CF, 0x25CB}
    points |= {0x391, 0x392, 0x3A3, 0x3B1, 0x3B2, 0x3B3, 0x3B4, 0x3B5, 0x3C0, 0x3C3, 0x3C9}
    return points


def rename(font, style):
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    new = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}, from Liberation Serif {EXPECTED_VERSION}",
        4: full,
        6: f"{FAMILY.replace(' ', '')}-{style.replace(' ', '')}",
    }
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3 and record.nameID in (0, 5, 13, 14)]
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)


def make(source, file_style, style, target):
    font = TTFont(source / f"LiberationSerif-{file_style}.ttf", recalcTimestamp=False)
    if EXPECTED_VERSION not in font["name"].getDebugName(5):
        sys.exit(f"{source} does not hold Liberation {EXPECTED_VERSION}")
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"], glyph_names=False)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(wanted() & set(font.getBestCmap())))
    subsetter.subset(font)
    # One table of 16-bit characters: genpdf asks for every code point there is, and this table answers at once.
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4 and table.platformID == 3]
    rename(font, style)
    check(font, style)
    font.save(target / f"BaocaoSerif-{file_style}.ttf")


def check(font, style):
    characters = font.getBestCmap()
    missing = [letter for letter in vietnamese_letters() if ord(letter) not in characters]
    shared = len(characters) - len(set(characters.values()))
    if missing or shared:
        sys.exit(f"{style}: missing {missing}, characters that share a glyph: {shared}")
    absent = sorted(f"U+{point:04X}" for point in wanted() - set(characters))
    print(f"{style}: {len(characters)} characters, not in the source: {' '.join(absent) or 'none'}")


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    for file_style, style in FACES.items():
        make(pathlib.Path(sys.argv[1]), file_style, style, here)
