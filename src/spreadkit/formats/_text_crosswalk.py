"""A crosswalk as plain text: what is likely answered already, where to look, and what nothing is known of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import finished, fitted
from spreadkit.formats.text import BOLD, GREY, Colouring, inert, told_unread
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match, MatchStanding
from spreadkit.words import in_words

_MOST_RELATED: Final = 3
"""How many related answers are named for one criterion."""


STANDING_TITLES: Final[dict[MatchStanding, str]] = {
    "likely": "Likely answered already",
    "related": "Where to look: related answers, from which no level follows",
    "unmatched": "Nothing to take over",
    "answered": "Answered in the plan",
}
NOTHING_TAKEN: Final = "the plan follows no other framework that can be found, so nothing can be taken over"
REMINDER: Final = (
    "All of this is proposed and answers nothing: a criterion counts, and a gate opens, when a person has written the "
    "level."
)


def _fill(text: str, indent: str = "") -> str:
    return f"{indent}{text}"


def render_crosswalk(crossing: Crossing, screen: Screen = PLAIN) -> str:
    """Write the criteria by how they stand: likely answered, related, without a match, answered."""
    colouring = Colouring(colour=screen.colour)
    name = f"{crossing.title} ({crossing.framework}@{crossing.edition})"
    lines = [colouring(inert(name), BOLD), inert(f"seen from {crossing.plan}: {_taken_from(crossing)}")]
    lines += told_unread(crossing.unread)
    lines += _part(STANDING_TITLES["likely"], crossing.those("likely"), colouring)
    lines += _part(STANDING_TITLES["related"], crossing.those("related"), colouring)
    lines += _names(STANDING_TITLES["unmatched"], crossing.those("unmatched"))
    lines += _names(STANDING_TITLES["answered"], crossing.those("answered"))
    return finished(fitted([*lines, "", _fill(REMINDER)], screen), screen)


def _taken_from(crossing: Crossing) -> str:
    return f"answers to {in_words(crossing.taken_from)}" if crossing.taken_from else NOTHING_TAKEN


def grouped_by_concept(criteria: Iterable[CrossedCriterion]) -> dict[tuple[Match, ...], list[CrossedCriterion]]:
    """Put criteria together that have the same matches, because only their concept is shared."""
    groups: dict[tuple[Match, ...], list[CrossedCriterion]] = {}
    for criterion in criteria:
        if criterion.best is not None and criterion.best.by == "concept":
            groups.setdefault(criterion.matches, []).append(criterion)
    return groups


def answers_on(matches: Sequence[Match]) -> str:
    """Name the first answers on a concept, and say how many more there are."""
    named = [f"{match.source} = {match.says}" for match in matches[:_MOST_RELATED]]
    more = len(matches) - len(named)
    return in_words([*named, f"{more} more"]) if more else in_words(named)


def _part(title: str, criteria: tuple[CrossedCriterion, ...], colouring: Colouring) -> Iterator[str]:
    if not criteria:
        return
    yield from ("", colouring(f"{title} ({len(criteria)})", BOLD))
    for criterion in criteria:
        if criterion.best is not None and criterion.best.by == "pair":
            yield f"  {criterion.id}{_proposed(criterion)}"
            yield _fill(inert(criterion.ask), "    ")
            yield from (colouring(line, GREY) for match in criterion.matches for line in _match(match))
    for matches, group in grouped_by_concept(criteria).items():
        yield _fill(inert(in_words([criterion.id for criterion in group])), "  ")
        told = f"weak: {matches[0].because}. See {answers_on(matches)}"
        yield colouring(_fill(inert(told), "    "), GREY)


def _proposed(criterion: CrossedCriterion) -> str:
    best = criterion.best
    return f": {best.proposed}?" if best is not None and best.proposed is not None else ""


def _match(match: Match) -> Iterator[str]:
    yield inert(f"    {match.strength.value}: {match.source} = {match.says}")
    yield _fill(inert(match.reason), "      ")


def _names(title: str, criteria: tuple[CrossedCriterion, ...]) -> Iterator[str]:
    if criteria:
        yield from ("", f"{title} ({len(criteria)})")
        yield from (f"  {criterion.id}" for criterion in criteria)
