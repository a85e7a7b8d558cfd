"""Normalizers of Hugging Face's ``tokenizers``.

``export`` writes the rules that ``tokenizer.json`` can hold, so that a tokenizer can be saved and loaded without naqi.
``custom`` runs naqi itself, for lists of steps that these rules cannot express; a tokenizer with it cannot be saved.

>>> from tokenizers import Tokenizer, models
>>> from naqi.tokenizers import export
>>> tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
>>> tokenizer.normalizer = export("strip_diacritics, strip_tatweel, unify_alef")
>>> tokenizer.normalizer.normalize_str("أُخْرَى")
'اخرى'
"""

from __future__ import annotations

import unicodedata
from typing import Any, Dict, Iterable, List, Set, Tuple, Union

from tokenizers import NormalizedString, Regex, normalizers

from ._naqi import Normalizer, NaqiError

__all__ = ["NotExpressible", "custom", "export"]


class NotExpressible(NaqiError):
    """A step that the rules of ``tokenizer.json`` cannot express. ``step`` is its text."""

    step: str


# Steps that rewrite each code point by itself, after a letter and its mark are joined.
_LOCAL = frozenset(
    """
    compose strip_tashkeel strip_harakat strip_shadda strip_tanwin strip_diacritics strip_quranic_marks dagger_alef
    strip_tatweel strip_invisible strip_bidi strip_joiners unify_alef unify_alef_hamza unify_wasla unify_hamza
    unify_yeh unify_teh_marbuta unify_kaf unify_heh unify_heh_goal unify_heh_doachashmee unify_waw unify_foreign letters digits
    unify_punctuation unify_spaces fold_case strip_digits strip_punctuation map transliterate
    """.split()
)
_INSTEAD = {
    "nfc": "put tokenizers.normalizers.NFC() before the exported rules",
    "nfkc": "put tokenizers.normalizers.NFKC() before the exported rules",
    "unify_forms": "put tokenizers.normalizers.NFKC() before the exported rules; it writes \ufdfa without spaces around",
    "compose_latin": "put tokenizers.normalizers.NFC() after the exported rules",
    "trim": "put tokenizers.normalizers.Strip() after the exported rules",
    "collapse_spaces": "put tokenizers.normalizers.Replace(Regex(' +'), ' ') after the exported rules",
}
# The marks that are one letter with the letter before them. The hamza below comes first: its combining class is lower.
_MARKS = "\u0655\u0653\u0654"
# Noncharacters, which no text has, stand for composed letters between two rules.
_FIRST_TEMPORARY = 0xFDD0
_LAST_TEMPORARY = 0xFDEF


def export(steps: Union[str, Normalizer]) -> normalizers.Sequence:
    """A normalizer of ``tokenizers`` with the output of a naqi normalizer, made of ``Replace`` rules alone.

    Takes a second, since each code point of Unicode is looked up. Raises ``NotExpressible`` for a step that looks at
    neighbours. The output equals naqi's except where a letter has two of the marks U+0653..U+0655, or more than 30 marks:
    the rules join a letter with one of them.
    """
    normalizer = steps if isinstance(steps, Normalizer) else Normalizer(steps)
    for step in normalizer.steps:
        name = step.partition("(")[0]
        if name not in _LOCAL:
            raise _not_expressible(step, _INSTEAD.get(name, "use naqi.tokenizers.custom, or normalize the texts before"))
    table = _table(normalizer)
    replaced = _composition(normalizer, table)
    replaced += [(f"[{_ranges(sources)}]", target) for sources, target in _ordered(table, normalizer)]
    return normalizers.Sequence([normalizers.Replace(Regex(pattern), content) for pattern, content in replaced])


def _not_expressible(step: str, instead: str) -> NotExpressible:
    error = NotExpressible(f"the rules of tokenizer.json cannot express the step {step}: {instead}")
    error.step, error.offset, error.kind = step, None, "NotExpressible"
    return error


def _table(normalizer: Normalizer) -> Dict[str, str]:
    """What is written for each code point that changes."""
    chars = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    return {char: made for char, made in zip(chars, normalizer.normalize(chars)) if made is not char}


def _composition(normalizer: Normalizer, table: Dict[str, str]) -> List[Tuple[str, str]]:
    """The rules for letters that are written as a letter and a mark."""
    deleted = {char for char, made in table.items() if not made}
    rules: List[Tuple[str, str]] = []
    temporaries: List[Tuple[str, str]] = []
    for mark in _MARKS:
        # A letter joins a mark if both are not written as each by itself, or if they are one code point.
        pairs: Dict[str, Set[str]] = {}
        for letter in _letters(table):
            both = normalizer.normalize(letter + mark)
            alone = table.get(letter, letter) + table.get(mark, mark)
            if both != alone:
                pairs.setdefault(both, set()).add(letter)
        letters = {letter for group in pairs.values() for letter in group}
        # Between them: what is deleted, and marks of another class. What is deleted may be a letter of a pair itself.
        between = {char for char in deleted if char not in letters and char != mark}
        between |= {char for char in _kept_marks(table) if unicodedata.combining(char) != unicodedata.combining(mark)}
        gap = f"[{_ranges(between)}]*"
        for both, group in pairs.items():
            if len(temporaries) > _LAST_TEMPORARY - _FIRST_TEMPORARY:
                raise _not_expressible("compose", "there are too many composed letters")
            temporary = chr(_FIRST_TEMPORARY + len(temporaries))
            rules.append((f"[{_ranges(group)}](?={gap}{_escape(mark)})", temporary))
            rules.append((f"{_escape(temporary)}{gap}\\K{_escape(mark)}", ""))
            temporaries.append((_escape(temporary), both))
    # The temporaries last: what they stand for composes with no second mark.
    return rules + temporaries


def _letters(table: Dict[str, str]) -> Iterable[str]:
    """The letters that may join a mark, and what becomes one of them."""
    bases = set("\u0627\u0648\u064a\u06d5\u06c1\u06d2")
    return sorted(bases | {char for char, made in table.items() if made[-1:] in bases} | set(table) & {"\u0640"})


def _kept_marks(table: Dict[str, str]) -> Iterable[str]:
    return (chr(c) for c in range(0x110000) if unicodedata.combining(chr(c)) and table.get(chr(c), "-"))


def _ordered(table: Dict[str, str], normalizer: Normalizer) -> List[Tuple[Set[str], str]]:
    """What is replaced by what, such that no rule changes what an earlier one wrote."""
    groups: Dict[str, Set[str]] = {}
    for char, made in table.items():
        groups.setdefault(made, set()).add(char)
    ordered: List[Tuple[Set[str], str]] = []
    while groups:
        written = [made for made in groups if not any(set(made) & group for other, group in groups.items() if other != made)]
        free = [made for made in written if not set(made) & groups[made]]
        if not free:
            step = next((step for step in normalizer.steps if step.startswith(("map", "transliterate"))), normalizer.steps[0])
            raise _not_expressible(step, "it replaces letters by each other, and rules run one after the other")
        for made in free:
            ordered.append((groups.pop(made), made))
    return ordered


def _escape(char: str) -> str:
    return f"\\x{{{ord(char):X}}}"


def _ranges(chars: Iterable[str]) -> str:
    """The chars as ranges of a bracket."""
    ranges: List[List[int]] = []
    for code in sorted(map(ord, chars)):
        if ranges and ranges[-1][1] + 1 == code:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(_escape(chr(a)) + (f"-{_escape(chr(b))}" if b > a else "") for a, b in ranges)


def custom(steps: Union[str, Normalizer] = "search") -> normalizers.Normalizer:
    """A normalizer of ``tokenizers`` that runs naqi, for any list of steps; offsets refer to the source.

    If a text has more than 256 different pieces of several code points that are written for one, its offsets are lost: all
    refer to the first code point.
    ``tokenizers`` can neither save nor pickle it: set ``tokenizer.normalizer`` again after loading.
    """
    normalizer = steps if isinstance(steps, Normalizer) else Normalizer(steps)
    return normalizers.Normalizer.custom(_Custom(normalizer))


# Each of them takes a pass over the text.
_MAX_LONGER = 256


class _Custom:
    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer

    def normalize(self, normalized: NormalizedString) -> None:
        source = normalized.normalized
        aligned = self._normalizer.align(source)
        text = aligned.text
        if text == source:
            return
        written = _written(aligned, len(source))
        pieces = [piece for piece in written if piece]
        # A character can be mapped to one character. A longer piece takes two steps, by a character that is not in the text.
        longer = sorted({piece for piece in pieces if len(piece) > 1})
        if len(longer) > _MAX_LONGER:
            # The first code point gets the whole text.
            written = pieces = longer = [text]
        kept = iter(written)
        normalized.filter(lambda _: bool(next(kept, "")))
        used = set(text)
        unused = (char for char in map(chr, range(0xF0000, 0x110000)) if char not in used)
        instead: Dict[str, str] = dict(zip(longer, unused))
        mapped = iter(pieces)
        normalized.map(lambda _: _one(next(mapped), instead))
        for piece, char in instead.items():
            normalized.replace(char, piece)


def _one(piece: str, instead: Dict[str, str]) -> str:
    return piece if len(piece) == 1 else instead[piece]


def _written(aligned: Any, length: int) -> List[str]:
    """For each code point of the source what is written for it: the first of several that are one gets all."""
    # The property makes a new string each time.
    text = aligned.text
    written, end = [], 0
    for n in range(length):
        start, stop = aligned.output(n, n + 1)
        written.append(text[max(start, end) : max(stop, end)])
        end = max(stop, end)
    return written
