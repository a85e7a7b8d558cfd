"""The namespace ``naqi`` of Polars's expressions and series, which ``import naqi.polars`` registers.

>>> import polars as pl
>>> import naqi.polars
>>> pl.DataFrame({"t": ["المُتَّحِدة"]}).select(pl.col("t").naqi.normalize()).item()
'المتحده'

The texts go to naqi and back by the Arrow C stream: a text that does not change is not copied.
"""

from __future__ import annotations

from typing import Optional, Union

import polars as pl

from ._naqi import Normalizer

__all__ = ["NaqiExpr", "NaqiSeries"]


def _normalizer(steps: Union[str, Normalizer]) -> Normalizer:
    return steps if isinstance(steps, Normalizer) else Normalizer(steps)


@pl.api.register_expr_namespace("naqi")
class NaqiExpr:
    """naqi's functions on an expression."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def normalize(self, steps: Union[str, Normalizer] = "search", *, threads: Optional[int] = None) -> pl.Expr:
        """Normalizes each text by a list of steps."""
        return _normalizer(steps).normalize(self._expr, threads=threads)


@pl.api.register_series_namespace("naqi")
class NaqiSeries:
    """naqi's functions on a series."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def normalize(self, steps: Union[str, Normalizer] = "search", *, threads: Optional[int] = None) -> pl.Series:
        """Normalizes each text by a list of steps."""
        return _normalizer(steps).normalize(self._series, threads=threads)
