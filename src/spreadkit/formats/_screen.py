"""What a format may know of where its text is shown."""

from typing import Final

from spreadkit.record import record


@record(kw_only=True)
class Screen:
    """Where a text is shown: in colour or not, how wide in cells, and whether with the whole arithmetic.

    With `ascii` its signs are ASCII; with `everything` it is a list of all there is, not what matters most.
    """

    colour: bool = False
    width: int = 80
    explain: bool = False
    ascii: bool = False
    everything: bool = False


PLAIN: Final = Screen()
"""Where nothing is known of a screen: a file, a pipe, a test."""
