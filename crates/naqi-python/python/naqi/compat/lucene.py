"""Lucene 9.9: the filters and the analyzer of its Arabic fields, with its outputs.

Lucene is a library of Java. The functions have the names of its filters and of `naqi-compat`. Terms are tuples of start, end
and text; offsets count code points of the text.

>>> from naqi.compat.lucene import arabic_analyzer
>>> arabic_analyzer("ذهبنا إلى المدرسة")
[(0, 5, 'ذهبنا'), (10, 17, 'مدرس')]
"""

from typing import List

from .._naqi import Operation as _Operation
from ._types import Term, ToTerms, ToText

__all__ = [
    "arabic_analyzer",
    "arabic_normalization",
    "arabic_stem",
    "decimal_digit",
    "persian_normalization",
    "sorani_normalization",
    "standard_lower_norm",
    "standard_lower_norm_stem",
    "standard_tokenizer",
]

_arabic_normalization: ToText = _Operation("lucene.arabic_normalization")
_persian_normalization: ToText = _Operation("lucene.persian_normalization")
_sorani_normalization: ToText = _Operation("lucene.sorani_normalization")
_arabic_stem: ToText = _Operation("lucene.arabic_stem")
_standard_tokenizer: ToTerms = _Operation("lucene.standard_tokenizer")
_decimal_digit: ToTerms = _Operation("lucene.decimal_digit")
_standard_lower_norm: ToTerms = _Operation("lucene.standard_lower_norm")
_standard_lower_norm_stem: ToTerms = _Operation("lucene.standard_lower_norm_stem")
_arabic_analyzer: ToTerms = _Operation("lucene.arabic_analyzer")
_arabic_analyzer_nostop: ToTerms = _Operation("lucene.arabic_analyzer_nostop")


def arabic_normalization(text: str) -> str:
    """``ArabicNormalizer``."""
    return _arabic_normalization(text)


def persian_normalization(text: str) -> str:
    """``PersianNormalizer``."""
    return _persian_normalization(text)


def sorani_normalization(text: str) -> str:
    """``SoraniNormalizer``, for one token."""
    return _sorani_normalization(text)


def arabic_stem(term: str) -> str:
    """``ArabicStemmer``, for one normalized token."""
    return _arabic_stem(term)


def standard_tokenizer(text: str) -> List[Term]:
    """``StandardTokenizer``."""
    return _standard_tokenizer(text)


def decimal_digit(text: str) -> List[Term]:
    """``StandardTokenizer`` and ``DecimalDigitFilter``."""
    return _decimal_digit(text)


def standard_lower_norm(text: str) -> List[Term]:
    """``StandardTokenizer``, ``LowerCaseFilter`` and ``ArabicNormalizationFilter``."""
    return _standard_lower_norm(text)


def standard_lower_norm_stem(text: str) -> List[Term]:
    """``standard_lower_norm`` and ``ArabicStemFilter``."""
    return _standard_lower_norm_stem(text)


def arabic_analyzer(text: str, stop_words: bool = True) -> List[Term]:
    """``ArabicAnalyzer`` with its stop words, or without any."""
    return _arabic_analyzer(text) if stop_words else _arabic_analyzer_nostop(text)
