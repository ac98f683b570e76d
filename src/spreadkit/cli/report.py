"""`spreadkit report`: the page that a sponsor reads, the pack of a steering group, and the sheets of the sites."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spreadkit.cli.common import (
    AsOf,
    NoCache,
    Output,
    RequireClean,
    format_of,
    format_option,
    refuse_unclean,
    say_unread,
)
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today
from spreadkit.formats import ending_of
from spreadkit.reading.questions import lose_witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spreadkit.formats._subjects import ReportFormat
    from spreadkit.model.report import Report

NAME: Final = "report"
EXAMPLE: Final = "Example: spreadkit report . --for sponsor --since 2026-03-31 --output sponsor.html"

_ALL: Final = "all"

_STARI: Final = "stari"
"""What `--format` takes for the report of a journal, in any case of its letters: a checklist is known by its name."""

_JOURNAL: Final = "journal"

_ALSO: Final = "Or stari: the StaRI checklist, for those who publish, as md or docx."


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
        str | None,
        typer.Option(
            "--for",
            help="Who reads it: sponsor (one page), steering (the whole pack), site (its sheet) or journal (the StaRI "
            "checklist, filled in). Default: steering.",
        ),
    ] = None,
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
    format_: Annotated[str | None, format_option("report", default="html", also=_ALSO)] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
    assets: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each chart into this folder, as SVG, PNG and Vega-Lite JSON."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Mask what looks like data of patients, instead of making no report.")
    ] = False,
    charts: Annotated[bool, typer.Option(help="Draw charts, or leave them at their sentence and data.")] = True,
    no_cache: NoCache = False,  # noqa: ARG001 - looked at before
) -> None:
    """Make a report: one HTML file that opens offline and prints; or Markdown, Word, PDF or JSON.

    Of several plans, or with a sheet for every site, each goes into a file of its own in the folder --output. With
    --format stari it is the StaRI checklist for a journal, in Markdown, or in Word where the output ends in .docx.
    """
    from spreadkit import build_report, build_reports, build_site_sheets, get_format
    from spreadkit.model.report import without_drawings

    reader, format_, default = _asked(reader, format_)
    day, (plan, *others) = as_of or today(), plans or [Path()]
    for wanted in [plan, *others]:
        refuse_unclean(wanted, day, wanted=require_clean)
    is_many = bool(others) or (reader == "site" and site == _ALL)
    name = format_of(format_, None if is_many else output, "report", default=default)
    writer = get_format(name, "report")
    shown = (lambda report: report) if charts else without_drawings
    if is_many:
        if others:
            named = build_reports([plan, *others], as_of=day, reader=reader, since=since, redact=redact)
        else:
            sheets = build_site_sheets(plan, as_of=day, since=since, redact=redact)
            named = ((sheet.site or "", sheet) for sheet in sheets)
        _write_all(((stem, shown(sheet)) for stem, sheet in named), writer, ending_of(name, "report"), output)
        return
    report = shown(build_report(plan, as_of=day, reader=reader, site=site, since=since, redact=redact))
    if assets is not None:
        _write_pictures(report, assets)
    put(writer.render_report(report, None if assets is None else _seen_from(output, assets)), output)
    say_unread(report.unread)
    if output is not None:
        print_message(f'wrote "{output}"')


def _asked(reader: str | None, format_: str | None) -> tuple[str, str | None, str]:
    """Return whom a report is for, the format that is named, and that which counts where none is.

    The checklist is Markdown, or as the output ends.

    Raises SpreadkitError where the checklist is asked for, and another reader.
    """
    if format_ is None or format_.casefold() != _STARI:
        return reader or "steering", format_, "html"
    if reader not in {None, _JOURNAL}:
        from spreadkit import SpreadkitError

        raise SpreadkitError(f'the StaRI checklist is for a journal, not for "{reader}"; leave out --for')
    return _JOURNAL, None, "markdown"


def _write_pictures(report: "Report", folder: Path) -> None:
    from spreadkit.api.pictures import write_pictures
    from spreadkit.words import count_of

    written = write_pictures(report, folder)
    print_message(
        f'wrote {count_of(len(written), "file")} of charts into "{folder}"' if written else "the report has no charts"
    )


def _seen_from(output: Path | None, folder: Path) -> str:
    """Return a folder as seen from where a file lies; as it was given where there is no way from there."""
    try:
        return Path(os.path.relpath(folder, output.parent if output else None)).as_posix()
    except ValueError:  # another drive
        return folder.as_posix()


def _write_all(
    reports: "Iterable[tuple[str, Report]]", writer: "ReportFormat", ending: str, folder: Path | None
) -> None:
    """Write one file for each report, by the names that come with them; of those that are masked alike, numbered."""
    from collections import Counter

    from spreadkit import SpreadkitError
    from spreadkit.model.unread import Unread
    from spreadkit.privacy.masking import without_patients

    lose_witness()  # a folder is made as well
    if folder is None:
        raise SpreadkitError("several reports do not fit on the screen; name a folder for them: --output FOLDER")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpreadkitError(f'"{folder}" cannot be a folder: {error.strerror}') from None
    names, unread = Counter[str](), dict[Unread, None]()
    for name, report in reports:
        stem = without_patients(name).replace("*", "x")
        names[stem] += 1
        number = f"-{names[stem]}" if names[stem] > 1 else ""
        put(writer.render_report(report), folder / f"{stem}{number}{ending}")
        unread |= dict.fromkeys(report.unread)
    say_unread([*unread])
    print_message(f'wrote {names.total()} files into "{folder}"')
