"""Reads PDF files that Chromium printed, in the order of reading: with pypdf, pdfminer.six or PyMuPDF.

Chromium draws each line from left to right. Beside the glyphs it writes the text that they stand for (`ActualText`), and
which runs are from right to left (`ReversedChars`). The extracting functions of the libraries ignore one or both, but the
libraries give access to them. The functions below read them, and `Lines` puts the runs in order. This works for pages whose
paragraphs are from right to left, and for PDF files of Chromium only: other programs write the tags differently, or not at
all.

At the end of a page may stand marks of the line that the next page begins with, as a line of its own: Chromium draws it on
both, and cuts it off.
"""

import re
import unicodedata
from itertools import groupby

HALF_A_LINE = 6  # In points; superscripts are nearer.
POINTS_PER_PIXEL = 0.75


class Lines:
    """Lines of text in the order of reading, from what a page draws from left to right."""

    def __init__(self):
        self.lines, self.tags, self.place = [], [], None

    def begin_run(self, x, y):
        if not self.place or abs(y - self.place[1]) > HALF_A_LINE or x < self.place[0]:
            self.lines.append([])
        self.place = x, y
        self.lines[-1].append((any(name == "ReversedChars" for name, _ in self.tags), []))

    def begin_tag(self, name, actual=None):
        encoding = "utf-16" if actual and actual.startswith(b"\xfe\xff") else "latin-1"
        self.tags.append([name, actual and actual.decode(encoding)])

    def end_tag(self):
        self.tags[-1:] = []

    def glyph(self, text):
        for tag in self.tags:
            if tag[1] is not None:
                text, tag[1] = tag[1], ""  # The text of all glyphs inside, if there are any.
        if text and self.lines:
            self.lines[-1][-1][1].append(text)

    def text(self):
        return "".join("".join(reading_order(line)) + "\n" for line in self.lines)


def reading_order(runs):
    """The bidi algorithm (UAX #9) backward. Runs of one glyph have no tag: its class tells the direction, or its neighbours."""
    kinds = ""
    for is_reversed, texts in runs:
        classes = {unicodedata.bidirectional(c) for c in "".join(texts)}
        is_right_to_left = is_reversed or classes & {"R", "AL", "NSM"}
        kinds += "R" if is_right_to_left else "L" if len(texts) > 1 or classes & {"L", "EN", "AN"} else "N"
    kinds = re.sub("(?<=L)N+(?=L)", lambda neutral: "L" * len(neutral[0]), kinds)
    for is_left_to_right, group in groupby(zip(kinds[::-1], reversed(runs)), key=lambda item: item[0] == "L"):
        drawn = [texts for _, (_, texts) in group]
        for texts in reversed(drawn) if is_left_to_right else drawn:
            yield from texts if is_left_to_right else reversed(texts)


def glyph_texts(table):
    """What the glyphs of a font stand for, and of how many bytes they are, from its `ToUnicode` as Chromium writes it.

    A map without a `codespacerange` does not say of how many bytes they are: then no glyph has a text."""
    codes, _, entries = table.decode("ascii").partition("endcodespacerange")
    ranges = re.findall(r"<(\w+)>", codes.rpartition("begincodespacerange")[2]) if entries else []
    if not ranges:
        return no_texts
    texts = {}
    for first, last, text in re.findall(r"<(\w+)> (?:<(\w+)> )?<(\w+)>\n", entries):
        start, text = int(first, 16), bytes.fromhex(text).decode("utf-16-be")
        for code in range(start, int(last or first, 16) + 1):
            texts[code] = text[:-1] + chr(ord(text[-1]) + code - start)
    size = len(ranges[-1]) // 2
    return lambda shown: [texts.get(int.from_bytes(shown[at : at + size], "big")) for at in range(0, len(shown), size)]


def no_texts(_):
    """Of a font without such a map."""
    return [None]


def pypdf_text(page):
    lines, texts = Lines(), no_texts
    fonts = page["/Resources"]["/Font"] if "/Font" in page["/Resources"] else {}
    fonts = {name: font.get_object() for name, font in fonts.items()}
    fonts = {name: glyph_texts(font["/ToUnicode"].get_data()) for name, font in fonts.items() if "/ToUnicode" in font}

    def visit(operator, operands, matrix, text_matrix):
        nonlocal texts
        if operator == b"Tf":
            texts = fonts.get(operands[0], no_texts)
        elif operator == b"Tm":
            lines.begin_run(text_matrix[4] * matrix[0] + matrix[4], text_matrix[5] * matrix[3] + matrix[5])
        elif operator in (b"BMC", b"BDC"):
            properties = operands[1] if isinstance(operands[-1], dict) else {}
            lines.begin_tag(operands[0][1:], getattr(properties.get("/ActualText"), "original_bytes", None))
        elif operator == b"EMC":
            lines.end_tag()
        elif operator == b"Tj":
            for text in texts(operands[0].original_bytes):
                lines.glyph(text)

    page.extract_text(visitor_operand_after=visit)
    return lines.text()


def pdfminer_text(path):
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFException

    class Device(PDFTextDevice):
        def begin_tag(self, tag, props=None):
            lines.begin_tag(tag.name, props.get("ActualText") if isinstance(props, dict) else None)

        def end_tag(self):
            lines.end_tag()

        def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
            try:
                lines.glyph(font.to_unichr(cid))
            except PDFException:
                lines.glyph(None)
            return font.char_width(cid) * fontsize * scaling

    class Interpreter(PDFPageInterpreter):
        def do_Tm(self, a, b, c, d, e, f):
            super().do_Tm(a, b, c, d, e, f)
            lines.begin_run(e * self.ctm[0] + self.ctm[4], f * self.ctm[3] + self.ctm[5])

    lines, resources = Lines(), PDFResourceManager()
    interpreter = Interpreter(resources, Device(resources))
    with open(path, "rb") as file:
        for page in PDFPage.get_pages(file):
            lines.place = None
            interpreter.process_page(page)
    return lines.text()


# What Chromium writes: a tag with text, a tag, its end, a font, where a run begins, glyphs.
OPERATORS = re.compile(
    r"/(\w+) ?<</ActualText (?:<(\w+)>|\(((?:[^\\)]|\\.)+)\)) >> BDC|/(\w+) (?:BMC|<<.*?>>BDC)|(EMC)"
    r"|/(\w+) \S+ Tf|(\S+) (\S+) Tm|<(\w+)> Tj"
)


def pymupdf_text(page):
    """From the page's operators: `get_text` loses the first letter of some runs, and divides lines inside words.

    Without what is drawn through forms, as elements with an opacity are."""
    file, fonts, lines, texts = page.parent, {}, Lines(), no_texts
    for xref, *_, name, _ in page.get_fonts():
        kind, table = file.xref_get_key(xref, "ToUnicode")
        if kind == "xref":
            fonts[name] = glyph_texts(file.xref_stream(int(table.split()[0])))
    for match in OPERATORS.finditer(page.read_contents().decode("latin-1")):
        tagged, digits, escaped, tag, end, font, x, y, shown = match.groups()
        if tagged:
            plain = re.sub(r"\\(.)", r"\1", escaped or "").encode("latin-1")
            lines.begin_tag(tagged, bytes.fromhex(digits) if digits else plain)
        elif tag:
            lines.begin_tag(tag)
        elif end:
            lines.end_tag()
        elif font:
            texts = fonts.get(font, no_texts)
        elif x:
            lines.begin_run(float(x) * POINTS_PER_PIXEL, float(y) * POINTS_PER_PIXEL)
        else:
            for text in texts(bytes.fromhex(shown)):
                lines.glyph(text)
    return lines.text()
