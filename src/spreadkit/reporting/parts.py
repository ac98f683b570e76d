"""The parts of a plan: every key that people fill in, and which section of the appendix is the place of each.

A part is named as a plan writes it, from the top: `communication.interactive`, `package.changes.title`. Ids and
positions are left out, so that a part is the same in every entry. A longer name wins over a shorter one: a section
that shows `sites` shows all of it but what another section names, such as `sites.owner`.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, get_args, get_type_hints

from spreadkit.model.base import FileModel, kebab
from spreadkit.model.plan import Plan

HEAD: Final = "the head"
"""What stands before the sections of a report, and is no section: its title, its notes and its facts."""

_IN_HEAD: Final = ("title", "stage", "fictional", "caveat", "ended", "brand")
"""The parts that the head of a report shows."""

_COLUMN: Final = "It names a column of the file of values. The values are shown."
_WORDED: Final = "The sentences at the top of the report are worded with it."
_DAYS: Final = "It says how the days of a table are read. The days are shown."
_RATER: Final = "People rate on their own. The appendix shows how far apart they are, and not who said what."

NOT_SHOWN: Final[Mapping[str, str]] = {
    "schema": "It is the version of the file format, for programs.",
    "successful-sites.site": "It links a place to the table of sites. The place is shown by its own title.",
    "sites.id": "A site is shown by its name.",
    "rollout": "`spreadkit rollout` works the waves out from it. The waves are shown.",
    "measures.data.file": "It says where the values are kept. The values are shown.",
    "measures.data.date": _COLUMN,
    "measures.data.value": _COLUMN,
    "measures.data.count": _COLUMN,
    "measures.data.per": _COLUMN,
    "measures.data.site": _COLUMN,
    "dates": _DAYS,
    "measures.data.dates": _DAYS,
    "adoption.note": "It is for those who keep the record. What holds a site up is shown: the barrier and the reason.",
    "headline": "It stands at the top while it is true. `spreadkit check` tells when it is not.",
    "caveat.short": "The sponsor's page has it in place of the whole note, which the pack shows.",
    "words": _WORDED,
    "measures.short": _WORDED,
    "measures.plural": _WORDED,
    "measures.published.value": "It is held against the target. What was published is shown as it says it.",
    "package.changes.short": _WORDED,
    "actions.short": _WORDED,
    "obstacles.short": _WORDED,
    "support.short": "The sheet of a site is worded with it. The appendix shows the whole title.",
    "asks.short": "The sponsor's page is worded with it. The appendix shows the whole.",
    "paused": "The answer to what is on track says it.",
    "adoption.seen": "It is for those who keep the record. Whether looks were the sites' own word is said.",
    "adoption.by": "It is for those who keep the record. Who answers for a site is shown.",
    "answers.proposed": "It counts for nothing until somebody confirms it. `spreadkit check` tells what waits.",
    "ratings.rows.rater": _RATER,
    "ratings.rows.role": _RATER,
    "ratings.rows.because": _RATER,
    "privacy": "It says how the plan is searched for data of patients. `spreadkit check` tells what is found.",
    "study": "It is for those who publish. The StaRI checklist shows it.",
    "report": "It lays the appendix out. Its pages are sections there, and what it leaves out is named at the end.",
}
"""The parts that no report shows, each with the reason."""


@lru_cache(maxsize=1)
def parts_of_plan() -> tuple[str, ...]:
    """Return every part of a plan that has no parts of its own, in the order of the model."""
    return tuple(_parts_below(Plan, ""))


def claims_of(shown: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """Return by name of a part who shows it, for sections with what they show, and for the head.

    Raises ValueError for a name that no part has, and for one that is claimed twice.
    """
    claims = dict[str, str]()
    for owner, names in [*shown, (HEAD, _IN_HEAD), ("nobody", NOT_SHOWN)]:
        for name in names:
            if not any(_is_below(part, name) for part in parts_of_plan()):
                raise ValueError(f"{owner} shows {name}, and a plan has no such part")
            if name in claims:
                raise ValueError(f"{owner} and {claims[name]} both show {name}")
            claims[name] = owner
    return claims


def claim_on(part: str, claims: Mapping[str, str]) -> str | None:
    """Return the name under which a part is claimed: the longest that it is, or is below of."""
    return max((name for name in claims if _is_below(part, name)), key=len, default=None)


def _is_below(part: str, name: str) -> bool:
    return part == name or part.startswith(f"{name}.")


def _parts_below(model: type[Any], route: str) -> Iterator[str]:
    for name, annotation in _fields(model):
        part = f"{route}{kebab(name)}"
        models = list(_models_in(annotation))
        if not models:
            yield part
        for below in models:
            yield from _parts_below(below, f"{part}.")


def _fields(model: type[Any]) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(model):
        types = get_type_hints(model, include_extras=True)
        return ((field.name, types[field.name]) for field in dataclasses.fields(model))
    return ((name, field.annotation) for name, field in model.model_fields.items())


def _models_in(annotation: Any) -> Iterator[type[Any]]:
    """Go through the models that a type holds, in dictionaries, lists and unions too."""
    if isinstance(annotation, type) and (issubclass(annotation, FileModel) or dataclasses.is_dataclass(annotation)):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
