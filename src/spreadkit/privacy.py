"""Finding what has no place in a plan: one quick look over its files as written, then the place of what was seen."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from spreadkit.model.base import Route


class Sighting(NamedTuple):
    """What was seen, in words that may be shown, and the text itself, which may not; `at` is where it starts."""

    what: str
    secret: str
    at: int = 0


class Trace(NamedTuple):
    """The first sighting of its kind in one part of a plan; `more` others are like it.

    `line` counts in the file number `file` (0 is the plan's own) where the route is empty: what was seen stands in a
    comment, under a key that is not the plan's, or in a column that is not read.
    """

    route: Route
    first: Sighting
    more: int
    file: int = 0
    line: int = 0

    @property
    def where(self) -> str:
        """Name the place in words, when there is no route to it."""
        if self.route:
            return "this"
        return f"line {self.line} of {'a table or answers file of ' if self.file else ''}the plan"


Look = Callable[[str], Iterator[Sighting]]


def traces(texts: Sequence[str], data: Any, look: Look) -> Iterator[Trace]:
    """Say where in a plan a look sees something. Without any sighting in its texts the data are not walked through."""
    seen = [list(look(text)) for text in texts]
    if not any(seen):
        return
    placed: set[str] = set()
    alike: dict[tuple[str, Route], list[tuple[Route, Sighting]]] = {}
    for route, text in leaves(data):
        for sighting in look(text):
            placed.add(sighting.secret)
            alike.setdefault((sighting.what, _column(route)), []).append((route, sighting))
    for (route, sighting), *others in alike.values():
        yield Trace(route, sighting, len(others))
    for number, (text, sightings) in enumerate(zip(texts, seen, strict=True)):
        yield from _unplaced(number, text, [each for each in sightings if each.secret not in placed])


def leaves(data: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Go through all texts in data as read, each with its route."""
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*route, index))


def _unplaced(number: int, text: str, sightings: list[Sighting]) -> Iterator[Trace]:
    """Join what could not be placed to one trace of each kind."""
    first: dict[str, Sighting] = {}
    for each in sightings:
        first.setdefault(each.what, each)
    for what, each in first.items():
        more = sum(other.what == what for other in sightings) - 1
        yield Trace((), each, more, number, text.count("\n", 0, each.at) + 1)


def _column(route: Route) -> Route:
    """Return a route without its positions: the same for all cells of a column."""
    return tuple("*" if isinstance(step, int) else step for step in route)
