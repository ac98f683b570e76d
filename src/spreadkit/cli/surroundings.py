"""What a command sees around it: the day, and where its text is shown. A run that is kept rests on these too."""

import os
import sys
from datetime import date, datetime
from typing import Final

from spreadkit.reading.questions import lose_witness, question

USUAL_WIDTH: Final = 80
"""How wide a text is that goes into a file or a pipe, in cells."""

_NARROWEST: Final = 40
"""A terminal that is narrower breaks our lines itself. The figure is ours."""


@question
def today() -> date:
    """Return the day it is here: all that depends on a day asks here."""
    return date.today()  # noqa: DTZ011 - a plan's dates are days where the team is


@question
def wants_colour() -> bool:
    """Whether to colour what goes to stdout: on a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


@question
def terminal_width() -> int:
    """Return how wide a text on stdout is to be: as the terminal is, or COLUMNS says. A pipe depends on neither."""
    from shutil import get_terminal_size

    return max(_NARROWEST, get_terminal_size((USUAL_WIDTH, 24)).columns) if sys.stdout.isatty() else USUAL_WIDTH


@question
def encoding_of_stdout() -> str | None:
    """Return how what goes to stdout is encoded; None where that is not known."""
    return getattr(sys.stdout, "encoding", None)


def time_of_day() -> str:
    """Return the time that it is here, to the second: `09:05:31`. What says it is not kept."""
    lose_witness()
    return datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - for the person who sits here
