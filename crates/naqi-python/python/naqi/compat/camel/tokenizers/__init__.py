"""``camel_tools.tokenizers``: ``word``."""

from typing import List

from ..._missing import attributes as _attributes

__all__: List[str] = []

__getattr__ = _attributes(__name__, ["word"], {"morphological": "CAMeL Tools itself: naqi has no models"})
