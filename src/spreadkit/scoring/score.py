"""From answers to a score: a framework's figures, its gates, and what raters and people conclude beside them.

The arithmetic is exact (fractions) until a figure is shown, so that neither the order of criteria nor the size of the
weights can change it. There is no pass mark here: a framework's authors publish one, or there is none.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.framework.loosening import as_published, as_sentence, in_force
from spreadkit.model.framework import SCORING, Framework, Need, Scoring, WordScale
from spreadkit.model.plan import Answer, Plan
from spreadkit.model.score import (
    AnswerState,
    Blocker,
    ComponentChange,
    Conclusion,
    CriterionScore,
    FrameworkScore,
    GateScore,
    RoundScore,
    ScoreRange,
)
from spreadkit.scoring.agreement import RatedRound, rounds_of, with_ratings
from spreadkit.scoring.by_site import asked_at
from spreadkit.scoring.doubt import with_doubt
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.figures import FigureSheet, WorkedFigure
from spreadkit.scoring.leaf import Answers, Contradictions, Leaf
from spreadkit.scoring.leaves import leaves_by_site, leaves_of
from spreadkit.scoring.norms import norms_beside
from spreadkit.scoring.operands import criteria_below
from spreadkit.scoring.rounding import percent, rounded, to_three_places

_Gates = Mapping[str, tuple[GateScore, ...]]
"""By framework id: its gates."""

_NOWHERE: Final = Circumstances()
_NOT_ENOUGH: Final = {
    AnswerState.NOT_APPLICABLE: "set aside as not applicable, which a must-have cannot be",
    AnswerState.NOT_ASKED: "not answered yet",
    AnswerState.UNREAD: "answered with something that could not be read",
    AnswerState.UNKNOWN: "answered as unknown",
}
_NO_LEVEL: Final = "a level that is enough"


def score_plan(
    plan: Plan,
    frameworks: Mapping[str, Framework],
    circumstances: Mapping[str, Circumstances],
    contradicted: Mapping[str, Contradictions],
) -> tuple[FrameworkScore, ...]:
    """Score a plan by each of its frameworks, and let gates wait for those of other frameworks that they require.

    `circumstances` are those of each framework, before any ratings.
    """
    scores = [
        _score_in_plan(plan, framework, circumstances[name], contradicted.get(name, {}))
        for name, framework in frameworks.items()
    ]
    gates = with_requirements({score.id: score.gates for score in scores}, frameworks)
    return tuple(replace(score, gates=gates[score.id]) for score in scores)


def score_framework(
    framework: Framework,
    answers: Answers,
    *,
    contradicted: Contradictions | None = None,
    around: Circumstances = _NOWHERE,
) -> FrameworkScore:
    """Score the answers to one framework."""

    def scored_by(read: Framework) -> FrameworkScore:
        return _scored(read, answers, contradicted or {}, around)

    return with_doubt(scored_by(framework), framework, answers, scored_by)


def _scored(framework: Framework, answers: Answers, against: Contradictions, around: Circumstances) -> FrameworkScore:
    """Score the answers to one framework with the points as they stand."""
    leaves = leaves_of(framework, answers, around, against)
    sheet = FigureSheet(
        framework, leaves, around.stage, around.as_of, leaves_by_site(framework, answers, around, against)
    )
    main = sheet.main
    counted = sheet.leaves_below(main.score.id)
    return FrameworkScore(
        id=framework.id,
        edition=framework.edition,
        title=framework.title,
        not_applicable=sum(leaf.state is AnswerState.NOT_APPLICABLE for leaf in counted),
        answered_at_least=framework.scoring.answered_at_least,
        components=tuple(sheet.component(name).score for name in framework.components),
        gates=_gates(framework, leaves, answers, sheet, around),
        criteria=tuple(_criterion_score(leaf, answers.get(leaf.id)) for leaf in leaves.values()),
        figure=main.score,
        figures=tuple(sheet.figure(name).score for name in framework.figures),
        variant=as_published(framework),
        norms=norms_beside(framework, _ranges(framework, sheet)),
        parked=tuple(name for name in answers if name not in leaves),
        left_out=dict(Counter(leaf.says for leaf in counted if leaf.state is AnswerState.LEFT_OUT)),
    )


def _ranges(framework: Framework, sheet: FigureSheet) -> dict[str, ScoreRange | None]:
    """Return what every figure comes to, by its name."""
    parts = {name: sheet.component(name) for name in framework.components}
    parts |= {name: sheet.figure(name) for name in framework.figures}
    return {SCORING: sheet.main.score.range, **{name: worked.score.range for name, worked in parts.items()}}


def score_gates(
    framework: Framework,
    answers: Answers,
    *,
    contradicted: Contradictions | None = None,
    around: Circumstances = _NOWHERE,
) -> tuple[GateScore, ...]:
    """Say of each gate whether it is open, or what holds it shut.

    Not applicable and unknown never open a gate, nor does a claim that the plan contradicts, nor one that has to be
    looked at again. Gates of other frameworks are not looked at here.
    """
    needs_figures = any(gate.needs for gate in framework.gates.values())
    against = contradicted or {}
    leaves = leaves_of(framework, answers, around, against, only_at_gates=not needs_figures)
    sites = leaves_by_site(framework, answers, around, against) if needs_figures else ()
    return _gates(framework, leaves, answers, FigureSheet(framework, leaves, around.stage, around.as_of, sites), around)


def with_requirements(gates: _Gates, frameworks: Mapping[str, Framework]) -> _Gates:
    """Shut the gates that require a gate of another framework which is shut itself, or not there."""
    there = {f"{name}/{gate.id}" for name, framework_gates in gates.items() for gate in framework_gates}
    for _ in range(1 + sum(len(framework_gates) for framework_gates in gates.values())):
        open_ = {
            f"{name}/{gate.id}" for name, framework_gates in gates.items() for gate in framework_gates if gate.open
        }
        after = {
            name: tuple(
                _waiting(gate, frameworks[name].gates[gate.id].requires, open_, there) for gate in framework_gates
            )
            for name, framework_gates in gates.items()
        }
        if after == gates:
            break
        gates = after
    return gates


def _why_waiting(required: str, there: Collection[str]) -> str:
    if required in there:
        return "that gate is not open"
    framework, _, _ = required.partition("/")
    return f'the plan does not follow "{framework}", or it has no such gate, so that nothing can open it'


def _waiting(gate: GateScore, requires: tuple[str, ...], open_: set[str], there: Collection[str]) -> GateScore:
    named = {blocker.criterion for blocker in gate.blockers}
    waits = tuple(
        Blocker(criterion=name, level=None, needs="open", why=_why_waiting(name, there), kind="gate")
        for name in requires
        if name not in open_ and name not in named
    )
    return replace(gate, open=gate.open and not waits, blockers=gate.blockers + waits) if waits else gate


def _score_in_plan(
    plan: Plan, framework: Framework, around: Circumstances, contradicted: Contradictions
) -> FrameworkScore:
    answers = plan.answers.get(framework.id, {})

    def scored_by(read: Framework) -> FrameworkScore:
        return _scored_in_plan(plan, read, around, contradicted)

    return with_doubt(scored_by(framework), framework, answers, scored_by)


def _scored_in_plan(
    plan: Plan, framework: Framework, around: Circumstances, contradicted: Contradictions
) -> FrameworkScore:
    answers, as_of = plan.answers.get(framework.id, {}), around.as_of
    assert as_of is not None  # noqa: S101 - the circumstances of a plan have a day
    rounds: tuple[RatedRound, ...] = ()
    if plan.ratings:
        leaves = leaves_of(framework, answers, around, contradicted)
        agreed = {name: worth for name, leaf in leaves.items() if (worth := leaf.points) is not None}
        rounds = rounds_of(plan, framework, as_of, agreed)
    around = with_ratings(around, rounds)
    score = _scored(framework, answers, contradicted, around)
    return replace(
        score,
        rounds=tuple(_rounds(framework, around, rounds)),
        concluded=tuple(_concluded(plan, framework, score)),
        loosened=tuple(as_sentence(entry) for entry in in_force(framework, as_of)),
    )


def _rounds(framework: Framework, around: Circumstances, rounds: tuple[RatedRound, ...]) -> Iterator[RoundScore]:
    """Score each round by its ratings alone; the change since the one before counts only what both rated.

    Its value is shown however little was rated, for a round may be about a part of the criteria.
    """
    scoring = framework.scoring.model_copy(update={"answered_at_least": Decimal(0)})
    framework = framework.model_copy(update={"scoring": scoring})
    before: RatedRound | None = None
    for rated in rounds:
        both = set(rated.common) & set(before.common) if before else set()
        there = replace(around, rated_on_evidence=bool(rated.round.evidence))
        whole = _sheet_of(framework, there, rated.common).main
        change, moves = None, tuple[ComponentChange, ...]()
        if before and both:
            now, then = (
                _sheet_of(framework, at, {name: compared.common[name] for name in both})
                for compared, at in (
                    (rated, there),
                    (before, replace(around, rated_on_evidence=bool(before.round.evidence))),
                )
            )
            change = _change(framework.scoring, now.main, then.main)
            moves = tuple(_moves(framework, now, then, both))
        yield RoundScore(
            id=rated.id,
            on=rated.round.on,
            edition=rated.round.framework.partition("@")[2] or None,
            figure=whole.score,
            change=change,
            common=len(both),
            agreement=rated.agreement,
            together=rated.together,
            components=moves,
            split=rated.split,
        )
        before = rated


def _sheet_of(framework: Framework, around: Circumstances, rated: Mapping[str, Fraction]) -> FigureSheet:
    leaves = leaves_of(framework, {}, replace(around, rated=rated), {})
    return FigureSheet(framework, leaves, around.stage, around.as_of)


def _moves(
    framework: Framework, now: FigureSheet, then: FigureSheet, both: Collection[str]
) -> Iterator[ComponentChange]:
    """Go through the components of which both rounds rated something, with how far each moved on that."""
    for name, component in framework.components.items():
        common = sum(criterion in both for criterion in criteria_below(framework, name))
        scoring = component.scoring or framework.scoring
        change = _change(scoring, now.component(name), then.component(name)) if common else None
        if change is not None:
            yield ComponentChange(component=name, title=component.title, change=change, common=common)


def _change(scoring: Scoring, now: WorkedFigure, then: WorkedFigure) -> Decimal | None:
    """Return how much a figure moved. Both rest on the same criteria, so what is open in both cancels out."""
    if now.quantity is None or then.quantity is None:
        return None
    pairs = ((now.quantity.value, then.quantity.value), (now.quantity.low, then.quantity.low))
    value_now, value_then = next((a, b) for a, b in pairs if a is not None and b is not None)
    return rounded(Fraction(value_now or 0) - Fraction(value_then or 0), scoring.round)


def _concluded(plan: Plan, framework: Framework, score: FrameworkScore) -> Iterator[Conclusion]:
    for recommendation in plan.recommendations:
        if recommendation.framework == framework.id:
            differs = (
                recommendation.band is not None
                and score.figure.band is not None
                and recommendation.band != score.figure.band
            )
            yield Conclusion(
                says=recommendation.says,
                band=recommendation.band,
                by=recommendation.by,
                on=recommendation.on,
                differs=differs,
            )


def _criterion_score(leaf: Leaf, answer: Answer | None) -> CriterionScore:
    points, in_percent = leaf.points, leaf.percent
    importance = leaf.question.importance(answer)
    return CriterionScore(
        id=leaf.id,
        component=leaf.question.component,
        level=leaf.level,
        state=leaf.state,
        value=None if in_percent is None else percent(in_percent),
        weight=leaf.weight,
        claimed=leaf.claimed,
        verified=not leaf.against if leaf.claimed else None,
        contradicted_by=leaf.against,
        points=None if points is None else to_three_places(points).normalize(),
        says=leaf.says,
        importance=None if importance is None else percent(importance),
        importance_says=leaf.question.importance_label(answer),
        confidence=answer.confidence if answer else None,
        to_gain=_to_gain(leaf),
        enough=leaf.question.enough,
        sites=leaf.sites,
    )


def _to_gain(leaf: Leaf) -> Decimal | None:
    quantity = leaf.quantity
    if quantity is None or quantity.value is None:
        return None
    return to_three_places(quantity.most - quantity.value).normalize()


def _gates(
    framework: Framework,
    leaves: Mapping[str, Leaf],
    answers: Answers,
    sheet: FigureSheet,
    around: Circumstances,
) -> tuple[GateScore, ...]:
    made = []
    for gate_id, gate in framework.gates.items():
        musts = [
            leaf
            for leaf in leaves.values()
            if leaf.question.criterion.gate == gate_id and leaf.question.criterion.need is Need.MUST
        ]
        asked = [leaf for leaf in musts if leaf.state not in {AnswerState.SKIPPED, AnswerState.NOT_YET}]
        blockers = (
            *_short(asked, answers),
            *(blocker for name, least in gate.needs.items() for blocker in _too_low(sheet, name, least)),
        )
        made.append(
            GateScore(
                id=gate_id,
                title=gate.title,
                open=not blockers,
                blockers=blockers,
                musts=len(asked) + len(gate.needs) + len(gate.requires),
                asked_at=tuple(_asked_at(asked, around)),
            )
        )
    return tuple(made)


def _asked_at(musts: list[Leaf], around: Circumstances) -> Iterator[str]:
    """Say at which sites must-haves are asked, where not at all: a sentence for each way to choose them."""
    chosen = {
        leaf.question.criterion.per_site.of: leaf.sites
        for leaf in musts
        if leaf.question.criterion.per_site is not None and leaf.sites is not None
    }
    for of, sites in chosen.items():
        names = [around.site_names.get(site, site) for site in sites]
        if says := asked_at(of, names, len(around.sites) - len(sites)):
            yield says


def _short(musts: list[Leaf], answers: Answers) -> Iterator[Blocker]:
    for leaf in musts:
        why = _why_short(leaf, answers.get(leaf.id))
        if why:
            level = _given(leaf, answers.get(leaf.id))
            yield Blocker(criterion=leaf.id, level=level, needs=leaf.question.enough or _NO_LEVEL, why=why)


def _given(leaf: Leaf, answer: Answer | None) -> str | None:
    return answer.level if answer and answer.level else leaf.level


def _why_short(leaf: Leaf, answer: Answer | None) -> str:
    """Say why a must-have does not hold; nothing where it does."""
    if answer is not None and answer.recheck:
        return f"has to be looked at again: {answer.recheck}"
    if leaf.state is not AnswerState.ANSWERED:
        return _why_open(leaf)
    if leaf.question.enough is None:
        return "the framework does not say which answer is enough"
    if not leaf.claimed:
        is_in_words = isinstance(leaf.question.scale, WordScale)
        return "answered in too few words" if is_in_words else leaf.says or f"answered {leaf.level}"
    if leaf.against:
        return f"claimed {leaf.level or 'met'}, but the plan contradicts it ({', '.join(leaf.against)})"
    return ""


def _why_open(leaf: Leaf) -> str:
    """Say why nothing is known of a must-have, in the framework's own words where it has some."""
    if leaf.state is AnswerState.WITHOUT_EVIDENCE or (leaf.sites is not None and leaf.says):
        return leaf.says
    if leaf.state is AnswerState.LEFT_OUT:
        return f"answered “{leaf.says}” and left out, which a must-have cannot be"
    if leaf.state is AnswerState.UNKNOWN and leaf.says:
        return f"answered “{leaf.says}”"
    return _NOT_ENOUGH.get(leaf.state, leaf.state.label)


def _too_low(sheet: FigureSheet, name: str, least: Decimal) -> Iterator[Blocker]:
    """Hold a gate shut whose figure or component is below what it needs, or not known."""
    worked = sheet.part(name)
    if worked is None:
        return
    shown = worked.score.range
    if shown is not None and shown.value is not None and shown.value >= least:
        return
    value = shown.value if shown else None
    why = "no value is known yet" if value is None else f"is {value}"
    yield Blocker(criterion=name, level=None if value is None else str(value), needs=str(least), why=why, kind="figure")
