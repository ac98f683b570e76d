"""Measures and feedback: which measures there are, and how sites hear of them."""

from typing import Final

TITLE: Final = "Measures and feedback"
CODES: Final = (range(650, 656), range(880, 890))
