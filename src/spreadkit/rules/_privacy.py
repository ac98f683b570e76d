"""Finding what has no place in a plan: a look over the text of its files, comments and all."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from spreadkit.rules._registry import Spot


class Sighting(NamedTuple):
    """What was seen, in words that may be shown, and the text itself, which may not; `at` is where it starts."""

    what: str
    secret: str
    at: int


class Trace(NamedTuple):
    """The first sighting of its kind in a file; `more` others are like it."""

    first: Sighting
    more: int
    spot: Spot

    @property
    def others(self) -> str:
        """Say how many are like it."""
        return f" and {self.more} more like it" if self.more else ""


Look = Callable[[str], Iterator[Sighting]]


def traces(texts: Sequence[str], digests: Sequence[str], look: Look) -> Iterator[Trace]:
    """Say where in the files of a plan a look sees something: one trace for each kind and file.

    A text is gone through only where something is seen in its digest, which may be much shorter.
    """
    for number, (text, digest) in enumerate(zip(texts, digests, strict=True)):
        kinds: dict[str, list[Sighting]] = {}
        if digest is not text and next(look(digest), None) is None:
            continue
        for sighting in look(text):
            kinds.setdefault(sighting.what, []).append(sighting)
        for first, *others in kinds.values():
            yield Trace(first, len(others), Spot(number, first.at, first.at + len(first.secret)))
