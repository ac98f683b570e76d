"""What the answers to some frameworks say of another one: criterion by criterion, as proposals and nothing more."""

from typing import Literal

from spreadkit.model.crosswalk import Strength
from spreadkit.model.unread import Unread
from spreadkit.record import record

MatchStanding = Literal["answered", "likely", "related", "unmatched"]
"""How a criterion stands: answered in the plan; likely answered, by a strong or partial pair; related to an answer, by
a weak pair or its concept only; or without a match."""


@record(kw_only=True)
class Match:
    """An answer of the plan that says something of a criterion of another framework.

    `level` and `says` are the answer as it stands there; `proposed` is the level that it comes to here, None where it
    comes to none. `translated` says how, or why not, where the two scales are not the same.
    """

    framework: str
    criterion: str
    level: str | None
    says: str
    strength: Strength
    by: Literal["pair", "concept"]
    because: str
    proposed: str | None = None
    translated: str = ""

    @property
    def source(self) -> str:
        """Where the answer stands, as `framework/criterion`."""
        return f"{self.framework}/{self.criterion}"

    @property
    def reason(self) -> str:
        """Why it matches, and how its level came about where that needs telling."""
        tells = self.translated and self.strength is not Strength.WEAK
        return f"{self.because} ({self.translated})" if tells else self.because


@record(kw_only=True)
class CrossedCriterion:
    """One criterion of the other framework, with what is known of it already; the best match comes first."""

    component: str
    id: str
    ask: str
    answered: bool
    matches: tuple[Match, ...] = ()

    @property
    def best(self) -> Match | None:
        """The match that is proposed."""
        return self.matches[0] if self.matches else None

    @property
    def standing(self) -> MatchStanding:
        """How the criterion stands."""
        if self.answered:
            return "answered"
        if self.best is None:
            return "unmatched"
        return "related" if self.best.strength is Strength.WEAK else "likely"


@record(kw_only=True)
class Crossing:
    """A framework seen from what a plan answers to others. `taken_from` are those others.

    `unread` is what of the plan could not be read.
    """

    plan: str
    framework: str
    edition: str
    title: str
    taken_from: tuple[str, ...]
    criteria: tuple[CrossedCriterion, ...]
    unread: tuple[Unread, ...] = ()

    def those(self, standing: MatchStanding) -> tuple[CrossedCriterion, ...]:
        """Return the criteria that stand so, in the framework's order."""
        return tuple(criterion for criterion in self.criteria if criterion.standing == standing)
