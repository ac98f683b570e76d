"""`spreadkit report`: the page that a sponsor reads, and the pack that a steering group works from."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spreadkit.cli.common import AsOf, Output, put, say, today
from spreadkit.cli.score import PlanPath

if TYPE_CHECKING:
    from spreadkit.model.report import Report

NAME: Final = "report"
EXAMPLE: Final = "Example: spreadkit report . --format html --output report.html"

LINKING: Final = frozenset({"md", "markdown"})
"""The formats that show pictures by a link to their files."""


def command(
    plan: PlanPath = Path(),
    *,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html, md or text. Default: what the output's ending says, else html."),
    ] = None,
    as_of: AsOf = None,
    output: Output = None,
    assets: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each chart into this folder, as SVG, PNG and Vega-Lite JSON."),
    ] = None,
    charts: Annotated[bool, typer.Option(help="Draw charts, or leave them at their sentence and data.")] = True,
) -> None:
    """Make a report: one HTML file that opens offline and prints, or Markdown."""
    from spreadkit import build_report, get_format
    from spreadkit.model.report import without_drawings

    name = _format(format_, output)
    writer = get_format(name, "report")
    report = build_report(plan, as_of=as_of or today())
    if not charts:
        report = without_drawings(report)
    if assets is not None:
        _write_pictures(report, assets)
    linked = {"assets": _seen_from(output, assets)} if assets is not None and name in LINKING else {}
    put(writer.render_report(report, **linked), output)
    if output is not None:
        say(f'wrote "{output}"')


def _write_pictures(report: "Report", folder: Path) -> None:
    from spreadkit.picturing import write_pictures
    from spreadkit.words import count_of

    written = write_pictures(report, folder)
    say(f'wrote {count_of(len(written), "file")} of charts into "{folder}"' if written else "the report has no charts")


def _seen_from(output: Path | None, folder: Path) -> str:
    """Return a folder as seen from where a file lies; as it was given where there is no way from there."""
    try:
        return Path(os.path.relpath(folder, output.parent if output else None)).as_posix()
    except ValueError:  # another drive
        return folder.as_posix()


def _format(asked: str | None, output: Path | None) -> str:
    if asked is not None:
        return asked
    return "md" if output is not None and output.suffix == ".md" else "html"
