"""What a rule is, what it sees, and how the rules are found: one file each in `rules/`.

The docstring of a rule's file is its manual: the first line says what it finds, a paragraph `Why it matters:` and a
paragraph `What to do:` follow. `passes` and `fails` are small plans that are run as its tests; the line that the
finding must point at ends in `# <--`.
"""

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Final, Literal

from spreadkit import rules as rules_package
from spreadkit.adoption.rechecks import Recheck, rechecks
from spreadkit.adoption.state import Latest, latest_events
from spreadkit.adoption.tracking import Tracker, track
from spreadkit.framework.answers import criteria_of
from spreadkit.framework.loosening import Loosened
from spreadkit.listing import module_names
from spreadkit.measures.measure_charts import Charted, chart_measure
from spreadkit.measures.series import reported
from spreadkit.model.base import Route
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk, Letter
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Criterion, Framework, Stage
from spreadkit.model.plan import Answer, DecisionOutcome, Ignore, Plan
from spreadkit.model.references import Kind, Reference, defined_in, references_of, strangers_in_rows
from spreadkit.model.score import GateScore
from spreadkit.scoring.agreement import RatedRound, rounds_of, with_ratings
from spreadkit.scoring.facts import Circumstances, circumstances_of
from spreadkit.scoring.leaves import Contradictions
from spreadkit.scoring.score import score_gates, with_requirements


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one of the plan's texts, by its number and character positions, where no route leads."""

    file: int
    start: int
    end: int


Hit = tuple[Route | Spot, str]
"""Where, and one sentence. The runner adds code, severity and place."""

OPEN_STATES: Final = frozenset({"planned", "doing"})

NEAR: Final = timedelta(days=30)
"""How long before its start a wave is looked at. The figure is ours."""


@dataclass(frozen=True)
class Subject:
    """What a rule about plans sees: the plan, its frameworks, the date it is judged for, and facts about files.

    `files` says of every file that the plan names whether it is `there`, `missing` or `outside`; `unusable` says of
    those that are to go into the report, and cannot, why. `texts` are the plan's files as written, its own first, and
    `digests` shorter texts with all that can be seen in them; `parts` the keys at its top. `is_lost` tells of a
    route that its value had to be left out because it does not fit, so that nothing can be said of it; `lost_kinds`
    are the kinds of which whole entries had to. `contradicted` is filled only for rules
    that are judged last. `undone` is what frameworks make easier than those that they extend, without leave on this
    date: in `frameworks` it is as in those. `current` are the frameworks that are here in another edition than the
    kept one that the plan is pinned to.
    """

    plan: Plan
    frameworks: Mapping[str, Framework]
    as_of: date
    files: Mapping[str, str] = field(default_factory=dict)
    unusable: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    known_frameworks: tuple[str, ...] = ()
    is_lost: Callable[[Route], bool] = lambda _: False
    lost_kinds: frozenset[str] = frozenset()
    contradicted: Mapping[str, Contradictions] = field(default_factory=dict)
    undone: Mapping[str, Sequence[Loosened]] = field(default_factory=dict)
    current: Mapping[str, Framework] = field(default_factory=dict)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every name in the plan that stands for something defined elsewhere in it; those in rows are left out."""
        return tuple(references_of(self.plan))

    @cached_property
    def surroundings(self) -> dict[str, Circumstances]:
        """What scoring knows of the plan besides the answers, for each framework."""
        return {
            name: with_ratings(circumstances_of(self.plan, framework, self.as_of), self.rounds[name])
            for name, framework in self.frameworks.items()
        }

    @cached_property
    def rounds(self) -> dict[str, tuple[RatedRound, ...]]:
        """The rounds of ratings of each framework, oldest first."""
        return {name: rounds_of(self.plan, framework, self.as_of, {}) for name, framework in self.frameworks.items()}

    @cached_property
    def gates(self) -> dict[str, tuple[GateScore, ...]]:
        """The gates of each framework, open or shut."""
        alone = {
            name: score_gates(
                framework,
                self.plan.answers.get(name, {}),
                contradicted=self.contradicted.get(name, {}),
                around=self.surroundings[name],
            )
            for name, framework in self.frameworks.items()
        }
        return dict(with_requirements(alone, self.frameworks))

    @cached_property
    def criteria(self) -> tuple[tuple[str, str, Criterion, Answer], ...]:
        """Every criterion of every framework with its answer: framework id, criterion id, criterion, answer."""
        return tuple(
            (name, criterion_id, criterion, self.plan.answer(name, criterion_id))
            for name, framework in self.frameworks.items()
            for _, criterion_id, criterion in criteria_of(framework)
        )

    @cached_property
    def verifying(self) -> frozenset[str]:
        """The rules, by slug, that a framework of the plan names as verifying one of its criteria."""
        return frozenset(slug for _, _, criterion, _ in self.criteria for slug in criterion.verified_by)

    @cached_property
    def charts(self) -> dict[str, Charted]:
        """The chart of each measure that has data: of all sites together, up to the date that is judged for."""
        measures = self.plan.measures
        return {name: chart_measure(each, self.as_of) for name, each in measures.items() if each.data is not None}

    @cached_property
    def reported(self) -> dict[str, dict[str | None, list[date]]]:
        """By measure that has data, and by site: the days with a value, in order; None stands for rows of no site."""
        measures = self.plan.measures
        return {name: reported(each, self.as_of) for name, each in measures.items() if each.data is not None}

    @cached_property
    def latest(self) -> Latest:
        """The last adoption event of each site and change."""
        return latest_events(self.plan, self.as_of)

    def row_of_latest(self, cell: tuple[str, str]) -> int:
        """Return the row of the last adoption event of a site and change that has one."""
        adoption = self.plan.adoption
        return next(row for row in reversed(self.plan.cells[cell]) if adoption[row].date <= self.as_of)

    @cached_property
    def tracker(self) -> Tracker:
        """Where every target site stands."""
        return track(self.plan, self.as_of)

    @cached_property
    def rechecks(self) -> tuple[Recheck, ...]:
        """The looks again at what was put in place at target sites."""
        return tuple(rechecks(self.plan, self.as_of))

    def unresolved(self, *kinds: Kind) -> Iterator[Reference]:
        """Go through the references of these kinds that name nothing defined in the plan."""
        known = {kind: frozenset(defined_in(self.plan, kind)) for kind in kinds if kind not in self.lost_kinds}
        for reference in self.references:
            if reference.kind in known and reference.id not in known[reference.kind]:
                yield reference
        yield from strangers_in_rows(self.plan, known)

    def went_ahead(self, framework: str, gate: str) -> bool:
        """Whether the last decision on a gate, up to the date that is judged for, was to go."""
        name = f"{framework}/{gate}"
        dated = [
            (decision.on, index, decision.outcome)
            for index, decision in enumerate(self.plan.decisions)
            if decision.gate == name and isinstance(decision.on, date) and decision.on <= self.as_of
        ]
        return bool(dated) and max(dated)[2] is DecisionOutcome.GO

    def is_near(self, start: date) -> bool:
        """Whether a day has come, or is so near that what begins on it should be ready."""
        return start - NEAR <= self.as_of

    def is_at_least(self, stage: Stage) -> bool:
        """Whether the plan has reached a stage."""
        return self.plan.stage.rank >= stage.rank


@dataclass(frozen=True)
class FrameworkSubject:
    """What a rule about frameworks sees: the framework, the name of its file, and the slugs of all rules.

    `concepts` and `situations` are those of the vocabulary that the framework can use; `base` is the framework that it
    extends, if it does.
    """

    framework: Framework
    file_stem: str
    rules: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    base: Framework | None = None


@dataclass(frozen=True)
class ConceptsSubject:
    """What a rule about concepts sees: those of one file, those that come with spreadkit, and all frameworks' ids."""

    vocabulary: Vocabulary
    built_in: Vocabulary
    known_frameworks: tuple[str, ...]


@dataclass(frozen=True)
class CrosswalkSubject:
    """What a rule about crosswalks sees: the crosswalk, the name of its file, and the frameworks that can be found.

    `frameworks` are the two of the crosswalk by their letter, those that can be read; `known_frameworks` all ids.
    """

    crosswalk: Crosswalk
    file_stem: str
    frameworks: Mapping[Letter, Framework]
    known_frameworks: tuple[str, ...]


About = Literal["file", "plan", "framework", "concepts", "crosswalk"]
PlanCheck = Callable[[Subject], Iterable[Hit]]
FrameworkCheck = Callable[[FrameworkSubject], Iterable[Hit]]
ConceptsCheck = Callable[[ConceptsSubject], Iterable[Hit]]
CrosswalkCheck = Callable[[CrosswalkSubject], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """One rule. `stage` is where it begins to have its severity; before that it is a note.

    Rules about files have no check of their own: what they describe is found while reading. A `masked` rule finds what
    must not be shown, so that its findings carry no line of the file. `check` takes the subject of what it is about.
    """

    code: str
    slug: str
    severity: Severity
    manual: str
    passes: str
    fails: str
    about: About
    stage: Stage = Stage.PREPARE
    judged_last: bool = False
    masked: bool = False
    check: Callable[[Any], Iterable[Hit]] | None = None

    def severity_at(self, stage: Stage) -> Severity:
        """Return how bad a finding of this rule is for a plan at a stage."""
        return self.severity if stage.rank >= self.stage.rank else Severity.NOTE

    @property
    def says(self) -> str:
        """What the rule finds, in one sentence."""
        return self.manual.partition("\n")[0]

    @property
    def why(self) -> str:
        """Why it matters."""
        return self._paragraph("Why it matters:")

    @cached_property
    def help(self) -> str:
        """What to do about it."""
        return self._paragraph("What to do:")

    def _paragraph(self, heading: str) -> str:
        for paragraph in self.manual.split("\n\n"):
            if paragraph.startswith(heading):
                return " ".join(paragraph.removeprefix(heading).split())
        return ""


def plan_rule(  # noqa: PLR0913 - what a rule states of itself
    code: str,
    severity: Severity,
    *,
    passes: str,
    fails: str,
    stage: Stage = Stage.PREPARE,
    judged_last: bool = False,
    masked: bool = False,
) -> Callable[[PlanCheck], Rule]:
    """Make a rule about plans from a function that yields routes and sentences."""
    return _rule_about("plan", code, severity, passes, fails, stage=stage, judged_last=judged_last, masked=masked)


def framework_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[FrameworkCheck], Rule]:
    """Make a rule about frameworks from a function that yields routes and sentences."""
    return _rule_about("framework", code, severity, passes, fails)


def concepts_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[ConceptsCheck], Rule]:
    """Make a rule about files of concepts from a function that yields routes and sentences."""
    return _rule_about("concepts", code, severity, passes, fails)


def crosswalk_rule(code: str, severity: Severity, *, passes: str, fails: str) -> Callable[[CrosswalkCheck], Rule]:
    """Make a rule about crosswalks from a function that yields routes and sentences."""
    return _rule_about("crosswalk", code, severity, passes, fails)


def reading_rule(  # noqa: PLR0913 - what a rule states of itself
    module: str,
    code: str,
    *,
    passes: str,
    fails: str,
    severity: Severity = Severity.ERROR,
    about: Literal["file", "framework"] = "file",
) -> Rule:
    """Describe what is found while a file is read, or by the runner itself; `module` is the rule's `__name__`."""
    slug, manual = _identity(module)
    return Rule(code, slug, severity, manual, passes, fails, about)


def is_in_force(entry: Ignore, as_of: date) -> bool:
    """Whether an `ignore` entry counts: it has a reason, a name and an end that is not past."""
    return bool(entry.because and entry.by and entry.until and entry.until >= as_of)


def _rule_about(  # noqa: PLR0913 - what a rule states of itself
    about: About,
    code: str,
    severity: Severity,
    passes: str,
    fails: str,
    *,
    stage: Stage = Stage.PREPARE,
    judged_last: bool = False,
    masked: bool = False,
) -> Callable[[Callable[[Any], Iterable[Hit]]], Rule]:
    def make(check: Callable[[Any], Iterable[Hit]]) -> Rule:
        slug, manual = _identity(check.__module__)
        return Rule(code, slug, severity, manual, passes, fails, about, stage, judged_last, masked, check)

    return make


def _identity(module: str) -> tuple[str, str]:
    """Return a rule's slug, from the name of its file, and its manual, from the docstring."""
    manual = sys.modules[module].__doc__ or ""
    return module.rpartition(".")[2].replace("_", "-"), manual.strip()


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its slug, in the order of codes. Two rules with one code are refused."""
    rules = sorted((_load(name) for name in module_names(rules_package)), key=lambda rule: rule.code)
    for one, other in pairwise(rules):
        if one.code == other.code:
            raise ValueError(f"the rules {one.slug} and {other.slug} have the same code {one.code}")
    return {rule.slug: rule for rule in rules}


def rules_about(about: About) -> list[Rule]:
    """Return the rules that check plans, frameworks or files beside them, in the order of codes."""
    return [rule for rule in all_rules().values() if rule.about == about and rule.check is not None]


def find_rule(name: str) -> Rule | None:
    """Return the rule of a code (`SK601`) or slug (`unknown-site`)."""
    rules = all_rules()
    return rules.get(name.lower()) or next((rule for rule in rules.values() if rule.code == name.upper()), None)


def _load(name: str) -> Rule:
    rule = importlib.import_module(f"{rules_package.__name__}.{name}").check
    if not isinstance(rule, Rule):
        raise TypeError(f"rules/{name}.py has no rule named check")
    return rule
