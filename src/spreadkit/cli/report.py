"""`spreadkit report`: the page that a sponsor reads, and the pack that a steering group works from."""

from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import AsOf, Output, format_of, put, say, today
from spreadkit.cli.score import PlanPath

NAME: Final = "report"
EXAMPLE: Final = "Example: spreadkit report . --format html --output report.html"


def command(
    plan: PlanPath = Path(),
    *,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html, md, text, docx or pdf. Default: as the output ends, else html."),
    ] = None,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Make a report: one HTML file that opens offline and prints, or Markdown, Word or PDF."""
    from spreadkit import build_report, get_format

    writer = get_format(format_ or format_of(output, default="html"), "report")
    put(writer.render_report(build_report(plan, as_of=as_of or today())), output)
    if output is not None:
        say(f'wrote "{output}"')
