"""`spreadkit check`: what is wrong or missing, where, and what to do."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import AsOf, NoCache, Output, format_of, format_option, screen_of
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

NAME: Final = "check"
EXAMPLE: Final = "Example: spreadkit check . --fail-on warning --as-of 2026-06-30"


class _FailOn(StrEnum):
    """The least severity that makes the command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Plans, frameworks, files that a plan uses, or folders to search. Default: this folder.",
        ),
    ] = None,
    *,
    format_: Annotated[str | None, format_option("check", says="How to write what is found")] = None,
    fail_on: Annotated[
        _FailOn, typer.Option("--fail-on", help="Exit with 1 when anything is this bad.")
    ] = _FailOn.ERROR,
    all_: Annotated[
        bool, typer.Option("--all", help="In text: every finding with its code and its line, not by cause.")
    ] = False,
    as_of: AsOf = None,
    output: Output = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many processes share the work. Default: all cores.")
    ] = None,
    no_cache: NoCache = False,  # noqa: ARG001 - looked at before
) -> None:
    """Check plans and frameworks: what is wrong, why, and who does what about it. Nothing is ever changed.

    Findings stand by their causes, errors first; with --all, and in every other format, each stands for itself.

    A table or another file stands for the plan that uses it, as hooks of git name files. What no plan uses is passed
    over, and said; that alone is no failure.
    """
    from spreadkit import Severity, check, get_format, summary

    name = format_of(format_, output, "check")
    writer = get_format(name, "check")
    result = check(paths or [Path()], as_of=as_of or today(), jobs=jobs)
    put(writer.render_check(result, screen_of(output, everything=all_)), output)
    more = ". Rules and lines: --all" if name == "text" and result.findings and not all_ else ""
    print_message(f"{summary(result)}{more}")
    if fail_on is not _FailOn.NEVER and result.has_at_least(Severity(fail_on.value)):
        raise typer.Exit(1)
