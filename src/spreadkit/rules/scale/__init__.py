"""Units and resources: scalable units, steps to full scale, and what they cost."""

from typing import Final

TITLE: Final = "Units and resources"
CODES: Final = (range(720, 740),)
