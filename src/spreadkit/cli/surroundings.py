"""What a command sees around it: the day, and where its text is shown. A run that is kept rests on these too."""

import os
import sys
from datetime import date

from spreadkit.reading.questions import question


@question
def today() -> date:
    """Return the day it is here: the one place that looks at a clock."""
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
    """Return how wide the terminal is; 100 columns where stdout goes elsewhere, so that files do not depend on it."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
