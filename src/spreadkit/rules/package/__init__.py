"""The package: what is spread, and where it worked first."""

from typing import Final

TITLE: Final = "The package"
CODES: Final = (range(630, 640),)
