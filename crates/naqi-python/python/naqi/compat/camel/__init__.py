"""CAMeL Tools 1.6: functions of ``camel_tools.utils`` and ``camel_tools.tokenizers.word``."""

from typing import List

from .._missing import attributes as _attributes

__all__: List[str] = []

_MODELS = "CAMeL Tools itself: naqi has no models"

__getattr__ = _attributes(
    __name__,
    ["utils", "tokenizers"],
    {
        name: _MODELS
        for name in ("data", "dialectid", "disambig", "lemmatization", "morphology", "ner", "sentiment", "tagger")
    },
)
