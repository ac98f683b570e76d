"""What moved between an earlier day and the day of a report, as sections and formats see it."""

from datetime import date
from enum import StrEnum

from spreadkit.record import record


class MoveDirection(StrEnum):
    """Which way something moved. Each has a sign and a word, so that neither stands alone."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"

    @property
    def sign(self) -> str:
        """The sign alone, where words say the rest."""
        return self.words.partition(" ")[0]

    @property
    def words(self) -> str:
        """The sign with its word."""
        return {"better": "▲ better", "worse": "▼ worse", "other": "◆ changed"}[self.value]


class MoveKind(StrEnum):
    """What kind of thing moved."""

    GATE = "gate"
    LEVEL = "level"
    SITE = "site"
    FINDING = "finding"
    FORECAST = "forecast"


@record
class Move:
    """One thing that moved: what it is called, how it stood, and how it stands. `site` and `change` are ids."""

    kind: MoveKind
    what: str
    before: str
    after: str
    way: MoveDirection
    site: str | None = None
    change: str | None = None


@record
class Moves:
    """All that moved since a day. `revision` is that of git which was compared with; None for the present files."""

    since: date
    revision: str | None
    all: tuple[Move, ...]

    def of(self, kind: MoveKind) -> tuple[Move, ...]:
        """Return the moves of one kind."""
        return tuple(move for move in self.all if move.kind is kind)
