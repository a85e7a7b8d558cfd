"""``arabert.preprocess`` (1.0.1) for the models v02 and v02-twitter, with its outputs."""

from typing import Any, NoReturn, Optional, Tuple

from ..._naqi import Operation as _Operation
from .._types import ToText

__all__ = ["ArabertPreprocessor"]

_V02 = ("bert-base-arabertv02", "bert-large-arabertv02")
_TWITTER = ("bert-base-arabertv02-twitter", "bert-large-arabertv02-twitter")


class ArabertPreprocessor:
    """The preprocessor of a model, with its own options.

    >>> ArabertPreprocessor("aubmindlab/bert-base-arabertv02").preprocess("قال: اللُّغةُ جميييلة")
    'قال : اللغة جمييلة'
    """

    def __init__(
        self,
        model_name: str,
        remove_html_markup: bool = True,
        replace_urls_emails_mentions: bool = True,
        strip_tashkeel: bool = True,
        strip_tatweel: bool = True,
        insert_white_spaces: bool = True,
        remove_non_digit_repetition: bool = True,
        keep_emojis: Optional[bool] = None,
        replace_slash_with_dash: Optional[bool] = None,
        map_hindi_numbers_to_arabic: Optional[bool] = None,
        apply_farasa_segmentation: Optional[bool] = None,
    ) -> None:
        self.model_name = model_name.replace("aubmindlab/", "")
        if self.model_name not in _V02 + _TWITTER:
            models = ", ".join(_V02 + _TWITTER)
            raise NotImplementedError(f"ArabertPreprocessor does not cover the model {model_name!r}; it covers {models}")
        options = {
            "remove_html_markup": remove_html_markup is True,
            "replace_urls_emails_mentions": replace_urls_emails_mentions is True,
            "strip_tashkeel": strip_tashkeel is True,
            "strip_tatweel": strip_tatweel is True,
            "insert_white_spaces": insert_white_spaces is True,
            "remove_non_digit_repetition": remove_non_digit_repetition is True,
            "keep_emojis": keep_emojis in (None, self.model_name in _TWITTER),
            "replace_slash_with_dash": replace_slash_with_dash is None,
            "map_hindi_numbers_to_arabic": map_hindi_numbers_to_arabic is None,
            "apply_farasa_segmentation": apply_farasa_segmentation in (None, False),
        }
        for option, is_covered in options.items():
            if not is_covered:
                raise NotImplementedError(f"ArabertPreprocessor covers the model's own value of {option} only")
        kind = "bert-base-arabertv02-twitter" if self.model_name in _TWITTER else "bert-base-arabertv02"
        self._operation: ToText = _Operation(f"arabert.preprocess_{kind}")

    def preprocess(self, text: str) -> str:
        """The text as the model was trained on it."""
        return self._operation(text)

    def unpreprocess(self, text: str, desegment: bool = True) -> NoReturn:
        """Not covered."""
        raise NotImplementedError("naqi does not cover unpreprocess; naqi.align maps offsets between a text and its output")

    def __reduce__(self) -> Tuple[Any, ...]:
        return (ArabertPreprocessor, (self.model_name,))
