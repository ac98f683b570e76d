"""Set aside: what was answered as not applicable, what is ignored, and answers to criteria that are no more."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.plan import Ignore
from spreadkit.model.report import Block, ReportTable, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.score import AnswerState
from spreadkit.months import day
from spreadkit.rules._registry import find_rule
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table, tables, who

ORDER = 160
SHOWS: Final = ("answers.na", "answers.until", "ignore")


def build(view: View) -> Section | None:
    """Build the section."""
    blocks: tuple[Block, ...] = tuple(tables(*_tables(view)))
    return section("set-aside", "Not applicable and ignored", blocks) if blocks else None


def _tables(view: View) -> Iterator[ReportTable]:
    set_aside = [asked for asked in view.asked if asked.score.state is AnswerState.NOT_APPLICABLE]
    yield table(
        "Answered as not applicable",
        ["Question", "Because", "Until", "By"],
        [
            [
                Phrase(text=asked.question.ask, note=asked.score.id),
                asked.answer.na,
                _until(asked.answer.until, view.as_of),
                who(view, asked.answer.by),
            ]
            for asked in set_aside
        ],
    )
    left_out = [asked for asked in view.asked if asked.score.state is AnswerState.LEFT_OUT]
    yield table(
        "Not answered, and left out of the figures",
        ["Question", "Answer", "Because?", "By?"],
        [
            [
                Phrase(text=asked.question.ask, note=asked.score.id),
                asked.score.says,
                asked.answer.because,
                who(view, asked.answer.by) if asked.answer.by else None,
            ]
            for asked in left_out
        ],
    )
    headers = ["Finding", "Where", "Because", "Until", "By"]
    yield table(
        "Findings that the team has decided to live with",
        headers,
        [_ignored(view, entry) for entry in view.plan.ignore],
    )
    yield table(
        "Answers to criteria that the framework no longer has",
        ["Criterion", "Framework"],
        [[name, framework.title] for framework, score in view.scored for name in score.parked],
    )


def _until(until: date | None, as_of: date) -> Phrase:
    mark = Mark(text="has run out", tone=Tone.WARNING) if until and until < as_of else None
    return Phrase(text=day(until), mark=mark)


def _ignored(view: View, entry: Ignore) -> WordedRow:
    rule = find_rule(entry.rule)
    until = _until(entry.until, view.as_of)
    if not entry.is_in_force(view.as_of) and until.mark is None:
        until = Phrase(text=until.text, mark=Mark(text="not in force: something is missing", tone=Tone.WARNING))
    says = Phrase(text=rule.says, note=f"{rule.code} {rule.slug}") if rule else Phrase(text=entry.rule)
    return [says, entry.at or "anywhere", entry.because, until, who(view, entry.by)]
