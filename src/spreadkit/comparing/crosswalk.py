"""Reading a plan against a framework that it does not follow yet: which of its answers say something there.

Pairs of a crosswalk come first; where there is none, criteria of the same concept are named, which is weak. All of it
is proposed: nothing here answers anything.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Question, questions_by_id, questions_of
from spreadkit.model.concepts import Concept
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match
from spreadkit.model.crosswalk import Crosswalk, Direction, Letter, Pair, Strength
from spreadkit.model.framework import Framework, NumberScale
from spreadkit.model.plan import Plan
from spreadkit.model.score import AnswerState, FrameworkScore
from spreadkit.record import record
from spreadkit.scoring.leaf import state_of

_Scored = Iterable[tuple[Framework, FrameworkScore]]
"""Frameworks with their scores, in the plan's order."""

_LETTERS: Final[dict[Direction, tuple[Letter, Letter]]] = {Direction.A_TO_B: ("a", "b"), Direction.B_TO_A: ("b", "a")}


@record
class _Given:
    """An answer that the plan gives. `doubt` says why its level must not be taken over."""

    question: Question
    level: str | None
    says: str
    doubt: str = ""


def _given_by(scored: _Scored, target: Framework) -> Iterator[_Given]:
    """Go through what a plan answers to other frameworks than the target. Unknown and not applicable say nothing."""
    for framework, score in scored:
        if framework.id == target.id:
            continue
        for criterion in score.criteria:
            if criterion.state not in {AnswerState.ANSWERED, AnswerState.RECHECK}:
                continue
            doubt = ""
            if criterion.verified is False:
                doubt = "the plan contradicts that claim"
            elif criterion.state is AnswerState.RECHECK:
                doubt = "that answer has to be looked at again"
            question = questions_by_id(framework)[criterion.id]
            says = criterion.says or (question.label(criterion.level) if criterion.level else "answered")
            yield _Given(question, criterion.level, says, doubt)


def read_against(  # noqa: PLR0913 - a plan, and all that it is read with
    target: Framework,
    plan: Plan,
    scored: _Scored,
    crosswalks: Iterable[Crosswalk],
    *,
    concepts: Mapping[str, Concept],
    name: str,
) -> Crossing:
    """Read a plan, as scored, against a framework; `name` is the name of its file."""
    scored = list(scored)
    given = list(_given_by(scored, target))
    return Crossing(
        plan=name,
        framework=target.id,
        edition=target.edition,
        title=target.title,
        taken_from=tuple(framework.id for framework, _ in scored if framework.id != target.id),
        criteria=cross(target, given, crosswalks, concepts=concepts, answered=_answered_in(plan, target)),
        unread=plan.unread,
    )


def _answered_in(plan: Plan, target: Framework) -> frozenset[str]:
    """Return the criteria of a framework that the plan answers already; an empty stub or a proposal is no answer."""
    return frozenset(
        name
        for name, question in questions_by_id(target).items()
        if state_of(question, plan.answer(target.id, name)) is not AnswerState.NOT_ASKED
    )


def cross(
    target: Framework,
    given: Sequence[_Given],
    crosswalks: Iterable[Crosswalk],
    *,
    concepts: Mapping[str, Concept],
    answered: Container[str] = (),
) -> tuple[CrossedCriterion, ...]:
    """Say of every criterion of the target that a person answers what the given answers say of it."""
    pairs = pairs_to(target.id, crosswalks)
    return tuple(
        CrossedCriterion(
            component=question.component,
            id=question.id,
            ask=question.ask,
            answered=question.id in answered,
            matches=() if question.id in answered else _matches(question, given, pairs, concepts),
        )
        for question in questions_of(target)
        if question.criterion.from_plan is None
    )


_Pairs = Mapping[tuple[str, str, str], Pair]
"""By framework, its criterion, and the target's criterion: the pair that leads from the one to the other."""


def pairs_to(target: str, crosswalks: Iterable[Crosswalk]) -> _Pairs:
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


def _translate(given: _Given, target: Question) -> tuple[str | None, str]:
    """Return the level that an answer comes to on another scale, and how; or None, and why not."""
    reason = _untranslatable(given, target)
    if reason or given.level is None:
        return None, reason
    here = target.worst_to_best
    if here and here == given.question.worst_to_best:
        return given.level, ""
    share = _share(given.question, given.level)
    level = None if share is None else _level_at(target, share)
    if level is None:
        return None, "no level, because the two scales cannot be compared"
    exact = _share(target, level) == share
    how = "stands as high on its scale" if exact else "lies between two levels here, of which this is the lower"
    return level, f'"{given.level}" {how}'


def _matches(
    target: Question, given: Sequence[_Given], pairs: _Pairs, concepts: Mapping[str, Concept]
) -> tuple[Match, ...]:
    by_pair = [
        _by_pair(answer, pairs[key], target)
        for answer in given
        if (key := (answer.question.framework.id, answer.question.id, target.id)) in pairs
    ]
    if by_pair:
        return tuple(sorted(by_pair, key=lambda match: _worth(match, target)))
    name = target.criterion.concept
    if name is None:
        return ()
    title = concepts[name].title if name in concepts else name
    return tuple(_by_concept(answer, title) for answer in given if answer.question.criterion.concept == name)


def _by_pair(given: _Given, pair: Pair, target: Question) -> Match:
    level, how = _translate(given, target)
    if pair.strength is Strength.WEAK:
        level, how = None, "no level, because the pair is weak"
    elif pair.strength is Strength.PARTIAL and level is not None and target.satisfies(level):
        level = _below(target)
        how = "no higher, because the pair is partial" if level else "no level, because the pair is partial"
    return Match(
        framework=given.question.framework.id,
        criterion=given.question.id,
        level=given.level,
        says=given.says,
        strength=pair.strength,
        by="pair",
        because=pair.because,
        proposed=level,
        translated=how,
    )


def _by_concept(given: _Given, title: str) -> Match:
    return Match(
        framework=given.question.framework.id,
        criterion=given.question.id,
        level=given.level,
        says=given.says,
        strength=Strength.WEAK,
        by="concept",
        because=f'the same concept, "{title}"; no pair links the two',
        translated="no level, because only the concept is shared",
    )


def _below(question: Question) -> str | None:
    """Return the best level that does not satisfy a question.

    None where its answers are numbers, or where only the lowest is left: that something is there cannot mean that
    nothing is.
    """
    short = [level for level in question.worst_to_best[1:] if not question.satisfies(level)]
    return short[-1] if short else None


def _worth(match: Match, target: Question) -> tuple[int, bool, Fraction, str]:
    """Return what matches are sorted by: the stronger first, of equal ones that which proposes the lower level."""
    share = _share(target, match.proposed) if match.proposed is not None else None
    return match.strength.rank, share is None, share or Fraction(0), match.source


def _order_of(pair: Pair) -> tuple[int, str]:
    return pair.strength.rank, pair.because


def _untranslatable(given: _Given, target: Question) -> str:
    """Say why a level cannot be taken over whatever it is; nothing where it may be."""
    if given.doubt:
        return f"no level, because {given.doubt}"
    if given.level is None or not given.question.fits(given.level):
        return "no level, because that answer is not a single one"
    if target.criterion.per_site is not None:
        return "no level, because every site answers here"
    return ""


def _share(question: Question, level: str) -> Fraction | None:
    """Return how high a level stands on its scale, from 0 to 1 of its steps; None where it has no steps."""
    ends = _ends(question)
    rank = question.rank(level) if ends else None
    if ends is None or rank is None:
        return None
    lowest, highest = ends
    return (rank - lowest) / (highest - lowest) if highest > lowest else None


def _ends(question: Question) -> tuple[Fraction, Fraction] | None:
    """Return the ranks of the least and the most wanted answer of a scale of levels or numbers."""
    scale = question.scale
    names = (str(scale.from_), str(scale.to)) if isinstance(scale, NumberScale) else question.worst_to_best
    ranks = [rank for name in names if (rank := question.rank(name)) is not None]
    return (min(ranks), max(ranks)) if ranks else None


def _level_at(question: Question, share: Fraction) -> str | None:
    """Return the answer that stands at a share of a scale's steps, or next below it; None where two stand there."""
    scale = question.scale
    if isinstance(scale, NumberScale):
        steps = share * ((Fraction(scale.to) - Fraction(scale.from_)) / Fraction(scale.step)) // 1
        number = scale.to - steps * scale.step if question.criterion.reverse else scale.from_ + steps * scale.step
        return f"{number:f}"
    shares = {name: _share(question, name) for name in question.worst_to_best}
    below = [level_share for level_share in shares.values() if level_share is not None and level_share <= share]
    fitting = [name for name, level_share in shares.items() if below and level_share == max(below)]
    return fitting[0] if len(fitting) == 1 else None
