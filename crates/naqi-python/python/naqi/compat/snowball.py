"""``snowballstemmer`` (3.1) for Arabic, with its outputs.

>>> from naqi.compat import snowball as snowballstemmer
>>> snowballstemmer.stemmer("arabic").stemWords(["المكتبات", "الجديدة"])
['مكتب', 'جديد']
"""

from typing import Iterable, List

from .._naqi import Operation as _Operation
from ._types import ToText

__all__ = ["ArabicStemmer", "algorithms", "stemmer"]

_stem: ToText = _Operation("snowball.arabic_stem")


class ArabicStemmer:
    """The Arabic stemmer."""

    def stemWord(self, word: str) -> str:
        """The stem of a word.

        >>> ArabicStemmer().stemWord("المكتبات")
        'مكتب'
        """
        return _stem(word)

    def stemWords(self, words: Iterable[str]) -> List[str]:
        """The stem of each word."""
        return [_stem(word) for word in words]


def algorithms() -> List[str]:
    """The languages that are covered."""
    return ["arabic"]


def stemmer(lang: str) -> ArabicStemmer:
    """The stemmer of a language."""
    if lang.lower() != "arabic":
        raise KeyError(f"naqi covers Snowball's stemmer for arabic, not for {lang}")
    return ArabicStemmer()
