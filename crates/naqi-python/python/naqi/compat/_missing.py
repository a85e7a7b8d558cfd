"""What a module of a peer has, and its namesake here has not."""

from typing import Callable, Dict, Iterable, NoReturn


def attributes(module: str, covered: Iterable[str], instead: Dict[str, str]) -> Callable[[str], NoReturn]:
    """A module's ``__getattr__``: names in ``instead`` are the peer's, each with what to use.

    They raise ``ImportError``, since ``from module import name`` would replace the text of an ``AttributeError``.
    """
    names = ", ".join(covered)

    def __getattr__(name: str) -> NoReturn:
        if name in instead:
            raise ImportError(f"{module} does not cover {name}; instead: {instead[name]}. It covers {names}.", name=name)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return __getattr__
