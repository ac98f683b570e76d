"""Ratings: what several people gave the same criteria on their own, how alike they saw it, and how that moved.

r_wg compares the raters' variance with that of answers spread evenly over all levels, r_wg(j) does so for several
criteria together (James, Demaree and Wolf, J Appl Psychol 1984;69:85-98); the mean absolute deviation is from their
mean (Burke, Finkelstein and Dusig, Organ Res Methods 1999;2:49-68). They are told, and decide only where a framework
says so (`aggregate-if`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.base import known
from spreadkit.model.framework import Framework, NumberScale, RatingRules
from spreadkit.model.plan import Plan, Rating, Round
from spreadkit.model.score import Agreement, GroupAgreement, SplitRatings
from spreadkit.record import record
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.operators import average, middle
from spreadkit.scoring.rounding import to_three_places
from spreadkit.words import count_of, in_words

_DEFAULT: Final = RatingRules()


@record
class RatedRound:
    """A round of ratings as it concerns one framework: by criterion, the common figure and how it came about."""

    id: str
    round: Round
    common: Mapping[str, Fraction]
    agreement: tuple[Agreement, ...]
    together: tuple[GroupAgreement, ...] = ()
    split: tuple[SplitRatings, ...] = ()


class _Rated(NamedTuple):
    """One criterion as it was rated: its agreement, common figure and raters' ranks, and how many answers there are."""

    agreement: Agreement
    figure: Fraction
    ranks: tuple[Fraction, ...]
    size: int


def with_ratings(around: Circumstances, rounds: Sequence[RatedRound]) -> Circumstances:
    """Add to the circumstances of a plan what the raters of the last round give in common."""
    if not rounds:
        return around
    last = rounds[-1]
    withheld = {item.criterion: item.why for item in last.agreement if item.criterion not in last.common}
    return replace(around, rated=last.common, withheld=withheld, rated_on_evidence=bool(last.round.evidence))


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
    together = tuple(_together(framework, made))
    why = {group.component: group.why for group in together}
    parts = questions_by_id(framework)
    made = [
        item._replace(agreement=_held_back(item.agreement, why[parts[item.agreement.criterion].component]))
        for item in made
    ]
    common = {item.agreement.criterion: item.figure for item in made if item.agreement.counts}
    common |= _published(round_, current)
    agreement = tuple(item.agreement for item in made)
    return RatedRound(name, round_, common, agreement, together, tuple(_of_split(framework, round_)))


def current_ids(framework: Framework) -> dict[str, str]:
    """Return the id that each id, of this edition or an earlier one, has in this edition.

    A question that was split has none: neither part asks what it asked.
    """
    ids = {alias: names[0] for alias, names in framework.formerly.items() if len(names) == 1}
    return ids | {name: name for name in framework.criteria}


def split_ids(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Return the questions of earlier editions that were split since, each with the ids of its parts."""
    return {
        name: parts for name, parts in framework.formerly.items() if len(parts) > 1 and name not in framework.criteria
    }


def within_group(ranks: Sequence[Fraction], levels: int) -> Fraction | None:
    """Return r_wg of answers given as ranks on a scale of so many levels, kept between 0 and 1; None below two."""
    if len(ranks) < 2 or levels < 2:  # noqa: PLR2004 - one rater cannot agree with anybody
        return None
    return max(Fraction(0), 1 - _variance(ranks) / _evenly(levels))


def within_group_together(items: Sequence[Sequence[Fraction]], levels: int) -> Fraction | None:
    """Return r_wg(j) of several items, each with its raters' answers as ranks on a scale of so many levels.

    From 0, where they differ as much as answers spread evenly or more, to 1, where all are alike. Items with fewer than
    two raters are left out; None where none is left.
    """
    variances = [_variance(ranks) for ranks in items if len(ranks) > 1]
    if not variances or levels < 2:  # noqa: PLR2004 - on one level there is nothing to agree on
        return None
    apart = min(Fraction(1), average(variances) / _evenly(levels))
    alike = len(variances) * (1 - apart)
    return alike / (alike + apart)


def _evenly(levels: int) -> Fraction:
    """Return the variance of answers that are spread evenly over so many levels."""
    return Fraction(levels * levels - 1, 12)


def _together(framework: Framework, rated: Sequence[_Rated]) -> Iterator[GroupAgreement]:
    """Go through the components that were rated, with the agreement on all of their criteria."""
    questions, rules = questions_by_id(framework), framework.ratings or _DEFAULT
    needed = rules.aggregate_if.r_wg_j if rules.aggregate_if else None
    for component in framework.components:
        items = [item for item in rated if questions[item.agreement.criterion].component == component]
        of_several = [item for item in items if len(item.ranks) > 1]
        sizes = {item.size for item in of_several}
        found = within_group_together([item.ranks for item in of_several], min(sizes)) if len(sizes) == 1 else None
        if items:
            shown = _shown(found)
            unknown = "its criteria have different numbers of answers" if len(sizes) > 1 else _ONE_RATER
            why = _too_little("r_wg(j) of its component", shown, needed, unknown)
            yield GroupAgreement(component=component, criteria=len(of_several), within_group=shown, why=why)


def _held_back(agreement: Agreement, why: str) -> Agreement:
    """Let an agreement not count for the reason of its component, unless it has one of its own."""
    return replace(agreement, counts=False, why=why) if why and agreement.counts else agreement


def _too_little(what: str, found: Decimal | None, needed: Decimal | None, unknown: str) -> str:
    """Say that raters agree less than their framework asks for; nothing where they do not, or it asks for nothing."""
    if needed is None or (found is not None and found >= needed):
        return ""
    is_ = f"cannot be worked out: {unknown}" if found is None else f"is {found.normalize():f}"
    return f"{what} {is_}, and {needed.normalize():f} is needed"


_ONE_RATER: Final = "no two raters gave an answer"


def _of_split(framework: Framework, round_: Round) -> Iterator[SplitRatings]:
    """Go through what a round says of questions that were split since."""
    for name, parts in split_ids(framework).items():
        last = {row.rater: row.level for row in round_.rows if row.criterion == name}
        published = round_.means.get(name)
        if last or published:
            yield SplitRatings(
                criterion=name,
                into=parts,
                raters=len(last),
                levels=dict(sorted(Counter(last.values()).items())),
                mean=known(published.mean) if published else None,
            )


def ratings_in_words(split: SplitRatings) -> str:
    """Say what was rated of a question that was split since: how many gave which answer, or the published mean."""
    told = [f"{number} gave {level}" for level, number in split.levels.items()]
    told += [f"a published mean of {split.mean:f}"] if split.mean is not None else []
    return in_words(told)


def _agreements(
    framework: Framework, round_: Round, current: Mapping[str, str], agreed: Mapping[str, Fraction]
) -> Iterator[_Rated]:
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


def _agreement(question: Question, rows: Sequence[Rating], agreed: Fraction | None) -> _Rated | None:
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
    size = number_of_answers(question)
    alike = _shown(within_group(ranks, size))
    needed = rules.aggregate_if.r_wg if rules.aggregate_if else None
    why = _why_not(rules, len(points), roles) or _too_little("r_wg", alike, needed, _ONE_RATER)
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
        within_group=alike,
        spans=spans,
        differ=spans >= rules.differ_from,
        levels={level: counted[level] for level in order if level in counted},
        roles=roles,
        agreed=_shown(agreed),
        shift=None if agreed is None else to_three_places(agreed - mean),
        counts=not why,
        why=why,
    )
    return _Rated(made, middle(points) if rules.aggregate == "median" else mean, tuple(ranks), size)


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


def number_of_answers(question: Question) -> int:
    """Return how many answers its scale has; 0 where these are days or words."""
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
