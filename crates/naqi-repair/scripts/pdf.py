"""Prints texts as PDF and extracts them again: `pdf.py FOLDER NAME=FILE…`.

Needs Chromium, pypdf, pdfminer.six and PyMuPDF. For each text, FOLDER gets the lines that were printed, NAME.txt, and what
each library extracts, NAME.LIBRARY.txt. `measure --words FOLDER/NAME.txt FOLDER/NAME.LIBRARY.txt …` counts the words
that come back.
"""

import html
import logging
import os
import subprocess
import sys

import pymupdf
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdf import PdfReader

LINES = 60
STYLE = "body { font-family: %s; font-size: 12pt; direction: rtl }"
FONTS = ["Amiri", "DejaVu Sans", "Noto Naskh Arabic"]
# Without the spaces that PyMuPDF writes where marks are drawn.
INHIBIT_SPACES = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_INHIBIT_SPACES


def chromium(page, pdf):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={pdf}", page], check=True, capture_output=True)


def main():
    logging.disable(logging.WARNING)
    folder, *inputs = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for item in inputs:
        name, path = item.split("=", 1)
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if line.strip()]
        lines = lines[:: max(len(lines) // LINES, 1)][:LINES]
        for font in FONTS:
            stem = os.path.join(os.path.abspath(folder), f"{name}-{font.split()[0].lower()}")
            with open(stem + ".txt", "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
            with open(stem + ".html", "w", encoding="utf-8") as file:
                body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
                file.write(f'<!doctype html><meta charset="utf-8"><style>{STYLE % font}</style>\n{body}')
            pdf = stem + ".pdf"
            chromium(stem + ".html", pdf)
            extracted = {
                "pypdf": "\n".join(page.extract_text() for page in PdfReader(pdf).pages),
                "pdfminer": extract_text(pdf),
                "pdfminer-margin": extract_text(pdf, laparams=LAParams(word_margin=1)),
                "pymupdf": "\n".join(page.get_text() for page in pymupdf.open(pdf)),
                "pymupdf-inhibit": "\n".join(page.get_text(flags=INHIBIT_SPACES) for page in pymupdf.open(pdf)),
            }
            for library, text in extracted.items():
                with open(f"{stem}.{library}.txt", "w", encoding="utf-8") as file:
                    file.write(text)


main()
