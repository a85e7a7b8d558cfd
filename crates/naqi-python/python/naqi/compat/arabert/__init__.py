"""AraBERT's preprocessor 1.0.1."""

from .preprocess import ArabertPreprocessor

__all__ = ["ArabertPreprocessor"]
