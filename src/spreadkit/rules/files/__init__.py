"""Files: what every file must be: readable, of known keys, with values that fit, and what a plan ignores."""

from typing import Final

TITLE: Final = "Files"
CODES: Final = (range(1, 100),)
CAUSE: Final = "Cannot be read as meant"
