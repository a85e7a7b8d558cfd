"""Stems and stop words. Words are expected as the preset `search` writes them; stop words without their hamza, too."""

from ._naqi import (
    stem_category as category,
    stem_full as full,
    stem_light as light,
    stem_root_key as root_key,
)

__all__ = ["category", "full", "light", "root_key"]
