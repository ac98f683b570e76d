"""What scoring a plan gives: ranges, never one number alone, and gates that are open or shut by name."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from spreadkit.model.framework import Basis
from spreadkit.model.profile import ConceptLine
from spreadkit.model.unread import Unread
from spreadkit.model.verdict import Verdict
from spreadkit.record import record


class AnswerState(StrEnum):
    """How far a criterion has been answered. Those after `answered` count neither for nor against.

    Of an `unread` one the plan says something that could not be read: it is open, as an unknown one is. So is one
    `without-evidence`, answered with a level that needs some. `left-out` is one answered in a way that its framework
    takes out of the figures, such as "not able to answer"; that it does not apply is another thing.
    """

    NOT_ASKED = "not-asked"
    UNREAD = "unread"
    UNKNOWN = "unknown"
    RECHECK = "recheck"
    WITHOUT_EVIDENCE = "without-evidence"
    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"
    LEFT_OUT = "left-out"
    SKIPPED = "skipped"
    NOT_YET = "not-yet"

    @property
    def label(self) -> str:
        """The state in words."""
        words = {
            "unread": "could not be read",
            "recheck": "to be looked at again",
            "without-evidence": "answered without the evidence that it needs",
            "left-out": "not answered, and left out",
            "skipped": "not asked here",
            "not-yet": "not asked at this stage",
        }
        return words.get(self.value, self.value.replace("-", " "))

    @property
    def applies(self) -> bool:
        """Whether the criterion counts among those that can be answered."""
        return self is AnswerState.ANSWERED or self.is_open

    @property
    def is_open(self) -> bool:
        """Whether the criterion applies, and what is true of it is not known."""
        return self in _OPEN


_OPEN: Final = frozenset(
    {
        *(AnswerState.NOT_ASKED, AnswerState.UNREAD, AnswerState.UNKNOWN),
        *(AnswerState.RECHECK, AnswerState.WITHOUT_EVIDENCE),
    }
)


@record(kw_only=True)
class ScoreRange:
    """A figure and what it could be. `low` counts what is open as the lowest answer, `high` as the highest.

    `value` uses what is answered; it is None where too little is. `verified` is `value` with every claim that the
    plan contradicts counted as not met. `least` and `most` are the ends of what is possible at all: 0 and 100 where
    `unit` is percent.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal
    verified: Decimal | None
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    unit: Literal["percent", "points"] = "percent"


@record(kw_only=True)
class AcceptedFinding:
    """A finding that would contradict a claim, and that the team lives with: who says so, why, and until when."""

    rule: str
    by: str
    because: str
    until: date


@record(kw_only=True)
class CriterionScore:
    """One criterion: what was answered, whether that claims it is met, and whether the claim stands.

    `value` is percent of the scale's range, `points` what it is worth. `claimed`: the answer is at or above what
    satisfies the criterion. `verified`: None where nothing is claimed, False where a rule's finding contradicts the
    claim; of those findings the team may live with some (`ignore`), and the claim rests on `accepted`. `says` tells in
    words what stands behind the answer where that is no single level: sites, raters, a code. `to_gain` is how many
    points the best answer would add. `importance` is percent of its own range, and `importance_says` what was said of
    it, in the words of its scale; it and `confidence` are told beside the value, never worked into it. `enough` is the
    least answer that satisfies the criterion; None where its scale knows none. `sites` are those that count,
    where only some of the target sites do; else None.
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
    points: Decimal | None = None
    says: str = ""
    importance: Decimal | None = None
    importance_says: str = ""
    confidence: str | None = None
    to_gain: Decimal | None = None
    enough: str | None = None
    accepted: tuple[AcceptedFinding, ...] = ()
    sites: tuple[str, ...] | None = None

    @property
    def gap(self) -> Decimal | None:
        """How far the answer stays behind what matters: importance less value, both in percent of their range."""
        return None if self.importance is None or self.value is None else self.importance - self.value


@record(kw_only=True)
class FigureTerm:
    """One operand of a figure as it went in. `answer` is what it says; `note` says why, where it is left out.

    `counted` is the number with which it went into the value: its own, or its low end where it is open or does not
    apply and is counted so; None where it is left out.
    """

    id: str
    answer: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    weight: Decimal
    note: str = ""
    counted: Decimal | None = None


@record(kw_only=True)
class PointsInDoubt:
    """What a level is worth for a criterion by a figure that is only recalled, and from where to where it may lie."""

    criterion: str
    level: str
    value: Decimal
    low: Decimal
    high: Decimal


@record(kw_only=True)
class BandDoubt:
    """Why a band is not certain: the points in doubt, from where to where they allow the figure, and in which bands.

    `words` are the ids of all that it may be, in the order of the framework. `low` and `high` are None for a figure
    without a number.
    """

    low: Decimal | None
    high: Decimal | None
    words: tuple[str, ...]
    points: tuple[PointsInDoubt, ...]


@record(kw_only=True)
class Lack:
    """What the next rung of a ladder waits for: a criterion, what the plan says of it (None: nothing), and why not."""

    criterion: str
    level: str | None
    needs: str
    why: str


@record(kw_only=True)
class NextRung:
    """The next rung of a ladder, and all that it lacks."""

    id: str
    title: str
    lacks: tuple[Lack, ...]


@record(kw_only=True)
class FigureScore:
    """A figure with its arithmetic: the main one (its `id` is empty), a component's, or a further one.

    `range` is None for what is told in words only, and where nothing applies. `coverage` is the share of applicable
    criteria that are answered (0 to 1). `word` is the id of what it comes to (a band, a rung, a row's outcome, the
    commonest level). `decided_by` are the criteria or parts that settle it: the lowest, or what is missing for the next
    rung. `counts` are criteria by level, the worst first. `says` tells all of these as one sentence, with every id as
    people call it; every format writes that sentence. `notes` name what was left out, and rounding. `weight` is that of
    a component. `per_site` says how it was rolled up, where it was worked out for each site first: then the sites are
    its terms, and what `decided_by` names. `next_rung` is that of a ladder; None at the top of it. `doubt` says
    why there is no `word`, where points that are only recalled leave it open.
    """

    id: str
    title: str
    method: str
    range: ScoreRange | None
    coverage: Decimal
    answered: int
    applicable: int
    weight: Decimal = Decimal(1)
    per_site: str | None = None
    word: str | None = None
    says: str = ""
    band: str | None = None
    decided_by: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    terms: tuple[FigureTerm, ...] = ()
    notes: tuple[str, ...] = ()
    next_rung: NextRung | None = None
    doubt: BandDoubt | None = None

    @property
    def possible_words(self) -> tuple[str, ...]:
        """The ids of all that it may come to: its word, or several where that is not certain."""
        if self.doubt is not None:
            return self.doubt.words
        return () if self.word is None else (self.word,)

    @property
    def worst(self) -> str | None:
        """The worst level among those that are counted."""
        return next(iter(self.counts), None)


@record(kw_only=True)
class Agreement:
    """How alike the raters of one criterion saw it. Figures are in points, to three places.

    `spans` is the number of levels from the lowest to the highest rating, `agreed` what the plan's own answer is worth
    and `shift` its distance from the raters' mean. `within_group` is r_wg, from 0 (no agreement) to 1; None below two
    raters.
    """

    criterion: str
    raters: int
    not_rated: int
    mean: Decimal
    median: Decimal
    low: Decimal
    high: Decimal
    deviation: Decimal | None
    absolute_deviation: Decimal | None
    within_group: Decimal | None
    spans: int
    differ: bool
    levels: Mapping[str, int]
    roles: tuple[str, ...] = ()
    agreed: Decimal | None = None
    shift: Decimal | None = None
    counts: bool = True
    why: str = ""


@record(kw_only=True)
class GroupAgreement:
    """How alike the raters saw the criteria of one component together.

    `within_group` is r_wg(j) of its `criteria` with two raters or more, from 0 (no agreement) to 1; None where it
    cannot be worked out. `why` says why the common figures of the component do not count, where they do not.
    """

    component: str
    criteria: int
    within_group: Decimal | None
    why: str = ""


@record(kw_only=True)
class SplitRatings:
    """What a round says of a question that was split since into those of `into`: kept, and compared with none of them.

    `mean` is the published one, where single ratings are not known.
    """

    criterion: str
    into: tuple[str, ...]
    raters: int
    levels: Mapping[str, int]
    mean: Decimal | None = None


@record(kw_only=True)
class ComponentChange:
    """How far the figure of a component moved since the round before, on the `common` criteria that both rated."""

    component: str
    title: str
    change: Decimal
    common: int


@record(kw_only=True)
class RoundScore:
    """One round of ratings: its main figure, and the change since the round before on what both rounds rated."""

    id: str
    on: date
    edition: str | None
    figure: FigureScore
    change: Decimal | None
    common: int
    agreement: tuple[Agreement, ...]
    together: tuple[GroupAgreement, ...] = ()
    components: tuple[ComponentChange, ...] = ()
    split: tuple[SplitRatings, ...] = ()


@record(kw_only=True)
class Conclusion:
    """What a person concludes beside what is computed; `differs` where it names another band."""

    says: str
    band: str | None
    by: str | None
    on: date | None
    differs: bool


@record(kw_only=True)
class Blocker:
    """What holds a gate shut: a must-have, a figure that is too low, or the gate of another framework.

    `level` is what the plan says (None: nothing), `needs` what it takes.
    """

    criterion: str
    level: str | None
    needs: str
    why: str
    kind: Literal["criterion", "figure", "gate"] = "criterion"


@record(kw_only=True)
class GateScore:
    """A gate: open, or shut by its blockers.

    Where must-haves are asked at some of the target sites only, `asked_at` says at which, in a sentence each.
    """

    id: str
    title: str
    open: bool
    blockers: tuple[Blocker, ...]
    musts: int
    asked_at: tuple[str, ...] = ()


@record(kw_only=True)
class NormBeside:
    """A published value beside a figure. `here` is the figure of the plan; None where it comes to no number.

    `of` is the id of a component or a figure, or `scoring`; `title` what that is called; `cited` its sources in words.
    """

    id: str
    of: str
    title: str
    here: ScoreRange | None
    value: Decimal
    statistic: str
    deviation: Decimal | None
    cases: int
    who: str
    year: int
    basis: Basis
    sources: tuple[str, ...]
    cited: tuple[str, ...]


@record(kw_only=True)
class FrameworkScore:
    """How ready the plan is in the eyes of one framework: the main `figure`, those of `components`, and further ones.

    `left_out` counts the criteria that are left out for another reason than that they do not apply, by what they are
    answered with. `variant` says of which framework it is a form that the authors published. `loosened`
    says what the framework makes easier than the one it extends: what, why, on whose word, until when.
    """

    id: str
    edition: str
    title: str
    not_applicable: int
    answered_at_least: Decimal
    components: tuple[FigureScore, ...]
    gates: tuple[GateScore, ...]
    criteria: tuple[CriterionScore, ...]
    figure: FigureScore
    figures: tuple[FigureScore, ...] = ()
    rounds: tuple[RoundScore, ...] = ()
    concluded: tuple[Conclusion, ...] = ()
    variant: str = ""
    loosened: tuple[str, ...] = ()
    norms: tuple[NormBeside, ...] = ()
    parked: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def range(self) -> ScoreRange | None:
        """The range of the main figure; None where that is told in words only, or not given."""
        return self.figure.range

    @property
    def coverage(self) -> Decimal:
        """The share of what the main figure rests on that is answered, from 0 to 1."""
        return self.figure.coverage

    @property
    def answered(self) -> int:
        """How many of the criteria that the main figure rests on are answered."""
        return self.figure.answered

    @property
    def applicable(self) -> int:
        """How many of the criteria that the main figure rests on apply."""
        return self.figure.applicable

    def gate(self, name: str) -> GateScore | None:
        """Return the gate of that id."""
        return next((gate for gate in self.gates if gate.id == name), None)


@record(kw_only=True)
class PlanScore:
    """The scores of one plan, one for each of its frameworks; profile by concept and verdicts, where asked for.

    `unread` is what of the plan could not be read.
    """

    as_of: date
    plan: str
    frameworks: tuple[FrameworkScore, ...]
    profile: tuple[ConceptLine, ...] = ()
    unread: tuple[Unread, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
