"""What a rollout is worked out from: as asked for, else as the plan says, else as we assume."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit import months
from spreadkit.errors import SpreadkitError
from spreadkit.model.base import Unknown, known
from spreadkit.model.people import Every, Support
from spreadkit.model.plan import Plan
from spreadkit.model.schedule import LARGEST_FIGURE, Rollout
from spreadkit.record import record

DEFAULTS: Final[Mapping[str, Fraction]] = {
    "multiplier": Fraction(5),
    "first_units": Fraction(1),
    "set_up": Fraction(0),
    "step_months": Fraction(12),
    "pause": Fraction(2),
    "slack": Fraction(7, 5),
    "local_start": Fraction(2),
    "points": Fraction(6),
    "interval": Fraction(1),
    "lag": Fraction(1),
    "visits_each_month": Fraction(1),
    "visits_after": Fraction(1, 3),
    "months_after": Fraction(12),
    "days_per_visit": Fraction(3, 4),
    "days_each_month": Fraction(12),
    "attrition": Fraction(15, 100),
    "yield_": Fraction(1, 4),
}
"""What is assumed where nothing is said. Where each comes from stands at the fields of `Rollout`."""

PUBLISHED: Final = frozenset({"multiplier", "first_units", "slack", "points", "visits_each_month"})
"""Those of the defaults that follow published programmes or teaching; the others are ours."""

_MONTHS_OF: Final[Mapping[Every, Fraction]] = {
    Every.DAY: Fraction(12, 365),
    Every.WEEK: Fraction(3, 13),
    Every.FORTNIGHT: Fraction(6, 13),
    Every.MONTH: Fraction(1),
    Every.QUARTER: Fraction(3),
    Every.YEAR: Fraction(12),
}
"""How many months lie between two points of a measure."""

_SHARED: Final = (
    *("visits_each_month", "visits_after", "months_after", "days_per_visit", "days_each_month"),
    *("attrition", "yield_"),
)
"""What support of a plan states under the same names."""


@record(kw_only=True)
class Pace:
    """How much grows how fast. `lengths` are months by wave, the last for all that follow."""

    sites: int
    unit_size: Fraction = Fraction(1)
    multiplier: int = 5
    first_units: int = 1
    lengths: tuple[Fraction, ...] = (DEFAULTS["step_months"],)
    pause: Fraction = DEFAULTS["pause"]
    set_up: Fraction = DEFAULTS["set_up"]
    slack: Fraction = DEFAULTS["slack"]

    @property
    def units(self) -> int:
        """How many scalable units full scale is."""
        return int(-(-self.sites // self.unit_size))

    def sites_of(self, units: int) -> int:
        """Return how many sites so many units hold; the last unit takes what is left."""
        return self.sites if units >= self.units else int(units * self.unit_size)

    def length(self, step: int) -> Fraction:
        """Return how long a step lasts, counted from 0."""
        return self.lengths[min(step, len(self.lengths) - 1)]


@record(kw_only=True)
class Coaching:
    """What a site needs of coaches, and how their number changes from wave to wave. `coaches` None: not known."""

    coaches: int | None = None
    hires: tuple[int, ...] = ()
    visits: Fraction = DEFAULTS["visits_each_month"]
    visits_after: Fraction = DEFAULTS["visits_after"]
    months_after: Fraction = DEFAULTS["months_after"]
    days_per_visit: Fraction = DEFAULTS["days_per_visit"]
    days_each_month: Fraction = DEFAULTS["days_each_month"]
    attrition: Fraction = DEFAULTS["attrition"]
    yields: Fraction = DEFAULTS["yield_"]

    def hires_for(self, step: int) -> int:
        """Return how many join before a step, counted from 0."""
        return self.hires[step] if step < len(self.hires) else 0


@record(kw_only=True)
class GateTime:
    """What must pass before a wave can be judged by its data, in months."""

    local_start: Fraction = DEFAULTS["local_start"]
    points: int = int(DEFAULTS["points"])
    interval: Fraction = DEFAULTS["interval"]
    lag: Fraction = DEFAULTS["lag"]

    @property
    def least(self) -> Fraction:
        """How many months a wave must last before the gate behind it."""
        return self.local_start + self.points * self.interval + self.lag


@record(kw_only=True)
class RolloutTerms:
    """All of it. `start` is when preparation begins, `by` the date of the aim; `assumed` are names of our defaults."""

    pace: Pace
    coaching: Coaching = Coaching()
    gate: GateTime = GateTime()
    start: date | None = None
    by: date | None = None
    assumed: tuple[str, ...] = ()


class TermLookup:
    """Looks for figures: in what was asked for, in the plan's own block, elsewhere in the plan, in our defaults."""

    def __init__(self, asked: Rollout, plan: Plan | None) -> None:
        self.blocks = (asked, *((plan.rollout,) if plan and plan.rollout else ()))
        self.elsewhere = _elsewhere(plan) if plan else {}
        self.plan = plan

    def find(self, name: str) -> Fraction | None:
        """Return a figure, or None where nothing states it."""
        stated = (known(getattr(block, name)) for block in self.blocks)
        return next((value for value in stated if value is not None), self.elsewhere.get(name))

    def number(self, name: str) -> Fraction:
        """Return a figure, as assumed where nothing states it."""
        found = self.find(name)
        return DEFAULTS[name] if found is None else found

    def numbers(self, name: str) -> tuple[Fraction, ...]:
        """Return the figures of a list, without what is not known at its end; empty where nothing states it."""
        return next((listed for block in self.blocks if (listed := _known_part(getattr(block, name)))), ())

    @property
    def assumed(self) -> tuple[str, ...]:
        """The names of what nothing states."""
        return tuple(
            name for name in DEFAULTS if (not self.numbers(name) if name == "step_months" else self.find(name) is None)
        )


def terms_of(asked: Rollout, plan: Plan | None = None, *, by: date | None = None) -> RolloutTerms:
    """Put together what a rollout is worked out from. Raises SpreadkitError when nothing says how many sites."""
    sources = TermLookup(asked, plan)
    return RolloutTerms(
        pace=_pace(sources),
        coaching=coaching_of(sources),
        gate=gate_of(sources),
        start=_start(sources),
        by=by or (known(plan.aim.by) if plan else None),
        assumed=sources.assumed,
    )


def coaching_of(sources: TermLookup) -> Coaching:
    """Put together what there is to know of coaches."""
    coaches = sources.find("coaches")
    return Coaching(
        coaches=None if coaches is None else int(coaches),
        hires=tuple(int(number) for number in sources.numbers("hires")),
        visits=sources.number("visits_each_month"),
        visits_after=sources.number("visits_after"),
        months_after=sources.number("months_after"),
        days_per_visit=sources.number("days_per_visit"),
        days_each_month=sources.number("days_each_month"),
        attrition=sources.number("attrition"),
        yields=sources.number("yield_"),
    )


def gate_of(sources: TermLookup) -> GateTime:
    """Put together how long it takes until data can be judged."""
    return GateTime(
        local_start=sources.number("local_start"),
        points=int(sources.number("points")),
        interval=sources.number("interval"),
        lag=sources.number("lag"),
    )


def _pace(sources: TermLookup) -> Pace:
    sites = sources.find("sites")
    if sites is None:
        raise SpreadkitError(
            "say how many sites there are at full scale: with --sites, or in the plan under population of the aim"
        )
    return Pace(
        sites=int(sites),
        unit_size=sources.find("unit_size") or Fraction(1),
        multiplier=int(sources.number("multiplier")),
        first_units=int(sources.number("first_units")),
        lengths=sources.numbers("step_months") or (DEFAULTS["step_months"],),
        pause=sources.number("pause"),
        set_up=sources.number("set_up"),
        slack=sources.number("slack"),
    )


def _start(sources: TermLookup) -> date | None:
    stated = next((block.start for block in sources.blocks if block.start), None)
    if stated or sources.plan is None:
        return stated
    starts = [start for wave in sources.plan.waves.values() if (start := known(wave.start))]
    return months.before(min(starts), sources.number("set_up")) if starts else None


def _elsewhere(plan: Plan) -> dict[str, Fraction]:
    """Collect what other parts of a plan say: its aim, its measure, and its support of kind coach."""
    found = dict(_of_aim(plan))
    measure = plan.measures.get(plan.aim.measure or "")
    if measure and measure.every:
        found["interval"] = _MONTHS_OF[measure.every]
    offers = [support for support in plan.support.values() if support.kind == "coach"]
    return found | {name: value for name in _SHARED if (value := _offered(offers, name)) is not None}


def _of_aim(plan: Plan) -> dict[str, Fraction]:
    population, units = known(plan.aim.population), known(plan.aim.units)
    sites = _whole(population) or Fraction(len(plan.target_sites))
    if not sites:
        return {}
    count = _whole(units)
    return {"sites": sites, **({"unit_size": sites / count} if count and count <= sites else {})}


def _whole(number: Decimal | None) -> Fraction | None:
    if number is None or not 0 < number <= LARGEST_FIGURE or number != int(number):
        return None
    return Fraction(number)


def _offered(offers: Sequence[Support], name: str) -> Fraction | None:
    stated = (known(getattr(support, name)) for support in offers)
    fits = (Fraction(number) for number in stated if number is not None and _fits(name, number))
    return next(fits, None)


def _fits(name: str, value: Decimal) -> bool:
    """Whether a figure of the support, which has no bounds there, can be worked with."""
    least_is_in = name != "days_each_month"
    most = 1 if name in {"attrition", "yield_"} else LARGEST_FIGURE
    return (value >= 0 if least_is_in else value > 0) and value <= most


def _known_part(listed: Sequence[Fraction | Unknown]) -> tuple[Fraction, ...]:
    if any(known(figure) is None for figure in listed):
        return ()
    return tuple(figure for figure in map(known, listed) if figure is not None)
