"""Pace, coaches and obstacles: how large and how long a wave is, and what carries it."""

from typing import Final

TITLE: Final = "Pace, coaches and obstacles"
CODES: Final = (range(656, 700),)
