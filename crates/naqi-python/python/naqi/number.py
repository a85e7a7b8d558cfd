"""Numbers in digits of every kind, and in words."""

from ._naqi import (
    Number,
    SpelledNumber,
    number_find as find,
    number_find_words as find_words,
    number_parse as parse,
    number_parse_words as parse_words,
)

__all__ = ["Number", "SpelledNumber", "find", "find_words", "parse", "parse_words"]
