"""Whether a spreadsheet would take a text for a formula."""

import re
from typing import Final

SIGNS: Final = ("=", "+", "-", "@")
HARMLESS: Final = re.compile(r"[+-][\s\d.,()%/-]*")
"""Numbers, telephone numbers, and dashes for 'nothing'."""


def begins_as_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return cell.startswith(SIGNS) and not HARMLESS.fullmatch(cell)
