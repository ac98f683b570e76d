"""A verdict: the row of a question's table that is so, with its sign, its word, its sentences and their figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spreadkit.verdicts.sentence import Sentence
from spreadkit.verdicts.state import PlanState


class Sign(StrEnum):
    """The sign of a verdict; it never stands without its word."""

    BETTER = "▲"
    WORSE = "▼"
    ATTENTION = "◆"
    THERE = "●"
    LASTING = "◉"
    LAST_SEEN = "◐"
    BEGUN = "◔"
    NOT_BEGUN = "○"
    RESTING = "‖"
    CLOSED = "–"  # noqa: RUF001 - a dash, as it is printed
    NOTHING = "·"


class VerdictQuestion(StrEnum):
    """The five questions, in the order of the page. The values are permanent."""

    WORKING = "working"
    ON_TRACK = "on-track"
    STUCK = "stuck"
    LASTING = "lasting"
    TRUST = "trust"


@dataclass(frozen=True)
class VerdictRow:
    """A row of a question's table: its permanent id, sign, when it is so, and what it says.

    The word is the message `ID.word`, unless `word` makes another of the state. The last row of a table is always so.
    """

    id: str
    sign: Sign | Callable[[PlanState], Sign]
    says: Callable[[PlanState], Iterable[Sentence]]
    is_so: Callable[[PlanState], bool] = field(default=lambda _: True)
    word: Callable[[PlanState], Sentence] | None = None


@dataclass(frozen=True)
class RowChoice:
    """The row that is so of a state, before it is in any language."""

    question: VerdictQuestion
    row: str
    sign: Sign
    word: Sentence
    says: tuple[Sentence, ...]


@dataclass(frozen=True)
class VerdictInput:
    """A figure of a sentence as it is written there, what it is, and the route to what it was made from."""

    name: str
    value: str
    route: tuple[str | int, ...]


@dataclass(frozen=True)
class Verdict:
    """A verdict in words. Names in `says` stand between U+2068 and U+2069, so that a format can isolate them."""

    question: VerdictQuestion
    row: str
    word: str
    sign: Sign
    says: str
    inputs: tuple[VerdictInput, ...]


def first_row(question: VerdictQuestion, rows: Sequence[VerdictRow], state: PlanState) -> RowChoice:
    """Return the first row of a table that is so of a state; the last is so of every state."""
    row = next(row for row in rows if row.is_so(state))
    return RowChoice(
        question,
        row.id,
        row.sign if isinstance(row.sign, Sign) else row.sign(state),
        row.word(state) if row.word else Sentence(f"{row.id}.word"),
        tuple(row.says(state)),
    )
