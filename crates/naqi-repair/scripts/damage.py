"""Damages the lines of texts: `damage.py LINES OUT.tsv OUT-BYTES.tsv NAME=FILE…`, with arabic-reshaper and python-bidi.

Each line of OUT.tsv is a kind of damage, the damaged line and the line as it was, between tabs; in OUT-BYTES.tsv the
damaged line is bytes, as hexadecimal digits. `examples/measure.rs` reads both.
"""

import re
import sys
import unicodedata

import arabic_reshaper
from bidi import get_display

RESHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})
LAM_ALEF = re.compile("(\u0644)([\u064b-\u0652\u0670]*)([\u0627\u0623\u0625\u0622])")
WORD = re.compile("[\u0621-\u065f\u0670-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ed]+")


def sloppy(data, codec):
    """Bytes that a code page leaves free are read as Latin-1 does."""
    out = []
    for byte in data:
        try:
            out.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def read_as(codec, times=1):
    def damaged(line):
        for _ in range(times):
            line = sloppy(line.encode("utf-8"), codec)
        return line

    return damaged


def one_byte(written, read):
    return lambda line: sloppy(line.encode(written), read)


def visual(line):
    return get_display(line)


DAMAGES = {
    "visual": visual,
    "visual, base right": lambda line: get_display(line, base_dir="R"),
    "visual, forms": lambda line: get_display(RESHAPER.reshape(line)),
    "reversed": lambda line: line[::-1],
    "reversed, forms": lambda line: RESHAPER.reshape(line)[::-1],
    "words reversed": lambda line: WORD.sub(lambda word: word[0][::-1], line),
    "lam-alef swapped": lambda line: LAM_ALEF.sub(r"\3\2\1", line),
    "utf-8 as latin-1": read_as("latin-1"),
    "utf-8 as 1252": read_as("cp1252"),
    "utf-8 as 1256": read_as("cp1256"),
    "utf-8 as mac_arabic": read_as("mac_arabic"),
    "utf-8 as 1252 twice": read_as("cp1252", 2),
    "utf-8 as latin-1 twice": read_as("latin-1", 2),
    "utf-8 as 1256 twice": read_as("cp1256", 2),
    "utf-8 as mac_arabic twice": read_as("mac_arabic", 2),
    "utf-8 as 1256, then 1252": lambda line: read_as("cp1252")(read_as("cp1256")(line)),
    "1256 as latin-1": one_byte("cp1256", "latin-1"),
    "1256 as 1252": one_byte("cp1256", "cp1252"),
    "8859-6 as latin-1": one_byte("iso8859_6", "latin-1"),
    "8859-6 as 1252": one_byte("iso8859_6", "cp1252"),
}

# CP864 has some forms of each letter, which stand for the others.
FORMS = {}
for code in range(128, 256):
    try:
        form = bytes([code]).decode("cp864")
    except UnicodeDecodeError:
        continue
    FORMS.setdefault(unicodedata.normalize("NFKC", form), code)


def cp864(line):
    out = bytearray()
    for form in RESHAPER.reshape(line):
        try:
            out += form.encode("cp864")
        except UnicodeEncodeError:
            code = FORMS.get(unicodedata.normalize("NFKC", form))
            if code is None:
                raise
            out.append(code)
    return bytes(out)


BYTES = {
    "utf-8": lambda line: line.encode("utf-8"),
    "utf-16-le": lambda line: line.encode("utf-16-le"),
    "utf-16-be": lambda line: line.encode("utf-16-be"),
    "utf-16": lambda line: line.encode("utf-16"),
    "cp1256": lambda line: line.encode("cp1256"),
    "iso8859_6": lambda line: line.encode("iso8859_6"),
    "mac_arabic": lambda line: line.encode("mac_arabic"),
    "cp720": lambda line: line.encode("cp720"),
    "cp864": cp864,
}


def main():
    count, out, out_bytes, *inputs = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as damaged, open(out_bytes, "w", encoding="utf-8") as data:
        for item in inputs:
            name, path = item.split("=", 1)
            with open(path, encoding="utf-8") as file:
                lines = [line.rstrip("\n") for line in file]
            lines = [line for line in lines if re.search("[\u0621-\u064a]", line) and not re.search("[\ufb50-\ufefc\t\r\x85]", line)]
            step = max(len(lines) // int(count), 1)
            for line in lines[::step][: int(count)]:
                for kinds, file, shown in (DAMAGES, damaged, str), (BYTES, data, bytes.hex):
                    for kind, damage in kinds.items():
                        try:
                            result = damage(line)
                        except (UnicodeEncodeError, AssertionError):  # python-bidi knows no isolates
                            continue
                        if result != line and not (isinstance(result, str) and re.search("[\n\t]", result)):
                            file.write(f"{name}, {kind}\t{shown(result)}\t{line}\n")


main()
