"""`spreadkit measure`: what the data show, as a chart in the terminal with the rules that judge it."""

from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import (
    AsOf,
    Output,
    RequireClean,
    format_of,
    format_option,
    refuse_unclean,
    say_unread,
    screen_of,
)
from spreadkit.cli.saying import put
from spreadkit.cli.surroundings import today

NAME: Final = "measure"
EXAMPLE: Final = "Example: spreadkit measure falls-rate --plan . --by-site"


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The id of a measure. Default: all, one below the other.")
    ] = None,
    *,
    plan: Annotated[
        Path, typer.Option("--plan", "-p", metavar="PLAN", help="A plan, or its folder. Default: this folder.")
    ] = Path(),
    site: Annotated[str | None, typer.Option("--site", metavar="ID", help="Only the data of this site.")] = None,
    by_site: Annotated[bool, typer.Option("--by-site", help="A chart for each site, all on one scale.")] = False,
    format_: Annotated[str | None, format_option("measure")] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Show a measure over time: its chart, the rules that judge it, and one sentence on what it shows."""
    from spreadkit import get_format, measures_of

    writer = get_format(format_of(format_, output, "measure"), "measure")
    refuse_unclean(plan, as_of, wanted=require_clean)
    charts = measures_of(plan, as_of=as_of or today(), name=name, site=site, by_site=by_site)
    put(writer.render_measure(charts, screen_of(output)), output)
    say_unread(charts.unread)
