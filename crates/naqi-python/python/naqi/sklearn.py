"""A transformer of scikit-learn that normalizes texts.

>>> from sklearn.feature_extraction.text import CountVectorizer
>>> from sklearn.pipeline import make_pipeline
>>> from naqi.sklearn import NormalizerTransformer
>>> counts = make_pipeline(NormalizerTransformer("search"), CountVectorizer())
>>> counts.fit_transform(["المُتَّحِدة", "المتحده"]).toarray().tolist()
[[1], [1]]
"""

from __future__ import annotations

from typing import Any, Optional

from sklearn.base import BaseEstimator, TransformerMixin  # type: ignore[import-untyped, unused-ignore]

from ._naqi import Normalizer

__all__ = ["NormalizerTransformer"]


class NormalizerTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc, unused-ignore]
    """Normalizes each text by a list of steps; gives a column of the class that it was given, or a list.

    ``steps`` is a parameter like others: ``GridSearchCV`` can compare lists of steps.
    """

    def __init__(self, steps: str = "search", threads: Optional[int] = None) -> None:
        self.steps = steps
        self.threads = threads

    def fit(self, X: Any, y: Any = None) -> "NormalizerTransformer":
        """Checks the steps; there is nothing to learn."""
        Normalizer(self.steps)
        return self

    def transform(self, X: Any) -> Any:
        """The texts normalized."""
        is_column = hasattr(X, "__array__") or hasattr(X, "__arrow_c_array__") or hasattr(X, "__arrow_c_stream__")
        return Normalizer(self.steps).normalize(X if is_column else list(X), threads=self.threads)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The names of the columns, which do not change."""
        return input_features

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
