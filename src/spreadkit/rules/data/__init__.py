"""Data: series and events that do not fit, stopped, or are overdue."""

from typing import Final

TITLE: Final = "Data"
CODES: Final = (range(810, 850),)
