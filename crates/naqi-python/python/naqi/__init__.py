"""Makes Arabic text comparable: strips diacritics, unifies letter variants and tokenizes, exactly and fast."""

from ._naqi import NaqiError, Normalizer, __version__, normalize

__all__ = ["NaqiError", "Normalizer", "__version__", "normalize"]
