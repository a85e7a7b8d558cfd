"""What the operations of `naqi._naqi` take and give."""

from typing import Callable, List, Tuple

Term = Tuple[int, int, str]
ToText = Callable[[str], str]
ToTexts = Callable[[str], List[str]]
ToTerms = Callable[[str], List[Term]]
