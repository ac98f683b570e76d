"""Reading a plan against a framework that it does not follow yet: which of its answers say something there.

Pairs of a crosswalk come first; where there is none, criteria of the same concept are named, which is weak. All of it
is proposed: nothing here answers anything.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spreadkit.framework.answers import any_scale_of, criteria_of, fits, level_label, levels_of, rank_of, satisfies
from spreadkit.model.concepts import Concept
from spreadkit.model.crossing import Crossed, Crossing, Match
from spreadkit.model.crosswalk import Crosswalk, Direction, Letter, Pair, Strength
from spreadkit.model.framework import Criterion, Framework, NumberScale
from spreadkit.model.plan import Plan
from spreadkit.model.score import AnswerState, FrameworkScore
from spreadkit.scoring.leaves import state_of

Scored = Iterable[tuple[Framework, FrameworkScore]]
"""Frameworks with their scores, in the plan's order."""

_LETTERS: Final[dict[Direction, tuple[Letter, Letter]]] = {Direction.A_TO_B: ("a", "b"), Direction.B_TO_A: ("b", "a")}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that the plan gives. `doubt` says why its level must not be taken over."""

    framework: Framework
    id: str
    level: str | None
    says: str
    doubt: str = ""

    @property
    def criterion(self) -> Criterion:
        """The criterion that it answers."""
        return self.framework.criteria[self.id]


def given_by(plan: Plan, scored: Scored, target: Framework) -> Iterator[Given]:
    """Go through what a plan answers to other frameworks than the target. Unknown and not applicable say nothing."""
    for framework, score in scored:
        if framework.id == target.id:
            continue
        for each in score.criteria:
            if each.state is not AnswerState.ANSWERED:
                continue
            doubt = ""
            if each.verified is False:
                doubt = "the plan contradicts that claim"
            elif plan.answer(framework.id, each.id).recheck:
                doubt = "that answer has to be looked at again"
            criterion = framework.criteria[each.id]
            says = each.says or (level_label(framework, criterion, each.level) if each.level else "answered")
            yield Given(framework, each.id, each.level, says, doubt)


def read_against(  # noqa: PLR0913 - a plan, and all that it is read with
    target: Framework,
    plan: Plan,
    scored: Scored,
    crosswalks: Iterable[Crosswalk],
    *,
    concepts: Mapping[str, Concept],
    name: str,
) -> Crossing:
    """Read a plan, as scored, against a framework; `name` is the name of its file."""
    scored = list(scored)
    given = list(given_by(plan, scored, target))
    return Crossing(
        plan=name,
        framework=target.id,
        edition=target.edition,
        title=target.title,
        taken_from=tuple(framework.id for framework, _ in scored if framework.id != target.id),
        criteria=cross(target, given, crosswalks, concepts=concepts, answered=answered_in(plan, target)),
    )


def answered_in(plan: Plan, target: Framework) -> frozenset[str]:
    """Return the criteria of a framework that the plan answers already; an empty stub or a proposal is no answer."""
    return frozenset(
        name
        for name, criterion in target.criteria.items()
        if state_of(target, criterion, plan.answer(target.id, name)) is not AnswerState.NOT_ASKED
    )


def cross(
    target: Framework,
    given: Sequence[Given],
    crosswalks: Iterable[Crosswalk],
    *,
    concepts: Mapping[str, Concept],
    answered: Container[str] = (),
) -> tuple[Crossed, ...]:
    """Say of every criterion of the target that a person answers what the given answers say of it."""
    pairs = pairs_to(target.id, crosswalks)
    return tuple(
        Crossed(
            component=component_id,
            component_title=target.components[component_id].title,
            id=name,
            ask=criterion.ask,
            answered=name in answered,
            matches=() if name in answered else _matches(target, name, given, pairs, concepts),
        )
        for component_id, name, criterion in criteria_of(target)
        if criterion.from_plan is None
    )


Pairs = Mapping[tuple[str, str, str], Pair]
"""By framework, its criterion, and the target's criterion: the pair that leads from the one to the other."""


def pairs_to(target: str, crosswalks: Iterable[Crosswalk]) -> Pairs:
    """Return the pairs that lead to a framework. Where files hold one twice, the stronger counts."""
    found: dict[tuple[str, str, str], Pair] = {}
    for crosswalk in crosswalks:
        ids = {letter: use.id for letter, use in crosswalk.between.uses.items()}
        for pair in crosswalk.pairs:
            for way in pair.ways:
                start, end = _LETTERS[way]
                key = (ids[start], pair.criteria[start], pair.criteria[end])
                if ids[end] == target and (key not in found or _order_of(pair) < _order_of(found[key])):
                    found[key] = pair
    return found


def translate(given: Given, target: Framework, criterion: Criterion) -> tuple[str | None, str]:
    """Return the level that an answer comes to on another scale, and how; or None, and why not."""
    reason = _untranslatable(given, criterion)
    if reason or given.level is None:
        return None, reason
    here = levels_of(target, criterion)
    if here and here == levels_of(given.framework, given.criterion):
        return given.level, ""
    share = _share(given.framework, given.criterion, given.level)
    level = None if share is None else _level_at(target, criterion, share)
    if level is None:
        return None, "no level, because the two scales cannot be compared"
    exact = _share(target, criterion, level) == share
    how = "stands as high on its scale" if exact else "lies between two levels here, of which this is the lower"
    return level, f'"{given.level}" {how}'


def _matches(
    target: Framework, name: str, given: Sequence[Given], pairs: Pairs, concepts: Mapping[str, Concept]
) -> tuple[Match, ...]:
    criterion = target.criteria[name]
    by_pair = [
        _by_pair(each, pairs[key], target, criterion)
        for each in given
        if (key := (each.framework.id, each.id, name)) in pairs
    ]
    if by_pair:
        return tuple(sorted(by_pair, key=lambda match: _worth(match, target, criterion)))
    if criterion.concept is None:
        return ()
    concept = concepts.get(criterion.concept)
    title = concept.title if concept else criterion.concept
    return tuple(_by_concept(each, title) for each in given if each.criterion.concept == criterion.concept)


def _by_pair(given: Given, pair: Pair, target: Framework, criterion: Criterion) -> Match:
    level, how = translate(given, target, criterion)
    if pair.strength is Strength.WEAK:
        level, how = None, "no level, because the pair is weak"
    elif pair.strength is Strength.PARTIAL and level is not None and satisfies(target, criterion, level):
        level = _below(target, criterion)
        how = "no higher, because the pair is partial" if level else "no level, because the pair is partial"
    return Match(
        framework=given.framework.id,
        criterion=given.id,
        level=given.level,
        says=given.says,
        strength=pair.strength,
        by="pair",
        because=pair.because,
        proposed=level,
        translated=how,
    )


def _by_concept(given: Given, title: str) -> Match:
    return Match(
        framework=given.framework.id,
        criterion=given.id,
        level=given.level,
        says=given.says,
        strength=Strength.WEAK,
        by="concept",
        because=f'the same concept, "{title}"; no pair links the two',
        translated="no level, because only the concept is shared",
    )


def _below(framework: Framework, criterion: Criterion) -> str | None:
    """Return the best level that does not satisfy a criterion.

    None where its answers are numbers, or where only the lowest is left: that something is there cannot mean that
    nothing is.
    """
    short = [each for each in levels_of(framework, criterion)[1:] if not satisfies(framework, criterion, each)]
    return short[-1] if short else None


def _worth(match: Match, target: Framework, criterion: Criterion) -> tuple[int, bool, Fraction, str]:
    """Return what matches are sorted by: the stronger first, of equal ones that which proposes the lower level."""
    share = _share(target, criterion, match.proposed) if match.proposed is not None else None
    return match.strength.rank, share is None, share or Fraction(0), match.source


def _order_of(pair: Pair) -> tuple[int, str]:
    return pair.strength.rank, pair.because


def _untranslatable(given: Given, criterion: Criterion) -> str:
    """Say why a level cannot be taken over whatever it is; nothing where it may be."""
    if given.doubt:
        return f"no level, because {given.doubt}"
    if given.level is None or not fits(given.framework, given.criterion, given.level):
        return "no level, because that answer is not a single one"
    if criterion.per_site is not None:
        return "no level, because every site answers here"
    return ""


def _share(framework: Framework, criterion: Criterion, level: str) -> Fraction | None:
    """Return how high a level stands on its scale, from 0 to 1 of its steps; None where it has no steps."""
    ends = _ends(framework, criterion)
    rank = rank_of(framework, criterion, level) if ends else None
    if ends is None or rank is None:
        return None
    lowest, highest = ends
    return (rank - lowest) / (highest - lowest) if highest > lowest else None


def _ends(framework: Framework, criterion: Criterion) -> tuple[Fraction, Fraction] | None:
    """Return the ranks of the least and the most wanted answer of a scale of levels or numbers."""
    scale = any_scale_of(framework, criterion)
    names = [str(scale.from_), str(scale.to)] if isinstance(scale, NumberScale) else levels_of(framework, criterion)
    ranks = [rank for name in names if (rank := rank_of(framework, criterion, name)) is not None]
    return (min(ranks), max(ranks)) if ranks else None


def _level_at(framework: Framework, criterion: Criterion, share: Fraction) -> str | None:
    """Return the answer that stands at a share of a scale's steps, or next below it; None where two stand there."""
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale):
        steps = share * ((Fraction(scale.to) - Fraction(scale.from_)) / Fraction(scale.step)) // 1
        number = scale.to - steps * scale.step if criterion.reverse else scale.from_ + steps * scale.step
        return f"{number:f}"
    shares = {name: _share(framework, criterion, name) for name in levels_of(framework, criterion)}
    below = [each for each in shares.values() if each is not None and each <= share]
    fitting = [name for name, each in shares.items() if below and each == max(below)]
    return fitting[0] if len(fitting) == 1 else None
