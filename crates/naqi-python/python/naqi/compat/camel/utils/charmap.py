"""``camel_tools.utils.charmap``: the built-in mappers from and to Arabic letters, with its outputs."""

from typing import Any, Tuple

from ...._naqi import Operation as _Operation
from ..._types import ToText

__all__ = ["BuiltinCharMapNotFoundError", "CharMapper"]

_SCHEMES = ("bw", "safebw", "xmlbw", "hsb")
_COVERED = {"arclean", *(f"ar2{scheme}" for scheme in _SCHEMES), *(f"{scheme}2ar" for scheme in _SCHEMES)}
_OTHERS = {f"{one}2{other}" for one in _SCHEMES for other in _SCHEMES if one != other}


class BuiltinCharMapNotFoundError(ValueError):
    """There is no built-in mapper of this name."""


class CharMapper:
    """A mapper of characters, made by ``builtin_mapper``.

    >>> mapper = CharMapper.builtin_mapper("ar2bw")
    >>> mapper("المُتَّحِدة")
    'Almuta~Hidp'
    """

    def __init__(self, charmap: object, default: object = None) -> None:
        raise NotImplementedError(
            "CharMapper covers builtin_mapper; for a mapping of your own use naqi.Normalizer('map(a=b)') or str.translate"
        )

    @staticmethod
    def builtin_mapper(map_name: str) -> "CharMapper":
        """The mapper of a name: ``arclean``, or ``ar2bw``, ``bw2ar`` and so on for bw, safebw, xmlbw and hsb."""
        if map_name in _OTHERS:
            first, second = map_name.split("2")
            raise NotImplementedError(f"CharMapper does not cover {map_name}; chain {first}2ar and ar2{second}")
        if map_name not in _COVERED:
            raise BuiltinCharMapNotFoundError(f"No built in mapping with name {map_name!r} was found.")
        mapper = CharMapper.__new__(CharMapper)
        mapper._name = map_name
        mapper._operation = _Operation(f"camel.{map_name}")
        return mapper

    _name: str
    _operation: ToText

    def map_string(self, s: str) -> str:
        """The text mapped."""
        return self._operation(s)

    def __call__(self, s: str) -> str:
        return self._operation(s)

    def __reduce__(self) -> Tuple[Any, ...]:
        return (CharMapper.builtin_mapper, (self._name,))
