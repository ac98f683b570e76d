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
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Beside each site, the line of all sites together; with --site or --by-site."),
    ] = False,
    format_: Annotated[str | None, format_option("measure")] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Show measures over time: charts with the rules that judge them, or one table of all, with all their sites.

    HTML, Markdown, XLSX, and CSV without a NAME are the table; CSV of one NAME has a row for each of its points.
    """
    from spreadkit import SpreadkitError, get_format, measures_of

    if compare and site is None and not by_site:
        raise SpreadkitError("--compare puts all sites beside one; name it with --site, or show each with --by-site")

    writer = get_format(format_of(format_, output, "measure"), "measure")
    refuse_unclean(plan, as_of, wanted=require_clean)
    charts = measures_of(plan, as_of=as_of or today(), name=name, site=site, by_site=by_site, compare=compare)
    put(writer.render_measure(charts, screen_of(output)), output)
    say_unread(charts.unread)
