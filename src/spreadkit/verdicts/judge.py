"""A PlanState becomes a page: five verdicts, the headline, what moved and the size."""

from gettext import NullTranslations
from typing import Final

from spreadkit.model.verdict import Verdict, VerdictQuestion
from spreadkit.record import record
from spreadkit.verdicts import lasting, on_track, stuck, trust, working
from spreadkit.verdicts.grammar import Language
from spreadkit.verdicts.headline import Headline, headline_of
from spreadkit.verdicts.since import Moved, moved_in
from spreadkit.verdicts.size import EventSize, size_of
from spreadkit.verdicts.state import PlanState
from spreadkit.verdicts.verdict import RowChoice, first_row

TABLES: Final = {
    VerdictQuestion.WORKING: working.ROWS,
    VerdictQuestion.ON_TRACK: on_track.ROWS,
    VerdictQuestion.STUCK: stuck.ROWS,
    VerdictQuestion.LASTING: lasting.ROWS,
    VerdictQuestion.TRUST: trust.ROWS,
}
"""The table of each question. The first row that is so counts; the last one always is."""


@record(slots=False)
class VerdictPage:
    """What a sponsor may be told: verdicts in the order of the questions, a headline, what moved, and a size."""

    verdicts: tuple[Verdict, ...]
    headline: Headline
    moved: Moved | None
    size: str | None
    size_figures: EventSize | None


def judge(state: PlanState) -> tuple[RowChoice, ...]:
    """Return the row of each question that is so."""
    return tuple(first_row(question, rows, state) for question, rows in TABLES.items())


def language_of(state: PlanState, translations: NullTranslations | None = None) -> Language:
    """Return how a state is put into words: by a catalogue, or in English."""
    measure = state.measure.id if state.measure else ""
    return Language(state.as_of, state.words, measure, translations or NullTranslations())


def page_of(state: PlanState, translations: NullTranslations | None = None) -> VerdictPage:
    """Return all that may be said of a state, in the words of a catalogue, or in English."""
    language, choices = language_of(state, translations), judge(state)
    rows = frozenset(choice.row for choice in choices)
    size = size_of(state, rows)
    return VerdictPage(
        verdicts=tuple(map(language.verdict, choices)),
        headline=headline_of(state, rows, language),
        moved=moved_in(state, language),
        size=language.text(size.says) if size else None,
        size_figures=size,
    )
