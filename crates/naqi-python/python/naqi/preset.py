"""Lists of steps for a purpose, as normalizers. Each is compiled when it is first used.

>>> import naqi
>>> naqi.preset.LIGHT.normalize("كِتَابٌ")
'كتاب'
"""

from ._naqi import Normalizer

LIGHT: Normalizer
SEARCH: Normalizer
QURAN: Normalizer
MANUSCRIPT: Normalizer
PERSIAN: Normalizer
URDU: Normalizer
SORANI: Normalizer
SPEECH: Normalizer
ARABIC_TEXT: Normalizer
PERSIAN_TEXT: Normalizer
URDU_TEXT: Normalizer
SORANI_TEXT: Normalizer

__all__ = [
    "ARABIC_TEXT",
    "LIGHT",
    "MANUSCRIPT",
    "PERSIAN",
    "PERSIAN_TEXT",
    "QURAN",
    "SEARCH",
    "SORANI",
    "SORANI_TEXT",
    "SPEECH",
    "URDU",
    "URDU_TEXT",
]


def __getattr__(name: str) -> Normalizer:
    if name not in __all__:
        raise AttributeError(f"module 'naqi.preset' has no attribute {name!r}")
    made = Normalizer(name.lower())
    globals()[name] = made
    return made
