"""The report: the brand, the layout and the own pages of the report."""

from typing import Final

TITLE: Final = "The report"
CODES: Final = (range(900, 1000),)
