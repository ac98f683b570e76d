"""Drivers: the driver diagram behind the changes."""

from typing import Final

TITLE: Final = "Drivers"
CODES: Final = (range(700, 710),)
