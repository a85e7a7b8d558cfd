"""A component of spaCy that finds words in any spelling, as spans, and keeps each token's normalized text.

>>> import spacy
>>> import naqi.spacy
>>> nlp = spacy.blank("ar")
>>> _ = nlp.add_pipe("naqi", config={"needles": ["المتحده"]})
>>> doc = nlp("الأمم المُتَّحِدة")
>>> [span.text for span in doc.spans["naqi"]]
['المُتَّحِدة']
"""

from __future__ import annotations

from typing import List

from spacy.language import Language  # type: ignore[import-not-found, unused-ignore]
from spacy.tokens import Doc, Span  # type: ignore[import-not-found, unused-ignore]

from ._naqi import Normalizer

__all__ = ["NaqiComponent"]


class NaqiComponent:
    """Sets each token's ``norm_``, and the spans of the needles in ``doc.spans``.

    A span's ``label_`` is its needle as it was given. A hit that begins or ends inside a token gives the span of the whole
    tokens.
    """

    def __init__(self, steps: str, needles: List[str], key: str, whole_words: bool) -> None:
        self.normalizer = Normalizer(steps)
        self.needles = list(needles)
        self.key = key
        self._finders = [(needle, self.normalizer.finder(needle, whole_words=whole_words)) for needle in needles]

    def __call__(self, doc: Doc) -> Doc:
        for token, norm in zip(doc, self.normalizer.normalize([token.text for token in doc])):
            token.norm_ = norm or token.text
        spans: List[Span] = []
        for needle, finder in self._finders:
            for start, end in finder.find(doc.text):
                span = doc.char_span(start, end, label=needle, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[self.key] = sorted(spans, key=lambda span: (span.start, span.end))
        return doc


@Language.factory(  # type: ignore[misc, untyped-decorator, unused-ignore]
    "naqi",
    assigns=["doc.spans", "token.norm"],
    default_config={"steps": "search", "needles": [], "key": "naqi", "whole_words": True},
)
def _make(nlp: Language, name: str, steps: str, needles: List[str], key: str, whole_words: bool) -> NaqiComponent:
    return NaqiComponent(steps, needles, key, whole_words)
