"""The commands put together, and the one door for what goes wrong."""

import errno
import os
import sys
from typing import Annotated, Final

import typer

from spreadkit.cli import (
    adoption,
    check,
    collect,
    crosswalk,
    explain,
    frameworks,
    init,
    measure,
    migrate,
    report,
    rollout,
    schema,
    score,
)
from spreadkit.cli._door import guard_streams
from spreadkit.cli.common import ask_for_ascii, print_message
from spreadkit.cli.streams import silence, stand_in_for_closed
from spreadkit.errors import SpreadkitError, sentence_of

_BUG: Final = 70
_INTERRUPTED: Final = 130
_FILES_NEEDED: Final = 64
"""How many files a run has open at most while it draws; the figure is ours."""

app = typer.Typer(
    name="spreadkit",
    help="Plan, check, score and report the spread of improvements in health care, from plain-text files in git.",
    epilog="Begin with: spreadkit init my-plan --framework ihi-spread",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _module in (init, check, score, measure, rollout, report, collect, crosswalk, migrate, explain, schema):
    app.command(name=_module.NAME, epilog=_module.EXAMPLE)(_module.command)
app.add_typer(adoption.app)
app.add_typer(frameworks.app)


@app.callback()
def options(
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Say which version this is, and stop.")] = False,  # noqa: ARG001 - see below
    ascii_: Annotated[
        bool, typer.Option("--ascii", help="Draw texts with ASCII signs. Default: as the terminal's encoding allows.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of a bug in spreadkit.")] = False,  # noqa: ARG001 - see below
) -> None:
    """Plan, check, score and report the spread of improvements in health care.

    Two options are acted on elsewhere: the version before typer is imported, --debug when something went wrong.
    """
    ask_for_ascii(wanted=ascii_)


def run() -> None:
    """Run the command line; every failure leaves through here, with an exit code that means something."""
    import gc

    gc.disable()  # a run is short and makes few cycles
    try:
        stand_in_for_closed()
        guard_streams()
        _refuse_without_folder()
        app()
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
