"""A Plan: one team's spread plan, as `spread-plan.yaml` and the tables beside it hold it.

Tables are part of the model: by the time a Plan is made, `sites: sites.csv` has become the rows of that table, so
a row of a table and an item of a list are one kind of thing.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from spreadkit.model.aim import Aim, Case, Package, SpreadTest, SuccessfulSite
from spreadkit.model.base import Date, DateOrUnknown, FileModel, Id, Item, Many, Text, Yes
from spreadkit.model.framework import Stage
from spreadkit.model.people import (
    Audience,
    Communication,
    Community,
    Feedback,
    Obstacle,
    Partner,
    Person,
    Support,
)
from spreadkit.model.rollout import AdoptionEvent, Embedding, Measure, Site, Wave

PLAN_SCHEMA = "spreadkit/plan@1"
UNKNOWN_LEVEL = "unknown"


class NamedOrListed:
    """Says in the JSON Schema that rows may stand in a file. By the time pydantic sees them, they are a list."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core)]}


Table = Annotated[tuple[Item, ...], NamedOrListed()]
"""Rows that stand in a CSV file named here, or in a list."""


class FrameworkUse(FileModel):
    """A Framework that the plan follows, as `id@edition`, and the phase of it that the team is in."""

    use: Text
    phase: Id | None = None

    @property
    def id(self) -> str:
        """The framework's id, without its edition."""
        return self.use.partition("@")[0]

    @property
    def edition(self) -> str | None:
        """The edition asked for, or None where the plan names none."""
        return self.use.partition("@")[2] or None


class Action(FileModel):
    """Something to be done. `for_` names the criteria that it serves."""

    do: Text
    for_: Many[Id] = ()
    owner: Id | None = None
    due: Date | None = None
    state: Literal["planned", "doing", "done", "dropped"] = "planned"
    done_on: Date | None = None


class DecisionOutcome(StrEnum):
    """What was decided."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"
    AGREED = "agreed"


class Decision(FileModel):
    """A decision that was taken. `gate` is `framework/gate` when it is about going through one."""

    what: Text | None = None
    gate: Text | None = None
    outcome: DecisionOutcome
    by: Id | None = None
    on: DateOrUnknown
    because: Text | None = None
    review: Date | None = None


class Ask(FileModel):
    """What the team needs from someone, by when, and what happens otherwise."""

    what: Text
    from_: Id
    by: Date
    otherwise: Text | None = None
    answered: Text | None = None


class Risk(FileModel):
    """What could go wrong with the spread, and who answers for the response."""

    what: Text
    likelihood: Literal["low", "medium", "high"]
    impact: Literal["low", "medium", "high"]
    response: Text | None = None
    owner: Id | None = None
    review: Date | None = None
    evidence: Many[Id] = ()
    state: Literal["open", "closed"] = "open"


class Learning(FileModel):
    """What was learnt about the change or the spreading of it, and what was altered because of it."""

    on: DateOrUnknown
    what: Text
    about: Literal["change", "materials", "communication", "messengers", "support", "measurement"] | None = None
    from_: Text | None = None
    altered: Text | None = None
    shared: Text | None = None


class Review(FileModel):
    """A time when sponsor or steering group looked at the data."""

    on: DateOrUnknown
    by: Many[Id] = ()
    what: Text | None = None
    next: Date | None = None


class Revision(FileModel):
    """A change of this plan and its reason."""

    on: DateOrUnknown
    what: Text
    because: Text | None = None


class Evidence(FileModel):
    """What an answer rests on: a file in the repository, a link, or a Measure of this plan."""

    kind: Literal["file", "link", "data", "publication"]
    title: Text | None = None
    file: Text | None = None
    link: Text | None = None
    measure: Id | None = None
    dated: DateOrUnknown | None = None
    says: Text | None = None


class Answer(FileModel):
    """What the plan says of one criterion. With nothing filled in, it has not been asked."""

    level: Text | None = None
    because: Text | None = None
    evidence: Many[Id] = ()
    reviewed: Date | None = None
    by: Id | None = None
    na: Text | None = None
    until: Date | None = None
    note: Text | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anything was answered, `unknown` and not applicable included."""
        return self.level is not None or self.na is not None

    @property
    def has_level(self) -> bool:
        """Whether a level of the scale is claimed."""
        return self.level is not None and self.level != UNKNOWN_LEVEL and self.na is None


class Ignore(FileModel):
    """A finding that the team has decided to live with, for a time, for a reason."""

    rule: Id
    at: Text | None = None
    because: Text | None = None
    by: Id | None = None
    until: Date | None = None


class Plan(FileModel):
    """The whole plan. Every part may be missing: rules say what a stage needs."""

    schema_: Literal["spreadkit/plan@1"]
    title: Text
    summary: Text | None = None
    stage: Stage = Stage.PREPARE
    fictional: Yes = False
    caveat: Text | None = None
    frameworks: tuple[FrameworkUse, ...] = ()
    aim: Aim = Field(default_factory=Aim)
    people: dict[Id, Person] = {}
    partners: dict[Id, Partner] = {}
    successful_sites: dict[Id, SuccessfulSite] = {}
    audiences: dict[Id, Audience] = {}
    package: Package | None = None
    case: dict[Id, Case] = {}
    sites: Table[Site] = ()
    waves: dict[Id, Wave] = {}
    communication: tuple[Communication, ...] = ()
    communities: dict[Id, Community] = {}
    support: dict[Id, Support] = {}
    obstacles: dict[Id, Obstacle] = {}
    measures: dict[Id, Measure] = {}
    adoption: Table[AdoptionEvent] = ()
    feedback: tuple[Feedback, ...] = ()
    embedding: Embedding = Field(default_factory=Embedding)
    actions: dict[Id, Action] = {}
    decisions: tuple[Decision, ...] = ()
    asks: dict[Id, Ask] = {}
    risks: dict[Id, Risk] = {}
    tests: dict[Id, SpreadTest] = {}
    learning: tuple[Learning, ...] = ()
    reviews: tuple[Review, ...] = ()
    revisions: tuple[Revision, ...] = ()
    evidence: dict[Id, Evidence] = {}
    answers: dict[Id, dict[Id, Answer]] = {}
    ignore: tuple[Ignore, ...] = ()

    def answer(self, framework: str, criterion: str) -> Answer:
        """Return the answer to a criterion; an empty one where the plan has none."""
        return self.answers.get(framework, {}).get(criterion) or _NOT_ASKED

    @property
    def target_sites(self) -> tuple[Site, ...]:
        """The sites that are to take the changes up: not deferred, not left, not the successful ones."""
        return tuple(site for site in self.sites if site.status == "target")


_NOT_ASKED = Answer.model_construct()
