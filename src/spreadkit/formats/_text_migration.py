"""What going over to other editions does to a plan, as plain text: what is carried, moved, looked at again, parked."""

from collections.abc import Iterator, Sequence

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import finished
from spreadkit.formats.text import Colouring, inert
from spreadkit.model.migration import CarriedAnswer, EditionChange, Migration
from spreadkit.words import count_of, in_words

_BOLD = "1"
_DIM = "2"


def render_migration(migration: Migration, screen: Screen = PLAIN) -> str:
    """Write the frameworks in the plan's order."""
    colouring = Colouring(colour=screen.colour)
    lines = [line for change in migration.changes for line in (*_change(change, colouring), "")]
    if migration.up_to_date:
        lines.append(f"No other edition to go over to: {inert(in_words(migration.up_to_date))}")
    return finished("\n".join(lines).rstrip("\n").split("\n"), screen)


def _change(change: EditionChange, colouring: Colouring) -> Iterator[str]:
    yield colouring(inert(f"{change.framework}: from {_edition(change.old)} to edition {change.new}"), _BOLD)
    if not change.is_compared:
        yield f"  Only ids and levels were compared: {_edition(change.old)} is not here. Give its file with --from, or"
        yield f"  keep it as {inert(change.framework)}@{inert(change.old or 'EDITION')}.yaml beside the new one."
    yield f"  Carried   {count_of(len(change.as_they_are), 'answer')} unchanged"
    yield from _part("Moved", change.moved, [f"is {answer.to} now" for answer in change.moved], colouring)
    if change.copied:
        yield from _part("Copied", change.copied, [f"to {answer.to} as well" for answer in change.copied], colouring)
    yield from _part("Re-check", change.to_recheck, [_why(answer) for answer in change.to_recheck], colouring)
    yield from _part("Parked", change.parked, [_why(answer) for answer in change.parked], colouring)
    for route, text in change.references:
        yield f"  {inert('.'.join(map(str, route)))}: {inert(text)}"
    for route, text in change.appended:
        yield f"  {inert('.'.join(map(str, route)))}: {inert(text)} as well"


def _edition(edition: str | None) -> str:
    return f"edition {edition}" if edition else "no edition"


def _why(carried: CarriedAnswer) -> str:
    kept = " (an earlier reason to look at it again still stands)" if carried.has_recheck else ""
    return "; ".join(carried.why) + kept


def _part(title: str, answers: Sequence[CarriedAnswer], says: Sequence[str], colouring: Colouring) -> Iterator[str]:
    yield f"  {title:<8}  {count_of(len(answers), 'answer')}"
    for answer, words in zip(answers, says, strict=True):
        yield f"    {inert(answer.id)}  {colouring(inert(words), _DIM)}"
