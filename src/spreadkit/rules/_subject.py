"""What rules see: a plan, a framework, a file of concepts or a crosswalk, and what follows from it on a day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from spreadkit.framework.loosening import LoosenedPart
from spreadkit.framework.question import Question, questions_of
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.model.base import Route, known
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk, Letter
from spreadkit.model.framework import Framework, Stage
from spreadkit.model.part_of_plan import UnreadFrameworks, plan_in_part
from spreadkit.model.plan import Answer, DecisionOutcome, Plan
from spreadkit.model.references import Reference, ReferenceKind, defined_in, references_of, strangers_in_rows
from spreadkit.model.signposts import Signposts
from spreadkit.model.verdict import HeadlineFault
from spreadkit.privacy.searched_texts import SearchedTexts
from spreadkit.record import record
from spreadkit.standing.standing import Standing

NEAR: Final = timedelta(days=30)
"""How long before its start a wave is looked at. The figure is ours."""


SectionIds = Callable[[], tuple[str, ...]]


def no_section_ids() -> tuple[str, ...]:
    """Return no ids: it is not known which sections there are."""
    return ()


@record(slots=False)
class Subject:
    """What a rule about plans sees: the plan, its frameworks, the date it is judged for, and facts about files.

    `run_for` is the day that you choose, or today. It is `as_of`, or later, where the spread has ended before.
    `files` says of every file that the plan names whether it is `there`, `missing` or `outside`; `unusable` says of
    those that are to go into the report, and cannot, why. `searched` are the plan's files as written, its own first,
    with what of patients and of keys is in them; `parts` the keys at its top. `is_lost` tells of a route that its
    value had to be left out because it does not fit, so that nothing can be said of it; `lost_kinds`
    are the kinds of which whole entries had to, and `lost_sections` the keys at the top of the plan of which something
    could not be read at all: rules see the plan `in_part`, without those. `contradicted` is filled only for rules
    that are judged last. `undone` is what frameworks make easier than those that they extend, without leave on this
    date: in `frameworks` it is as in those. `current` are the frameworks that are here in another edition than the
    kept one that the plan is pinned to; `editions_missing` the editions, as `id@edition`, of which a table of ratings
    says that it is, and which are not here. `section_ids` returns the ids of the sections of a report, or none where
    they are not known. `as_read` is the plan with what was read of such sections; None where it is seen whole.
    """

    standing: Standing
    run_for: date
    files: Mapping[str, str] = field(default_factory=dict)
    unusable: Mapping[str, str] = field(default_factory=dict)
    searched: SearchedTexts = field(default_factory=SearchedTexts)
    parts: frozenset[str] = frozenset()
    known_frameworks: tuple[str, ...] = ()
    is_lost: Callable[[Route], bool] = lambda _: False
    lost_kinds: frozenset[str] = frozenset()
    lost_sections: frozenset[str] = frozenset()
    undone: Mapping[str, Sequence[LoosenedPart]] = field(default_factory=dict)
    current: Mapping[str, Framework] = field(default_factory=dict)
    editions_missing: frozenset[str] = frozenset()
    section_ids: SectionIds = no_section_ids
    as_read: Plan | None = None

    @property
    def plan(self) -> Plan:
        """The plan that is judged. Of one that is seen in part, what was not read raises UnreadPartError."""
        return self.standing.plan

    def in_part(self) -> "Subject":
        """Return the same without the sections of which something could not be read."""
        if not self.lost_sections:
            return self
        standing = self.standing
        frameworks = UnreadFrameworks() if "frameworks" in self.lost_sections else standing.frameworks
        part = replace(standing, plan=plan_in_part(standing.plan, self.lost_sections), frameworks=frameworks)
        return replace(self, standing=part, as_read=standing.plan)

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        """The frameworks of the plan that can be read, by their ids."""
        return self.standing.frameworks

    @property
    def as_of(self) -> date:
        """The day that the plan is judged for, which is none after its end. From it ages and delays are counted."""
        return self.standing.as_of

    @cached_property
    def charts(self) -> dict[str, ChartedMeasure]:
        """The chart of each measure that has data, of all sites together, up to the day."""
        measures = self.plan.measures
        return {name: chart for name, chart in self.standing.charts.items() if measures[name].data is not None}

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every name in the plan that stands for something defined elsewhere in it; those in rows are left out."""
        return tuple(references_of(self.plan))

    @cached_property
    def questions(self) -> tuple[tuple[Question, Answer], ...]:
        """Every question of every framework with its answer."""
        return tuple(
            (question, self.plan.answer(name, question.id))
            for name, framework in self.frameworks.items()
            for question in questions_of(framework)
        )

    @cached_property
    def verifying(self) -> frozenset[str]:
        """The rules, by slug, that a framework of the plan names as verifying one of its criteria."""
        return frozenset(slug for question, _ in self.questions for slug in question.criterion.verified_by)

    @cached_property
    def headline_faults(self) -> list[tuple[HeadlineFault, str]]:
        """Why the plan's own headline does not stand, as far as rules can tell: errors of the plan are told apart."""
        if self.plan.headline is None:
            return []
        from spreadkit.verdicts.of_plan import unread_parts
        from spreadkit.verdicts.own_headline import faults_of_headline

        return faults_of_headline(self.standing, unread_parts((), self.plan.unread, self.plan.aim.measure))

    def row_of_latest(self, cell: tuple[str, str]) -> int:
        """Return the row of the last adoption event of a site and change that has one."""
        adoption = self.plan.adoption
        return next(row for row in reversed(self.plan.cells[cell]) if adoption[row].date <= self.as_of)

    def unresolved(self, *kinds: ReferenceKind) -> Iterator[Reference]:
        """Go through the references of these kinds that name nothing defined in the plan."""
        plan = self.as_read or self.plan  # what a lost section names may be told of: what it defines is not known
        known = {kind: frozenset(defined_in(plan, kind)) for kind in kinds if kind not in self.lost_kinds}
        for reference in references_of(plan) if self.as_read else self.references:
            if reference.kind in known and reference.id not in known[reference.kind]:
                yield reference
        yield from strangers_in_rows(plan, known)

    def went_ahead(self, framework: str, gate: str) -> bool:
        """Whether the last decision on a gate, up to the date that is judged for, was to go.

        One whose day is not known was taken all the same: it counts as the first.
        """
        name = f"{framework}/{gate}"
        dated = [
            (on, index, decision.outcome)
            for index, decision in enumerate(self.plan.decisions)
            if decision.gate == name and (on := known(decision.on) or date.min) <= self.as_of
        ]
        return bool(dated) and max(dated)[2] is DecisionOutcome.GO

    def is_near(self, start: date) -> bool:
        """Whether a day has come, or is so near that what begins on it should be ready."""
        return start - NEAR <= self.as_of

    def is_at_least(self, stage: Stage) -> bool:
        """Whether the plan has reached a stage."""
        return self.plan.stage.rank >= stage.rank


@record(slots=False)
class FrameworkSubject:
    """What a rule about frameworks sees: the framework, the name of its file, and the slugs of all rules.

    `concepts` and `situations` are those of the vocabulary that the framework can use; `base` is the framework that it
    extends, if it does. `gates_of` returns the gates of another framework; None where there is no such framework.
    `lost` are the routes of what had to be left out because it does not fit.
    """

    framework: Framework
    file_stem: str
    rules: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    base: Framework | None = None
    gates_of: Callable[[str], tuple[str, ...] | None] = lambda _: None
    lost: tuple[Route, ...] = ()


@record(slots=False)
class ConceptsSubject:
    """What a rule about concepts sees: those of one file, those that come with spreadkit, and all frameworks' ids."""

    vocabulary: Vocabulary
    built_in: Vocabulary
    known_frameworks: tuple[str, ...]


@record(slots=False)
class SignpostsSubject:
    """What a rule about signposts sees: those of one file, those that come with spreadkit, and what they may name.

    `known_frameworks` and `situations` are ids.
    """

    signposts: Signposts
    built_in: Signposts
    known_frameworks: tuple[str, ...]
    situations: tuple[str, ...]


@record(slots=False)
class CrosswalkSubject:
    """What a rule about crosswalks sees: the crosswalk, the name of its file, and the frameworks that can be found.

    `frameworks` are the two of the crosswalk by their letter, those that can be read; `known_frameworks` all ids.
    """

    crosswalk: Crosswalk
    file_stem: str
    frameworks: Mapping[Letter, Framework]
    known_frameworks: tuple[str, ...]
