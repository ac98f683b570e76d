"""Evidence: what an answer rests on, and claims that a plan contradicts itself."""

from typing import Final

TITLE: Final = "Evidence"
CODES: Final = (range(300, 400),)
