"""What scoring a plan gives: ranges, never one number alone, and gates that are open or shut by name."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class AnswerState(StrEnum):
    """How far a criterion has been answered."""

    NOT_ASKED = "not-asked"
    UNKNOWN = "unknown"
    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"

    @property
    def label(self) -> str:
        """The state in words."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRange:
    """Percent from 0 to 100. `low` counts what is open as the lowest level, `high` as the highest.

    `value` uses what is answered; it is None where too little is. `verified` is `value` with every claim that the
    plan contradicts counted as not met.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal
    verified: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One criterion: what was answered, whether that claims it is met, and whether the claim stands.

    `value` is percent of the scale's range. `claimed`: the level is at or above what satisfies the criterion.
    `verified`: None where nothing is claimed, False where a rule's finding contradicts the claim.
    """

    id: str
    component: str
    level: str | None
    state: AnswerState
    value: Decimal | None
    weight: Decimal
    claimed: bool
    verified: bool | None
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentScore:
    """One component's range; `coverage` is the share of applicable criteria that are answered (0 to 1)."""

    id: str
    title: str
    range: ScoreRange
    coverage: Decimal
    answered: int
    applicable: int
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """A must-have that holds a gate shut: `level` is what the plan says (None: nothing), `needs` what it takes."""

    criterion: str
    level: str | None
    needs: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateScore:
    """A gate: open, or shut by its blockers."""

    id: str
    title: str
    open: bool
    blockers: tuple[Blocker, ...]
    musts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkScore:
    """How ready the plan is in the eyes of one framework."""

    id: str
    edition: str
    title: str
    range: ScoreRange
    coverage: Decimal
    answered: int
    applicable: int
    not_applicable: int
    answered_at_least: Decimal
    components: tuple[ComponentScore, ...]
    gates: tuple[GateScore, ...]
    criteria: tuple[CriterionScore, ...]
    parked: tuple[str, ...] = ()

    def gate(self, name: str) -> GateScore | None:
        """Return the gate of that id."""
        return next((gate for gate in self.gates if gate.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanScore:
    """The scores of one plan, one for each of its frameworks."""

    as_of: date
    plan: str
    frameworks: tuple[FrameworkScore, ...]
