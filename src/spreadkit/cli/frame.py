"""The one door for what goes wrong."""

import errno
import os
import sys
from collections.abc import Callable
from typing import Final

from spreadkit.cli._door import guard_streams
from spreadkit.cli.saying import print_message
from spreadkit.cli.streams import silence, stand_in_for_closed
from spreadkit.errors import SpreadkitError, sentence_of

_BUG: Final = 70
_INTERRUPTED: Final = 130
_FILES_NEEDED: Final = 64
"""How many files a run has open at most while it draws; the figure is ours."""


def framed(act: Callable[[], object]) -> None:
    """Do what a command line asks for; every failure leaves through here, with an exit code that means something."""
    import gc

    gc.disable()  # a run is short and makes few cycles
    try:
        stand_in_for_closed()
        guard_streams()
        _refuse_without_folder()
        act()
    except SpreadkitError as error:
        print_message(f"spreadkit: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        silence(sys.stdout)
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the last door, also for what libraries in Rust throw
        sys.exit(_tell(error))
    finally:
        gc.freeze()  # on the way out nothing is looked through for cycles: the system takes all memory back anyway


def _refuse_without_folder() -> None:
    """Raise SpreadkitError when the working folder was removed: every path is seen from there."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is not needed for most of what follows
    except OSError:
        raise SpreadkitError(
            "the folder that you are in is not there any more: go to one that is (cd), and run again"
        ) from None


def _tell(error: BaseException) -> int:
    """Tell what went wrong, and return the exit code: what the system refused is no bug of ours."""
    if "--debug" in sys.argv:
        import traceback

        traceback.print_exception(error)
    refused = _refused(error)
    if refused is not None:
        print_message(f"spreadkit: {refused}")
        return SpreadkitError.exit_code
    hint = "" if "--debug" in sys.argv else "; run again as spreadkit --debug … for the traceback"
    print_message(f"spreadkit: this is a bug in spreadkit, please report it: {type(error).__name__}: {error}{hint}")
    return _BUG


def _refused(error: BaseException) -> str | None:
    """Say what the system refused; None when it is nothing of the kind."""
    match error:
        case OSError(errno=int()):
            return sentence_of(error, done="used")
        case MemoryError():
            return "there is not enough memory: end other programs, and run again"
        case UnicodeEncodeError() if "surrogates not allowed" in error.reason:
            return (
                "a name or text that was given holds bytes that are no text in UTF-8; rename the file or folder, or "
                "set the locale to one with UTF-8 (LC_ALL=C.UTF-8), and run again"
            )
    return None if _can_open(_FILES_NEEDED) else sentence_of(OSError(errno.EMFILE, os.strerror(errno.EMFILE)))


def _can_open(count: int) -> bool:
    """Whether so many files more can be open: libraries that cannot open any fail in ways of their own."""
    opened = list[int]()
    try:
        for _ in range(count):
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for descriptor in opened:
            os.close(descriptor)
    return True
