"""The five answers and the headline of a report, from the data of its plan."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spreadkit.model.report_answers import ReportHeadline, ReportMove, ReportMoves, ReportVerdict, SentenceFigure
from spreadkit.model.verdict import VerdictInput
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_moves import with_moves
from spreadkit.verdicts.of_plan import UnreadParts
from spreadkit.verdicts.own_headline import faults_of_headline
from spreadkit.verdicts.since import Moved
from spreadkit.verdicts.state import PlanState


class ReportAnswers(NamedTuple):
    """What stands before all sections: headline, verdicts, size and what moved."""

    headline: ReportHeadline | None = None
    verdicts: tuple[ReportVerdict, ...] = ()
    size: str | None = None
    moved: ReportMoves | None = None


def answers_of(standing: Standing, state: PlanState, unread: UnreadParts, since: date | None) -> ReportAnswers:
    """Return what the data of a plan answer on the day of its standing; `since` names the earlier day, where asked."""
    page = page_of(with_moves(state, standing, since))
    verdicts = tuple(
        ReportVerdict(
            question=verdict.question.value,
            row=verdict.row,
            word=verdict.word,
            sign=verdict.sign.value,
            says=verdict.says,
            inputs=_figures(verdict.inputs),
        )
        for verdict in page.verdicts
    )
    own = standing.plan.headline
    if own is not None and not faults_of_headline(standing, unread, page):
        top = ReportHeadline(says=own.says, inputs=(), is_own=True)
    else:
        top = ReportHeadline(says=page.headline.says, inputs=_figures(page.headline.inputs))
    return ReportAnswers(top, verdicts, page.size, _moves(page.moved))


def _moves(moved: Moved | None) -> ReportMoves | None:
    if moved is None:
        return None
    lines = (
        ReportMove(kind=line.kind, sign=line.sign and line.sign.value, says=line.says, on=line.on)
        for line in moved.lines
    )
    return ReportMoves(since=moved.since, title=moved.title, lines=tuple(lines))


def _figures(inputs: Iterable[VerdictInput]) -> tuple[SentenceFigure, ...]:
    return tuple(SentenceFigure(name=given.name, value=given.value, route=given.route) for given in inputs)
