"""What a section sees: a plan, how it was judged and scored, and what follows from it on a day."""

import copy
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.state import CoreState, Latest, core_changes, core_state_at, targets_on
from spreadkit.framework.question import Question, questions_by_id
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.aim import Change
from spreadkit.model.concepts import Concept
from spreadkit.model.finding import Finding
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer, Plan
from spreadkit.model.report import Recipient
from spreadkit.model.rollout import Site
from spreadkit.model.score import AnswerState, CriterionScore, FrameworkScore, PlanScore
from spreadkit.record import record
from spreadkit.sections._answers import ReportAnswers, answers_of
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.grammar import Language
from spreadkit.verdicts.of_plan import PlanReader, UnreadParts, unread_parts
from spreadkit.verdicts.sheet_state import SheetState, sheet_of
from spreadkit.verdicts.state import PlanState

if TYPE_CHECKING:
    from spreadkit.adoption.tracking import TrackedSite
    from spreadkit.model.moves import Move, Moves


@record(slots=False)
class View:
    """What a section sees: a plan, what it was judged by, how it was judged, and the date that counts as today.

    `own` is the site whose sheet is made, for the reader `site`; `moves` what moved since an earlier day, where asked;
    `attached` what is in the files that go into the report, by their names.
    """

    standing: Standing
    score: PlanScore
    findings: tuple[Finding, ...]
    revision: str | None = None
    generator: str = field(default="spreadkit", kw_only=True)
    concepts: Mapping[str, Concept] = field(default_factory=dict, kw_only=True)
    reader: Recipient = field(default=Recipient.APPENDIX, kw_only=True)
    own: Site | None = field(default=None, kw_only=True)
    moves: "Moves | None" = field(default=None, kw_only=True)
    attached: Mapping[str, bytes] = field(default_factory=dict, kw_only=True)

    def for_site(self, site: Site) -> "View":
        """Return the view of one site's sheet. It shares the standing of the plan, which is worked out once."""
        view = copy.copy(self)
        vars(view).update(reader=Recipient.SITE, own=site)
        return view

    @property
    def plan(self) -> Plan:
        """The plan that the report is of."""
        return self.standing.plan

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        """The frameworks of the plan that can be read, by their ids."""
        return self.standing.frameworks

    @property
    def as_of(self) -> date:
        """The day that the report is made for."""
        return self.standing.as_of

    @cached_property
    def scored(self) -> tuple[tuple[Framework, FrameworkScore], ...]:
        """The frameworks with their scores, in the plan's order."""
        return tuple(
            (self.frameworks[score.id], score) for score in self.score.frameworks if score.id in self.frameworks
        )

    @cached_property
    def asked(self) -> "tuple[CriterionView, ...]":
        """Every criterion of every framework with its score and its answer, in the frameworks' order."""
        return tuple(
            CriterionView(questions_by_id(framework)[criterion.id], criterion, answer)
            for framework, score in self.scored
            for criterion in score.criteria
            for answer in (self.plan.answer(framework.id, criterion.id),)
        )

    @property
    def latest(self) -> Latest:
        """The last adoption event of each site and change up to the day."""
        return self.standing.latest

    @property
    def adoption(self) -> Overview:
        """All that the adoption events say on the day."""
        return self.standing.adoption

    @property
    def charts(self) -> Mapping[str, ChartedMeasure]:
        """The chart of each measure, of all sites together, up to the day."""
        return self.standing.charts

    @cached_property
    def unread(self) -> UnreadParts:
        """What could not be read of the plan, as the answers need it."""
        return unread_parts(self.findings, self.score.unread, self.plan.aim.measure)

    @cached_property
    def state(self) -> PlanState:
        """What the answers are made from."""
        return self.reading.state

    @cached_property
    def reading(self) -> PlanReader:
        """What the answers read of the plan: what its sites are called, what holds each up, and which ways are shut."""
        return PlanReader(self.standing, self.unread)

    @cached_property
    def sheet(self) -> SheetState:
        """What the sheet of the own site is made from. Raises LookupError where no sheet is made."""
        if self.own is None:
            raise LookupError("only the sheet of a site is about one")
        return sheet_of(self.standing, self.own)

    @cached_property
    def language(self) -> Language:
        """How the sentences of a sheet are said."""
        return Language(self.as_of, self.sheet.words)

    @cached_property
    def answers(self) -> ReportAnswers:
        """The headline, the five answers, and what moved."""
        return answers_of(self.standing, self.state, self.unread, self.moves.since if self.moves else None)

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """The changes of the package, in their order."""
        changes = self.plan.package.changes if self.plan.package else {}
        return dict(sorted(changes.items(), key=lambda item: (item[1].order is None, item[1].order or 0)))

    @cached_property
    def core_changes(self) -> tuple[str, ...]:
        """The changes that every site is to take up: all but those that the package says are not core."""
        core = core_changes(self.plan)
        return tuple(name for name in self.changes if name in core)

    @cached_property
    def target_sites(self) -> tuple[Site, ...]:
        """The sites that the aim is about on the day, ordered by wave."""
        waves, sites = list(self.plan.waves), targets_on(self.plan, self.as_of)
        return tuple(sorted(sites, key=lambda site: waves.index(site.wave) if site.wave in waves else len(waves)))

    def stage(self, site: str, change: str) -> AdoptionStage | None:
        """How far a site has come with a change; None where nothing is recorded."""
        event = self.latest.get((site, change))
        return event.stage if event else None

    def core_state(self, site: str) -> CoreState:
        """Whether every core change that applies is in place at a site."""
        return core_state_at(self.latest, site, self.core_changes)

    @cached_property
    def tracked(self) -> "Mapping[str, TrackedSite]":
        """The target sites as the tracker has them, by their ids."""
        return {tracked.site.id: tracked for tracked in self.adoption.sites}

    def person(self, name: str | None) -> str | None:
        """The name of a person, for their id; the id itself where the plan does not list them."""
        person = self.plan.people.get(name) if name else None
        return person.name if person else name

    def site(self, name: str) -> str:
        """The name of a site, for its id."""
        return self._site_names.get(name, name)

    def change(self, name: str) -> str:
        """The title of a change, for its id."""
        return self.changes[name].title if name in self.changes else name

    def wave(self, name: str) -> str:
        """The title of a wave, for its id."""
        wave = self.plan.waves.get(name)
        return (wave.title if wave else None) or name.replace("-", " ").capitalize()

    def audience(self, name: str) -> str:
        """The title of an audience, for its id."""
        audience = self.plan.audiences.get(name)
        return (audience.title if audience else None) or name.replace("-", " ").capitalize()

    def measure(self, name: str) -> str:
        """The title of a measure, for its id."""
        return self.plan.measures[name].title if name in self.plan.measures else name

    def evidence(self, name: str) -> str:
        """The title of a piece of evidence, for its id."""
        evidence = self.plan.evidence.get(name)
        return (evidence.title if evidence else None) or name.replace("-", " ").capitalize()

    def gate(self, name: str) -> str:
        """The title of a gate, for `framework/gate`; the name itself where there is none."""
        framework, _, gate = name.partition("/")
        found = self.frameworks[framework].gates.get(gate) if framework in self.frameworks else None
        return found.title if found else name

    @property
    def plan_file(self) -> str:
        """The name of the plan's file."""
        return self.score.plan.rpartition("/")[2]

    @cached_property
    def moved(self) -> "Mapping[tuple[str | None, str | None], Move]":
        """By site and change: how it moved there since the earlier day; nothing where none was asked for."""
        return {(move.site, move.change): move for move in self.moves.all} if self.moves else {}

    @cached_property
    def next_decision(self) -> date | None:
        """The next day on which the plan says that something is to be decided or looked at together."""
        dates = [decision.review for decision in self.plan.decisions] + [review.next for review in self.plan.reviews]
        return min((day for day in dates if day and day >= self.as_of), default=None)

    @cached_property
    def _site_names(self) -> Mapping[str, str]:
        return {site.id: site.name for site in self.plan.sites}


class CriterionView(NamedTuple):
    """One criterion, and everything that is known of it."""

    question: Question
    score: CriterionScore
    answer: Answer

    @property
    def says(self) -> str:
        """The answer in words: the label of its level, or what stands behind it; its state where there is none."""
        score = self.score
        if score.state is not AnswerState.ANSWERED:
            return score.says or score.state.label
        return score.says or (self.question.label(score.level) if score.level else "answered")
