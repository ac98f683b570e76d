"""A Plan: one team's spread plan, as `spread-plan.yaml` and the tables beside it hold it.

Tables are part of the model: by the time a Plan is made, `sites: sites.csv` has become the rows of that table, so
a row of a table and an item of a list are one kind of thing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from spreadkit.model.adoption import Adaptation, AdoptionEvent, AdoptionStage
from spreadkit.model.aim import Aim, Case, Package, SpreadTest, SuccessfulSite
from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Item,
    Many,
    NonEmptyText,
    NumberOrUnknown,
    OneLine,
    Route,
    Text,
    TextOrKeys,
    TextRules,
    Yes,
    YesOrUnknown,
    known,
)
from spreadkit.model.brand import Brand, Layout
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.drivers import Drivers
from spreadkit.model.forecast import KeptForecast
from spreadkit.model.framework import Stage
from spreadkit.model.measure import Measure
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
from spreadkit.model.privacy import Privacy
from spreadkit.model.rollout import Embedding, Site, Wave
from spreadkit.model.scale import Approach, Resource, Stratum, Unit
from spreadkit.model.schedule import Rollout
from spreadkit.model.study import Study
from spreadkit.model.target import Target
from spreadkit.model.unread import Unread, in_part
from spreadkit.months import has_run_out

PLAN_SCHEMA = "spreadkit/plan@1"
UNKNOWN_LEVEL = "unknown"


_FRAMEWORK_FILE: Final = re.compile(r".+?\.ya?ml(?=@|$)", re.IGNORECASE | re.DOTALL)
"""The path of a framework's file: all up to its ending. What has no such ending is an id."""


class _NamedOrListed:
    """Says in the JSON Schema that rows may stand in a file. By the time pydantic sees them, they are a list."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        files = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [{"type": "string"}, files, handler(core)]}


RowsOrFile = Annotated[tuple[Item, ...], _NamedOrListed()]
"""Rows that stand in the CSV files named here, or in a list. `sites/*/adoption.csv` is a file for each site."""


class FrameworkUse(FileModel):
    """A Framework that the plan follows, and the phase of it that the team is in.

    It is named by its id or by the path of its file, with its edition behind an @: `ihi-spread@2006.1`, or
    `./frameworks/own.yaml@1`. A file is called after the id of the framework in it, so that both say the id.
    """

    use: Text
    phase: Id | None = None

    @property
    def id(self) -> str:
        """The framework's id, without its edition."""
        return _file_stem(self.file) if self.file else self.name

    @property
    def edition(self) -> str | None:
        """The edition asked for, or None where the plan names none."""
        return self.use[len(self.name) + 1 :] or None

    @property
    def name(self) -> str:
        """The id or the path, without the edition."""
        path = _FRAMEWORK_FILE.match(self.use)
        return path[0] if path else self.use.partition("@")[0]

    @property
    def file(self) -> str | None:
        """The path of the framework's file, where it is named by one."""
        return self.name if _FRAMEWORK_FILE.match(self.use) else None


class Action(FileModel):
    """Something to be done. `for_` names the criteria that it serves, `sites` the sites that it concerns.

    `short` says as a clause what has to be so when it is done: `wards must get their own figures`. `strategy` is a way
    to close the gap that a framework names. Once it has ended, `helped` says whether it did, `because` what was seen.
    """

    do: Text
    short: Text | None = None
    for_: Many[Id] = ()
    sites: Many[Id] = ()
    owner: Id | None = None
    due: Date | None = None
    state: Literal["planned", "doing", "done", "dropped"] = "planned"
    done_on: Date | None = None
    strategy: Id | None = None
    helped: Literal["yes", "no", "unknown"] | None = None
    because: Text | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {"planned", "doing"}


class DecisionOutcome(StrEnum):
    """What was decided."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"
    AGREED = "agreed"


class Judged(FileModel):
    """Something that a decision was measured against, and whether it was met."""

    what: Text
    met: YesOrUnknown | None = None
    because: Text | None = None


class Decision(FileModel):
    """A decision that was taken. `gate` is `framework/gate` when it is about going through one.

    `about` tells the approval of a practice (of which `version`), the adoption by `sites` and the step to full scale
    from all else. `body` is the forum that decided; `by` the person who answers for it; `evidence` what was looked at.
    """

    what: Text | None = None
    about: Literal["approval", "adoption", "full-scale"] | None = None
    gate: Text | None = None
    sites: Many[Id] = ()
    version: NonEmptyText | None = None
    outcome: DecisionOutcome
    body: Text | None = None
    by: Id | None = None
    on: DateOrUnknown
    because: Text | None = None
    criteria: tuple[Judged, ...] = ()
    conditions: Many[Text] = ()
    evidence: Many[Id] = ()
    review: Date | None = None

    @property
    def is_yes(self) -> bool:
        """Whether it lets go on what it is about."""
        return self.outcome in {DecisionOutcome.GO, DecisionOutcome.AGREED}


class Ask(FileModel):
    """What the team needs from someone, by when, and what happens otherwise.

    `short` is the same in a few words, for the sponsor's page: `an analyst for one more day a week`.
    """

    what: Text
    short: Text | None = None
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


class Proposal(FileModel):
    """A level that is likely, taken over from another answer. It counts for nothing until it is written as `level`."""

    level: NonEmptyText | None = None
    from_: Text
    strength: Literal["strong", "partial", "weak"]
    because: Text


class Answer(FileModel):
    """What the plan says of one criterion. With nothing filled in, it has not been asked.

    `sites` are the levels by site, for a criterion that is answered at each. `importance` is how much it matters here,
    on the framework's scale for that, or else the criterion's own. `recheck` says why the answer has to be looked at
    again: until then it opens no gate.
    """

    level: NonEmptyText | None = None
    sites: dict[Id, NonEmptyText] = {}
    because: Text | None = None
    confidence: Literal["low", "medium", "high"] | None = None
    importance: NonEmptyText | None = None
    evidence: Many[Id] = ()
    reviewed: Date | None = None
    by: Id | None = None
    na: Text | None = None
    until: Date | None = None
    proposed: Proposal | None = None
    recheck: Text | None = None
    note: Text | None = None
    _is_unread: bool = PrivateAttr(default=False)

    @property
    def is_unread(self) -> bool:
        """Whether a level of it, or all of it, could not be read."""
        return self._is_unread

    def set_unread(self) -> None:
        """Let the answer know that a level of it could not be read: part of loading it."""
        self._is_unread = True

    @property
    def is_asked(self) -> bool:
        """Whether anything was answered, `unknown` and not applicable included."""
        return self.level is not None or self.na is not None or bool(self.sites)

    @property
    def levels(self) -> Iterator[tuple[Route, NonEmptyText]]:
        """Go through the levels that it holds, each with its place below it."""
        if self.level is not None:
            yield ("level",), self.level
        for site, level in self.sites.items():
            yield ("sites", site), level
        if self.importance is not None:
            yield ("importance",), self.importance

    @property
    def has_level(self) -> bool:
        """Whether a level of the scale is claimed."""
        return self.level is not None and self.level != UNKNOWN_LEVEL and self.na is None


class Rating(FileModel):
    """What one rater gave one criterion, on their own: one row of a table of ratings."""

    rater: Text
    role: Text | None = None
    criterion: Id
    level: NonEmptyText
    because: Text | None = None


class RatedMean(FileModel):
    """What a publication says of the ratings of one criterion, in points, where single ratings are not known."""

    mean: NumberOrUnknown
    low: NumberOrUnknown | None = None
    high: NumberOrUnknown | None = None
    raters: NumberOrUnknown | None = None


class Round(FileModel):
    """One round of ratings: several people rate the criteria of a framework, each on their own."""

    framework: Text
    on: Date
    rows: RowsOrFile[Rating] = ()
    means: dict[Id, RatedMean] = {}
    evidence: Many[Id] = ()
    note: Text | None = None

    @property
    def id(self) -> str:
        """The framework's id, without its edition."""
        return self.framework.partition("@")[0]


class Recommendation(FileModel):
    """What a person concludes, beside what is computed: a band of a framework's score, or words of one's own."""

    framework: Id
    band: Id | None = None
    says: Text
    by: Id | None = None
    on: Date | None = None


RuleName = Annotated[str, TextRules(pattern=r"^([a-z0-9]+([.-][a-z0-9]+)*|[Ss][Kk]\d{3})$", max_length=120)]
"""The slug of a rule, or its code: `unknown-site` or `SK601`."""


class Ignore(FileModel):
    """A finding that the team has decided to live with, for a time, for a reason. `rule` is its slug or its code."""

    rule: RuleName
    at: Text | None = None
    because: Text | None = None
    by: Id | None = None
    until: Date | None = None

    def is_in_force(self, as_of: date) -> bool:
        """Whether it counts on a day: it has a reason, a name and an end, and has not run out."""
        complete = bool(self.because and self.by)
        return complete and self.until is not None and not has_run_out(self.until, as_of)


class Ended(FileModel):
    """The day on which a spread was over, and how it came to its end. What happened later is no part of the record."""

    on: Date
    because: Text | None = None


class OwnWords(FileModel):
    """What the team calls things: a place that takes the changes up, and several of them (`ward`, `wards`).

    `stages` are the words of those who send returns, each with the stage that it means: `in-progress: testing`.
    """

    site: Text | None = None
    sites: Text | None = None
    stages: dict[NonEmptyText, AdoptionStage] = {}

    @model_validator(mode="after")
    def _names_one_and_several(self) -> "OwnWords":
        if (self.site is None) is not (self.sites is None):
            says = 'write both "site" and "sites": what you call one of them, and several'
            raise PydanticCustomError("one_of_two", says)
        return self


class Pause(FileModel):
    """The whole plan rests, since a day and until one where that is known."""

    since: Date | None = None
    until: DateOrUnknown | None = None
    because: Text | None = None


class OwnHeadline(FileModel):
    """The team's own headline for its reports, which stands in place of ours while it is true.

    `says` has at most 20 words, `on` is the day it was written, `until` the last day it holds: 90 days later at most.
    """

    says: Text
    on: Date
    until: Date


class Caveat(FileModel):
    """What to know before anything in a plan is believed. `short` is the same in one line, for the sponsor's page."""

    says: Text
    short: OneLine | None = None


class Plan(FileModel):
    """The whole plan. Every part may be missing: rules say what a stage needs.

    `dates` says what comes first in the days of its tables, and of returns, that are not written year-month-day.
    """

    schema_: Literal["spreadkit/plan@1"]
    title: Text
    summary: Text | None = None
    stage: Stage = Stage.PREPARE
    fictional: Yes = False
    caveat: Annotated[Caveat, TextOrKeys("says")] | None = None
    headline: OwnHeadline | None = None
    words: OwnWords | None = None
    dates: DayOrder | None = None
    paused: Pause | None = None
    ended: Ended | None = None
    frameworks: tuple[FrameworkUse, ...] = ()
    aim: Aim = Field(default_factory=Aim)
    drivers: Drivers = Field(default_factory=Drivers)
    approach: Approach = Field(default_factory=Approach)
    people: dict[Id, Person] = {}
    partners: dict[Id, Partner] = {}
    successful_sites: dict[Id, SuccessfulSite] = {}
    audiences: dict[Id, Audience] = {}
    package: Package | None = None
    case: dict[Id, Case] = {}
    sites: RowsOrFile[Site] = ()
    units: dict[Id, Unit] = {}
    strata: dict[Id, Stratum] = {}
    waves: dict[Id, Wave] = {}
    rollout: Rollout | None = None
    resources: dict[Id, Resource] = {}
    communication: tuple[Communication, ...] = ()
    communities: dict[Id, Community] = {}
    support: dict[Id, Support] = {}
    obstacles: dict[Id, Obstacle] = {}
    measures: dict[Id, Measure] = {}
    adoption: RowsOrFile[AdoptionEvent] = ()
    forecasts: RowsOrFile[KeptForecast] = ()
    adaptations: tuple[Adaptation, ...] = ()
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
    ratings: dict[Id, Round] = {}
    recommendations: tuple[Recommendation, ...] = ()
    study: Study = Field(default_factory=Study)
    brand: Brand | None = None
    report: Layout = Field(default_factory=Layout)
    ignore: tuple[Ignore, ...] = ()
    privacy: Privacy = Field(default_factory=Privacy)
    _unread: tuple[Unread, ...] = PrivateAttr(())

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of the plan and its tables could not be read."""
        return self._unread

    def set_unread(self, unread: tuple[Unread, ...]) -> None:
        """Let the plan, and each series of it, know what of it could not be read: part of loading it."""
        self._unread = unread
        for name, measure in self.measures.items():
            if measure.data is not None:
                measure.data.set_unread(in_part(unread, ("measures", name, "data")))
        for one in unread:
            if one.part[0] == "answers" and one.hides_level:
                for answer in self._answers_at(one.part):
                    answer.set_unread()

    def _answers_at(self, part: Route) -> Iterator[Answer]:
        """Go through the answers at a part of the plan; one that is not there is made."""
        if len(part) > _ANSWER_DEPTH - 1:
            yield self.answers.setdefault(str(part[1]), {}).setdefault(str(part[2]), Answer())

    def answer(self, framework: str, criterion: str) -> Answer:
        """Return the answer to a criterion; an empty one where the plan has none."""
        return self.answers.get(framework, {}).get(criterion) or _NOT_ASKED

    def has_ended(self, as_of: date) -> bool:
        """Whether the spread is over on a day, so that the plan is a record and asks for nothing more."""
        return self.ended is not None and self.ended.on <= as_of

    def judged_on(self, as_of: date) -> date:
        """Return the day that the plan is judged for: one that you choose, but none after its end."""
        return min(as_of, self.ended.on) if self.ended else as_of

    @cached_property
    def cells(self) -> dict[tuple[str, str], list[int]]:
        """By site and change: the rows of its adoption events, oldest first; of several on one day only the last row.

        Whoever goes through a history goes through these: the later row of a day counts, whatever the order of dates.
        """
        days: dict[tuple[str, str], dict[date, int]] = {}
        for row, event in enumerate(self.adoption):
            days.setdefault((event.site, event.change), {})[event.date] = row
        return {cell: [rows[day] for day in sorted(rows)] for cell, rows in days.items()}

    @cached_property
    def turns(self) -> dict[tuple[str, str], list[int]]:
        """Of `cells` only the rows that tell of another stage than the row before; the first is one of them."""
        events = self.adoption
        return {
            cell: [
                row
                for place, row in enumerate(rows)
                if not place or events[row].stage is not events[rows[place - 1]].stage
            ]
            for cell, rows in self.cells.items()
        }

    def with_adoption(self, events: Iterable[AdoptionEvent]) -> "Plan":
        """Return the plan with other adoption events."""
        made = self.model_copy(update={"adoption": tuple(events)})
        for worked_out in ("cells", "turns"):
            vars(made).pop(worked_out, None)  # a copy takes them along
        return made

    def target_of(self, measure: str) -> Target | None:
        """Return what a measure is to reach: its own target, else that of the aim that is about it; None where unknown.

        `measure` is the id of a measure of the plan.
        """
        own, aim = self.measures[measure].target, self.aim
        return known(aim.target if own is None and aim.measure == measure else own)

    def target_at(self, measure: str) -> tuple[str, ...]:
        """Return the route to the target that a measure is held against."""
        return ("aim", "target") if self.measures[measure].target is None else ("measures", measure, "target")

    @property
    def target_sites(self) -> tuple[Site, ...]:
        """The sites that are to take the changes up: not deferred, not left, not the successful ones."""
        return tuple(site for site in self.sites if site.status == "target")

    @cached_property
    def sites_by_wave(self) -> Counter[str | None]:
        """By wave: how many target sites are listed for it."""
        return Counter(site.wave for site in self.target_sites)

    @cached_property
    def units_by_wave(self) -> Counter[str | None]:
        """By wave: how many scalable units name it."""
        return Counter(unit.wave for unit in self.units.values())


_NOT_ASKED = Answer.model_construct()
_ANSWER_DEPTH: Final = 3


def _file_stem(path: str) -> str:
    return re.split(r"[/\\]", path)[-1].rpartition(".")[0]
