"""Criteria: every question with its answer, the reason, and the age of the evidence."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.framework import Component, Framework
from spreadkit.model.plan import Evidence
from spreadkit.model.report import Group, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.score import AnswerState
from spreadkit.months import day
from spreadkit.sections._view import CriterionView, View
from spreadkit.sections._wording import (
    NEED_WORDS,
    WordedRow,
    age,
    answer_of,
    n_of,
    of_framework,
    section,
    since,
    table,
    who,
)

ORDER = 140
SHOWS: Final = ("answers",)


def build(view: View) -> Section | None:
    """Build the section."""
    groups = tuple(
        _component(view, framework, name, component)
        for framework, _ in view.scored
        for name, component in framework.components.items()
    )
    return section("criteria", "Every criterion", groups) if groups else None


def _component(view: View, framework: Framework, name: str, component: Component) -> Group:
    asked = [
        criterion
        for criterion in view.asked
        if criterion.question.framework is framework and criterion.score.component == name
    ]
    applicable = [criterion for criterion in asked if criterion.score.state.applies]
    answered = sum(criterion.score.state is AnswerState.ANSWERED for criterion in applicable)
    title = f"{component.title}{of_framework(view, framework.title)}"
    return Group(
        title=title,
        note=f"{n_of(answered, len(applicable))} answered",
        folded=True,
        blocks=(
            table(title, ["Question", "Answer", "Because", "Evidence"], [_row(view, criterion) for criterion in asked]),
        ),
    )


def _row(view: View, asked: CriterionView) -> WordedRow:
    answer = asked.answer
    told = answer.because or answer.na or (None if answer.is_asked else asked.score.says)
    because = "\n\n".join(filter(None, [told, answer.note])) or None
    reviewed = [
        f"reviewed {day(answer.reviewed)}" if answer.reviewed else "",
        who(view, answer.by) if answer.by else "",
    ]
    return [
        Phrase(text=asked.question.ask, note=f"{asked.score.id}, {NEED_WORDS[asked.question.criterion.need]}"),
        _level(view, asked),
        Phrase(text=because or "not stated", note=", ".join(filter(None, reviewed))),
        _evidence(view, asked),
    ]


def _level(view: View, asked: CriterionView) -> Phrase:
    """Say what is answered, what that level means, and whether the plan contradicts it."""
    score = asked.score
    told = ", ".join(f"{name}: {level}" for name, level in _besides(asked))
    if score.state is not AnswerState.ANSWERED:
        return Phrase(text=answer_of(asked), note=told)
    says = asked.question.criterion.levels.get(score.level or "", "")
    mark = None
    if score.verified is False:
        against = ", ".join(score.contradicted_by)
        mark = Mark(text=f"contradicted by the plan ({against})", tone=Tone.WARNING)
    elif score.accepted:
        names = [f"{finding.rule}, {view.person(finding.by)}, until {day(finding.until)}" for finding in score.accepted]
        mark = Mark(text=f"rests on what the team lives with ({'; '.join(names)})", tone=Tone.NOTE)
    return Phrase(text=answer_of(asked), note="; ".join(filter(None, [says, told])), mark=mark)


def _besides(asked: CriterionView) -> Iterator[tuple[str, str]]:
    """Go through what was said besides the level: points of its own, how sure, how important, what to look at again."""
    if asked.question.criterion.points and asked.score.points is not None:
        yield "points", f"{asked.score.points:f}"
    if asked.answer.confidence:
        yield "confidence", asked.answer.confidence
    if asked.answer.importance:
        yield "importance", asked.question.of_importance.label(asked.answer.importance)
    if asked.answer.recheck:
        yield "answered before", asked.question.label(asked.answer.level)
        yield "what changed since", asked.answer.recheck


def _evidence(view: View, asked: CriterionView) -> Phrase:
    names = asked.answer.evidence
    if not names:
        return Phrase(text="none named" if asked.answer.is_asked else "not stated")
    lines = [f"{view.evidence(name)} ({_dated(view.plan.evidence.get(name), view.as_of)})" for name in names]
    return Phrase(text="\n".join(lines), mark=_stale(view, asked))


def _dated(evidence: Evidence | None, as_of: date) -> str:
    if evidence is None:
        return "not defined in the plan"
    if not isinstance(evidence.dated, date):
        return "undated" if evidence.dated is None else "date unknown"
    return f"{day(evidence.dated)}, {since(evidence.dated, as_of)}"


def _stale(view: View, asked: CriterionView) -> Mark | None:
    """Mark evidence of which even the latest is older than the framework allows."""
    limit = asked.question.criterion.fresh_for
    found = [view.plan.evidence[name].dated for name in asked.answer.evidence if name in view.plan.evidence]
    dates = [dated for dated in found if isinstance(dated, date)]
    if limit is None or not dates or (view.as_of - max(dates)).days <= limit:
        return None
    return Mark(text=f"older than {age(limit)}", tone=Tone.WARNING)
