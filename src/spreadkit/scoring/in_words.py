"""Figures that are told in words: counts, days, the part that was reached, the row of a table, the rung of a ladder."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from spreadkit.framework.answers import day_of
from spreadkit.model.framework import Operator, Rung, Scoring
from spreadkit.model.score import AnswerState, FigureScore, Lack, NextRung
from spreadkit.scoring.leaf import Leaf
from spreadkit.scoring.operators import Quantity
from spreadkit.scoring.rounding import percent
from spreadkit.scoring.shown import shown_range
from spreadkit.words import by_number, count_of, in_words


def counted(blank: FigureScore, scoring: Scoring, leaves: Iterable[Leaf]) -> FigureScore:
    """Count criteria by level, from the worst; a distribution also tells shares, the commonest and the worst.

    Where all are at one level, none is called the worst. What is answered, but with no one level (by sites or raters
    that differ), is told apart from what is open.
    """
    applicable = [leaf for leaf in leaves if leaf.state.applies]
    counts = _counts(applicable)
    if not applicable:
        return replace(blank, says="nothing applies")
    called, total = _labels(applicable), sum(counts.values())
    modal = [level for level, number in counts.items() if number == max(counts.values())]
    made = replace(blank, word=modal[0] if len(modal) == 1 else None, counts=counts)
    beside = _beside(len(applicable) - blank.answered, blank.answered - total)
    if scoring.method is not Operator.DISTRIBUTION or not counts:
        told = [f"{number} {called[level]}" for level, number in counts.items()] + beside
        return replace(made, says=in_words(told))
    shares = [
        f"{number} {called[level]} ({percent(Fraction(100 * number, total))} %)" for level, number in counts.items()
    ]
    all_told = f"{in_words(shares)} of {total} answered" + "".join(f", {part}" for part in beside)
    if len(counts) == 1:
        return replace(made, says=all_told)
    worst = next(iter(counts))
    at_worst = tuple(leaf.id for leaf in applicable if leaf.level == worst)
    told = [
        all_told,
        f"commonest: {in_words([called[level] for level in modal])}",
        f"worst: {called[worst]} ({in_words(at_worst)})",
    ]
    return replace(made, says="; ".join(told), decided_by=at_worst)


def _beside(open_: int, mixed: int) -> list[str]:
    return [*([f"{open_} open"] if open_ else []), *([f"{mixed} answered at no one level"] if mixed else [])]


def _counts(leaves: Sequence[Leaf]) -> dict[str, int]:
    """Return how many are answered with each level, from the worst on their scales, and then by the alphabet."""
    found = Counter(leaf.level for leaf in leaves if leaf.state is AnswerState.ANSWERED and leaf.level)
    order = dict.fromkeys(level for leaf in leaves for level in leaf.question.worst_to_best)
    return {level: found[level] for level in [*order, *sorted(set(found) - set(order))] if level in found}


def _labels(leaves: Sequence[Leaf]) -> dict[str, str]:
    """Return how people call each level that is given; by its id, where two scales call it otherwise.

    What does not begin with a letter is quoted, so that its number is not read as part of how many there are.
    """
    labels: dict[str, set[str]] = {}
    for leaf in leaves:
        if leaf.level is not None:
            labels.setdefault(leaf.level, set()).add(leaf.question.label(leaf.level))
    called = {level: next(iter(names)) if len(names) == 1 else level for level, names in labels.items()}
    return {level: name if name[:1].isalpha() else f"“{name}”" for level, name in called.items()}


def duration(blank: FigureScore, leaves: Iterable[Leaf], as_of: date | None) -> FigureScore:
    """Tell the days from the first to the last that is done; so far, while something is not."""
    applicable = [leaf for leaf in leaves if leaf.state.applies]
    days = {leaf.id: day for leaf in applicable if (day := _done_on(leaf, as_of))}
    if not days:
        return replace(blank, says="nothing is done yet")
    first, last = min(days.values()), max(days.values())
    waiting = tuple(leaf.id for leaf in applicable if leaf.id not in days)
    end = (as_of or last) if waiting else last
    length = (end - first).days
    says = f"{count_of(length, 'day')} from {first.isoformat()} to {end.isoformat()}"
    if waiting:
        says += f", and not over: {in_words(waiting)} not done"
    return replace(blank, word=f"{length}{'+' if waiting else ''}", says=says, decided_by=waiting)


def furthest(
    blank: FigureScore, parts: Mapping[str, Iterable[Leaf]], title_of: Callable[[str], str], as_of: date | None
) -> FigureScore:
    """Tell the last part, in their order, in which anything is done."""
    reached = [name for name, leaves in parts.items() if any(_done_on(leaf, as_of) for leaf in leaves)]
    if not reached:
        return replace(blank, says="nothing is done yet")
    return replace(blank, word=reached[-1], says=title_of(reached[-1]))


def _done_on(leaf: Leaf, as_of: date | None) -> date | None:
    """Return the day on which something was done; None where it was not, or only after the date."""
    day = day_of(leaf.level)
    return day if day and (as_of is None or day <= as_of) else None


def looked_up(
    blank: FigureScore, scoring: Scoring, axes: Mapping[str, Sequence[str]], title_of: Callable[[str], str]
) -> FigureScore:
    """Find the outcome of the row that fits; with open answers, all outcomes that are still possible.

    `axes` are the words that each operand has, or may still have.
    """
    outcomes = {row.when: row.is_ for row in scoring.rows}
    found = list(dict.fromkeys(outcomes[words] for words in product(*axes.values()) if words in outcomes))
    waiting = tuple(name for name, words in axes.items() if len(words) > 1)
    labels = [scoring.words[word].label if word in scoring.words else word for word in found]
    if len(found) == 1:
        about = scoring.words[found[0]].about if found[0] in scoring.words else None
        return replace(blank, word=found[0], says=f"{labels[0]}: {about}" if about else labels[0])
    is_open = f"as long as {in_words(list(map(title_of, waiting)))} {by_number(len(waiting), 'is', 'are')} open"
    if found:
        return replace(blank, says=f"{in_words(labels, joiner='or')}, {is_open}", decided_by=waiting)
    return replace(blank, says=f"no row fits, {is_open}" if waiting else "no row fits", decided_by=waiting)


def climbed(blank: FigureScore, scoring: Scoring, leaves: Mapping[str, Leaf]) -> tuple[Quantity, FigureScore]:
    """Climb the ladder: certain steps give value and low, those that open answers may still allow give high."""
    sure, hoped = (_climb(scoring.rungs, leaves, hopeful=hopeful) for hopeful in (False, True))
    quantity = _on_ladder(scoring.rungs, sure.rung, hoped.rung)
    says = sure.rung.title if sure.rung else "below the first rung"
    if quantity.value is None and hoped.rung is not None:
        says = f"at least {says}, and anything up to {hoped.rung.title}"
    following = sure.following
    if following:
        told = [lack.criterion + (f" ({_NO_EVIDENCE})" if lack.why == _NO_EVIDENCE else "") for lack in following.lacks]
        says += f"; the next rung waits for {in_words(told)}"
    shown = shown_range(quantity, scoring, show=True)
    word = sure.rung.id if sure.rung and quantity.value is not None else None
    missing = tuple(lack.criterion for lack in following.lacks) if following else ()
    return quantity, replace(blank, range=shown, word=word, says=says, decided_by=missing, next_rung=following)


def _on_ladder(rungs: Sequence[Rung], sure: Rung | None, hoped: Rung | None) -> Quantity:
    values = [Fraction(rung.value) for rung in rungs]
    below_all = [Fraction(0)] if rungs and rungs[0].needs else []
    floor = min([*below_all, *values], default=Fraction(0))
    low, high = (Fraction(rung.value) if rung else floor for rung in (sure, hoped))
    value = low if low == high else None
    return Quantity(floor, max([floor, *values]), low, high, value, value)


class _Climb(NamedTuple):
    """The highest rung that is reached, and the next one with what it lacks."""

    rung: Rung | None
    following: NextRung | None


_NO_EVIDENCE: Final = "no evidence is named"


def _climb(rungs: Sequence[Rung], leaves: Mapping[str, Leaf], *, hopeful: bool) -> _Climb:
    """Climb as long as the needs of each rung hold; if hopeful, what is open may still hold."""
    reached = None
    for rung in rungs:
        lacking = tuple(
            _lack(leaves.get(name), name, least)
            for name, least in rung.needs.items()
            if not _holds(leaves.get(name), rung, least, hopeful=hopeful)
        )
        if lacking:
            return _Climb(reached, NextRung(id=rung.id, title=rung.title, lacks=lacking))
        reached = rung
    return _Climb(reached, None)


def _lack(leaf: Leaf | None, name: str, least: str) -> Lack:
    """Say what a rung lacks of a criterion: what is answered, what it takes, and why that does not hold."""
    if leaf is None:
        return Lack(criterion=name, level=None, needs=least, why="there is no such criterion")
    if leaf.state is AnswerState.ANSWERED:
        why = leaf.answer if not _is_high_enough(leaf, least, hopeful=False) else _NO_EVIDENCE
    else:
        why = leaf.says or leaf.state.label
    return Lack(criterion=name, level=leaf.level, needs=least, why=why)


def _holds(leaf: Leaf | None, rung: Rung, least: str, *, hopeful: bool) -> bool:
    if leaf is None or not leaf.state.applies:
        return False
    if leaf.state is not AnswerState.ANSWERED:
        return hopeful
    has_what_it_takes = hopeful or leaf.has_evidence or not rung.needs_evidence
    return has_what_it_takes and _is_high_enough(leaf, least, hopeful=hopeful)


def _is_high_enough(leaf: Leaf, least: str, *, hopeful: bool) -> bool:
    if leaf.level is not None:
        return leaf.question.is_at_least(leaf.level, least)
    if leaf.quantity is None:
        return False
    return leaf.question.reaches(leaf.quantity.high if hopeful else leaf.quantity.low, least)
