"""Priorities: where what matters most is least in place, by the importance that the team gave each criterion."""

from decimal import Decimal
from typing import Final

from spreadkit.model.report import Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.score import CriterionScore
from spreadkit.sections._view import CriterionView, View
from spreadkit.sections._wording import WordedRow, answer_of, paragraphs, section, table

ORDER = 45
SHOWS: Final = ("answers.importance",)

_HALF: Final = Decimal(50)
"""Where important begins and where in place begins: half of the range. The figure is ours."""

_INTRO: Final = (
    "The team said how much each of these matters here. The gap is importance less answer, both as per cent of their "
    "range: the larger, the sooner it deserves work. It is a way to sort, and counts in no score."
)


def build(view: View) -> Section | None:
    """Build the section."""
    rated = [(asked.score.gap, asked) for asked in view.asked if asked.score.gap is not None]
    if not rated:
        return None
    rated.sort(key=lambda item: -item[0])
    headers = ["What is asked", "#Importance", "#Answer", "#Gap", "Where it stands"]
    silent = sum(asked.score.importance is not None and asked.score.gap is None for asked in view.asked)
    blocks = [table("What matters, and how far it is", headers, [_row(gap, asked) for gap, asked in rated])]
    note = f"{silent} more are important but not answered yet." if silent else None
    return section("priorities", "Priorities", [*blocks, *paragraphs(note)], intro=_INTRO)


def _row(gap: Decimal, asked: CriterionView) -> WordedRow:
    score = asked.score
    answer = Phrase(text=f"{score.value}", note=answer_of(asked))
    return [
        Phrase(text=asked.question.ask, note=score.id),
        Phrase(text=f"{score.importance}", note=score.importance_says),
        answer,
        f"{gap:+f}",
        _quadrant(score),
    ]


def _quadrant(score: CriterionScore) -> str:
    matters = (score.importance or Decimal(0)) >= _HALF
    there = (score.value or Decimal(0)) >= _HALF
    if matters:
        return "Matters and is in place: keep" if there else "Matters and is not in place: first"
    return "Matters less and is in place" if there else "Matters less and is not in place: later"
