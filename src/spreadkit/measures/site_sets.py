"""Which sites make up the values of a pooled line: who reported throughout, who stopped, began or left values out."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from spreadkit.measures.series import MeasureLine
from spreadkit.record import record
from spreadkit.words import count_of, some_of

_VALUES_PER_ABSENCE: Final = 12
"""A site reported throughout though one value in so many is missing: one month in a year. The figure is ours."""

_PART_OF_BASELINE: Final = 2
"""A site belongs to a baseline when it is in one of so many of its values, or more. The figure is ours."""

_STOPPED: Final = 2
"""A site that is missing in so many of the last values has stopped; in the last one alone, it may be late."""


class SiteChangeKind(StrEnum):
    """What became of a site, as far as a line shows."""

    STOPPED = "stopped"
    STARTED = "started"
    MISSING = "missing"


@record
class SiteChange:
    """A site that is not in all values of a line.

    `place` is the position of its last value where it stopped, of its first where it started, else of the first value
    that lacks it; `lacking` is how many values lack it.
    """

    site: str
    kind: SiteChangeKind
    place: int
    lacking: int


@record
class SiteSet:
    """The sites in some values of a line: those that reported throughout, and how each other one did not.

    `places` are the positions of the values; `not_in_last` are those that reported throughout but for the last value.
    """

    places: tuple[int, ...]
    throughout: frozenset[str]
    changes: tuple[SiteChange, ...]
    not_in_last: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the same sites are in all values, but for one value in twelve."""
        return not self.changes


def site_set_of(line: MeasureLine, first: int, last: int, since: date | None = None) -> SiteSet:
    """Say which sites are in the values of a line from one position to another, both included.

    With `since`, the values before it are a baseline: a site that is in half of them, and in all from then on (one in
    twelve may be missing), reported throughout. Rows that name no site make no difference.
    """
    places = tuple(place for place in range(first, last + 1) if line.reporters[place])
    before = [place for place in places if since is not None and line.dates[place] < since]
    later = places[len(before) :] or places
    there = {
        site: [place for place in places if site in line.reporters[place]]
        for site in sorted(frozenset().union(*(line.reporters[place] for place in places)))
    }
    throughout = frozenset(site for site, own in there.items() if _is_throughout(frozenset(own), before, later))
    return SiteSet(
        places,
        throughout,
        tuple(_change(site, own, places) for site, own in there.items() if site not in throughout),
        tuple(site for site, own in there.items() if site in throughout and own[-1] != places[-1]),
    )


def _is_throughout(own: frozenset[int], before: Sequence[int], later: Sequence[int]) -> bool:
    lacking = sum(place not in own for place in later)
    is_in_baseline = sum(place in own for place in before) * _PART_OF_BASELINE >= len(before)
    return is_in_baseline and lacking <= len(later) // _VALUES_PER_ABSENCE


def _change(site: str, own: Sequence[int], places: Sequence[int]) -> SiteChange:
    lacking = [place for place in places if place not in set(own)]
    if sum(place > own[-1] for place in places) >= _STOPPED:
        return SiteChange(site, SiteChangeKind.STOPPED, own[-1], len(lacking))
    if own[0] != places[0]:
        return SiteChange(site, SiteChangeKind.STARTED, own[0], len(lacking))
    return SiteChange(site, SiteChangeKind.MISSING, lacking[0], len(lacking))


def changes_in_words(found: SiteSet, labels: Sequence[str], names: Mapping[str, str]) -> str:
    """Name the sites that stopped, began, or left values out, a sentence each; nothing where there is none.

    `labels` are the dates of the line's points, as people say them; `names` those of sites by their ids.
    """
    sentences = []
    for kind in SiteChangeKind:
        changed = [change for change in found.changes if change.kind is kind]
        if changed:
            sentences.append(
                _SAYS[kind](
                    some_of([names.get(change.site, change.site) for change in changed]), changed, found, labels
                )
            )
    return " ".join(sentences)


def _stopped(who: str, changed: Sequence[SiteChange], _found: SiteSet, labels: Sequence[str]) -> str:
    when = list(dict.fromkeys(labels[change.place] for change in sorted(changed, key=lambda change: change.place)))
    last = f"after {when[0]}" if len(when) == 1 else f"between {when[0]} and {when[-1]}"
    return f"{who} stopped reporting {last}."


def _started(who: str, changed: Sequence[SiteChange], _found: SiteSet, labels: Sequence[str]) -> str:
    when = list(dict.fromkeys(labels[change.place] for change in sorted(changed, key=lambda change: change.place)))
    if len(when) > 1:
        return f"{who} began to report between {when[0]} and {when[-1]}."
    return f"{who} {'has' if len(changed) == 1 else 'have'} reported only since {when[0]}."


def _missing(who: str, changed: Sequence[SiteChange], found: SiteSet, labels: Sequence[str]) -> str:
    one = changed[0]
    if len(changed) == 1 and one.lacking == 1:
        return f"{who} has no value for {labels[one.place]}."
    if len(changed) == 1:
        return f"{who} has no value for {one.lacking} of {count_of(len(found.places), 'point')}."
    return f"{who} left out values that others gave."


_SAYS: Final = {
    SiteChangeKind.STOPPED: _stopped,
    SiteChangeKind.STARTED: _started,
    SiteChangeKind.MISSING: _missing,
}
