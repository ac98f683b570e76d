"""Privacy and safety: what has no place in a plan, and what would harm whoever opens it."""

from typing import Final

TITLE: Final = "Privacy and safety"
CODES: Final = (range(800, 810), range(870, 880))
