"""`spreadkit adoption add`: one checked row more in the plan's table of adoption."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.collect import PlanOption
from spreadkit.cli.common import parse_date
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

NAME: Final = "add"
EXAMPLE: Final = "Example: spreadkit adoption add --site ward-3 --change huddle --stage testing"


def command(
    *,
    site: Annotated[str, typer.Option("--site", metavar="ID", help="The site, by its id in the table of sites.")],
    change: Annotated[str, typer.Option("--change", metavar="ID", help="The change of the package.")],
    stage: Annotated[
        str,
        typer.Option("--stage", metavar="STAGE", help="How far it has come: aware, testing, implemented or another."),
    ],
    on: Annotated[
        date | None,
        typer.Option("--date", parser=parse_date, metavar="DATE", help="On which day (2026-06-30). Default: today."),
    ] = None,
    barrier: Annotated[str, typer.Option("--barrier", metavar="TEXT", help="What holds it up, in words.")] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="CODE", help="The same as one word that can be counted: too-expensive.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What else there is to say.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="TEXT", help="Who says so.")] = "",
    plan: PlanOption = Path(),
) -> None:
    """Append one checked row to the table of adoption. What is there is never changed."""
    from spreadkit import add_adoption

    day = on or today()
    cells = {"date": day.isoformat(), "site": site, "change": change, "stage": stage}
    collection = add_adoption(
        {**cells, "barrier": barrier, "reason": reason, "note": note, "by": by}, plan, as_of=today()
    )
    for refusal in collection.refused:
        print_message(f"refused: {refusal.message} [{refusal.slug}]")
    for row in collection.rows:
        if row.old:
            there = ", ".join(f"{column} {text or 'empty'}" for column, text in row.old.items())
            print_message(
                f'refused: "{row.file}" has another row of that day, with {there}; correct it there [duplicate-row]'
            )
    if not collection.is_sound:
        print_message("nothing was written")
        raise typer.Exit(1)
    for remark in collection.remarks:
        print_message(remark)
    put(f"{day.isoformat()} {site} {change} {stage}\n", None)
    print_message(
        f'wrote "{collection.written[0]}"' if collection.written else "nothing was written: this row is there already"
    )
