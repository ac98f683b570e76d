"""A Framework: a published way to plan or judge spread, as one YAML file holds it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from spreadkit.model.base import (
    AboveZero,
    Date,
    FileModel,
    Id,
    Many,
    NonEmptyText,
    Number,
    ShareOfOne,
    Text,
    TextOrKeys,
    WholeNumber,
    Yes,
    ZeroOrMore,
)
from spreadkit.months import has_run_out

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
    """One answer of a Scale. `value` is what it is worth; a scale whose levels have none is of words only.

    Where it `needs_evidence`, an answer that names none is open.
    """

    value: Number | None = None
    label: Text
    about: Text | None = None
    needs_evidence: Yes = False
    aliases: Many[Id] = ()


_ENOUGH: Final = "enough"
_NO_ENOUGH: Final = "none"


class LevelScale(dict[str, Level]):
    """Levels by id. `enough: none` among them says that no level is one that is enough: then nothing falls short."""

    knows_enough: bool = True

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(cls._read, handler.generate_schema(dict[Id, Level]))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(core)
        level = made.get("additionalProperties", next(iter(made.get("patternProperties", {}).values()), {}))
        return {**made, "properties": {_ENOUGH: {"anyOf": [{"const": _NO_ENOUGH}, level]}}}

    @classmethod
    def _read(cls, value: object, read: core_schema.ValidatorFunctionWrapHandler) -> "LevelScale":
        says = value.get(_ENOUGH) if isinstance(value, dict) else None
        if isinstance(value, cls) or not isinstance(value, dict) or not isinstance(says, str):
            return value if isinstance(value, cls) else cls(read(value))
        if says.strip() != _NO_ENOUGH:
            message = '"enough: {says}" is not known to a scale; write "enough: none", or "at-least" at the criterion'
            raise PydanticCustomError("enough", message, {"says": says[:60]})
        made = cls(read({key: entry for key, entry in value.items() if key != _ENOUGH}))
        made.knows_enough = False
        return made


class NumberScale(FileModel):
    """Answers that are numbers: from, to and the steps between. The range may cross zero.

    `enough: none` says that no number is one that is enough: then nothing falls short.
    """

    answer: Literal["number"]
    from_: Number
    to: Number
    step: AboveZero = Decimal(1)
    low: Text | None = None
    high: Text | None = None
    enough: Literal["none"] | None = None
    bands: "tuple[Band, ...]" = ()

    @property
    def knows_enough(self) -> bool:
        """Whether one of its numbers is enough: the best one, where a criterion does not say which."""
        return self.enough is None


class DateScale(FileModel):
    """Answers that are days: when it was done."""

    answer: Literal["date"]


class WordScale(FileModel):
    """An open question. It is complete when `because` has that many words, and it is never scored."""

    answer: Literal["words"]
    at_least: int = Field(default=1, gt=0)


def _scale_kind(value: object) -> str:
    """Tell which kind of scale data are: what has no `answer` in one word is a list of levels."""
    kind = value.get("answer") if isinstance(value, dict) else getattr(value, "answer", None)
    return kind if isinstance(kind, str) else "levels"


Scale = Annotated[
    Annotated[LevelScale, Tag("levels")]
    | Annotated[NumberScale, Tag("number")]
    | Annotated[DateScale, Tag("date")]
    | Annotated[WordScale, Tag("words")],
    Discriminator(_scale_kind),
]
"""The answers that fit a criterion: levels by id, numbers, a day, or words."""


class Band(FileModel):
    """A named stretch of a figure: `from_` at or above, `above` more than, `below` less than, `to` at or below."""

    id: Id
    title: Text
    from_: Number | None = None
    above: Number | None = None
    below: Number | None = None
    to: Number | None = None
    about: Text | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    note: Text | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies in the band."""
        return (
            (self.from_ is None or value >= Fraction(self.from_))
            and (self.above is None or value > Fraction(self.above))
            and (self.below is None or value < Fraction(self.below))
            and (self.to is None or value <= Fraction(self.to))
        )


class Phase(FileModel):
    """A phase of the framework, and the stage of a plan that it belongs to."""

    id: Id
    title: Text
    stage: Stage
    about: Text | None = None


class Gate(FileModel):
    """The must-haves that stand before a phase; a plan at `stage` or beyond has passed it.

    `needs` are the least values of figures or components; `requires` are gates of other frameworks, `framework/gate`.
    """

    title: Text
    before: Id
    stage: Stage
    about: Text | None = None
    needs: dict[Id, Number] = {}
    requires: Many[Text] = ()


class Points(FileModel):
    """What a level is worth for one criterion, and how sure that is.

    `low` and `high` are the least and the most that it may be worth instead, as long as the value is only recalled.
    """

    value: Number
    low: Number | None = None
    high: Number | None = None
    basis: Basis = Basis.JUDGEMENT
    note: Text | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Whether it may be worth something else. What was looked up since is in doubt no more, whatever the ends."""
        return self.basis is Basis.RECALLED and (self.low is not None or self.high is not None)

    @property
    def least(self) -> Decimal:
        """The least that it may be worth."""
        return self.low if self.is_in_doubt and self.low is not None else self.value

    @property
    def greatest(self) -> Decimal:
        """The most that it may be worth."""
        return self.high if self.is_in_doubt and self.high is not None else self.value


class Condition(FileModel):
    """When a criterion is asked: another one is answered `at_least` at a level, or with one of those in `is_`."""

    criterion: Id
    at_least: NonEmptyText | None = None
    is_: Many[NonEmptyText] = ()


class RollUp(StrEnum):
    """How the answers of sites become one."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    MEAN = "mean"
    MEDIAN = "median"
    SHARE = "share"


class SitesCounted(StrEnum):
    """Which target sites count where a criterion is answered site by site, from all to few."""

    ALL = "all"
    BEGUN_AND_NEXT = "begun-and-next"
    BEGUN = "begun"


class PerSite(FileModel):
    """A criterion that is answered for each target site. `share` is of sites that must satisfy it (0 to 1).

    `of` are the sites that count: `begun-and-next` leaves out those that start after the next wave, `begun` all that
    have not begun. Without a known start, a site is never left out.
    """

    roll_up: RollUp
    of: SitesCounted = SitesCounted.ALL
    share: ShareOfOne | None = None


class FigurePerSite(FileModel):
    """A figure that is worked out for each target site first: how those of the sites become one."""

    roll_up: Literal["lowest", "highest", "mean", "median", "distribution"]


class PlanFact(StrEnum):
    """What can be counted from a plan instead of being asked."""

    OUTCOME_POINTS = "outcome-points"
    TARGET_SITES = "target-sites"
    SITES_IN_PLACE = "sites-in-place"
    SITES_IN_PLACE_PERCENT = "sites-in-place-percent"


class EvidencePart(StrEnum):
    """A part of a plan that can be the evidence of an answer itself, such as the table of audiences."""

    ADAPTATIONS = "adaptations"
    ADOPTION = "adoption"
    AIM = "aim"
    APPROACH = "approach"
    AUDIENCES = "audiences"
    COMMUNICATION = "communication"
    DECISIONS = "decisions"
    DRIVERS = "drivers"
    EMBEDDING = "embedding"
    FEEDBACK = "feedback"
    LEARNING = "learning"
    MEASURES = "measures"
    OBSTACLES = "obstacles"
    PACKAGE = "package"
    PARTNERS = "partners"
    PEOPLE = "people"
    RESOURCES = "resources"
    REVIEWS = "reviews"
    REVISIONS = "revisions"
    RISKS = "risks"
    SITES = "sites"
    STRATA = "strata"
    SUPPORT = "support"
    UNITS = "units"
    WAVES = "waves"


class Criterion(FileModel):
    """One thing to be answered. `at_least` is the level that satisfies it (default: the highest).

    `evidence_in_plan` are parts of a plan that are its typical evidence themselves. `basis` is about what is asked,
    `levels_basis` about the words of the levels, where these rest on something else. `aliases` are ids that the
    question had in earlier editions; several criteria share one where a question was split into them.
    """

    ask: Text
    scale: Id | None = None
    levels: dict[Id, Text] = {}
    points: dict[Id, Points] = {}
    reverse: Yes = False
    prompts: Many[Text] = ()
    evidence: tuple[Text, ...] = ()
    evidence_in_plan: Many[EvidencePart] = ()
    evidence_from: NonEmptyText | None = None
    gate: Id | None = None
    need: Need = Need.SHOULD
    at_least: NonEmptyText | None = None
    weight: ZeroOrMore = Decimal(1)
    weight_at: dict[Stage, ZeroOrMore] = {}
    stages: Many[Stage] = ()
    only_if: Condition | None = None
    per_site: PerSite | None = None
    from_plan: PlanFact | None = None
    not_applicable: Literal["allowed", "never"] = "allowed"
    fresh_for: int | None = Field(default=None, gt=0, description="Days that its evidence stays fresh")
    concept: Id | None = None
    basis: Basis = Basis.JUDGEMENT
    levels_basis: Basis | None = None
    sources: tuple[Id, ...] = ()
    verified_by: tuple[Id, ...] = ()
    aliases: Many[Id] = ()
    note: Text | None = None


class Operator(StrEnum):
    """The closed set of ways in which answers become a figure. There are no formulas beside them."""

    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    PRODUCT = "product"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
    DISTRIBUTION = "distribution"
    LADDER = "ladder"
    DIFFERENCE = "difference"
    DATE_PROPORTION = "date-proportion"
    DATE_DURATION = "date-duration"
    FURTHEST = "furthest"
    TABLE = "table"
    NONE = "none"

    @property
    def joins(self) -> bool:
        """Whether it joins numbers into a number."""
        return self in _JOINING

    @property
    def goes_by_site(self) -> bool:
        """Whether a figure of it can be worked out for each site first."""
        return self not in {Operator.COUNT, Operator.DISTRIBUTION, Operator.DATE_DURATION, Operator.NONE}


_JOINING: Final = frozenset(
    {
        *(Operator.SUM, Operator.MEAN, Operator.MEDIAN, Operator.PRODUCT),
        *(Operator.MIN, Operator.MAX, Operator.DIFFERENCE),
    }
)


class Missing(StrEnum):
    """What an open answer does to the value (never to low and high, which always allow for it)."""

    LEAVE_OUT = "leave-out"
    LOWEST = "lowest"
    WITHHOLD = "withhold"
    SCALE_UP = "scale-up"


class Rescale(FileModel):
    """A figure times a number, plus another."""

    times: Number = Decimal(1)
    plus: Number = Decimal(0)


class Rounding(FileModel):
    """To which step a figure is rounded when it is shown, and where halves go. Nothing is rounded before."""

    to: AboveZero = Decimal("0.1")
    halves: Literal["up", "even"] = "up"


class Rung(FileModel):
    """A step of a ladder: it is reached when its needs (least levels by criterion) and those of all below hold.

    Where it `needs_evidence`, an answer that names none is open to it.
    """

    id: Id
    title: Text
    value: Number
    needs: dict[Id, NonEmptyText] = {}
    needs_evidence: Yes = False


class Row(FileModel):
    """One row of a table: for these levels or bands of its operands, in their order, the outcome is so."""

    when: tuple[Id, ...]
    is_: Id


class Outcome(FileModel):
    """What a row of a table comes to."""

    label: Text
    about: Text | None = None


Turned = Literal["points", "percent", "share", "met"]
"""What the operands of a figure are turned into before they are joined."""

ALL_COMPONENTS: Final = "components"
ALL_CRITERIA: Final = "criteria"


class Scoring(FileModel):
    """How answers become a figure: one operator over components, criteria or other figures.

    `scale` says what operands are turned into first: points as they are, percent of their range, share of it, or, of
    criteria, whether they are met, as 1 or 0 (default: percent where they are averaged or compared, share where they
    are multiplied). `of` is `components`, `criteria`, or a list of ids. `possible: fixed` keeps the place of what does
    not apply in a sum (the default there) or its weight in a mean. `bands_in: percent` says that the ends of the bands
    are percent of what is possible.
    """

    method: Operator = Operator.MEAN
    of: Many[Id] = ()
    scale: Turned | None = None
    weights: dict[Id, ZeroOrMore] = {}
    missing: Missing | None = None
    possible: Literal["fixed", "answered"] | None = None
    per_site: FigurePerSite | None = None
    absolute: Yes = False
    answered_at_least: ShareOfOne = Decimal("0.6")
    not_applicable_at_most: Number = Decimal("0.3")
    rescale: Rescale | None = None
    round: Rounding = Field(default_factory=Rounding)
    bands: tuple[Band, ...] = ()
    bands_in: Literal["figure", "percent"] = "figure"
    rungs: tuple[Rung, ...] = ()
    rows: tuple[Row, ...] = ()
    words: dict[Id, Outcome] = {}

    @property
    def turned_into(self) -> Turned:
        """What operands are turned into first, where the file does not say: what can be added or compared safely."""
        if self.scale:
            return self.scale
        if self.method in {Operator.MEAN, Operator.MEDIAN, Operator.MIN, Operator.MAX}:
            return "percent"
        return "share" if self.method is Operator.PRODUCT else "points"

    @property
    def treats_missing(self) -> Missing:
        """What an open answer does to the value: sums wait for all answers unless the file says otherwise."""
        if self.missing:
            return self.missing
        if self.method in {Operator.SUM, Operator.PRODUCT, Operator.DIFFERENCE}:
            return Missing.WITHHOLD
        return Missing.LOWEST if self.keeps_place else Missing.LEAVE_OUT

    @property
    def keeps_place(self) -> bool:
        """Whether what does not apply keeps its place, as nothing gained: in a sum by default, in a mean if asked."""
        if self.method is Operator.SUM:
            return self.possible != "answered"
        return self.possible == "fixed" and self.method in {Operator.MEAN, Operator.DATE_PROPORTION}


class Figure(Scoring):
    """A further figure beside the main score."""

    title: Text
    about: Text | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()


class Component(FileModel):
    """A top part of a Framework. `scoring` says how its criteria become its figure (default: the framework's way).

    `aliases` are ids that it had in earlier editions: of its criteria, too, as far as their ids begin with it.
    """

    title: Text
    about: Text | None = None
    weight: ZeroOrMore = Decimal(1)
    weight_at: dict[Stage, ZeroOrMore] = {}
    stages: Many[Stage] = ()
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    aliases: Many[Id] = ()
    scoring: Scoring | None = None
    criteria: dict[Id, Criterion] = Field(min_length=1)


class AggregateIf(FileModel):
    """How far raters must agree for their common figure to count, from 0 (not at all) to 1 (all alike).

    `r_wg` is of each criterion by itself, `r_wg_j` of the criteria of each component together.
    """

    r_wg: ShareOfOne | None = None
    r_wg_j: ShareOfOne | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    note: Text | None = None


class RatingRules(FileModel):
    """Criteria that several people rate on their own first: which, how many, who, and what counts without consensus.

    `differ_from` is the number of levels that ratings span from which the raters are said to differ. `aggregate_if` is
    how far they must agree for their common figure to count (default: it counts however they agree).
    """

    of: Many[Id] = ()
    least_raters: int = Field(default=3, gt=0)
    include: Many[Id] = ()
    aggregate: Literal["mean", "median"] = "mean"
    aggregate_if: AggregateIf | None = None
    differ_from: int = Field(default=3, gt=1)


class NotAnswered(FileModel):
    """A further way of not answering: open as `unknown` is, out of the figures, or counted as the lowest level."""

    label: Text
    counts: Literal["open", "out", "lowest"]


class Fit(StrEnum):
    """How well a framework fits a situation."""

    WELL = "well"
    PARTLY = "partly"
    POORLY = "poorly"


class Suits(FileModel):
    """How well the framework fits a situation that a team may be in, and why."""

    fits: Fit
    because: Text
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()


class ExpectedFigure(FileModel):
    """What a figure must come out at; only what is written is compared. `value` is a number, or the word for it.

    `counts` is complete: how many stand at each level. `settled_by` are the ids of all that settle it.
    """

    value: NonEmptyText | None = None
    low: Number | None = None
    high: Number | None = None
    band: Id | None = None
    counts: dict[NonEmptyText, WholeNumber] | None = None
    worst: NonEmptyText | None = None
    settled_by: Many[NonEmptyText] | None = None


class Expected(ExpectedFigure):
    """What a worked example must come out at: the main figure, and the others, by a number or in full."""

    coverage: Number | None = None
    band_certain: Yes | None = None
    components: dict[Id, Annotated[ExpectedFigure, TextOrKeys("value", or_number=True)]] = {}
    figures: dict[Id, Annotated[ExpectedFigure, TextOrKeys("value", or_number=True)]] = {}
    open: tuple[Id, ...] | None = None
    shut: tuple[Id, ...] | None = None


class ExampleAnswer(FileModel):
    """What a worked example answers: a level, levels by site, words, or that it does not apply, and why.

    `evidence` are any names: it says that there is evidence.
    """

    level: NonEmptyText | None = None
    sites: dict[Id, NonEmptyText] = {}
    because: Text | None = None
    evidence: Many[Id] = ()
    na: Text | None = None


class ExampleRater(FileModel):
    """What one rater of a worked example gives, by criterion."""

    role: Text | None = None
    levels: dict[Id, NonEmptyText] = Field(min_length=1)


class WorkedExample(FileModel):
    """Answers and what they score. `all` answers every criterion that is not named.

    `sites` are the target sites (default: those that answer), `ratings` what raters give, `counted` what is counted
    from the plan, `as_of` the day on which it is worked out.
    """

    name: Text
    answers: dict[Id, Annotated[ExampleAnswer, TextOrKeys("level", or_number=True)]] = {}
    sites: Many[Id] = ()
    ratings: tuple[ExampleRater, ...] = ()
    counted: dict[PlanFact, Number] = {}
    stage: Stage = Stage.PREPARE
    as_of: Date | None = None
    expect: Expected


class Norm(FileModel):
    """A published value of a figure: where others were. It stands beside a score and is never a pass mark.

    `of` is a component or a figure, or `scoring` for the score; `value` is in its unit. `cases` is how many it is of,
    `who` says of whom ("public health programmes"), `deviation` is the standard deviation between them.
    """

    of: Id = "scoring"
    value: Number
    statistic: Literal["mean", "median"] = "mean"
    deviation: ZeroOrMore | None = None
    cases: WholeNumber
    who: Text
    year: WholeNumber
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    note: Text | None = None


class Strategy(FileModel):
    """A way to close the gap at the criteria under `for_`, in own words; `about` says why it may work."""

    do: Text
    for_: Annotated[Many[Id], Field(min_length=1)]
    about: Text | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()


class Extends(FileModel):
    """The Framework that this one is built on, named as a plan names it: by id or path, with its edition.

    `published` is the source in which its own authors publish this form of it, such as a short one. What they make
    easier there is not loosened by anybody here, and has no end.
    """

    use: Text
    published: Id | None = None
    because: Text | None = None


SCORING: Final = "scoring"
"""What a Loosening names when it is about the main figure."""


class Loosening(FileModel):
    """Something that is made easier than in the Framework that is extended: why, on whose word, and until when.

    `at` is the id of a criterion, component, gate or figure, or `scoring` for the main figure.
    """

    at: Id
    what: Text | None = None
    because: Text | None = None
    by: Text | None = None
    until: Date | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing for it to hold at all."""
        return tuple(name for name in ("because", "by", "until") if getattr(self, name) is None)

    def holds(self, as_of: date) -> bool:
        """Whether it is complete and has not run out."""
        return not self.lacks and self.until is not None and not has_run_out(self.until, as_of)


class Framework(FileModel):
    """The whole file. `edition` is the published edition, then our revision of its text."""

    schema_: Literal["spreadkit/framework@1"]
    id: Id
    edition: Text
    title: Text
    extends: Annotated[Extends, TextOrKeys("use")] | None = None
    leaves_out: Many[Id] = Field(default=(), description="Parts of the extended framework that this one does not have")
    loosens: tuple[Loosening, ...] = ()
    wording: Literal["own", "paraphrase", "official"]
    licence: Text | None = None
    note: Text
    about: Text | None = None
    sources: dict[Id, Citation] = Field(min_length=1)
    labels: dict[Id, Text] = {}
    suits: dict[Id, Suits] = {}
    not_answered: dict[Id, NotAnswered] = {}
    scales: dict[Id, Scale] = Field(min_length=1)
    importance: Id | None = Field(default=None, description="Scale on which a plan says how much a criterion matters")
    phases: tuple[Phase, ...] = ()
    gates: dict[Id, Gate] = {}
    components: dict[Id, Component] = Field(min_length=1)
    scoring: Scoring = Field(default_factory=Scoring)
    figures: dict[Id, Figure] = {}
    strategies: dict[Id, Strategy] = {}
    norms: dict[Id, Norm] = {}
    ratings: RatingRules | None = None
    examples: tuple[WorkedExample, ...] = ()

    @cached_property
    def ordered_scales(self) -> dict[str, dict[str, Level]]:
        """The scales of levels by name, lowest level first. Levels of equal value, or of none, keep their order."""
        return {
            name: dict(sorted(levels.items(), key=lambda item: item[1].value or 0))
            for name, levels in self.scales.items()
            if isinstance(levels, dict)
        }

    @cached_property
    def level_points(self) -> dict[str, dict[str, Fraction | None]]:
        """What each level of each scale of levels is worth, as an exact number. Asked for often, so it is kept."""
        return {
            name: {level: None if entry.value is None else Fraction(entry.value) for level, entry in levels.items()}
            for name, levels in self.ordered_scales.items()
        }

    @cached_property
    def level_ranks(self) -> dict[str, dict[str, Fraction]]:
        """Where each level of each scale of levels stands, from 0; levels of one value stand equally high."""
        ranks: dict[str, dict[str, Fraction]] = {}
        for name, worth in self.level_points.items():
            distinct = list(dict.fromkeys(worth.values()))
            in_order = (
                enumerate(worth)
                if None in distinct
                else ((distinct.index(points), key) for key, points in worth.items())
            )
            ranks[name] = {level: Fraction(rank) for rank, level in in_order}
        return ranks

    def strategies_for(self, criterion: str) -> dict[str, Strategy]:
        """Return the ways to close the gap at a criterion, by id."""
        return {name: strategy for name, strategy in self.strategies.items() if criterion in strategy.for_}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """All criteria by id, in order. Asked for often, so it is kept."""
        return {
            name: criterion for component in self.components.values() for name, criterion in component.criteria.items()
        }

    @cached_property
    def formerly(self) -> dict[str, tuple[str, ...]]:
        """The criteria that had an id in an earlier edition, by that id: several where one was split into them.

        Where a component has another id now, so have its criteria, unless they or others say so themselves.
        """
        heirs: dict[str, tuple[str, ...]] = {}
        for name, criterion in self.criteria.items():
            for alias in criterion.aliases:
                heirs[alias] = (*heirs.get(alias, ()), name)
        for component_id, component in self.components.items():
            begins = f"{component_id}."
            for name in component.criteria:
                for alias in component.aliases if name.startswith(begins) else ():
                    former = f"{alias}.{name.removeprefix(begins)}"
                    if former not in self.criteria:
                        heirs.setdefault(former, (name,))
        return heirs
