"""What commands share: options, and the ways of printing and writing."""

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from spreadkit.cli._door import safe_output
from spreadkit.cli.streams import print_to_stderr, write_out
from spreadkit.formats import FormatSubject, Screen, endings_for, name_by_ending, short_names
from spreadkit.words import in_words

if TYPE_CHECKING:
    from spreadkit.model.unread import Unread

_USUAL_WIDTH: Final = 80
"""How wide a text is that goes into a file or a pipe, in cells."""

_NARROWEST: Final = 40
"""A terminal that is narrower breaks our lines itself. The figure is ours."""

_asked: Final = {"ascii": False}

_MOST_UNREAD: Final = 5
"""How many files that could not be read are named on stderr. The figure is ours."""


def parse_date(text: str) -> date:
    """Read the date of `--as-of`, written as in a plan."""
    from spreadkit.months import is_possible

    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a date; write year-month-day, such as 2026-06-30') from None
    if not is_possible(day):
        raise typer.BadParameter(f'"{text}" is not between 1900 and 2200; correct the year')
    return day


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=parse_date, metavar="DATE", help="Judge as of this day (2026-06-30). Default: today."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file, whole or not at all. Default: the screen."
    ),
]


RequireClean = Annotated[
    bool,
    typer.Option(
        "--require-clean",
        help="Stop with exit code 1 where the plan has errors or a headline that is not true, and write nothing.",
    ),
]


def format_option(
    subject: FormatSubject,
    *,
    says: str = "How to write it",
    default: str = "text",
    by_ending: bool = True,
    also: str = "",
) -> Any:
    """Return the option `--format` of a command that writes this; `by_ending` where the command has `--output`.

    `also` is a sentence on what the command takes besides the formats.
    """
    names = in_words(short_names(subject, first=default), joiner="or")
    otherwise = f" Default: as the output ends, or {default}." if by_ending else ""
    return typer.Option("--format", "-f", help=f"{says}: {names}.{f' {also}' if also else ''}{otherwise}")


def today() -> date:
    """Return the day it is here: all that depends on a day asks here."""
    return date.today()  # noqa: DTZ011 - a plan's dates are days where the team is


def time_of_day() -> str:
    """Return the time that it is here, to the second: `09:05:31`."""
    return datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - for the person who sits here


def print_message(text: str) -> None:
    """Talk to the person, on stderr. What looks like data of patients is masked, also where the person gave it."""
    from spreadkit.privacy.masking import without_patients

    print_to_stderr(without_patients(text))


def refuse_unclean(plan: Path | None, as_of: date | None, *, wanted: bool) -> None:
    """Refuse to go on with a plan that has errors, where that is wanted."""
    if wanted:
        from spreadkit import must_be_clean

        must_be_clean(plan or Path(), as_of=as_of or today())


def say_unread(unread: "Sequence[Unread]") -> None:
    """Say on stderr what of a plan could not be read, so that a figure is not taken for one of the whole."""
    for one in unread[:_MOST_UNREAD]:
        place = one.file if one.line is None else f"{one.file}:{one.line}"
        print_message(f"{place}: not read: {one.says}; {one.why}")
    if len(unread) > _MOST_UNREAD:
        print_message(f"{len(unread) - _MOST_UNREAD} more parts of the plan could not be read; see: spreadkit check")


def _wants_colour() -> bool:
    """Whether to colour what goes to stdout: on a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width(output: Path | None) -> int:
    """Return how wide a text is to be: as the terminal is, or COLUMNS says. Files and pipes depend on neither."""
    from shutil import get_terminal_size

    if output is not None or not sys.stdout.isatty():
        return _USUAL_WIDTH
    return max(_NARROWEST, get_terminal_size((_USUAL_WIDTH, 24)).columns)


def ask_for_ascii(*, wanted: bool) -> None:
    """Have all texts from now on drawn with ASCII signs, or with those that the encoding of stdout has."""
    _asked["ascii"] = wanted


def _wants_ascii(output: Path | None) -> bool:
    from spreadkit.formats._signs import can_show_signs

    return _asked["ascii"] or (output is None and not can_show_signs(getattr(sys.stdout, "encoding", None)))


def screen_of(output: Path | None = None, *, explain: bool = False, everything: bool = False) -> Screen:
    """Return what a format may know of where its text goes."""
    return Screen(
        colour=output is None and _wants_colour(),
        width=_width(output),
        explain=explain,
        ascii=_wants_ascii(output),
        everything=everything,
    )


def format_of(named: str | None, output: Path | None, subject: FormatSubject, *, default: str = "text") -> str:
    """Return which format to write in: the one that is named, else what the file's ending says, else the default.

    Raises SpreadkitError for an ending that no format has: a page by that name would open in no program.
    """
    if named is not None or output is None or not output.suffix:
        return named or default
    found = name_by_ending(output.suffix, subject)
    if found is None:
        refuse_ending(output, endings_for(subject))
    return found or default


def refuse_ending(output: Path | None, endings: Sequence[str]) -> None:
    """Raise SpreadkitError where a file to write to has an ending, and not one of these."""
    from spreadkit.errors import SpreadkitError

    if output is not None and output.suffix and output.suffix.lower() not in endings:
        choice = in_words(list(endings), joiner="or")
        raise SpreadkitError(
            f'"{output}" ends in {output.suffix}, which nothing here can be written as; end the name in {choice}'
        )


def in_signs(content: str | bytes, output: Path | None) -> str | bytes:
    """Return a text that was written without knowing of a screen in the signs that this one has."""
    from spreadkit.formats._signs import in_ascii

    return in_ascii(content) if isinstance(content, str) and _wants_ascii(output) else content


def put(content: str | bytes, output: Path | None) -> None:
    """Print to stdout, or replace a file in one step, so that it is never half-written.

    What is bytes already is a file for another program: it goes into a file or a pipe, never onto a terminal.
    """
    from spreadkit import SpreadkitError

    if output is None:
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise SpreadkitError("this format is not for a terminal: give a file to write to with --output")
        if isinstance(content, str):
            content = safe_output(content, with_styles=_wants_colour()).encode("utf-8", "surrogateescape")
        write_out(content)
        return
    from spreadkit.errors import sentence_of
    from spreadkit.writing.atomic import write_whole

    try:
        write_whole(output, content)
    except OSError as error:
        raise SpreadkitError(sentence_of(error, output)) from None
