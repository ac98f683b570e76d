"""`spreadkit report`: the page that a sponsor reads, the pack of a steering group, its appendix, and site sheets."""

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
    in_signs,
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
_HTML: Final = ".html"
_APPENDIX: Final = "appendix"

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
            help="Who reads it: sponsor (one page), steering (its pack, 12 pages at most), appendix (all that the "
            "plan says), site (its sheet) or journal (the StaRI checklist, filled in). Default: steering.",
        ),
    ] = None,
    appendix: Annotated[
        bool, typer.Option("--appendix", help="Make the appendix of the pack: the same as --for appendix.")
    ] = False,
    site: Annotated[
        str | None,
        typer.Option(
            "--site",
            metavar="ID",
            help='The site whose sheet it is; "all" writes one each into the folder --output (in HTML, an index too).',
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
    watch: Annotated[
        bool, typer.Option("--watch", help="Make it again whenever a file of the plan changes, until Ctrl-C.")
    ] = False,
) -> None:
    """Make a report: one HTML file that opens offline and prints; or Markdown, Word, PDF or JSON.

    Of several plans, or with a sheet for every site, each goes into a file of its own in the folder --output. With
    --format stari it is the StaRI checklist for a journal, in Markdown, or in Word where the output ends in .docx.
    """
    from spreadkit import build_reports, build_site_sheets, get_format
    from spreadkit.api.plans import build_report_and_count
    from spreadkit.cli.report_watch import Made, make_again
    from spreadkit.model.report import without_drawings

    reader, format_, default = _asked(_with_appendix(reader, appendix=appendix), format_)
    plan, *others = plans or [Path()]
    is_many = bool(others) or (reader == "site" and site == _ALL)
    name = format_of(format_, None if is_many else output, "report", default=default)
    writer = get_format(name, "report")
    shown = (lambda report: report) if charts else without_drawings

    def make_one() -> Made:
        day = as_of or today()
        refuse_unclean(plan, day, wanted=require_clean)
        built, findings = build_report_and_count(plan, as_of=day, reader=reader, site=site, since=since, redact=redact)
        report = shown(built)
        if assets is not None:
            _write_pictures(report, assets)
        content = writer.render_report(report, None if assets is None else _seen_from(output, assets))
        put(in_signs(content, output) if name == "text" else content, output)
        if not watch:
            say_unread(report.unread)
        return Made(findings, {verdict.title: verdict.word for verdict in report.verdicts})

    if watch:
        make_again(plan, _watched_output(output, is_many=is_many), make_one)
        return
    if is_many:
        day = as_of or today()
        for wanted in [plan, *others]:
            refuse_unclean(wanted, day, wanted=require_clean)
        if others:
            named = build_reports([plan, *others], as_of=day, reader=reader, since=since, redact=redact)
        else:
            sheets = build_site_sheets(plan, as_of=day, since=since, redact=redact)
            named = ((sheet.site or "", sheet) for sheet in sheets)
        _write_all(((stem, shown(sheet)) for stem, sheet in named), writer, ending_of(name, "report"), output)
        return
    make_one()
    if output is not None:
        print_message(f'wrote "{output}"')


def _watched_output(output: Path | None, *, is_many: bool) -> Path:
    """Return the file that is written again and again.

    Raises SpreadkitError where there is none: neither the screen nor a pipe is a page that can be replaced.
    """
    from spreadkit import SpreadkitError
    from spreadkit.writing.atomic import is_stream

    if is_many:
        raise SpreadkitError("--watch makes one report; name one plan, and one site, or leave out --watch")
    if output is None or is_stream(output):
        raise SpreadkitError("--watch replaces a file again and again; name one: --output report.html")
    return output


def _with_appendix(reader: str | None, *, appendix: bool) -> str | None:
    """Return whom a report is for, where `--appendix` may stand in place of `--for appendix`.

    Raises SpreadkitError where both are given, and name different readers.
    """
    if not appendix:
        return reader
    if reader not in {None, _APPENDIX, "steering"}:
        from spreadkit import SpreadkitError

        raise SpreadkitError(f'the appendix is of the pack of a steering group, not for "{reader}"; leave out --for')
    return _APPENDIX


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
    written: list[tuple[str, Report]] = []
    for name, report in reports:
        stem = without_patients(name).replace("*", "x")
        names[stem] += 1
        number = f"-{names[stem]}" if names[stem] > 1 else ""
        file = f"{stem}{number}{ending}"
        put(writer.render_report(report), folder / file)
        unread |= dict.fromkeys(report.unread)
        written.append((file, report))
    say_unread([*unread])
    print_message(f'wrote {names.total()} files into "{folder}"')
    if ending == _HTML and all(report.site for _, report in written):
        _write_index(written, folder)


def _write_index(written: "list[tuple[str, Report]]", folder: Path) -> None:
    """Write the page that leads to the sheets of sites; under another name where a site has that of an index."""
    from spreadkit.formats._sheet_index import link_to, render_sheet_index

    name = "index.html" if "index.html" not in {file for file, _ in written} else "all-sheets.html"
    first = written[0][1]
    links = [link_to(report, file) for file, report in written]
    put(render_sheet_index(links, first.as_of, first.generator), folder / name)
    print_message(f'"{folder / name}" leads to all of them')
