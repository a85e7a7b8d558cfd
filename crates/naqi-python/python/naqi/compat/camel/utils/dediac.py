"""``camel_tools.utils.dediac`` for Arabic letters, with its outputs."""

from ...._naqi import Operation as _Operation
from ..._missing import attributes as _attributes
from ..._types import ToText

__all__ = ["dediac_ar"]

_dediac_ar: ToText = _Operation("camel.dediac_ar")


def dediac_ar(s: str) -> str:
    """Deletes the eight vowel signs and the dagger alef.

    >>> dediac_ar("مُتَّحِدة")
    'متحدة'
    """
    return _dediac_ar(s)


__getattr__ = _attributes(
    __name__,
    __all__,
    {
        "dediac_bw": "naqi.Normalizer('arabize(buckwalter), strip_diacritics, transliterate(buckwalter)')",
        "dediac_safebw": "naqi.Normalizer('arabize(safe_buckwalter), strip_diacritics, transliterate(safe_buckwalter)')",
        "dediac_xmlbw": "naqi.Normalizer('arabize(xml_buckwalter), strip_diacritics, transliterate(xml_buckwalter)')",
        "dediac_hsb": "naqi.Normalizer('arabize(hsb), strip_diacritics, transliterate(hsb)')",
    },
)
