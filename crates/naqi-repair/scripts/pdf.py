"""Prints texts as PDF, extracts and repairs them, and counts the words that come back: `pdf.py FOLDER NAME=FILE…`.

Needs Chromium, the three fonts, pypdf, pdfminer.six, PyMuPDF and cargo. For each text and font, FOLDER gets the lines that
were printed, NAME-FONT.txt, and what each library extracts, NAME-FONT.HOW.txt. Prints a table for each text, and one for all:
the words as they were extracted, repaired, and repaired without marks.
"""

import collections
import html
import logging
import os
import subprocess
import sys

import actual_text
import pymupdf
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdf import PdfReader

LINES = 60
STYLE = "body { font-family: %s; font-size: 12pt; direction: rtl }"
FONTS = ["Amiri", "DejaVu Sans", "Noto Naskh Arabic"]
# Without the spaces that PyMuPDF writes where marks are drawn.
INHIBIT_SPACES = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_INHIBIT_SPACES
WAYS = {
    "pypdf": lambda pdf: "\n".join(page.extract_text() for page in PdfReader(pdf).pages),
    "pypdf-actual": lambda pdf: "".join(map(actual_text.pypdf_text, PdfReader(pdf).pages)),
    "pdfminer": extract_text,
    "pdfminer-margin": lambda pdf: extract_text(pdf, laparams=LAParams(word_margin=1)),
    "pdfminer-actual": actual_text.pdfminer_text,
    "pymupdf": lambda pdf: "\n".join(page.get_text() for page in pymupdf.open(pdf)),
    "pymupdf-inhibit": lambda pdf: "\n".join(page.get_text(flags=INHIBIT_SPACES) for page in pymupdf.open(pdf)),
    "pymupdf-actual": lambda pdf: "".join(map(actual_text.pymupdf_text, pymupdf.open(pdf))),
}


def chromium(page, pdf):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={pdf}", page], check=True, capture_output=True)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def printed(stem, lines, font):
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    write(stem + ".html", f'<!doctype html><meta charset="utf-8"><style>{STYLE % font}</style>\n{body}')
    chromium(stem + ".html", stem + ".pdf")
    return stem + ".pdf"


def counts(original, paths):
    """For each file: the words of the original, those that were extracted and repaired, and the same without marks."""
    command = ["cargo", "run", "--quiet", "--release", "--package", "naqi-repair", "--example", "measure", "--", "--words"]
    home = os.path.dirname(os.path.abspath(__file__))
    run = subprocess.run([*command, original, *paths], check=True, capture_output=True, text=True, cwd=home)
    kinds = ["words", "extracted", "repaired", "bare extracted", "bare repaired"]
    return [collections.Counter(dict(zip(kinds, map(int, line.split("\t")[:5])))) for line in run.stdout.splitlines()]


def print_table(title, table):
    print(f"\n| {title} | {' | '.join(FONTS)} | all |\n|---|{'---:|' * (len(FONTS) + 1)}")
    for way in WAYS:
        cells = [table[way, font] for font in FONTS]
        cells.append(sum(cells, collections.Counter()))
        shares = [[cell[kind] / cell["words"] for kind in ("extracted", "repaired", "bare repaired")] for cell in cells]
        print(f"| {way} | {' | '.join('{:.3f} → {:.3f}, {:.3f}'.format(*share) for share in shares)} |")


def main():
    logging.disable(logging.WARNING)
    folder, *inputs = sys.argv[1:]
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    total = collections.defaultdict(collections.Counter)
    for item in inputs:
        name, path = item.split("=", 1)
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if line.strip()]
        lines = lines[:: max(len(lines) // LINES, 1)][:LINES]
        table = {}
        for font in FONTS:
            stem = os.path.join(folder, f"{name}-{font.split()[0].lower()}")
            write(stem + ".txt", "\n".join(lines) + "\n")
            pdf = printed(stem, lines, font)
            for way, extract in WAYS.items():
                write(f"{stem}.{way}.txt", extract(pdf))
            for way, cell in zip(WAYS, counts(stem + ".txt", [f"{stem}.{way}.txt" for way in WAYS])):
                table[way, font] = cell
                total[way, font] += cell
        print_table(name, table)
    print_table("all texts", total)


main()
