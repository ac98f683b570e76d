"""People, dates and actions: who does what by when."""

from typing import Final

TITLE: Final = "People, dates and actions"
CODES: Final = (range(400, 500),)
