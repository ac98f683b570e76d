"""One file a format: what it says of itself, as `FORMAT`, and a function `render_…` for each subject that it can write.

In come results and reports, out go text or bytes. What takes much writing may stand in a file of its own beside the
format's, `_<format>_<subject>.py`. `_drawing` makes pictures of specifications.
"""

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any, Literal, overload

from spreadkit.errors import SpreadkitError
from spreadkit.formats._declared import Format, FormatSubject, Listed, listed
from spreadkit.formats._screen import PLAIN, Screen

if TYPE_CHECKING:
    from spreadkit.formats._subjects import (
        AdoptionFormat,
        CheckFormat,
        CollectionFormat,
        CrosswalkFormat,
        MeasureFormat,
        MigrationFormat,
        ReportFormat,
        RolloutFormat,
        ScoreFormat,
        SuggestionFormat,
    )

__all__ = [
    "PLAIN",
    "Format",
    "FormatSubject",
    "Screen",
    "ending_of",
    "endings_for",
    "format_names",
    "get_format",
    "name_by_ending",
    "short_names",
]


@overload
def get_format(name: str, subject: Literal["check"]) -> "CheckFormat": ...
@overload
def get_format(name: str, subject: Literal["score"]) -> "ScoreFormat": ...
@overload
def get_format(name: str, subject: Literal["report"]) -> "ReportFormat": ...
@overload
def get_format(name: str, subject: Literal["crosswalk"]) -> "CrosswalkFormat": ...
@overload
def get_format(name: str, subject: Literal["suggestion"]) -> "SuggestionFormat": ...
@overload
def get_format(name: str, subject: Literal["migration"]) -> "MigrationFormat": ...
@overload
def get_format(name: str, subject: Literal["adoption"]) -> "AdoptionFormat": ...
@overload
def get_format(name: str, subject: Literal["measure"]) -> "MeasureFormat": ...
@overload
def get_format(name: str, subject: Literal["rollout"]) -> "RolloutFormat": ...
@overload
def get_format(name: str, subject: Literal["collection"]) -> "CollectionFormat": ...
def get_format(name: str, subject: FormatSubject) -> Any:
    """Return the format that writes this, by its name or an alias; its function is called `render_check`, and so on.

    Raises:
        SpreadkitError: no format of that name can write it.
    """
    for format_ in _those(subject):
        if name in {format_.name, *format_.format.aliases}:
            return _module(format_.name, subject)
    raise SpreadkitError(_no_such(name, subject))


def format_names(subject: FormatSubject) -> list[str]:
    """Return the names of the formats that can write this."""
    return [format_.name for format_ in _those(subject)]


def short_names(subject: FormatSubject, *, first: str) -> list[str]:
    """Return what the formats that can write this are called in a help text, with one of them before the others."""
    return [format_.short for format_ in sorted(_those(subject), key=lambda format_: format_.name != first)]


def name_by_ending(ending: str, subject: FormatSubject) -> str | None:
    """Return the name of the format whose files end so, of those that can write this; None where there is none."""
    return next((format_.name for format_ in _those(subject) if ending.lower() in format_.format.endings), None)


def endings_for(subject: FormatSubject) -> list[str]:
    """Return what files of the formats that can write this may end in, in alphabetical order."""
    return sorted(ending for format_ in _those(subject) for ending in format_.format.endings)


def ending_of(name: str, subject: FormatSubject) -> str:
    """Return what the files that a format writes end in. The name is one that `get_format` takes."""
    return next(
        format_.format.endings[0] for format_ in _those(subject) if name in {format_.name, *format_.format.aliases}
    )


def _those(subject: FormatSubject) -> list[Listed]:
    return [format_ for format_ in listed(__path__) if subject in format_.subjects]


def _module(name: str, subject: FormatSubject) -> Any:
    """Load the file that has the function for this: the one beside the format's, or the format's own."""
    beside = f"{__name__}._{name}_{subject}"
    return importlib.import_module(beside if importlib.util.find_spec(beside) else f"{__name__}.{name}")


def _no_such(name: str, subject: FormatSubject) -> str:
    from spreadkit.words import did_you_mean, in_words

    fitting = format_names(subject)
    what = f"{'an' if subject[0] in 'aeiou' else 'a'} {subject}"
    choice = in_words(fitting, joiner="or")
    return f'there is no format "{name}" for {what}{did_you_mean(name, fitting)}; choose {choice}'
