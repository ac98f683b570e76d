"""`spreadkit collect`: take up the spreadsheets that sites send back."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import AsOf, format_option, screen_of
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

NAME: Final = "collect"
EXAMPLE: Final = "Example: spreadkit collect returns/*.xlsx --plan huddles"

PlanOption = Annotated[
    Path, typer.Option("--plan", metavar="PATH", help="The plan, or the folder that holds it. Default: here.")
]


class Dates(StrEnum):
    """What comes first in days that are not written year-month-day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="What sites sent back: CSV or XLSX.")],
    *,
    plan: PlanOption = Path(),
    write: Annotated[
        bool, typer.Option("--write", help="Write the rows, if all are sound. Without this, only show them.")
    ] = False,
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Take rows that differ from those the plan has, in their place.")
    ] = False,
    dates: Annotated[
        Dates | None,
        typer.Option("--dates", help="What comes first in days such as 03/04/2026. Default: as the plan says."),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[str, format_option("collection", by_ending=False)] = "text",
) -> None:
    """Show what is new, changed and refused in the files that sites sent back, and write it when told to.

    Every row is checked. With anything refused nothing is written at all.
    """
    from spreadkit import collect, get_format

    writer = get_format(format_, "collection")
    collection = collect(
        files,
        plan,
        as_of=as_of or today(),
        dates=dates.value if dates else None,
        accept_changes=accept_changes,
        write=write,
    )
    put(writer.render_collection(collection, screen_of()), None)
    for name in collection.written:
        print_message(f'wrote "{name}"')
    if collection.refused:
        print_message("nothing was written: mend what is refused, or have it sent again, and run this once more")
    elif not collection.is_sound:
        print_message("nothing was written: look at what is changed; to take it, run again with --accept-changes")
    elif not collection.has_news:
        print_message("nothing was written: all of it is in the plan already")
    elif not write:
        print_message("nothing was written; to do it, run again with --write")
    if not collection.is_sound:
        raise typer.Exit(1)
