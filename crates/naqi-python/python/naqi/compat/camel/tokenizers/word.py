"""``camel_tools.tokenizers.word``, with its outputs."""

from typing import List

from ...._naqi import Operation as _Operation
from ..._types import ToTexts

__all__ = ["simple_word_tokenize"]

_joined: ToTexts = _Operation("camel.simple_word_tokenize")
_split: ToTexts = _Operation("camel.simple_word_tokenize_split_digits")


def simple_word_tokenize(s: str, split_digits: bool = False) -> List[str]:
    """Splits into words and single signs.

    >>> simple_word_tokenize("عام 2024م")
    ['عام', '2024م']
    >>> simple_word_tokenize("عام 2024م", split_digits=True)
    ['عام', '2024', 'م']
    """
    return _split(s) if split_digits else _joined(s)
