"""Answers: what a plan answers to the criteria of its frameworks."""

from typing import Final

TITLE: Final = "Answers"
CODES: Final = (range(200, 300),)
