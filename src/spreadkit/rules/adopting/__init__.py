"""Decisions to adopt: approvals, and the decisions of sites to take part."""

from typing import Final

TITLE: Final = "Decisions to adopt"
CODES: Final = (range(740, 750),)
