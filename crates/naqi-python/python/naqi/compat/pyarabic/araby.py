"""The functions of ``pyarabic.araby`` (PyArabic 0.6.15) that change or split a text, with its outputs.

>>> from naqi.compat.pyarabic import araby
>>> araby.tokenize("نعم، لا.")
['نعم', '،', 'لا', '.']
"""

from typing import List

from ..._naqi import Operation as _Operation
from .._missing import attributes as _attributes
from .._types import ToText, ToTexts

__all__ = [
    "normalize_alef",
    "normalize_hamza",
    "normalize_ligature",
    "normalize_teh",
    "reduce_tashkeel",
    "sentence_tokenize",
    "strip_diacritics",
    "strip_harakat",
    "strip_lastharaka",
    "strip_shadda",
    "strip_small",
    "strip_tashkeel",
    "strip_tatweel",
    "tokenize",
]

_strip_harakat: ToText = _Operation("pyarabic.strip_harakat")
_strip_lastharaka: ToText = _Operation("pyarabic.strip_lastharaka")
_strip_tashkeel: ToText = _Operation("pyarabic.strip_tashkeel")
_strip_small: ToText = _Operation("pyarabic.strip_small")
_strip_tatweel: ToText = _Operation("pyarabic.strip_tatweel")
_strip_shadda: ToText = _Operation("pyarabic.strip_shadda")
_strip_diacritics: ToText = _Operation("pyarabic.strip_diacritics")
_normalize_ligature: ToText = _Operation("pyarabic.normalize_ligature")
_normalize_teh: ToText = _Operation("pyarabic.normalize_teh")
_normalize_alef: ToText = _Operation("pyarabic.normalize_alef")
_reduce_tashkeel: ToText = _Operation("pyarabic.reduce_tashkeel")
_sentence_tokenize: ToTexts = _Operation("pyarabic.sentence_tokenize")
_normalize_hamza: ToText = _Operation("pyarabic.normalize_hamza")
_tokenize: ToTexts = _Operation("pyarabic.tokenize")


def strip_harakat(text: str) -> str:
    """Deletes the vowel signs, and keeps shadda.

    >>> strip_harakat("مُتَّحِدةٌ")
    'متّحدة'
    """
    return _strip_harakat(text) if text else text


def strip_lastharaka(text: str) -> str:
    """Deletes every tanween, and one vowel sign at the end of the text.

    >>> strip_lastharaka("كتابٌ جديدُ")
    'كتاب جديد'
    """
    return _strip_lastharaka(text) if text else text


def strip_tashkeel(text: str) -> str:
    """Deletes the eight vowel signs, shadda among them.

    >>> strip_tashkeel("مُتَّحِدةٌ")
    'متحدة'
    """
    return _strip_tashkeel(text) if text else text


def strip_small(text: str) -> str:
    """Deletes the dagger alef and the small waw and yeh.

    >>> strip_small("ه\\u0670ذا")
    'هذا'
    """
    return _strip_small(text) if text else text


def strip_tatweel(text: str) -> str:
    """Deletes tatweel.

    >>> strip_tatweel("كـــتاب")
    'كتاب'
    """
    return _strip_tatweel(text)


def strip_shadda(text: str) -> str:
    """Deletes shadda.

    >>> strip_shadda("مُحَمَّد")
    'مُحَمَد'
    """
    return _strip_shadda(text)


def strip_diacritics(text: str) -> str:
    """Deletes the marks of the Arabic block, a letter's own hamza among them.

    >>> strip_diacritics("رَحْم\\u0670ن")
    'رحمن'
    """
    return _strip_diacritics(text) if text else text


def normalize_ligature(text: str) -> str:
    """Makes the four isolated lam-alefs ``لا``.

    >>> normalize_ligature("\\ufefb")
    'لا'
    """
    return _normalize_ligature(text) if text else text


def normalize_teh(text: str) -> str:
    """Makes ``ة`` a ``ه``.

    >>> normalize_teh("مدرسة")
    'مدرسه'
    """
    return _normalize_teh(text)


def normalize_alef(text: str) -> str:
    """Makes the letters ``آ``, ``أ``, ``إ``, ``ٱ``, ``ى`` and the dagger alef an ``ا``.

    >>> normalize_alef("أوى")
    'اوا'
    """
    return _normalize_alef(text)


def reduce_tashkeel(text: str) -> str:
    """Deletes the vowel signs that a reader can infer.

    >>> reduce_tashkeel("كِتَابَيْنِ")
    'كِتابيْنِ'
    """
    return _reduce_tashkeel(text)


def sentence_tokenize(text: str) -> List[str]:
    """Splits into sentences and clauses.

    >>> sentence_tokenize("ذهب، ثم عاد.")
    ['ذهب،', 'ثم عاد.']
    """
    return _sentence_tokenize(text)


def normalize_hamza(word: str, method: str = "uniform") -> str:
    """Makes each letter with a hamza a ``ء``.

    >>> normalize_hamza("سؤال")
    'سءال'
    """
    if method != "uniform":
        raise NotImplementedError(f"normalize_hamza covers the method 'uniform', not {method!r}")
    return _normalize_hamza(word)


def tokenize(text: str = "", conditions: object = (), morphs: object = ()) -> List[str]:
    """Splits into words and runs of signs.

    >>> tokenize("نعم، لا.")
    ['نعم', '،', 'لا', '.']
    """
    if conditions or morphs:
        raise NotImplementedError("tokenize covers no conditions and morphs: filter or change the list that it gives")
    return _tokenize(text) if text else []


__getattr__ = _attributes(
    __name__,
    __all__,
    {
        "tokenize_with_location": "naqi.words, whose tokens have start and end",
        "vocalizedlike": "naqi.vocalization",
        "shaddalike": "naqi.vocalization",
        "vocalized_similarity": "naqi.vocalization",
        "separate": "naqi.vocalization",
        "joint": "naqi.vocalization",
        "waznlike": "nothing: naqi has no morphology",
        "autocorrect": "the step compose of naqi.Normalizer",
        "fix_spaces": "the step space_punctuation of naqi.Normalizer",
        "spellit": "nothing: naqi spells no names of letters",
        "is_vocalized": "naqi.inspect",
        "is_vocalizedtext": "naqi.inspect",
        "is_arabicrange": "naqi.inspect",
        "is_arabicstring": "naqi.inspect",
        "is_arabicword": "naqi.inspect",
        "has_shadda": "'\\u0651' in word",
        "order": "nothing: naqi sorts no letters",
        "name": "unicodedata.name",
        "arabicrange": "range(0x600, 0x700)",
        "first_char": "an index into the string",
        "second_char": "an index into the string",
        "last_char": "an index into the string",
        "secondlast_char": "an index into the string",
        "is_sukun": "unicodedata.name(char), or a set of your own",
        "is_shadda": "unicodedata.name(char), or a set of your own",
        "is_tatweel": "unicodedata.name(char), or a set of your own",
        "is_tanwin": "unicodedata.name(char), or a set of your own",
        "is_tashkeel": "unicodedata.name(char), or a set of your own",
        "is_haraka": "unicodedata.name(char), or a set of your own",
        "is_shortharaka": "unicodedata.name(char), or a set of your own",
        "is_ligature": "unicodedata.name(char), or a set of your own",
        "is_hamza": "unicodedata.name(char), or a set of your own",
        "is_alef": "unicodedata.name(char), or a set of your own",
        "is_yehlike": "unicodedata.name(char), or a set of your own",
        "is_wawlike": "unicodedata.name(char), or a set of your own",
        "is_teh": "unicodedata.name(char), or a set of your own",
        "is_small": "unicodedata.name(char), or a set of your own",
        "is_weak": "unicodedata.name(char), or a set of your own",
        "is_moon": "unicodedata.name(char), or a set of your own",
        "is_sun": "unicodedata.name(char), or a set of your own",
    },
)
