"""A run that was kept is said again, before anything is imported that only a new one needs."""

import sys
from contextlib import suppress

from spreadkit.cli.frame import framed
from spreadkit.cli.saying import say_again
from spreadkit.errors import SpreadkitError
from spreadkit.kept.runs import Run, SaidRun, begun
from spreadkit.library.targets import targets_of


def begin_or_end() -> Run | None:
    """Say again what this command line said before, and end; where that is not to be had, return the run to be kept.

    None where no such run is kept.
    """
    if None in {sys.stdin, sys.stdout, sys.stderr} or (run := _begun()) is None:
        return None
    said = _again(run)
    if said is not None:
        framed(lambda: sys.exit(say_again(said)))
    return run


def _begun() -> Run | None:
    with suppress(OSError):  # such as a working folder that was removed
        return begun(sys.argv[1:])
    return None


def _again(run: Run) -> SaidRun | None:
    with suppress(SpreadkitError, OSError, ValueError):  # a new run says what is wrong
        return run.again(targets_of)
    return None
