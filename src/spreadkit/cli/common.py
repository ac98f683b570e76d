"""What commands share: options, and the ways of printing and writing, which stand beside this file."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from spreadkit.cli.saying import print_message
from spreadkit.cli.surroundings import USUAL_WIDTH, encoding_of_stdout, terminal_width, today, wants_colour
from spreadkit.formats import FormatSubject, Screen, endings_for, name_by_ending, short_names
from spreadkit.words import in_words

if TYPE_CHECKING:
    from spreadkit.model.unread import Unread

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


NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Work everything out anew, and keep nothing of it; see: spreadkit cache info."),
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


def ask_for_ascii(*, wanted: bool) -> None:
    """Have all texts from now on drawn with ASCII signs, or with those that the encoding of stdout has."""
    _asked["ascii"] = wanted


def _wants_ascii(output: Path | None) -> bool:
    from spreadkit.formats._signs import can_show_signs

    return _asked["ascii"] or (output is None and not can_show_signs(encoding_of_stdout()))


def screen_of(output: Path | None = None, *, explain: bool = False, everything: bool = False) -> Screen:
    """Return what a format may know of where its text goes."""
    return Screen(
        colour=output is None and wants_colour(),
        width=terminal_width() if output is None else USUAL_WIDTH,
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
