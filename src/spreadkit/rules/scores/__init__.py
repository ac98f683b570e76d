"""Scores: what a score leaves out."""

from typing import Final

TITLE: Final = "Scores"
CODES: Final = (range(500, 600),)
