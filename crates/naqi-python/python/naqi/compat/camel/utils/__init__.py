"""``camel_tools.utils``: ``dediac``, ``normalize`` and ``charmap``."""

from typing import List

from ..._missing import attributes as _attributes

__all__: List[str] = []

__getattr__ = _attributes(
    __name__,
    ["dediac", "normalize", "charmap"],
    {
        "charsets": "naqi.inspect, which counts letters and marks",
        "stringutils": "bytes.decode and str.encode",
        "transliterate": "charmap.CharMapper.builtin_mapper, or the steps transliterate and arabize of naqi.Normalizer",
    },
)
