"""Communication: audiences, messages and messengers."""

from typing import Final

TITLE: Final = "Communication"
CODES: Final = (range(640, 650),)
