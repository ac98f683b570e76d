"""Claims and data: what a plan claims, held against its events and series."""

from typing import Final

TITLE: Final = "Claims and data"
CODES: Final = (range(770, 800), range(850, 870))
