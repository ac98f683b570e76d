"""Gaps: what holds back the next gate or is below what it takes, and what is being done about it."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.framework import Need
from spreadkit.model.plan import Action
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.sections._shortfalls import shortfalls_of
from spreadkit.sections._view import CriterionView, View
from spreadkit.sections._wording import NEED_WORDS, WordedRow, answer_of, due, folded, label, section, table, who
from spreadkit.words import count_of

ORDER = 40
SHOWS: Final = ()

_MANY: Final = 13
"""From this many on, the lesser gaps are folded."""

_HEADERS: Final = ("What is asked", "Now", "Open action", "Owner", "Due")


def build(view: View) -> Section | None:
    """Build the section."""
    if not view.asked:
        return None
    blocks = list(_blocks(view))
    return section("gaps", "Gaps and what is being done", blocks)


def _blocks(view: View) -> Iterator[Block]:
    first, rest, silent, unjudged, judged = shortfalls_of(view)
    if first:
        yield table("What holds back the next gate", _HEADERS, _rows(view, first))
    if rest:
        also = table("Also below what it takes", _HEADERS, _rows(view, rest))
        yield also if len(rest) < _MANY else folded(f"{also.title} ({len(rest)})", also)
    if silent:
        verb = "is" if silent == 1 else "are"
        further = "further " if first or rest else ""
        what = count_of(silent, f"{further}criterion", f"{further}criteria")
        yield Paragraph(text=f"{what} {verb} not answered yet.")
    elif not first and not rest and judged:
        yield Paragraph(text="Every criterion that applies is at the level it takes.")
    if unjudged:
        what = count_of(unjudged, "criterion", "criteria")
        yield Paragraph(text=f"The framework calls no answer enough on {what}, so none of their answers is a gap.")


def _rows(view: View, criteria: list[CriterionView]) -> Iterator[WordedRow]:
    """Go through gaps, the must-haves first; one row for each open action."""
    for asked in sorted(criteria, key=lambda asked: list(Need).index(asked.question.criterion.need)):
        actions = [action for action in view.plan.actions.values() if asked.score.id in action.for_ and action.is_open]
        question = Phrase(
            text=asked.question.ask, note=f"{asked.score.id}, {NEED_WORDS[asked.question.criterion.need]}"
        )
        if not actions:
            yield [question, _now(asked), "No action yet", "nobody", "no date"]
        for action in actions:
            yield [question, _now(asked), *_action(view, action)]


def _action(view: View, action: Action) -> WordedRow:
    return [
        Phrase(text=action.do, note=label(action.state)),
        who(view, action.owner),
        due(action.due, view.as_of),
    ]


def _now(asked: CriterionView) -> Phrase:
    """Say what is answered now, marked where the plan contradicts it."""
    score = asked.score
    text = answer_of(asked)
    if score.verified is False:
        return Phrase(text=text, mark=Mark(text="contradicted by the plan", tone=Tone.WARNING))
    return Phrase(text=text)
