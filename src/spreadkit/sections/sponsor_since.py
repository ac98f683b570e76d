"""For the sponsor: what moved since the last review, or since the day that is asked for."""

from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.model.page_blocks import MoveList
from spreadkit.model.report import Section
from spreadkit.model.report_answers import ReportMove
from spreadkit.model.verdict import Sign
from spreadkit.sections._sponsor_answers import moves_in_room
from spreadkit.sections._sponsor_room import room_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import section

SPONSOR = 70

_GOOD: Final = frozenset({Sign.BETTER.value, Sign.THERE.value, Sign.BEGUN.value})


def build(view: View) -> Section | None:
    """Build the section; nothing where nothing is on record that could have moved."""
    moved = view.answers.moved
    if moved is None or not (moved.lines[0].kind or view.state.listed or view.plan.reviews):
        return None
    made = section("since", moved.title, [MoveList(items=tuple(_shown(moves_in_room(view), room_of(view).moves)))])
    return made.model_copy(update={"width": "third"})


def _shown(lines: Sequence[ReportMove], most: int) -> Iterator[ReportMove]:
    """Go through as many lines as have room, a good move among them where there is one; then say that there is more."""
    if len(lines) <= most:
        yield from lines
        return
    kept = list(lines[:most])
    good = [line for line in lines if line.sign in _GOOD]
    if good and not any(line in kept for line in good):
        kept[-1] = good[0]
    yield from kept
    yield ReportMove(says="More stands in the pack.")
