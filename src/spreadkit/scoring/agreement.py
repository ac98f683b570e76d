"""Ratings: what several people gave the same criteria on their own, how alike they saw it, and how that moved.

r_wg compares the raters' variance with that of answers spread evenly over all levels (James, Demaree and Wolf, J Appl
Psychol 1984;69:85-98); the mean absolute deviation is from their mean (Burke, Finkelstein and Dusig, Organ Res Methods
1999;2:49-68). Both are told, neither decides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.base import known
from spreadkit.model.framework import Framework, NumberScale, RatingRules
from spreadkit.model.plan import Plan, Rating, Round
from spreadkit.model.score import Agreement
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.operators import average, middle
from spreadkit.scoring.rounding import to_three_places
from spreadkit.words import count_of, in_words

_DEFAULT: Final = RatingRules()


@dataclass(frozen=True, slots=True)
class RatedRound:
    """A round of ratings as it concerns one framework: by criterion, the common figure and how it came about."""

    id: str
    round: Round
    common: Mapping[str, Fraction]
    agreement: tuple[Agreement, ...]


def with_ratings(around: Circumstances, rounds: Sequence[RatedRound]) -> Circumstances:
    """Add to the circumstances of a plan what the raters of the last round give in common."""
    return replace(around, rated=rounds[-1].common) if rounds else around


def rounds_of(plan: Plan, framework: Framework, as_of: date, agreed: Mapping[str, Fraction]) -> tuple[RatedRound, ...]:
    """Return the rounds of ratings of a framework up to a day, oldest first; `agreed` are the plan's own answers."""
    current = current_ids(framework)
    found = [
        (round_.on, name, round_)
        for name, round_ in plan.ratings.items()
        if round_.id == framework.id and round_.on <= as_of
    ]
    in_order = sorted(found, key=lambda item: item[:2])
    return tuple(rated_round(framework, name, round_, current, agreed) for _, name, round_ in in_order)


def rated_round(
    framework: Framework, name: str, round_: Round, current: Mapping[str, str], agreed: Mapping[str, Fraction]
) -> RatedRound:
    """Return a round of ratings as it concerns a framework; `current` are the ids that its criteria have now."""
    made = list(_agreements(framework, round_, current, agreed))
    common = {agreement.criterion: figure for agreement, figure in made if agreement.counts}
    common |= _published(round_, current)
    return RatedRound(name, round_, common, tuple(agreement for agreement, _ in made))


def current_ids(framework: Framework) -> dict[str, str]:
    """Return the id that each id, of this edition or an earlier one, has in this edition.

    A question that was split has none: neither part asks what it asked.
    """
    ids = {alias: names[0] for alias, names in framework.formerly.items() if len(names) == 1}
    return ids | {name: name for name in framework.criteria}


def within_group(ranks: Sequence[Fraction], levels: int) -> Fraction | None:
    """Return r_wg of answers given as ranks on a scale of so many levels, kept between 0 and 1; None below two."""
    if len(ranks) < 2 or levels < 2:  # noqa: PLR2004 - one rater cannot agree with anybody
        return None
    evenly = Fraction(levels * levels - 1, 12)
    return max(Fraction(0), 1 - _variance(ranks) / evenly)


def _agreements(
    framework: Framework, round_: Round, current: Mapping[str, str], agreed: Mapping[str, Fraction]
) -> Iterator[tuple[Agreement, Fraction]]:
    """Go through the criteria that were rated, each with the raters' common figure: their mean or median, exactly."""
    by_criterion: dict[str, list[Rating]] = {}
    for row in round_.rows:
        if row.criterion in current:
            by_criterion.setdefault(current[row.criterion], []).append(row)
    for name, question in questions_by_id(framework).items():
        if name in by_criterion:
            made = _agreement(question, by_criterion[name], agreed.get(name))
            if made is not None:
                yield made


def _agreement(
    question: Question, rows: Sequence[Rating], agreed: Fraction | None
) -> tuple[Agreement, Fraction] | None:
    rules = question.framework.ratings or _DEFAULT
    last = {row.rater: row for row in rows}  # of two rows of one rater the later counts
    given = [row for row in last.values() if question.fits(row.level)]
    points = [worth for row in given if (worth := question.points(row.level)) is not None]
    ranks = [rank for row in given if (rank := question.rank(row.level)) is not None]
    if not points:
        return None
    mean = average(points)
    spans = int(max(ranks) - min(ranks)) + 1
    roles = tuple(sorted({row.role for row in given if row.role}))
    why = _why_not(rules, len(points), roles)
    counted = Counter(row.level for row in given)
    order = list(question.levels) or sorted(counted)
    made = Agreement(
        criterion=question.id,
        raters=len(points),
        not_rated=len(last) - len(given),
        mean=to_three_places(mean),
        median=to_three_places(middle(points)),
        low=to_three_places(min(points)),
        high=to_three_places(max(points)),
        deviation=_root(_variance(points)) if len(points) > 1 else None,
        absolute_deviation=to_three_places(average([abs(number - mean) for number in points])),
        within_group=_shown(within_group(ranks, _size(question))),
        spans=spans,
        differ=spans >= rules.differ_from,
        levels={level: counted[level] for level in order if level in counted},
        roles=roles,
        agreed=_shown(agreed),
        shift=None if agreed is None else to_three_places(agreed - mean),
        counts=not why,
        why=why,
    )
    return made, middle(points) if rules.aggregate == "median" else mean


def _why_not(rules: RatingRules, raters: int, roles: Sequence[str]) -> str:
    """Say why ratings do not make a common figure; nothing where they do."""
    if raters < rules.least_raters:
        return f"{count_of(raters, 'rater')}, and {rules.least_raters} are needed"
    lacking = [role for role in rules.include if role not in roles]
    return f"nobody among the raters is {in_words(lacking, joiner='or')}" if lacking else ""


def _published(round_: Round, current: Mapping[str, str]) -> dict[str, Fraction]:
    """Return the means that a publication gives, where it gives them."""
    means = {current[name]: known(rated.mean) for name, rated in round_.means.items() if name in current}
    return {name: Fraction(mean) for name, mean in means.items() if mean is not None}


def _size(question: Question) -> int:
    """Return how many answers its scale has."""
    scale = question.scale
    if isinstance(scale, NumberScale):
        return int((scale.to - scale.from_) / scale.step) + 1
    return len(question.levels)


def _variance(numbers: Sequence[Fraction]) -> Fraction:
    """Return the variance of a sample (over one less than its size)."""
    mean = average(numbers)
    return sum(((number - mean) ** 2 for number in numbers), Fraction(0)) / (len(numbers) - 1)


def _root(number: Fraction) -> Decimal:
    """Return a square root to three places."""
    return to_three_places(Fraction((Decimal(number.numerator) / Decimal(number.denominator)).sqrt()))


def _shown(number: Fraction | None) -> Decimal | None:
    return None if number is None else to_three_places(number)
