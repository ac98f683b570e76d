"""What a format may know of where its text is shown."""

from typing import Final

from spreadkit.record import record


@record(kw_only=True)
class Screen:
    """Where a text is shown: in colour or not, how wide, and whether with the whole arithmetic."""

    colour: bool = False
    width: int = 100
    explain: bool = False


PLAIN: Final = Screen()
"""Where nothing is known of a screen: a file, a pipe, a test."""
