"""Questions about a text: how many letters, marks and digits it has, and which steps would change it."""

from ._naqi import (
    Counts,
    inspect_changing_steps as changing_steps,
    inspect_count as count,
    inspect_is_arabic as is_arabic,
    inspect_is_vocalized as is_vocalized,
)

__all__ = ["Counts", "changing_steps", "count", "is_arabic", "is_vocalized"]
