"""`spreadkit report`: the page that a sponsor reads, the pack of a steering group, and the sheets of the sites."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spreadkit.cli.common import AsOf, Output, put, say, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from spreadkit.model.report import Report

NAME: Final = "report"
EXAMPLE: Final = "Example: spreadkit report . --for sponsor --since 2026-03-31 --output sponsor.html"

ALL: Final = "all"
ENDINGS: Final = {".md": "md", ".json": "json"}
"""By the ending of a file: the format that it is written in. Any other is HTML."""


def command(
    plans: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PLAN]...",
            help="A plan, or the folder that holds one; several with --output FOLDER. Default: this folder.",
        ),
    ] = None,
    *,
    reader: Annotated[
        str,
        typer.Option("--for", help="Who reads it: sponsor (one page), steering (the whole pack) or site (its sheet)."),
    ] = "steering",
    site: Annotated[
        str | None,
        typer.Option(
            "--site", metavar="ID", help='The site whose sheet it is; "all" writes one each into the folder --output.'
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE|REV", help="Say what moved since this day, or this revision of git."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html, md, json or text. Default: what the output's ending says, or html."),
    ] = None,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Make a report: one HTML file that opens offline and prints, or Markdown."""
    from spreadkit import build_report, build_reports, build_site_sheets, get_format

    writer = get_format(_format(format_, output), "report")
    day, (plan, *others) = as_of or today(), plans or [Path()]
    if others:
        reports = build_reports([plan, *others], as_of=day, reader=reader, since=since)
        _write_all(reports, writer, _ending(format_), output)
    elif reader == "site" and site == ALL:
        sheets = build_site_sheets(plan, as_of=day, since=since)
        _write_all(((sheet.site or "", sheet) for sheet in sheets), writer, _ending(format_), output)
    else:
        report = build_report(plan, as_of=day, reader=reader, site=site, since=since)
        put(writer.render_report(report), output)
        if output is not None:
            say(f'wrote "{output}"')


def _write_all(reports: "Iterable[tuple[str, Report]]", writer: "ModuleType", ending: str, folder: Path | None) -> None:
    """Write one file for each report, by the names that come with them."""
    from spreadkit import SpreadkitError

    if folder is None:
        raise SpreadkitError("several reports do not fit on the screen; name a folder for them: --output FOLDER")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpreadkitError(f'"{folder}" cannot be a folder: {error.strerror}') from None
    count = 0
    for name, report in reports:
        put(writer.render_report(report), folder / f"{name}{ending}")
        count += 1
    say(f'wrote {count} files into "{folder}"')


def _ending(format_: str | None) -> str:
    """Return the ending of the files of a format, which is its name but for two."""
    name = format_ or "html"
    return {"markdown": ".md", "text": ".txt"}.get(name, f".{name}")


def _format(asked: str | None, output: Path | None) -> str:
    if asked is not None:
        return asked
    return ENDINGS.get(output.suffix, "html") if output is not None else "html"
