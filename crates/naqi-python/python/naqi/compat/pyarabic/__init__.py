"""PyArabic 0.6.15, of which the functions of ``araby`` are covered that change or split a text."""

from typing import List

from .._missing import attributes as _attributes

__all__: List[str] = []

__getattr__ = _attributes(
    __name__,
    ["araby"],
    {
        "number": "naqi.numbers for numbers in a text; naqi writes no words for numbers",
        "trans": "the steps transliterate and arabize of naqi.Normalizer",
        "unshape": "the step unify_forms of naqi.Normalizer",
        "normalize": "naqi.Normalizer",
        "named": "nothing: naqi finds no names",
    },
)
