"""Characters that neither HTML nor Markdown may hold: what a terminal would obey is no text."""

from typing import Final

UNPRINTABLE: Final = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code not in (9, 10)
}
"""For `str.translate`."""
