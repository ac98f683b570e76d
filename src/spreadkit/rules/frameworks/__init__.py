"""Frameworks: frameworks, crosswalks and concepts, their editions, and ratings by several people."""

from typing import Final

TITLE: Final = "Frameworks"
CODES: Final = (range(100, 200),)
