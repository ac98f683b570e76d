"""PlanStates for tests: of the worked cases, and made at random."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from spreadkit.model.target import Better, Target
from spreadkit.verdicts.state import (
    BalancingState,
    BarReason,
    BarredSite,
    DatedMove,
    EarlyLoss,
    ForecastRange,
    LateSite,
    MeasureState,
    MovedKind,
    PlanState,
    PublishedFigure,
    RecheckCounts,
    SameSites,
    SiteCounts,
    SiteWords,
    SizeFigures,
    StuckKind,
    StuckSite,
    TrustState,
    UnreadRows,
    WaveState,
)

CASES = Path(__file__).with_name("cases.yaml")


@cache
def worked() -> Mapping[str, Any]:
    """Return the file of worked cases."""
    return yaml.safe_load(CASES.read_text(encoding="utf-8"))


def merged(base: Any, over: Any) -> Any:
    """Return one map over another: maps merge, null removes, all else replaces."""
    if not isinstance(base, Mapping) or not isinstance(over, Mapping):
        return over
    both = {key: merged(base.get(key), over[key]) if key in over else base[key] for key in [*base, *over]}
    return {key: value for key, value in both.items() if value is not None}


def state_of(case: Mapping[str, Any]) -> PlanState:
    """Return the state of a worked case."""
    return made(PlanState, merged(worked()["bases"][case["from"]], case.get("state", {})))


def made(wanted: Any, value: Any) -> Any:  # noqa: PLR0911 - one kind of type a line
    """Make a value of a type out of what YAML has: dataclasses of maps, tuples of lists, days and numbers of texts."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in {Union, types.UnionType}:
        kinds = [kind for kind in arguments if kind is not type(None)]
        return None if value is None else made(kinds[0], value)
    if origin is Literal:
        assert value in arguments, value
        return value
    if origin is tuple:
        kinds = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(made(kind, item) for kind, item in zip(kinds, value, strict=True))
    if wanted is Target:
        return Target.model_validate({"at": str(value)} if isinstance(value, int | float) else value)
    if is_dataclass(wanted):
        hints = get_type_hints(wanted)
        unknown = set(value) - {part.name for part in fields(wanted)}
        assert not unknown, unknown
        return wanted(**{name: made(hints[name], part) for name, part in value.items()})
    if wanted is date:
        return date.fromisoformat(value)
    if wanted in {Decimal, Fraction}:
        return wanted(str(value))
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    assert isinstance(value, wanted if wanted is not float else int | float), (wanted, value)
    return value


NAMES = ("Ash", "Box", "Elm", "Fir", "Oak", "Yew", "Ward 7", "Long Meadow East", "Holly", "Rowan", "Alder", "Birch")
WORDS = (SiteWords("ward", "wards"), SiteWords(), SiteWords("facility", "facilities"))
CHANGES = ("the review after a fall", "the huddle", None)
LONG_NAMES = tuple(f"The Old Royal Infirmary of Saint Bartholomew at {name}" for name in NAMES)
VALUES = UnreadRows("spread-plan.yaml", 2, None, are_values=True)
DAY = date(2026, 6, 30)


class StateMaker:
    """Makes a PlanState at random in which no part contradicts another, as data of a plan cannot."""

    def __init__(self, seed: int) -> None:
        self.is_reviewed = seed % 2 == 0
        self.random = Random(seed)  # noqa: S311 - no secret: the same states in every run
        self.more = Random(-1 - seed)  # noqa: S311
        self.names: tuple[str, ...] = ()
        self.outside: tuple[str, ...] = ()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, first: int, last: int) -> date:
        return DAY + timedelta(days=self.random.randint(first, last))

    def some(self, names: Sequence[str], most: int | None = None) -> tuple[str, ...]:
        number = self.random.randint(0, len(names) if most is None else min(most, len(names)))
        return tuple(name for name in names if name in set(self.random.sample(list(names), number)))

    def state(self) -> PlanState:
        """Return a state; in one of eight, no core change applies to some sites, or to any."""
        state = self._state()
        if not state.listed or self.more.random() > 1 / 8:
            return state
        sites, nowhere = state.sites, self.more.random() < 0.2 and not state.sites.ever and not state.stuck
        named = {site.name for site in (*state.stuck, *sites.late, *sites.barred_next)} | {*sites.declined}
        free = [name for name in self.outside if name not in named and name not in state.trust.silent]
        if nowhere:
            bare = replace(sites, there=0, stale_there=(), late=(), declined=(), open_next=0, barred_next=())
            quiet = replace(state.trust, silent=())
            nothing = replace(bare, none_applies=self.names, on_record=sites.of or 0, no_record=0, some_in_place=False)
            waves = tuple(replace(wave, n=0, lost=()) for wave in state.waves)
            return replace(state, sites=nothing, trust=quiet, waves=waves, forecast=None, rechecks=RecheckCounts())
        out = tuple(free[: self.more.randint(0, len(free))])
        left = replace(sites, none_applies=out, open_next=min(sites.open_next or 0, len(self.outside) - len(out)))
        return replace(state, sites=left)

    def _state(self) -> PlanState:
        random = self.random
        listed = self.chance(0.85)
        all_names = LONG_NAMES if self.chance(0.2) else NAMES
        names = all_names[: random.choice([1, 1, 2, 2, 3, 4, 5, 12])] if listed else ()
        begun = self.chance(0.85)
        there = self.there(names) if begun else ()
        ever = len(there) + random.randint(0, len(names) - len(there)) if begun and self.chance(0.4) else len(there)
        outside = tuple(name for name in names if name not in there)
        self.names, self.outside = names, outside
        silent = self.some(names, 4) if begun and self.chance(0.4) else ()
        silent = names if begun and self.chance(0.03) else silent
        stuck = self.stuck(names, there, silent, begun=begun) if listed else ()
        stuck_names = {site.name for site in stuck}
        rests = self.chance(0.12)
        unheard = tuple(name for name in outside if name not in stuck_names and self.chance(0.15))
        stuck_declined = tuple(site.name for site in stuck if site.kind == StuckKind.DECLINED)
        declined = outside if self.chance(0.1) else stuck_declined
        barred = tuple(self.barred(name) for name in self.some([name for name in outside if name not in unheard], 5))
        of = len(names) if listed else random.choice([None, None, 1, 7, 1826])
        return PlanState(
            as_of=DAY,
            by=None if self.chance(0.3) else self.day(-200, 500),
            words=random.choice(WORDS),
            begun=begun,
            measure=None if self.chance(0.05) else self.measure(begun=begun),
            balancing=self.balancing(),
            sites=SiteCounts(
                of=of,
                there=len(there) if listed else None,
                ever=ever,
                stale_there=tuple(name for name in there if name in silent),
                late=tuple(LateSite(name, self.chance(0.3)) for name in self.some(outside, 6)),
                declined=declined,
                on_record=len(names) - len(unheard),
                begun_n=len(names) - len(unheard) if begun else 0,
                no_record=len(unheard),
                open_next=random.randint(0, len(outside) - len(barred)),
                barred_next=barred,
                some_in_place=self.chance(0.2) and begun,
            ),
            published_reach=None if self.chance(0.7) else "140 sites reported in April 2015",
            waves=self.waves(names, begun=begun),
            forecast=self.forecast(len(names), len(there)) if listed and self.chance(0.3) else None,
            stuck=stuck,
            obstacles=random.choice([0, 0, 1, 3]),
            rechecks=self.rechecks(names, ever) if listed else RecheckCounts(),
            trust=TrustState(
                silent,
                random.choice([None, "in May, 30 of 30 notes agreed."]),
                self.chance(0.15),
                checked_on=DAY if self.is_reviewed else None,
            ),
            size=self.size() if self.chance(0.3) else None,
            since_day=DAY - timedelta(days=90),
            reviewed=self.is_reviewed,
            moves=tuple(self.move() for _ in range(random.choice([0, 1, 2, 4, 20]))),
            rests=rests,
            until=random.choice([None, self.day(1, 400), self.day(-100, -1)]) if rests else None,
            ended=self.day(-100, 0) if self.chance(0.1) else None,
            errors=random.choice([1, 9]) if self.chance(0.06) else 0,
            unread=(random.choice([UnreadRows("adoption", 12, 40), UnreadRows("sites.csv", 1, None), VALUES]),)
            if self.chance(0.05)
            else (),
            unread_elsewhere=(UnreadRows("late rounds", 1, 40),) if self.chance(0.03) else (),
        )

    def there(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(names) if self.chance(0.15) else self.some(names)

    def stuck(
        self, names: Sequence[str], there: Sequence[str], silent: Sequence[str], *, begun: bool
    ) -> tuple[StuckSite, ...]:
        kinds = [*StuckKind] if begun else [StuckKind.NO_LEAD]
        only = self.random.choice(kinds)
        found = []
        share, shared = self.random.choice([0, 0, 0.2, 0.8]), self.random.choice([0, 0.3, 1])
        for name in names:
            if name in silent:
                kind = StuckKind.SILENT
            elif name in there or not self.chance(share):
                continue
            else:
                kind = only if self.chance(0.7) else self.random.choice(kinds)
            if kind == StuckKind.SILENT and name not in silent:
                kind = StuckKind.NO_LEAD
            found.append(self.stuck_site(name, kind, shared))
        return tuple(found)

    def stuck_site(self, name: str, kind: StuckKind, shared: float) -> StuckSite:
        what = self.random.choice(CHANGES)
        cause = "the ward move" if kind in {StuckKind.PAUSED, StuckKind.HELD_UP} and self.chance(shared) else None
        since, until = self.random.choice([None, self.day(-400, -60)]), self.random.choice([None, self.day(-30, 400)])
        return StuckSite(name, kind, what, since, until, cause)

    def barred(self, name: str) -> BarredSite:
        why = self.random.choice([*BarReason])
        until = self.random.choice([None, self.day(100, 500)]) if why == BarReason.PAUSED else None
        return BarredSite(name, why, until)

    def waves(self, names: Sequence[str], *, begun: bool) -> tuple[WaveState, ...]:
        waves = []
        first = self.day(-400, 0) if begun else self.day(1, 200)
        for wave in range(1, self.random.randint(0, 3) + 1):
            end = None if self.chance(0.15) else first + timedelta(days=self.random.randint(30, 250))
            has_begun = begun and wave == 1
            waits = self.random.choice([None, "a lead must be named"])
            shut = not has_begun and self.chance(0.5)
            lost = self.some(names, 2) if end and end <= DAY and self.chance(0.2) else ()
            size = self.random.randint(0, len(names))
            waves.append(WaveState(f"wave {wave}", size, first, end, shut, has_begun, waits, lost))
            first += timedelta(days=self.random.randint(30, 200))
        return tuple(waves)

    def forecast(self, of: int, there: int) -> ForecastRange:
        high = self.random.randint(there, of)
        return ForecastRange(self.random.randint(there, high), high)

    def rechecks(self, names: Sequence[str], ever: int) -> RecheckCounts:
        if not ever and self.chance(0.8):
            return RecheckCounts()
        counts = [0, 0, 0, 1, 2, 9]
        early = tuple(EarlyLoss(name, self.random.choice(CHANGES)) for name in self.some(names, 2) if self.chance(0.4))
        return RecheckCounts(
            held=self.random.choice(counts),
            lost=self.random.choice([0, 0, 0, 0, 1, 2]),
            overdue=self.random.choice([0, 0, 1, 6]),
            due_now=self.random.choice([0, 0, 1, 2]),
            early=early,
            next=self.random.choice([None, self.day(1, 150)]),
            is_self_reported=self.chance(0.2),
            since_unknown=self.chance(0.1),
            months=self.random.choice([(6,), (12,), (6, 12)]),
        )

    def measure(self, *, begun: bool) -> MeasureState:
        random = self.random
        points = 0 if self.chance(0.2) else random.randint(1, 30)
        flat = random.choice([0, 0, 0, 15])
        rows = (points + flat) * 12
        unread = random.choice([1, 3, rows]) if self.chance(0.15) and rows else 0
        tables = self.some(("data/ash.csv", "data/elm.csv")) if self.chance(0.1) else ()
        signal = random.choice(["better", "better", "worse", None]) if points else None
        before, last, target = (random.choice([Fraction(n, 20) for n in range(100)]) for _ in range(3))
        since = random.choice([0, 1, random.randint(0, points)]) if begun and points else 0
        name = random.choice([("falls", True), ("kept-up exercise", False), ("patients with a plan", True)])
        missing = random.choice([0, 0, 0, 1, 4])
        same_set = random.choice(["same", "same", "same", "agrees", "differs"])
        is_long = self.chance(0.05)
        return MeasureState(
            noun=name[0],
            id="outcome",
            is_plural=name[1],
            unit=random.choice(["", "%", "falls per 1000 bed days"]),
            kind=random.choice(["outcome", "outcome", "process", "balancing", "spread"]),
            better=(better := random.choice(["lower", "higher"])),
            every=random.choice(["day", "week", "month", "quarter", "year", "value"]),
            values=points + flat,
            points=points,
            periods=points + flat + missing,
            needed=random.choice([10, 13]),
            rows=rows,
            unread=unread,
            unread_tables=tables,
            unread_periods=min(points, unread),
            unread_in_run=self.chance(0.3) and unread > 0,
            last=last if points and self.chance(0.95) else None,
            span=(date(2026, 4, 1), random.choice([date(2026, 4, 30), DAY])) if points else None,
            last_on=self.day(-500, -1) if points else None,
            before=None if self.chance(0.1) or not points else before,
            target=self.target(better, random.choice([None, Decimal(2), Decimal(str(float(target)))])),
            target_at=("measures", "outcome", "target"),
            signal=signal,
            holding=self.chance(0.7),
            is_unsure=signal is None and points > 0 and self.chance(0.5),
            since=since,
            same_set=same_set if points else "same",
            same=SameSites(random.choice([1, 14]), before, last) if same_set == "agrees" else None,
            sites_known=self.chance(0.9),
            can_be_pooled=self.chance(0.97),
            is_stale=self.chance(0.1) and points > 0,
            missing=missing,
            not_in_last=self.some(NAMES, 2) if points and self.chance(0.1) else (),
            is_self_reported=self.chance(0.15),
            published=self.published(random.randrange(4), is_long=is_long),
        )

    def target(self, better: Better, number: Decimal | None) -> Target | None:
        side = {"lower": "under", "higher": "over"}[better] if self.chance(0.2) else "at"
        return None if number is None else Target.model_validate({side: str(number)})

    def published(self, choice: int, *, is_long: bool) -> tuple[PublishedFigure, ...]:
        """Return figures as a plan may have them, each said to be of before or after, or not."""
        more = self.more
        before = PublishedFigure("110, or 122", more.choice(["in 1990", ""]), more.choice([None, Decimal(2)]))
        after = PublishedFigure("62", more.choice(["in 2015", ""]), Decimal(62))
        if is_long:
            after = PublishedFigure(f"62, {'as was said by many of them ' * 3}", "in 2015")
        if more.random() < 0.5:
            before = replace(before, is_=more.choice(["before", "before", None]))
            after = replace(after, is_=more.choice(["after", "after", None]))
        return ((), (before, after), (after,), (before,))[choice]

    def size(self) -> SizeFigures:
        rate, exposure = self.random.choice([0.001, 0.006]), self.random.choice([10_000, 91_655])
        count = rate * exposure * self.random.choice([0.3, 0.8, 0.97, 1.8])
        periods = self.random.choice([5, 20])
        return SizeFigures(
            rate, rate * 204_105, exposure, count, periods, "falls", date(2025, 10, 1), 1.3, self.chance(0.1)
        )

    def move(self) -> DatedMove:
        kind = self.random.choice([*MovedKind])
        says = "Wave 3 waits, by decision of 18 June" if self.chance(0.1) else None
        return DatedMove(kind, self.random.choice(NAMES), self.random.choice(CHANGES), self.day(-90, 0), says)

    def balancing(self) -> tuple[BalancingState, ...]:
        states = ["same", "same", "same", "worse", "few", "nodata", "unread"]
        nouns = ("late drug rounds", "bleeding")
        return tuple(BalancingState(noun, self.random.choice(states)) for noun in self.some(nouns))
