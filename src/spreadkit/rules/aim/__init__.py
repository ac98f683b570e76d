"""The aim: what is to change, where, how good and by when."""

from typing import Final

TITLE: Final = "The aim"
CODES: Final = (range(620, 630),)
