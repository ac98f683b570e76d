"""The rows of a question's table, and which of them is so of a state, before it is in any language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from spreadkit.model.verdict import Sign, VerdictQuestion
from spreadkit.record import record
from spreadkit.verdicts.sentence import Sentence
from spreadkit.verdicts.state import PlanState


@record(slots=False)
class VerdictRow:
    """A row of a question's table: its permanent id, sign, when it is so, and what it says.

    The word is the message `ID.word`, unless `word` makes another of the state. The last row of a table is always so.
    """

    id: str
    sign: Sign | Callable[[PlanState], Sign]
    says: Callable[[PlanState], Iterable[Sentence]]
    is_so: Callable[[PlanState], bool] = field(default=lambda _: True)
    word: Callable[[PlanState], Sentence] | None = None


@record(slots=False)
class RowChoice:
    """The row that is so of a state, before it is in any language."""

    question: VerdictQuestion
    row: str
    sign: Sign
    word: Sentence
    says: tuple[Sentence, ...]


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
