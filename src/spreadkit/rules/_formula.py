"""Whether a spreadsheet would take a text for a formula."""

import re
from typing import Final

_SIGNS: Final = ("=", "+", "-", "@")
_HARMLESS: Final = re.compile(r"[+-][\s\d.,()%/-]*")
"""Numbers, telephone numbers, and dashes for 'nothing'."""


def begins_as_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return cell.startswith(_SIGNS) and not _HARMLESS.fullmatch(cell)
