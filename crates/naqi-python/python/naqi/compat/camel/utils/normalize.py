"""``camel_tools.utils.normalize`` for Arabic letters, with its outputs."""

from ...._naqi import Operation as _Operation
from ..._missing import attributes as _attributes
from ..._types import ToText

__all__ = ["normalize_alef_ar", "normalize_alef_maksura_ar", "normalize_teh_marbuta_ar", "normalize_unicode"]

_normalize_unicode: ToText = _Operation("camel.normalize_unicode")
_normalize_alef_ar: ToText = _Operation("camel.normalize_alef_ar")
_normalize_alef_maksura_ar: ToText = _Operation("camel.normalize_alef_maksura_ar")
_normalize_teh_marbuta_ar: ToText = _Operation("camel.normalize_teh_marbuta_ar")


def normalize_unicode(s: str, compatibility: bool = True) -> str:
    """Spells U+FDFC and U+FDFD out, then takes Normalization Form KC.

    >>> normalize_unicode("ﺳﻼم")
    'سلام'
    """
    if not compatibility:
        raise NotImplementedError("normalize_unicode covers compatibility=True; use unicodedata.normalize('NFC', s)")
    return _normalize_unicode(s)


def normalize_alef_ar(s: str) -> str:
    """Makes the letters ``آ``, ``أ``, ``إ`` and ``ٱ`` an ``ا``.

    >>> normalize_alef_ar("أكل")
    'اكل'
    """
    return _normalize_alef_ar(s)


def normalize_alef_maksura_ar(s: str) -> str:
    """Makes ``ى`` a ``ي``.

    >>> normalize_alef_maksura_ar("مصطفى")
    'مصطفي'
    """
    return _normalize_alef_maksura_ar(s)


def normalize_teh_marbuta_ar(s: str) -> str:
    """Makes ``ة`` a ``ه``.

    >>> normalize_teh_marbuta_ar("مدرسة")
    'مدرسه'
    """
    return _normalize_teh_marbuta_ar(s)


__getattr__ = _attributes(
    __name__,
    __all__,
    {
        "normalize_alef_bw": "naqi.Normalizer('arabize(buckwalter), unify_alef, transliterate(buckwalter)')",
        "normalize_alef_maksura_bw": "naqi.Normalizer('arabize(buckwalter), unify_yeh, transliterate(buckwalter)')",
        "normalize_teh_marbuta_bw": "naqi.Normalizer('arabize(buckwalter), unify_teh_marbuta, transliterate(buckwalter)')",
        "normalize_alef_safebw": "naqi.Normalizer('arabize(safe_buckwalter), unify_alef, transliterate(safe_buckwalter)')",
        "normalize_alef_maksura_safebw": "naqi.Normalizer('arabize(safe_buckwalter), unify_yeh, transliterate(safe_buckwalter)')",
        "normalize_teh_marbuta_safebw": "naqi.Normalizer('arabize(safe_buckwalter), unify_teh_marbuta, transliterate(safe_buckwalter)')",
        "normalize_alef_xmlbw": "naqi.Normalizer('arabize(xml_buckwalter), unify_alef, transliterate(xml_buckwalter)')",
        "normalize_alef_maksura_xmlbw": "naqi.Normalizer('arabize(xml_buckwalter), unify_yeh, transliterate(xml_buckwalter)')",
        "normalize_teh_marbuta_xmlbw": "naqi.Normalizer('arabize(xml_buckwalter), unify_teh_marbuta, transliterate(xml_buckwalter)')",
        "normalize_alef_hsb": "naqi.Normalizer('arabize(hsb), unify_alef, transliterate(hsb)')",
        "normalize_alef_maksura_hsb": "naqi.Normalizer('arabize(hsb), unify_yeh, transliterate(hsb)')",
        "normalize_teh_marbuta_hsb": "naqi.Normalizer('arabize(hsb), unify_teh_marbuta, transliterate(hsb)')",
    },
)
