"""The commands put together, and the one door for what goes wrong."""

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
from spreadkit.cli._door import Door

_BUG: Final = 70
_INTERRUPTED: Final = 130

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
    version: Annotated[bool, typer.Option("--version", "-V", help="Say which version this is, and stop.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of a bug in spreadkit.")] = False,
) -> None:
    """Plan, check, score and report the spread of improvements in health care.

    Both options are acted on elsewhere: the version before typer is imported, --debug when something went wrong.
    """


def run() -> None:
    """Run the command line; every failure leaves through here, with an exit code that means something."""
    import gc

    from spreadkit import SpreadkitError

    gc.disable()  # a run is short and makes few cycles
    sys.stdout, sys.stderr = Door(sys.stdout), Door(sys.stderr)
    try:
        app()
    except SpreadkitError as error:
        _say(f"spreadkit: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last door: a bug is told in one line
        _tell_of_bug(error)
        sys.exit(_BUG)
    finally:
        gc.freeze()  # on the way out nothing is looked through for cycles: the system takes all memory back anyway


def _tell_of_bug(error: Exception) -> None:
    if "--debug" in sys.argv:
        import traceback

        traceback.print_exception(error)
    hint = "" if "--debug" in sys.argv else "; run again as spreadkit --debug … for the traceback"
    _say(f"spreadkit: this is a bug in spreadkit, please report it: {type(error).__name__}: {error}{hint}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
