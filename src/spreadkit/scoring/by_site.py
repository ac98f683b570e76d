"""A question that is answered at each site: what the answers of the sites come to together."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Bounds, Question
from spreadkit.model.framework import PerSite, RollUp, SitesCounted
from spreadkit.record import record
from spreadkit.scoring.operators import Quantity, average, middle
from spreadkit.words import by_number, count_of, in_words, some_of

SITES_THAT: Final = {
    SitesCounted.ALL: ("", ""),
    SitesCounted.BEGUN_AND_NEXT: ("that has begun or starts next", "that have begun or start next"),
    SitesCounted.BEGUN: ("that has begun", "that have begun"),
}
"""Which sites count, as it stands behind the word site, and behind sites."""

_THE_REST: Final = {
    SitesCounted.BEGUN_AND_NEXT: ("that starts later", "that start later"),
    SitesCounted.BEGUN: ("that has not begun", "that have not begun"),
}


def sites_that(of: SitesCounted, number: int) -> str:
    """Return how many sites count, and which: `2 sites that have begun`."""
    return f"{count_of(number, 'site')} {by_number(number, *SITES_THAT[of])}".rstrip()


def asked_at(of: SitesCounted, names: Sequence[str], left_out: int) -> str:
    """Say, by name, at which sites is asked; nothing where no target site is left out."""
    if not left_out or of is SitesCounted.ALL:
        return ""
    which = f"{sites_that(of, len(names))} ({some_of(names)})" if names else "no site yet"
    rest = by_number(left_out, *_THE_REST[of])
    return f"asked at {which}; {left_out} {rest} {by_number(left_out, 'is', 'are')} not asked yet"


@record
class AnswersBySite:
    """The levels that sites answer a question with, how they are rolled up, and how many sites are open.

    Of those, `unproven` sites answer with a level that needs evidence, and name none.
    """

    question: Question
    rule: PerSite
    levels: tuple[str, ...]
    silent: int
    unproven: int = 0

    @property
    def says(self) -> str:
        """How many sites satisfy it (or answer it, where no answer is enough), and how many are not answered."""
        if not self._sites:
            return f"asked only of sites {SITES_THAT[self.rule.of][1]}, and there is none yet"
        of = f"of {sites_that(self.rule.of, self._sites)}"
        if self.question.enough is None:
            says = f"{len(self.levels)} {of} answered it: {self._by_level()}"
        else:
            says = f"{self._met} {of} satisfy it"
        unanswered = self.silent - self.unproven
        return ", ".join(
            [
                says,
                *([f"{unanswered} not answered"] if unanswered else []),
                *([f"{self.unproven} answered without the evidence that it needs"] if self.unproven else []),
            ]
        )

    def _by_level(self) -> str:
        counts = Counter(self.levels)
        return in_words([f"{counts[level]} {self.question.label(level)}" for level in sorted(counts, key=self._rank)])

    @property
    def is_claimed(self) -> bool:
        """Whether the answers together claim that it is met. A site without an answer claims nothing."""
        way = self.rule.roll_up
        if self.question.enough is None:
            return False
        if way is RollUp.HIGHEST:
            return self._met > 0
        if way is RollUp.SHARE:
            return Fraction(self._met, self._sites) >= Fraction(1 if self.rule.share is None else self.rule.share)
        if self.silent:
            return False
        if way is RollUp.LOWEST:
            return self._met == self._sites
        worth = [worth for level in self.levels if (worth := self.question.worth(level)) is not None]
        return bool(worth) and self.question.reaches(_ROLL_UPS[way](worth), self.question.enough)

    @property
    def level(self) -> str | None:
        """The level that the sites come to, where the way of rolling up picks one of theirs."""
        if self.rule.roll_up not in {RollUp.LOWEST, RollUp.HIGHEST}:
            return None
        ordered = sorted(self.levels, key=self._rank)
        return ordered[0] if self.rule.roll_up is RollUp.LOWEST else ordered[-1]

    @property
    def quantity(self) -> Quantity | None:
        """What they are worth together; None where answers have no points. Silent sites may be worth anything."""
        limits = self.question.bounds
        if limits is None:
            return None
        join, worth = _ROLL_UPS[self.rule.roll_up], self._worth(limits)
        value = join(worth)
        low, high = (join([*worth, *[end] * self.silent]) for end in limits)
        return Quantity(*limits, low, high, value, value)

    @property
    def _sites(self) -> int:
        return len(self.levels) + self.silent

    @property
    def _met(self) -> int:
        return sum(map(self.question.satisfies, self.levels))

    def _rank(self, level: str) -> Fraction:
        return self.question.rank(level) or Fraction(0)

    def _worth(self, limits: Bounds) -> list[Fraction]:
        """Return what each answer is worth; where a share of sites is asked for, all or nothing."""
        if self.rule.roll_up is RollUp.SHARE:
            room = limits.most - limits.least
            return [limits.least + room * self.question.satisfies(level) for level in self.levels]
        given = map(self.question.points, self.levels)
        return [limits.least if points is None else points for points in given]


_ROLL_UPS: Final[dict[RollUp, Callable[[Sequence[Fraction]], Fraction]]] = {
    RollUp.LOWEST: min,
    RollUp.HIGHEST: max,
    RollUp.MEAN: average,
    RollUp.MEDIAN: middle,
    RollUp.SHARE: average,
}
