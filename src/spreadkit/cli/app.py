"""The commands put together."""

from typing import Annotated

import typer

from spreadkit.cli import (
    adoption,
    cache,
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
from spreadkit.cli.common import ask_for_ascii
from spreadkit.cli.frame import framed
from spreadkit.kept.runs import Run, listening

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
app.add_typer(cache.app)
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


def run(kept: Run | None = None) -> None:
    """Run the command line, and keep what it says where it is a run that is kept."""
    framed(app if kept is None else lambda: _run_and_keep(kept))


def _run_and_keep(kept: Run) -> None:
    with listening(kept):
        try:
            app()
        except SystemExit as ended:
            if ended.code in {None, 0, 1}:
                kept.keep(int(ended.code or 0))
            raise
