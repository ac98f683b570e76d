"""The five answers and the headline at the top of a report, from the data of its plan."""

from collections.abc import Iterable
from typing import NamedTuple

from spreadkit.model.report import ReportHeadline, ReportVerdict, SentenceFigure
from spreadkit.model.verdict import VerdictInput
from spreadkit.sections._view import View
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_plan import state_of_plan, unread_parts


class ReportAnswers(NamedTuple):
    """What stands before all sections: a headline, five verdicts and the size; nothing on the sheet of a site."""

    headline: ReportHeadline | None = None
    verdicts: tuple[ReportVerdict, ...] = ()
    size: str | None = None


def answers_of(view: View) -> ReportAnswers:
    """Return what the data of a plan answer on the day of the report."""
    if view.own is not None:
        return ReportAnswers()
    page = page_of(state_of_plan(view.standing, unread_parts(view.findings, view.score.unread, view.plan.aim.measure)))
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
    top = ReportHeadline(says=page.headline.says, inputs=_figures(page.headline.inputs), is_own=page.headline.is_own)
    return ReportAnswers(top, verdicts, page.size)


def _figures(inputs: Iterable[VerdictInput]) -> tuple[SentenceFigure, ...]:
    return tuple(SentenceFigure(name=given.name, value=given.value, route=given.route) for given in inputs)
