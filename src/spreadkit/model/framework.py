"""A Framework: a published way to plan or judge spread, as one YAML file holds it."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from spreadkit.model.base import FileModel, Id, Number, Text

FRAMEWORK_SCHEMA = "spreadkit/framework@1"


class Stage(StrEnum):
    """How far a plan has come, in words that all frameworks share."""

    PREPARE = "prepare"
    LAUNCH = "launch"
    EXPAND = "expand"
    EMBED = "embed"

    @property
    def rank(self) -> int:
        """Position in the order of stages, from 0."""
        return list(Stage).index(self)


class Need(StrEnum):
    """How much a Criterion matters: a `must` holds its Gate shut."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Basis(StrEnum):
    """How far a text rests on its sources: seen by us, remembered, or our own judgement."""

    SOURCED = "sourced"
    RECALLED = "recalled"
    JUDGEMENT = "judgement"


class Citation(FileModel):
    """A Source that the framework's text rests on; `seen` says how much of it was read."""

    cite: Text
    url: Text | None = None
    doi: Text | None = None
    seen: Literal["whole", "part", "second-hand", "no"] = "part"


class Level(FileModel):
    """One answer of a Scale, with the points it is worth."""

    value: Number
    label: Text


class Phase(FileModel):
    """A phase of the framework, and the stage of a plan that it belongs to."""

    id: Id
    title: Text
    stage: Stage
    about: Text | None = None


class Gate(FileModel):
    """The must-haves that stand before a phase; a plan at `stage` or beyond has passed it."""

    title: Text
    before: Id
    stage: Stage
    about: Text | None = None


class Criterion(FileModel):
    """One thing to be answered. `at_least` is the level that satisfies it (default: the highest)."""

    ask: Text
    scale: Id | None = None
    levels: dict[Id, Text] = {}
    evidence: tuple[Text, ...] = ()
    gate: Id | None = None
    need: Need = Need.SHOULD
    at_least: Id | None = None
    weight: Number = Decimal(1)
    not_applicable: Literal["allowed", "never"] = "allowed"
    fresh_for: int | None = Field(default=None, gt=0, description="Days that its evidence stays fresh")
    concept: Id | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    verified_by: tuple[Id, ...] = ()
    note: Text | None = None


class Component(FileModel):
    """A top part of a Framework."""

    title: Text
    about: Text | None = None
    weight: Number = Decimal(1)
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    criteria: dict[Id, Criterion] = Field(min_length=1)


class Scoring(FileModel):
    """How answers become a Score: the mean of components, or of all criteria, as percent of the scale's range."""

    method: Literal["mean"] = "mean"
    of: Literal["components", "criteria"] = "components"
    scale: Literal["percent"] = "percent"
    answered_at_least: Number = Decimal("0.6")
    not_applicable_at_most: Number = Decimal("0.3")


class Expected(FileModel):
    """What a worked example must come out at; only what is written is compared."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    coverage: Number | None = None
    components: dict[Id, Number] = {}
    open: tuple[Id, ...] | None = None
    shut: tuple[Id, ...] | None = None


class WorkedExample(FileModel):
    """Answers and what they score. `all` answers every criterion that is not named."""

    name: Text
    answers: dict[Id, Id]
    expect: Expected


class Framework(FileModel):
    """The whole file. `edition` is the published edition, then our revision of its text."""

    schema_: Literal["spreadkit/framework@1"]
    id: Id
    edition: Text
    title: Text
    wording: Literal["own", "paraphrase", "official"]
    licence: Text | None = None
    note: Text
    about: Text | None = None
    sources: dict[Id, Citation] = Field(min_length=1)
    labels: dict[Id, Text] = {}
    scales: dict[Id, dict[Id, Level]] = Field(min_length=1)
    phases: tuple[Phase, ...] = ()
    gates: dict[Id, Gate] = {}
    components: dict[Id, Component] = Field(min_length=1)
    scoring: Scoring = Field(default_factory=Scoring)
    examples: tuple[WorkedExample, ...] = ()

    @cached_property
    def ordered_scales(self) -> dict[str, dict[str, Level]]:
        """The scales by name, each with its levels from the lowest up. Asked for often, so it is kept."""
        return {
            name: dict(sorted(levels.items(), key=lambda item: item[1].value)) for name, levels in self.scales.items()
        }
