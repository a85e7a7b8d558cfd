"""Whether the marks of two words contradict each other; letters and marks apart."""

from ._naqi import (
    Agreement,
    vocalization_agreement as agreement,
    vocalization_compatible as compatible,
    vocalization_join as join,
    vocalization_split as split,
)

__all__ = ["Agreement", "agreement", "compatible", "join", "split"]
