"""Sites, waves and gates: sites and waves, and the gates and decisions before them."""

from typing import Final

TITLE: Final = "Sites, waves and gates"
CODES: Final = (range(600, 620),)
