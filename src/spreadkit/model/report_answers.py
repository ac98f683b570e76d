"""What a report answers before all else: a headline, five verdicts, and what moved."""

from datetime import date
from typing import Literal

from spreadkit.model.report_parts import ReportModel
from spreadkit.model.verdict import VerdictQuestion


class SentenceFigure(ReportModel):
    """A figure that a sentence gives: what it is called, as it is written there, and the route to what it is from."""

    name: str
    value: str
    route: tuple[str | int, ...]


class ReportHeadline(ReportModel):
    """The line before all else: the result and one alarm, and every figure in it; `is_own` where the plan wrote it."""

    says: str
    inputs: tuple[SentenceFigure, ...]
    is_own: bool = False


class ReportVerdict(ReportModel):
    """The answer to one of five questions: the permanent id of its row, a word, a sign, sentences and their figures.

    Names in `says` stand between U+2068 and U+2069.
    """

    question: Literal["working", "on-track", "stuck", "lasting", "trust"]
    row: str
    word: str
    sign: str
    says: str
    inputs: tuple[SentenceFigure, ...]

    @property
    def title(self) -> str:
        """What it answers, as a question."""
        return VerdictQuestion(self.question).asked


class ReportMove(ReportModel):
    """A line of what moved: its kind, a sign, a sentence, and the day of the newest move that it tells.

    `kind` and `sign` are None where the line tells no move: that nothing moved, or how many kinds more did. Names in
    `says` stand between U+2068 and U+2069.
    """

    kind: str | None = None
    sign: str | None = None
    says: str
    on: date | None = None

    @property
    def text(self) -> str:
        """The sentence with its sign."""
        return f"{self.sign} {self.says}" if self.sign else self.says


class ReportMoves(ReportModel):
    """What moved since a day, under a title that names it: the last review before, or another."""

    since: date
    title: str
    lines: tuple[ReportMove, ...]
